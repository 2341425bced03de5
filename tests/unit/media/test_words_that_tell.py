"""One by one: what office programs write of people, places and machines, and what they show of it."""

import io
import zipfile

import pytest

from bot.domain.media import FileRefusal
from bot.media import odf as open_document
from bot.media.hints import PATH, names_a_file
from bot.media.ooxml_words import bare_part
from tests.support.cleaning import cleaned, sent
from tests.support.planted import office
from tests.support.planted.marks import MARK, mark, traces
from tests.unit.media.test_office import with_inside

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REVISION = "http://schemas.microsoft.com/office/spreadsheetml/2014/revision"
M = mark("Here")
WHOLE = """
    rsids docId attachedTemplate mailMerge docVars nsid tmpl saveThroughXslt absPath fileSharing revisionPtr
    fileRecoveryPr webPublishing customWorkbookViews customSheetViews creationId modId custDataLst
    presenceInfo embeddedFontLst embedRegular embedBold embedItalic embedBoldItalic writeProtection
    modifyVerifier
"""
FIELDS = "AUTHOR LASTSAVEDBY USERNAME USERINITIALS USERADDRESS FILENAME TEMPLATE INFO DOCPROPERTY"
RELATIONS = """
    core-properties extended-properties custom-properties thumbnail customXml customXmlProps customProperty
    printerSettings attachedTemplate people revisionHeaders revisionLog usernames changesInfo revisionInfo
    classificationlabels tags font mailMergeSource mailMergeHeaderSource recipientData origin signature
    webextension webextensiontaskpanes extensibility keyMapCustomizations attachedToolbars documenttasks
    userXmlData
"""
OPEN_FIELDS = """
    author-name author-initials creator initial-creator printed-by file-name template-name user-defined
    sender-firstname sender-lastname sender-initials sender-title sender-position sender-email sender-fax
    sender-phone-private sender-phone-work sender-company sender-street sender-city sender-postal-code
    sender-country sender-state-or-province
"""
PARTS = [
    f'<a author="{M}"/>',
    f'<a userName="{M}"/>',
    f'<pivotCacheDefinition refreshedBy="{M}"/>',
    f'<a initials="{M}"/>',
    f'<a userId="{M}" providerId="{M}"/>',
    f'<cmAuthor name="{M}"/>',
    f'<author name="{M}"/>',
    f'<person displayName="{M}"/>',
    f'<a dateUtc="{M}"/>',
    f'<cm dt="{M}"/>',
    f'<threadedComment dT="{M}"/>',
    f'<a refreshedDate="{M}" refreshedDateIso="{M}"/>',
    f'<cm created="{M}"/>',
    f'<reply created="{M}"/>',
    f'<x:ins xmlns:x="{W}" x:date="{M}"/>',
    f'<x:ins xmlns:x="{STRICT}" x:date="{M}"/>',
    f'<a rsidR="{M}" rsidRPr="{M}" rsidRDefault="{M}"/>',
    f'<a xmlns:xr="{REVISION}" xr:uid="{M}"/>',
    f'<connection sourceFile="{M}" odcFile="{M}"/>',
    f'<dbPr connection="{M}" command="{M}" serverCommand="{M}"/>',
    f'<webPr url="{M}"/>',
    f'<docPr name="{M}.jpg" descr="{M}.png" title="{M}.pdf"/>',
    f'<shape alt="C:\\{M}"/>',
    f'<nvPicPr><cNvPr name="{M}"/></nvPicPr>',
    f'<pic><cNvPr name="{M}"/></pic>',
    f'<anything at="file:///home/{M}/a"/>',
    f'<anything at="\\\\server\\{M}\\a"/>',
    f"<author>{M}</author>",
    f'<instrText>INCLUDETEXT "C:\\Users\\{M}\\a.docx"</instrText>',
    f'<instrText>HYPERLINK "mailto:{M}@example.org"</instrText>',
    f'<fldSimple instr=" USERNAME "><t>{M}</t></fldSimple>',
    f'<sdt><sdtPr><dataBinding xpath="/ns0:Properties/ns0:Company"/></sdtPr><c><t>{M}</t></c></sdt>',
    f"<!-- {M} --><b/>",
    f"<?{M} b?><b/>",
]
STAYS = [
    '<table displayName="Table1" name="Sales"/>',
    '<docPr name="Drawing 3" descr="my dog at the lake"/>',
    '<nvSpPr><cNvPr name="Title 1"/></nvSpPr>',
    '<a date="2024"/>',
    '<a at="https://example.org/users/list"/>',
    '<instrText>HYPERLINK "https://example.org/home/list"</instrText>',
    '<fldSimple instr=" PAGE "><t>7</t></fldSimple>',
    "<t>C is a letter: yes</t>",
    '<row><c r="A1"><v>7</v></c></row>',
]


