"""PDF: written anew from what its pages show, so that neither its history nor its makers cross.

Of the document, its pages and its notes, what is listed here is kept and all else goes (attachments, scripts,
signatures, times, names of authors). Pictures inside lose their own metadata.
Source of the keys: ISO 32000-2, tables 29, 31, 166 and those of each annotation.
"""

import io
import re
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Stream, String

from bot.domain.media import FileRefusal
from bot.media import blocks
from bot.media.formats import Format
from bot.media.hints import names_a_file
from bot.media.results import Cleaned, RefusedError

MOST_PAGES = 3000
MOST_OBJECTS = 60_000  # about two seconds
LARGEST_INSIDE = 30_000_000  # bytes of one picture or profile inside, unpacked
_PROFILE = b"acsp"  # in the middle of each colour profile

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
_ELSEWHERE = frozenset({"/F", "/FFilter", "/FDecodeParms"})  # of a stream whose data is in a file of its own
_ACTING = frozenset(
    {"JavaScript", "Launch", "GoToR", "GoToE", "Thread", "Sound", "Movie", "SubmitForm", "ImportData"}
    | {"Rendition", "RichMediaExecute", "GoTo3DView"}
)  # actions that do more than turn to a page
_NOWHERE_LINK = "about:blank"
# Most objects have none of these; to look at their text is much faster than to walk through them.
_SUSPECT = re.compile(
    rf"(?:{'|'.join(sorted(_NOWHERE))}|/Alt|/URI|/S\s*/(?:{'|'.join(sorted(_ACTING))}))(?![A-Za-z0-9])".encode()
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
        # What it says it has is asked first: to count what is really there, all must be read.
        if int(pdf.trailer["/Size"]) > MOST_OBJECTS or len(pdf.objects) > MOST_OBJECTS:
            raise RefusedError(FileRefusal.TOO_LARGE)
        if len(pdf.pages) > MOST_PAGES:
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
        _keep_out(each, _ELSEWHERE)
        _bare_stream(each)
        written = each.stream_dict.unparse(resolved=True)
    else:
        written = each.unparse(resolved=True) if isinstance(each, Dictionary | Array) else b""
    if _SUSPECT.search(written):
        _scrub_within(each)


def _scrub_within(each: Any) -> None:
    if isinstance(each, Array):
        inside = list(each)
    else:
        _keep_out(each, _NOWHERE)
        if "/Alt" in each and names_a_file(str(each["/Alt"])):
            del each["/Alt"]
        if str(each.get("/S")).removeprefix("/") in _ACTING or not _leads_to_the_web(each.get("/URI")):
            _keep(each, frozenset({"/Type"}))
            each["/S"], each["/URI"] = Name.URI, String(_NOWHERE_LINK)
        inside = [value for _, value in each.items()]
    for inner in inside:
        if isinstance(inner, Dictionary | Array) and not inner.is_indirect:
            _scrub_within(inner)


def _keep_out(each: Any, keys: frozenset[str]) -> None:
    for key in keys.intersection(each.keys()):
        del each[key]


def _leads_to_the_web(link: Any) -> bool:
    """Whether a link, if it is one, opens a page of the web: not a letter box, not a disk."""
    return not isinstance(link, String) or str(link).lower().startswith(("http://", "https://"))


def _bare_stream(stream: Any) -> None:
    """What is a whole file inside: pictures as JPEG and JPEG 2000, and colour profiles."""
    given = stream.get("/Filter", [])
    filters = [str(each) for each in (given if isinstance(given, Array) else [given])] if given else []
    if filters and filters[-1] in _PICTURES:
        parameters = stream.get("/DecodeParms")
        parameters = parameters[-1] if isinstance(parameters, Array) else parameters
        packed = _unpacked(stream.read_raw_bytes(), filters[:-1])
        stream.write(_PICTURES[filters[-1]](packed), filter=Name(filters[-1]), decode_parms=parameters)
    elif "/N" in stream and "/Type" not in stream and "/FunctionType" not in stream:
        profile = _unpacked(stream.read_raw_bytes(), filters)
        if profile[36:40] == _PROFILE:
            stream.write(blocks.bare_profile(profile))


def _unpacked(data: bytes, filters: list[str]) -> bytes:
    """What is behind filters that only pack; refused where it is too much, or packed in a rarer way."""
    for each in filters:
        if each != "/FlateDecode":
            raise RefusedError(FileRefusal.UNKNOWN_TYPE)
        opened = zlib.decompressobj()
        data = opened.decompress(data, LARGEST_INSIDE)
        if opened.unconsumed_tail:
            raise RefusedError(FileRefusal.TOO_LARGE)
    return data
