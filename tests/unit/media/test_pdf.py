"""A PDF crosses as its pages look, and tells nothing else."""

import io
import time
import zlib
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

from bot.domain.media import FileRefusal
from bot.media import pdf as room
from bot.media.blocks import bare_jp2
from tests.support.cleaning import cleaned, sent
from tests.support.planted import pdf
from tests.support.planted.marks import mark, traces
from tests.support.planted.pictures import jpeg, profile, xmp

KEYS = """
    Metadata PieceInfo LastModified AF EF AA JS XFA Thumb OPI Measure PtData CreatorInfo DPartRoot Perms DSS
    Collection
"""
ACTIONS = """
    JavaScript Launch GoToR GoToE Thread Sound Movie SubmitForm ImportData Rendition
    RichMediaExecute GoTo3DView
"""


def test_a_pdf_loses_every_mark() -> None:
    data = pdf.pdf()
    assert len(traces(data)) > 50
    file = cleaned(data)
    assert traces(file.data) == []
    assert (file.name, file.mime) == ("stem.pdf", "application/pdf")


def test_its_pages_words_and_picture_are_still_there() -> None:
    with opened(cleaned(pdf.pdf()).data) as after:
        assert len(after.pages) == 2
        page: Any = after.pages[0].obj
        assert pdf.WORDS.encode() in page.Contents.read_bytes()
        picture = pikepdf.PdfImage(page.Resources.XObject.Im).as_pil_image()
        assert picture.size == (96, 64)
        assert picture.getpixel((20, 30)) == pytest.approx((200, 30, 40), abs=12)
        assert page.Resources.XObject.Fm.read_bytes() == b"0 0 10 10 re f"


def test_notes_and_links_stay_without_their_authors() -> None:
    with opened(cleaned(pdf.pdf()).data) as after:
        notes: list[Any] = list(after.pages[0].obj.Annots)
        assert [str(note.Subtype) for note in notes] == [
            *("/Text", "/FreeText", "/Highlight", "/Stamp", "/Link", "/Link", "/Link", "/Widget")
        ]
        assert [str(note.Contents) for note in notes[:2]] == ["Text note", "FreeText note"]
        assert not any(key in note for note in notes[:7] for key in ("/T", "/M", "/NM"))
        assert [str(note.A.URI) for note in notes[4:7]] == [pdf.LINK, "about:blank", "about:blank"]


def test_a_form_keeps_its_answers_and_loses_its_signature() -> None:
    with opened(cleaned(pdf.pdf()).data) as after:
        root: Any = after.Root
        assert [(str(field.T), str(field.V)) for field in root.AcroForm.Fields] == [("hobby", "swimming")]


def test_nothing_stands_beside_the_pages() -> None:
    with opened(cleaned(pdf.pdf()).data) as after:
        assert set(after.Root.keys()) <= {"/Type", "/Pages", "/Names", "/AcroForm", "/StructTreeRoot"}
        assert set(after.Root.Names.keys()) == set()
        assert len(after.docinfo) == 0
        assert len(after.attachments) == 0


def test_a_stream_leads_to_no_file_beside_the_document() -> None:
    with opened(pdf.pdf(changed_before=False)) as document:
        form: Any = document.pages[0].obj.Resources.XObject.Fm
        form.F, form.FFilter, form.FDecodeParms = (pikepdf.String(mark(key)) for key in ("F", "FF", "FD"))
        out = io.BytesIO()
        document.save(out)
    assert traces(cleaned(out.getvalue()).data) == []


def test_pictures_and_profiles_inside_that_are_packed_twice_are_cleaned() -> None:
    with opened(pdf.pdf(changed_before=False)) as document:
        objects: Any = document.pages[0].obj.Resources.XObject
        objects.Im.write(
            zlib.compress(jpeg()),
            filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]),
        )
        profiles = [document.make_stream(profile(), N=3), document.make_stream(zlib.compress(profile()), N=3)]
        profiles[1].Filter = pikepdf.Name.FlateDecode
        objects.Im.ColorSpace = pikepdf.Array([pikepdf.Name.ICCBased, profiles[0]])
        objects.Fm.Group = pikepdf.Dictionary(CS=pikepdf.Array([pikepdf.Name.ICCBased, profiles[1]]))
        out = io.BytesIO()
        document.save(out)
    file = cleaned(out.getvalue())
    assert traces(file.data) == []
    with opened(file.data) as after:
        shown: Any = after.pages[0].obj.Resources.XObject.Im
        assert pikepdf.PdfImage(shown).as_pil_image().size == (96, 64)
        kept = ImageCms.ImageCmsProfile(io.BytesIO(shown.ColorSpace[1].read_bytes()))
        assert ImageCms.profileToProfile(
            Image.new("RGB", (2, 2), "red"), kept, ImageCms.createProfile("sRGB")
        )