@pytest.mark.parametrize(
    "inside", [*PARTS, *(f'<{name} a="{M}"><b c="{M}"/></{name}>' for name in WHOLE.split())]
)
def test_what_a_program_writes_of_people_goes(inside: str) -> None:
    assert MARK not in bare_part(f"<root>{inside}</root>".encode(), frozenset()).decode()
    as_utf_16 = f'<?xml version="1.0" encoding="UTF-16"?><root>{inside}</root>'.encode("utf-16")
    assert MARK not in bare_part(as_utf_16, frozenset()).decode()


@pytest.mark.parametrize("inside", STAYS)
def test_what_tells_nothing_stays(inside: str) -> None:
    assert inside in bare_part(f"<root>{inside}</root>".encode(), frozenset()).decode()


@pytest.mark.parametrize("field", FIELDS.split())
def test_a_field_that_tells_is_empty(field: str) -> None:
    written = "".join(
        f'<fldChar fldCharType="{kind}"/>{after}'
        for kind, after in (
            ("begin", f"<instrText> {field} </instrText>"),
            ("separate", f"<t>{M}</t>"),
            ("end", ""),
        )
    )
    bare = bare_part(f"<root>{written}<t>after it</t></root>".encode(), frozenset()).decode()
    assert MARK not in bare
    assert "after it" in bare


def test_a_comment_of_excel_begins_with_no_name() -> None:
    written = f"<comments><author>{M}</author><t>{M}:</t><t>{M}</t><t>how I felt</t></comments>"
    bare = bare_part(written.encode(), frozenset()).decode()
    assert "<author>Author</author><t>Author:</t><t>Author:</t><t>how I felt</t>" in bare


def test_words_behind_what_is_taken_out_stay() -> None:
    bare = bare_part(b"<root>before<rsids/>between<nsid/>behind</root>", frozenset()).decode()
    assert "beforebetweenbehind" in bare


def test_a_printer_goes_and_the_paper_stays() -> None:
    page = f'<root xmlns:r="{R}"><pageSetup paperSize="9" r:id="rId7"/><drawing r:id="rId7"/></root>'.encode()
    bare = bare_part(page, frozenset({"rId7"})).decode()
    assert 'paperSize="9"' in bare
    assert "rId7" not in bare
    assert "drawing" not in bare


@pytest.mark.parametrize("relation", RELATIONS.split())
def test_a_part_that_tells_does_not_cross(relation: str) -> None:
    assert traces(cleaned(with_inside(mark("Part").encode(), relation, "ppt/more/part.bin")).data) == []
    in_xml = f"<a>{mark('Part')}</a>".encode()
    assert traces(cleaned(with_inside(in_xml, relation, "ppt/more/part.xml")).data) == []


@pytest.mark.parametrize(
    "relation", ["vbaProject", "wordVbaData", "control", "activeXControlBinary", "xlMacrosheet"]
)
def test_a_part_that_is_a_program_is_refused(relation: str) -> None:
    assert sent(with_inside(b"<a/>", relation, "ppt/more/part.xml")) is FileRefusal.HAS_MACROS


def test_a_part_that_nothing_leads_to_does_not_cross() -> None:
    out = io.BytesIO(office.pptx())
    with zipfile.ZipFile(out, "a") as added:
        added.writestr("ppt/media/lost.xml", f"<a>{mark('Lost')}</a>")
    assert traces(cleaned(out.getvalue()).data) == []


@pytest.mark.parametrize("field", OPEN_FIELDS.split())
def test_a_field_of_an_open_document_that_tells_is_empty(field: str) -> None:
    bare = open_document._bare_part(f"<p>I, <{field}>{M}</{field}>, wrote</p>".encode(), {}).decode()
    assert MARK not in bare
    assert ">, wrote" in bare


@pytest.mark.parametrize("name", ["scripts", "event-listeners", "event-listener"])
def test_what_an_open_document_does_by_itself_goes(name: str) -> None:
    bare = open_document._bare_part(f'<p><{name} href="{M}"/>words</p>'.encode(), {}).decode()
    assert name not in bare
    assert "words" in bare


@pytest.mark.parametrize(
    "words",
    [
        "IMG_1234.JPG",
        "rosa at home.png",
        r"C:\Users\rosa\a.png",
        "file:///home/rosa/a",
        "/Users/rosa/a",
        r"\\nas\rosa\a",
    ],
)
def test_the_name_of_a_file_is_no_description(words: str) -> None:
    assert names_a_file(words)


@pytest.mark.parametrize(
    "words", ["my dog", "a picture of 3:1", "see https://example.org/users/", "and/or", "1.5"]
)
def test_a_description_is_no_name_of_a_file(words: str) -> None:
    assert not names_a_file(words)
    assert PATH.search(words) is None
