"""Documents of Word, Excel and PowerPoint with a mark in every place where a program may write."""

import io
import re
from typing import Any

import docx as word
import openpyxl
import pptx as power_point
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from pptx.util import Inches

from tests.support.planted.marks import mark
from tests.support.planted.packages import RELATIONS, repacked
from tests.support.planted.pictures import jpeg, png

WORDS = "Breathing helps me at night"
CHANGED = "words that were added"
NUMBERS = ("Monday", 7)
LINK = "https://example.org/breathing"
PATH = rf"C:\Users\{mark('Path')}\Documents"
_MS = "http://schemas.microsoft.com/office"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_PROPERTIES = (
    "author",
    "title",
    "subject",
    "keywords",
    "comments",
    "category",
    "last_modified_by",
    "identifier",
)

_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PEOPLE = f"""<w15:people xmlns:w15="{_MS}/word/2012/wordml"><w15:person w15:author="{mark("Person")}">
<w15:presenceInfo w15:providerId="AD" w15:userId="{mark("PersonId")}"/></w15:person></w15:people>"""
_PERSONS = f"""<personList xmlns="{_MS}/spreadsheetml/2018/threadedcomments"><person id="{{1}}"
displayName="{mark("Person")}" userId="{mark("PersonId")}" providerId="{mark("Provider")}"/></personList>"""
_CONNECTIONS = f"""<connections xmlns="{_SHEETS}"><connection id="1" refreshedVersion="1">
<dbPr connection="{mark("Server")}" command="{mark("Query")}"/></connection></connections>"""
_COMMENTERS = f"""<p:cmAuthorLst xmlns:p="{_SLIDES}"><p:cmAuthor id="0" name="{mark("Author")}"
initials="{mark("Initials")}" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>"""
_AUTHORS = f"""<p188:authorLst xmlns:p188="{_MS}/powerpoint/2018/8/main"><p188:author id="{{1}}"
name="{mark("NewAuthor")}" userId="{mark("UserId")}" providerId="AD"/></p188:authorLst>"""


def docx() -> bytes:
    document = word.Document()
    paragraph = document.add_paragraph(WORDS)
    document.add_picture(io.BytesIO(jpeg()))
    document.add_picture(io.BytesIO(png()))
    document.add_comment(
        paragraph.runs, "I like this", author=mark("CommentAuthor"), initials=mark("Initials")
    )
    _name(document.core_properties)
    out = io.BytesIO()
    document.save(out)
    return repacked(
        out.getvalue(),
        {"word/document.xml": _changed_words, "word/settings.xml": _settings},
        _beside("word/document.xml")
        | {
            "word/people.xml": (
                "people",
                f"{_OFFICE}.wordprocessingml.people+xml",
                _PEOPLE,
            ),
            "word/printerSettings1.bin": ("printerSettings", f"{_OFFICE}.printerSettings", mark("Printer")),
        },
        {
            "rIdMail": ("hyperlink", f"mailto:{mark('Mail')}@example.org"),
            "rIdWeb": ("hyperlink", LINK),
            "rIdDisk": ("image", f"file:///{PATH}/picture.png"),
        },
        "word/document.xml",
    )


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(NUMBERS)
    author = mark("CommentAuthor")
    sheet["A1"].comment = Comment(f"{author}:\nhow I felt", author)
    sheet.add_image(Image(io.BytesIO(png())), "C3")
    book.properties.creator, book.properties.lastModifiedBy = mark("Creator"), mark("Last")
    book.properties.title, book.properties.keywords = mark("Title"), mark("Keywords")
    out = io.BytesIO()
    book.save(out)
    return repacked(
        out.getvalue(),
        {"xl/workbook.xml": _book, "xl/comments/comment1.xml": _first_run},
        _beside("xl/workbook.xml")
        | {
            "xl/persons/person.xml": (
                f"{_MS}/2017/10/relationships/person",
                "application/vnd.ms-excel.person+xml",
                _PERSONS,
            ),
            "xl/connections.xml": (
                "connections",
                f"{_OFFICE}.spreadsheetml.connections+xml",
                _CONNECTIONS,
            ),
            "xl/revisions/userNames.xml": (
                "usernames",
                f"{_OFFICE}.spreadsheetml.userNames+xml",
                f"<users><userInfo name='{mark('Shared')}'/></users>",
            ),
        },
        {"rIdBook": ("externalLinkPath", f"file:///{PATH}/other.xlsx")},
        "xl/workbook.xml",
    )


def pptx() -> bytes:
    slides = power_point.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    slide.shapes.title.text = WORDS
    slide.shapes.add_picture(io.BytesIO(jpeg(is_alone=True)), Inches(1), Inches(2))
    _name(slides.core_properties)
    out = io.BytesIO()
    slides.save(out)
    return repacked(
        out.getvalue(),
        {"ppt/slides/slide1.xml": _slide},
        _beside("ppt/presentation.xml")
        | {
            "ppt/commentAuthors.xml": (
                "commentAuthors",
                f"{_OFFICE}.presentationml.commentAuthors+xml",
                _COMMENTERS,
            ),
            "ppt/authors.xml": (
                f"{_MS}/2018/10/relationships/authors",
                "application/vnd.ms-powerpoint.authors+xml",
                _AUTHORS,
            ),
            "ppt/changesInfos/changesInfo1.xml": (
                f"{_MS}/2016/11/relationships/changesInfo",
                "application/vnd.ms-powerpoint.changesinfo+xml",
                f'<pc:chgInfo xmlns:pc="{_MS}/powerpoint/2013/main/command" name="{mark("Changes")}"/>',
            ),
            "ppt/tags/tag1.xml": (
                "tags",
                f"{_OFFICE}.presentationml.tags+xml",
                f'<p:tagLst xmlns:p="{_SLIDES}"><p:tag name="A" val="{mark("Tag")}"/></p:tagLst>',
            ),
        },
        {},
        "ppt/presentation.xml",
    )