def test_a_picture_of_jpeg_2000_loses_its_boxes() -> None:
    out = io.BytesIO()
    Image.new("RGB", (32, 32), "red").save(out, "JPEG2000")
    words = xmp("Jp2")
    data = out.getvalue()
    end = data.index(b"jp2c") - 4
    planted = data[:end] + (len(words) + 8).to_bytes(4, "big") + b"xml " + words + data[end:]
    bare = bare_jp2(planted)
    assert traces(planted)
    assert bare == data


def test_a_picture_inside_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(pdf.pdf(changed_before=False)) as document:
        image: Any = document.pages[0].obj.Resources.XObject.Im
        twice = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
        image.write(zlib.compress(jpeg()), filter=twice)
        out = io.BytesIO()
        document.save(out)
        image.write(jpeg(), filter=pikepdf.Array([pikepdf.Name.ASCII85Decode, pikepdf.Name.DCTDecode]))
        rare = io.BytesIO()
        document.save(rare)
    assert sent(rare.getvalue()) is FileRefusal.UNKNOWN_TYPE
    monkeypatch.setattr(room, "LARGEST_INSIDE", 1000)
    assert sent(out.getvalue()) is FileRefusal.TOO_LARGE


@pytest.mark.parametrize("key", KEYS.split())
def test_what_tells_goes_wherever_it_stands(key: str) -> None:
    with opened(pdf.pdf(changed_before=False)) as document:
        inside: Any = document.pages[0].obj.Resources.XObject
        inside.Fm["/" + key] = pikepdf.String(mark(key))
        inside.Im.Group = pikepdf.Dictionary(
            {"/A": [pikepdf.Dictionary({"/" + key: pikepdf.String(mark(key))})]}
        )
        out = io.BytesIO()
        document.save(out)
    assert traces(cleaned(out.getvalue()).data) == []


@pytest.mark.parametrize("action", ACTIONS.split())
def test_a_link_only_opens_pages(action: str) -> None:
    with opened(pdf.pdf(changed_before=False)) as document:
        page: Any = document.pages[0].obj
        acting = pikepdf.Dictionary({"/S": pikepdf.Name("/" + action), "/Do": pikepdf.String(mark(action))})
        page.Annots[4].A = document.make_indirect(acting)
        out = io.BytesIO()
        document.save(out)
    file = cleaned(out.getvalue())
    assert traces(file.data) == []
    with opened(file.data) as after:
        assert str(after.pages[0].obj.Annots[4].A.URI) == "about:blank"


@pytest.mark.parametrize("kind", ["Movie", "Sound", "Screen", "3D", "RichMedia", "FileAttachment", "Unheard"])
def test_notes_that_hold_files_go(kind: str) -> None:
    with opened(pdf.pdf(changed_before=False)) as document:
        page: Any = document.pages[0].obj
        page.Annots[0].Subtype = pikepdf.Name("/" + kind)
        out = io.BytesIO()
        document.save(out)
    with opened(cleaned(out.getvalue()).data) as after:
        assert len(list(after.pages[0].obj.Annots)) == 7


def test_the_same_file_is_the_same_when_it_is_clean() -> None:
    data = pdf.pdf()
    first = cleaned(data).data
    time.sleep(1.1)  # its identifier could be made of the second it is written in
    assert cleaned(data).data == first


def test_a_pdf_with_a_password_is_refused() -> None:
    assert sent(pdf.locked("secret")) is FileRefusal.PROTECTED
    assert sent(pdf.locked("")) is FileRefusal.PROTECTED  # opens for everybody, but may not be changed


def test_a_broken_pdf_is_refused() -> None:
    assert sent(b"%PDF-1.7\nnothing") is FileRefusal.BROKEN


def test_a_pdf_of_too_many_pages_or_pieces_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf.pdf(pages=4)
    monkeypatch.setattr(room, "MOST_PAGES", 3)
    assert sent(data) is FileRefusal.TOO_LARGE
    monkeypatch.undo()
    monkeypatch.setattr(room, "MOST_OBJECTS", 10)
    assert sent(data) is FileRefusal.TOO_LARGE


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))
