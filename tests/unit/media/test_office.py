"""Documents of office programs cross as they read, and tell nothing else."""

import io
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from lxml import etree
from PIL import Image

from bot.domain.media import FileRefusal
from bot.media import markup, packed
from tests.support.cleaning import cleaned, sent
from tests.support.planted import odf, office, recordings
from tests.support.planted.marks import mark, traces
from tests.support.planted.packages import repacked
from tests.support.planted.pictures import png

CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "docx": (office.docx, ".docx"),
    "xlsx": (office.xlsx, ".xlsx"),
    "pptx": (office.pptx, ".pptx"),
    "odt": (odf.odt, ".odt"),
    "ods": (lambda: odf.odt("spreadsheet"), ".ods"),
    "odp": (lambda: odf.odt("presentation"), ".odp"),
}
MS = "http://schemas.microsoft.com/office"


@pytest.mark.parametrize(("made", "suffix"), CASES.values(), ids=CASES)
def test_a_document_loses_every_mark(made: Callable[[], bytes], suffix: str) -> None:
    data = made()
    assert len(traces(data)) > 60, "too little was planted"
    file = cleaned(data)
    assert traces(file.data) == []
    assert file.name == "stem" + suffix


@pytest.mark.parametrize("made", [made for made, _ in CASES.values()], ids=CASES)
def test_the_package_has_no_times_comments_and_extras(made: Callable[[], bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(cleaned(made()).data)) as after:
        assert after.testzip() is None
        assert after.comment == b""
        assert {(info.date_time, info.comment, info.extra) for info in after.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), b"", b"")
        }
        assert not any(name.startswith(("docProps", "customXml", "meta.xml")) for name in after.namelist())


def test_a_text_of_word_still_reads_the_same() -> None:
    after = docx.Document(io.BytesIO(cleaned(office.docx()).data))
    assert after.paragraphs[0].text == office.WORDS
    comment = next(iter(after.comments))
    assert (comment.text, comment.author, comment.initials) == ("I like this", "Author", "")
    body: Any = after.element.body
    words = [each.text for each in body.iter() if each.tag.endswith("}t")]
    assert office.CHANGED in words
    assert {"1", "write to me", "read this"} <= set(words)
    assert len(body.findall(".//{*}ins")) == len(body.findall(".//{*}del")) == 1
    assert {each.get("descr") for each in body.iter("{*}docPr")} == {"a red and blue field"}


def test_the_pictures_of_a_text_are_still_there() -> None:
    sizes = [
        (Image.open(io.BytesIO(data)).format, Image.open(io.BytesIO(data)).size)
        for name, data in parts(cleaned(office.docx()).data).items()
        if name.startswith("word/media/")
    ]
    assert sizes == [("JPEG", (96, 64)), ("PNG", (96, 64))]


def test_links_to_the_web_stay_and_others_lead_nowhere() -> None:
    after = docx.Document(io.BytesIO(cleaned(office.docx()).data))
    targets = {name: each.target_ref for name, each in after.part.rels.items() if each.is_external}
    assert targets == {"rIdWeb": office.LINK, "rIdMail": "about:blank", "rIdDisk": "about:blank"}


def test_a_table_still_reads_the_same() -> None:
    sheet: Any = openpyxl.load_workbook(io.BytesIO(cleaned(office.xlsx()).data)).active
    assert tuple(cell.value for cell in sheet[1]) == office.NUMBERS
    assert sheet["A1"].comment.text == "Author:how I felt"
    assert len(sheet._images) == 1


def test_slides_still_read_the_same() -> None:
    slide = pptx.Presentation(io.BytesIO(cleaned(office.pptx()).data)).slides[0]
    shapes: list[Any] = list(slide.shapes)
    assert shapes[0].text_frame.text == office.WORDS
    assert shapes[1].image.size == (96, 64)


def test_an_open_document_still_reads_the_same() -> None:
    after = parts(cleaned(odf.odt()).data)
    assert next(iter(after)) == "mimetype"
    assert set(after) == {
        *("mimetype", "Pictures/file1.jpg", "content.xml", "styles.xml", "Object 1/content.xml"),
        "META-INF/manifest.xml",
    }
    words = "".join(etree.fromstring(after["content.xml"]).itertext())
    for kept in (odf.WORDS, "a note", " wrote ", "a red and blue field"):
        assert kept in words
    for kept in (f'href="{odf.LINK}"', 'href="Pictures/file1.jpg"', 'href="./Object 1"'):
        assert kept in after["content.xml"].decode()
    listed = after["META-INF/manifest.xml"].decode()
    assert 'full-path="Pictures/file1.jpg"' in listed
    assert "meta.xml" not in listed


def test_a_table_within_slides_is_cleaned_too() -> None:
    data = with_inside(office.xlsx(), "package", "ppt/embeddings/sheet.xlsx")
    file = cleaned(data)
    assert traces(file.data) == []
    inside = next(data for name, data in parts(file.data).items() if name.endswith(".xlsx"))
    assert openpyxl.load_workbook(io.BytesIO(inside)).active is not None


