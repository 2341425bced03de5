"""PDF: written anew from what its pages show, so that neither its history nor its makers cross.

Of the document, its pages and its notes, what is listed here is kept and all else goes (attachments, scripts,
signatures, times, names of authors). Pictures inside lose their own metadata.
Source of the keys: ISO 32000-2, tables 29, 31, 166 and those of each annotation.
"""

import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Stream

from bot.domain.media import FileRefusal
from bot.media import blocks
from bot.media.formats import Format
from bot.media.hints import names_a_file
from bot.media.results import Cleaned, RefusedError

MOST_PAGES = 3000
MOST_OBJECTS = 200_000
LARGEST_PICTURE = 30_000_000  # bytes of a JPEG inside, unpacked

_OF_TRAILER = frozenset({"/Root", "/Size"})
_OF_DOCUMENT = frozenset(
    {
        "/Type",
        "/Version",
        "/Pages",
        "/Names",
        "/Dests",
        "/Outlines",
        "/PageLabels",
        "/PageMode",
        "/PageLayout",
    }
    | {"/ViewerPreferences", "/AcroForm", "/StructTreeRoot", "/MarkInfo", "/Lang", "/OCProperties"}
)
_OF_FORM = frozenset({"/Fields", "/NeedAppearances", "/CO", "/DR", "/DA", "/Q"})
_OF_PAGE = frozenset(
    {"/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"}
    | {"/Contents", "/Rotate", "/Group", "/Annots", "/Tabs", "/StructParents", "/UserUnit", "/Dur", "/Trans"}
)
_NOTES = frozenset(
    {"/Link", "/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight"}
    | {"/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/Widget", "/Watermark"}
)
_OF_NOTE = frozenset(
    {
        "/Type",
        "/Subtype",
        "/Rect",
        "/Contents",
        "/P",
        "/F",
        "/AP",
        "/AS",
        "/Border",
        "/C",
        "/CA",
        "/ca",
        "/OC",
    }
    | {
        "/BS",
        "/BE",
        "/QuadPoints",
        "/InkList",
        "/L",
        "/LE",
        "/IC",
        "/LL",
        "/LLE",
        "/LLO",
        "/Vertices",
        "/Cap",
    }
    | {"/CP", "/CO", "/RD", "/Sy", "/Dest", "/A", "/H", "/Popup", "/Parent", "/Open", "/Name", "/DA", "/DS"}
    | {"/Q", "/StructParent", "/Rotate", "/IRT", "/RT", "/IT", "/CL", "/Lang", "/BM", "/FixedPrint"}
)
_OF_FIELD = frozenset(
    {"/FT", "/T", "/TU", "/Ff", "/V", "/DV", "/Kids", "/Opt", "/I", "/TI", "/MaxLen", "/MK"}
)  # of a form, as well as those of a note
_NOWHERE = frozenset(
    {
        "/Metadata",
        "/PieceInfo",
        "/LastModified",
        "/AF",
        "/EF",
        "/AA",
        "/JS",
        "/XFA",
        "/Thumb",
        "/OPI",
        "/Measure",
    }
    | {"/PtData", "/CreatorInfo", "/DPartRoot", "/Perms", "/DSS", "/Collection"}
)

_PICTURES: dict[str, Callable[[bytes], bytes]] = {
    "/DCTDecode": lambda packed: blocks.bare(packed, Format.JPEG),
    "/JPXDecode": blocks.bare_jp2,
}  # by the filter that reads them


