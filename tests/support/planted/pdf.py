"""A PDF with a mark in every place where a program may write."""

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.support.planted.marks import mark
from tests.support.planted.pictures import SIZE, jpeg, xmp

WORDS = "A letter to my mentor"
LINK = "https://example.org/breathing"


def pdf(*, changed_before: bool = True, pages: int = 2) -> bytes:
    """Pages with words, a picture, links, notes, a form, a signature, attachments, scripts, a history."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(300, 200))
    first: Any = document.pages[0].obj
    _fill(document, first)
    _sign(document, first)
    _name(document)
    out = io.BytesIO()
    document.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return _with_history(out.getvalue()) if changed_before else out.getvalue()


def locked(password: str, owner: str = "owner") -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(changed_before=False))) as document:
        document.save(out, encryption=pikepdf.Encryption(user=password, owner=owner))
    return out.getvalue()


def _text(place: str) -> String:
    return String(mark(place))


def _fill(document: pikepdf.Pdf, page: Any) -> None:
    picture = document.make_stream(
        jpeg(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=SIZE[0],
        Height=SIZE[1],
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
        Metadata=document.make_stream(xmp("PictureXmp"), Type=Name.Metadata, Subtype=Name.XML),
    )
    form = document.make_stream(
        b"0 0 10 10 re f",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 10, 10],
        PieceInfo=Dictionary(Maker=Dictionary(Private=_text("Private"), LastModified=_text("When"))),
        LastModified=_text("FormModified"),
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(XObject=Dictionary(Im=picture, Fm=form), Font=Dictionary(F1=font))
    page.Contents = document.make_stream(
        b"BT /F1 12 Tf 20 150 Td (%s) Tj ET q 96 0 0 64 20 20 cm /Im Do Q /Fm Do" % WORDS.encode()
    )
    page.Metadata = document.make_stream(xmp("PageXmp"), Type=Name.Metadata, Subtype=Name.XML)
    page.PieceInfo = Dictionary(
        App=Dictionary(LastModified=_text("PageModified"), Private=_text("PagePrivate"))
    )
    page.LastModified = _text("PageWhen")
    page.ReadBy = _text("PageReader")
    page.VP = Array([Dictionary(Measure=Dictionary(Subtype=Name.GEO, GPTS=[48.1, 11.5], Name=_text("Geo")))])
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=_text("PageScript")))
    page.Annots = Array([_note(document, subtype) for subtype in ("Text", "FreeText", "Highlight", "Stamp")])
    page.Annots.append(_link(document, LINK))
    page.Annots.append(_link(document, f"mailto:{mark('Mail')}@example.org"))
    page.Annots.append(
        document.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=_attachment(document)
            )
        )
    )
    launch = Dictionary(
        S=Name.Launch, F=_text("Launch"), Next=Dictionary(S=Name.JavaScript, JS=_text("Next"))
    )
    page.Annots.append(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 5, 5], A=launch))


def _note(document: pikepdf.Pdf, subtype: str) -> Any:
    return document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name("/" + subtype),
            Rect=[100, 100, 140, 120],
            Contents=String(f"{subtype} note"),
            T=_text(subtype + "Author"),
            NM=_text(subtype + "Id"),
            M=_text(subtype + "When"),
            Subj=_text(subtype + "Subject"),
            RC=_text(subtype + "Rich"),
            CreationDate=_text(subtype + "Created"),
        )
    )


def _link(document: pikepdf.Pdf, where: str) -> Any:
    action = Dictionary(S=Name.URI, URI=String(where))
    return document.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 50, 20], NM=_text("LinkId"), A=action)
    )


def _attachment(document: pikepdf.Pdf) -> Any:
    file = document.make_stream(mark("AttachedInside").encode(), Type=Name.EmbeddedFile)
    return document.make_indirect(
        Dictionary(Type=Name.Filespec, F=_text("AttachedName"), UF=_text("AttachedUf"), EF=Dictionary(F=file))
    )


def _sign(document: pikepdf.Pdf, page: Any) -> None:
    signature = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=[200, 20, 280, 60],
            FT=Name.Sig,
            T=String("Signature"),
            V=Dictionary(
                Type=Name.Sig, Name=_text("Signer"), Location=_text("SignedAt"), Contents=_text("Pkcs")
            ),
        )
    )
    field = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=[200, 80, 280, 100],
            FT=Name.Tx,
            T=String("hobby"),
            V=String("swimming"),
            M=_text("FieldWhen"),
        )
    )
    page.Annots.append(signature)
    page.Annots.append(field)
    document.Root.AcroForm = Dictionary(
        Fields=[signature, field], SigFlags=3, XFA=_text("Xfa"), Kept=_text("Form")
    )
    document.Root.Perms = Dictionary(DocMDP=signature.V)


def _name(document: pikepdf.Pdf) -> None:
    for key in ("Author", "Title", "Subject", "Keywords", "Creator", "Producer", "Company", "SourceModified"):
        document.docinfo[Name("/" + key)] = mark("Info" + key)
    root: Any = document.Root
    root.Metadata = document.make_stream(xmp("DocumentXmp"), Type=Name.Metadata, Subtype=Name.XML)
    script = Dictionary(S=Name.JavaScript, JS=_text("Script"))
    root.Names = Dictionary(
        EmbeddedFiles=Dictionary(Names=[_text("FileKey"), _attachment(document)]),
        JavaScript=Dictionary(Names=[_text("ScriptName"), script]),
    )
    root.OpenAction = script
    root.AF = Array([_attachment(document)])
    root.PieceInfo = Dictionary(App=Dictionary(Private=_text("RootPrivate")))
    shown = Dictionary(S=Name.Figure, Alt=String(rf"C:\Users\{mark('Path')}\a.png"))
    shown = Dictionary(S=Name.Figure, Alt=String(rf"C:\Users\{mark('Path')}\a.png"))
    root.StructTreeRoot = document.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=shown))
    document.trailer.ID = Array([String(mark("FirstId")), String(mark("SecondId"))])
    document.trailer.Maker = _text("Trailer")


def _with_history(data: bytes) -> bytes:
    """As a program leaves it that only adds to a file: the words before the last change are still in it."""
    old = b"%d 0 obj\n(%s)\nendobj\n" % (9000, mark("EarlierWords").encode())
    at = len(data)
    table = b"xref\n9000 1\n%010d 00000 n \ntrailer\n<< /Size 9001 /Prev %s /Root 1 0 R >>\n"
    table += b"startxref\n%d\n%%%%EOF\n"
    before = data[data.rindex(b"startxref") + 9 : data.rindex(b"%%EOF")].strip()
    return data + old + table % (at, before, at + len(old)) + b"%" + mark("BehindTheEnd").encode()