def test_a_picture_within_slides_loses_the_name_of_its_file() -> None:
    file = cleaned(with_inside(png(), "image", f"ppt/media/{mark('FileName')}.png"))
    assert traces(file.data) == []
    assert pptx.Presentation(io.BytesIO(file.data)).slides[0].shapes[0].text_frame.text == office.WORDS


def test_a_film_and_a_drawing_within_slides_are_cleaned_too() -> None:
    film = cleaned(with_inside(recordings.film(), "video", "ppt/media/film.mp4"))
    assert traces(film.data) == []
    assert any(name.endswith(".mp4") for name in parts(film.data))
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="x" onload="a()" '
        f'inkscape:export="{mark("Svg")}">'
        f'<metadata>{mark("SvgMeta")}</metadata><script>{mark("SvgScript")}</script><circle r="5"/></svg>'
    ).encode()
    after = cleaned(with_inside(drawing, "image", "ppt/media/drawing.svg"))
    assert traces(after.data) == []
    svg = next(data for name, data in parts(after.data).items() if name.endswith(".svg"))
    assert b"<circle" in svg
    assert b"onload" not in svg


def test_documents_in_documents_are_not_followed_for_ever() -> None:
    data = office.pptx()
    for _ in range(4):
        data = with_inside(data, "package", "ppt/embeddings/inner.pptx")
    assert sent(data) is FileRefusal.ARCHIVE


@pytest.mark.parametrize(
    ("kind", "name", "why"),
    [
        (f"{MS}/2006/relationships/vbaProject", "ppt/vbaProject.bin", FileRefusal.HAS_MACROS),
        ("control", "ppt/activeX/activeX1.xml", FileRefusal.HAS_MACROS),
        ("oleObject", "ppt/embeddings/oleObject1.bin", FileRefusal.UNKNOWN_TYPE),
        ("image", "ppt/media/image9.emf", FileRefusal.UNKNOWN_TYPE),
    ],
)
def test_programs_and_what_cannot_be_cleaned_inside_are_refused(
    kind: str, name: str, why: FileRefusal
) -> None:
    assert sent(with_inside(b"\xd0\xcf\x11\xe0 or the like", kind, name)) is why


def test_a_document_that_is_a_template_with_macros_is_refused() -> None:
    data = office.docx()
    changed = rewritten(data, "[Content_Types].xml", b"document.main+xml", b"document.macroEnabled.main+xml")
    assert sent(changed) is FileRefusal.HAS_MACROS


def test_a_template_leaves_as_a_document() -> None:
    template = rewritten(office.docx(), "[Content_Types].xml", b"document.main+xml", b"template.main+xml")
    file = cleaned(template)
    assert file.name == "stem.docx"
    assert b"template" not in parts(file.data)["[Content_Types].xml"]


def test_a_document_with_two_parts_of_one_name_is_refused() -> None:
    out = io.BytesIO(office.docx())
    with zipfile.ZipFile(out, "a") as added, warnings.catch_warnings(action="ignore"):
        added.writestr("word/document.xml", "<a/>")
    assert sent(out.getvalue()) is FileRefusal.BROKEN


def test_an_open_document_with_programs_is_refused() -> None:
    data = odf.odt(extra={"Basic/Standard/Module1.xml": b"<a/>"})
    assert sent(data) is FileRefusal.HAS_MACROS


def test_documents_with_a_password_are_refused() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert sent(locked) is FileRefusal.PROTECTED
    entry = b'manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    cipher = entry.replace(b"/>", b"><manifest:encryption-data/></manifest:file-entry>")
    assert sent(rewritten(odf.odt(), "META-INF/manifest.xml", entry, cipher)) is FileRefusal.PROTECTED
    zipped = bytearray(office.docx())
    at = zipped.index(b"PK\x01\x02")
    zipped[at + 8] |= 1
    assert sent(bytes(zipped)) is FileRefusal.PROTECTED


def test_a_document_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO(office.docx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as added:
        added.writestr("word/large.xml", bytes(packed.LARGEST_UNPACKED))
    assert len(out.getvalue()) < 300_000
    assert sent(out.getvalue()) is FileRefusal.TOO_LARGE
    monkeypatch.setattr(packed, "MOST_PARTS", 3)
    assert sent(office.docx()) is FileRefusal.TOO_LARGE
    monkeypatch.undo()
    monkeypatch.setattr(markup, "LARGEST_PART", 1000)
    assert sent(office.docx()) is FileRefusal.TOO_LARGE


def test_a_document_whose_words_unfold_without_end_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:document'
    data = rewritten(office.docx(), "word/document.xml", b"<w:document", bomb)
    assert sent(data) is FileRefusal.BROKEN


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def rewritten(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    texts = parts(data)
    assert old in texts[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as again:
        for each, text in texts.items():
            again.writestr(each, text.replace(old, new, 1) if each == name else text)
    return out.getvalue()


def with_inside(data: bytes, kind: str, name: str) -> bytes:
    """Slides with one more file in them."""
    placed = repacked(office.pptx(), {}, {name: (kind, "application/x", "x")}, {}, "ppt/presentation.xml")
    texts = parts(placed) | {name: data}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as again:
        for each, text in texts.items():
            again.writestr(each, text)
    return out.getvalue()