def _name(properties: Any) -> None:
    for name in _PROPERTIES:
        setattr(properties, name, mark("Core" + name))


def _beside(main: str) -> dict[str, tuple[str, str, str]]:
    """Parts that each of them may have: (relationship, content type, content), beside its main part."""
    folder = main.partition("/")[0]
    vocabulary = 'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    return {
        "/docProps/custom.xml": (
            "custom-properties",
            f"{_OFFICE}.custom-properties+xml",
            f"<Properties {vocabulary}><property name='{mark('Custom')}'/></Properties>",
        ),
        "/docMetadata/LabelInfo.xml": (
            f"{_MS}/2020/02/relationships/classificationlabels",
            f"{_MS}.classificationlabels+xml",
            f"<labels siteId='{mark('Tenant')}'/>",
        ),
        "/docProps/thumbnail.png": ("thumbnail", "image/png", mark("Thumbnail")),
        f"{folder}/../customXml/item1.xml": ("customXml", "application/xml", f"<a>{mark('CustomXml')}</a>"),
        f"{folder}/theme/extra1.xml": (
            "theme",
            "application/xml",
            f"<!-- {mark('XmlComment')} --><a><?{mark('Pi')} x?></a>",
        ),
    }


def _changed_words(text: str) -> str:
    who = f'w:author="{mark("Changer")}" w:date="2024-05-06T07:08:09Z"'
    run = "<w:r w:rsidR='00AB12CD'><w:t>{}</w:t></w:r>"
    fields = "".join(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {words} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run.format(shown)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for words, shown in (
            ("AUTHOR", mark("AuthorField")),
            ("PAGE", "1"),
            (f'INCLUDEPICTURE "{PATH}\\a.png"', ""),
            (f'HYPERLINK "mailto:{mark("FieldMail")}@example.org"', "write to me"),
            (f'HYPERLINK "{LINK}"', "read this"),
        )
    )
    simple = f'<w:fldSimple w:instr=" FILENAME \\p ">{run.format(mark("FileField"))}</w:fldSimple>'
    bound = (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:creator[1]"/></w:sdtPr>'
        f"<w:sdtContent>{run.format(mark('Bound'))}</w:sdtContent></w:sdt>"
    )
    links = "".join(
        f'<w:hyperlink r:id="{name}" xmlns:r="{RELATIONS}">{run.format(name)}</w:hyperlink>'
        for name in ("rIdMail", "rIdWeb")
    )
    added = (
        "<w:p w:rsidR='00AB12CD' w:rsidRDefault='00AB12CD'>"
        f"<w:ins w:id='90' {who}>{run.format(CHANGED)}</w:ins>"
        f"<w:del w:id='91' {who}><w:r><w:delText>old</w:delText></w:r></w:del>"
        f"{fields}{simple}{bound}{links}</w:p>"
    )
    described = text.replace(
        '<pic:cNvPr id="0" name="', f'<pic:cNvPr id="0" descr="{mark("Alt")}.jpg" name="{mark("Name")}'
    )
    described = described.replace("<wp:docPr ", f'<wp:docPr descr="a red and blue field" title="{PATH}" ')
    return described.replace("<w:sectPr", f"{added}<w:sectPr", 1)


def _settings(text: str) -> str:
    inside = (
        '<w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids>'
        f'<w:docVars><w:docVar w:name="a" w:val="{mark("Variable")}"/></w:docVars>'
        f'<w15:docId xmlns:w15="{_MS}/word/2012/wordml" w15:val="{mark("DocId")}"/>'
    )
    return text.replace("</w:settings>", inside + "</w:settings>")


def _book(text: str) -> str:
    inside = (
        f'<fileSharing userName="{mark("Reserved")}"/>'
        f'<x15ac:absPath xmlns:x15ac="{_MS}/spreadsheetml/2010/11/ac" url="{PATH}"/>'
        f'<customWorkbookViews><customWorkbookView name="{mark("View")}"/></customWorkbookViews>'
    )
    return text.replace("<sheets", f"{inside}<sheets", 1)


def _first_run(text: str) -> str:
    """As Excel writes a comment: whose it is stands in a run of its own."""
    runs = rf"<r><t>{mark('CommentAuthor')}:</t></r><r><t>how I felt</t></r></text>"
    return re.sub(r"<t[ >].*?</t></text>", runs, text, flags=re.DOTALL)


def _slide(text: str) -> str:
    unique = (
        '<p:extLst><p:ext uri="{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}"><p14:creationId '
        f'xmlns:p14="{_MS}/powerpoint/2010/main" val="{mark("Creation")}"/></p:ext></p:extLst>'
    )
    named = text.replace("<p:nvPicPr><p:cNvPr ", f'<p:nvPicPr><p:cNvPr title="{mark("Title")}.png" ')
    return named.replace("</p:cSld>", f"</p:cSld>{unique}", 1)