def clean_pdf(data: bytes) -> Cleaned:
    """The document's pages in a new file. Raises RefusedError, and what pikepdf raises at broken data."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        raise RefusedError(FileRefusal.PROTECTED) from error
    with pdf:
        if pdf.is_encrypted:
            raise RefusedError(FileRefusal.PROTECTED)
        if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
            raise RefusedError(FileRefusal.TOO_LARGE)
        _keep(pdf.trailer, _OF_TRAILER)
        _bare_document(pdf.Root)
        for page in pdf.pages:
            _bare_page(page.obj)
        for each in pdf.objects:
            _scrub(each)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
    return Cleaned(out.getvalue(), Format.PDF)


def _keep(given: Any, keys: frozenset[str]) -> None:
    for key in [key for key in given.keys() if key not in keys]:  # noqa: SIM118 - no plain dictionary
        del given[key]


def _bare_document(root: Any) -> None:
    _keep(root, _OF_DOCUMENT)
    if "/Names" in root:
        _keep(root.Names, frozenset({"/Dests"}))
    if "/AcroForm" in root:
        _keep(root.AcroForm, _OF_FORM)
        root.AcroForm.Fields = Array(_unsigned(root.AcroForm.get("/Fields", [])))


def _unsigned(fields: Any) -> list[Any]:
    """Fields that are no signature, which is nothing but a name; those of a group are looked through, too."""
    kept = [field for field in fields if isinstance(field, Dictionary) and field.get("/FT") != Name.Sig]
    for field in kept:
        if "/Kids" in field:
            field.Kids = Array(_unsigned(field.Kids))
    return kept


def _bare_page(page: Any) -> None:
    _keep(page, _OF_PAGE)
    if "/Annots" in page:
        notes = [note for note in page.Annots if isinstance(note, Dictionary) and _may_stay(note)]
        for note in notes:
            _keep(note, _OF_NOTE | _OF_FIELD if note.Subtype == Name.Widget else _OF_NOTE)
        page.Annots = Array(notes)


def _may_stay(note: Any) -> bool:
    kind = note.get(
        "/FT", note.get("/Parent", {}).get("/FT") if note.get("/Subtype") == Name.Widget else None
    )
    return str(note.get("/Subtype")) in _NOTES and kind != Name.Sig


def _scrub(each: Any) -> None:
    """Take out of one object, and of all that lies directly in it, what may stand anywhere."""
    if isinstance(each, Stream):
        _keep_out(each, frozenset({"/F", "/FFilter", "/FDecodeParms"}))  # data in a file of its own
        _bare_stream(each)
    if isinstance(each, Dictionary | Stream):
        _keep_out(each, _NOWHERE)
        if "/A" in each and not _leads_to_a_page(each["/A"]):
            del each["/A"]
        if "/Alt" in each and names_a_file(str(each["/Alt"])):
            del each["/Alt"]
    for inner in _inside(each):
        if isinstance(inner, Dictionary | Array) and not inner.is_indirect:
            _scrub(inner)


def _keep_out(each: Any, keys: frozenset[str]) -> None:
    for key in keys.intersection(each.keys()):
        del each[key]


def _inside(each: Any) -> Iterator[Any]:
    if isinstance(each, Dictionary | Stream):
        return (value for _, value in each.items())
    return iter(each) if isinstance(each, Array) else iter(())


def _leads_to_a_page(action: Any) -> bool:
    """Whether an action only opens a place in the document or a page of the web, or is no action."""
    if not isinstance(action, Dictionary) or "/S" not in action:
        return True
    _keep_out(action, frozenset({"/Next"}))
    if action["/S"] == Name.URI:
        return str(action.get("/URI", "")).lower().startswith(("http://", "https://"))
    return str(action["/S"]) in {"/GoTo", "/Named"}


def _bare_stream(stream: Any) -> None:
    """Pictures that are whole files inside: JPEG and JPEG 2000."""
    given = stream.get("/Filter", [])
    filters = [str(each) for each in (given if isinstance(given, Array) else [given])]
    if not filters or filters[-1] not in _PICTURES:
        return
    packed = stream.read_raw_bytes()
    if len(filters) > 1:
        if filters[:-1] != ["/FlateDecode"]:
            raise RefusedError(FileRefusal.UNKNOWN_TYPE)
        opened = zlib.decompressobj()
        packed = opened.decompress(packed, LARGEST_PICTURE)
        if opened.unconsumed_tail:
            raise RefusedError(FileRefusal.TOO_LARGE)
    bare = _PICTURES[filters[-1]](packed)
    parameters = stream.get("/DecodeParms", stream.get("/DP"))
    if isinstance(parameters, Array):
        parameters = parameters[-1]
    stream.write(bare, filter=Name(filters[-1]), decode_parms=parameters)
