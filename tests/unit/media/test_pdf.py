"""A PDF crosses as its pages look, and tells nothing else."""

import io
from typing import Any

import pikepdf
import pytest

from bot.domain.media import FileRefusal
from bot.media import pdf as room
from tests.support.cleaning import cleaned, sent
from tests.support.planted import pdf
from tests.support.planted.marks import traces


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
        assert ["/A" in note for note in notes[4:7]] == [True, False, False]
        assert str(notes[4].A.URI) == pdf.LINK


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


def test_the_same_file_is_the_same_when_it_is_clean() -> None:
    data = pdf.pdf()
    assert cleaned(data).data == cleaned(data).data


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
