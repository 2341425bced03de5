"""What Word, Excel and PowerPoint write into a document about who works on it, part by part.

Sources: ECMA-376 part 1 (WordprocessingML, SpreadsheetML, PresentationML) and Microsoft's [MS-DOCX],
[MS-XLSX] and [MS-PPTX] for what came later.
"""

import re
from functools import lru_cache
from typing import Any

from bot.media import markup
from bot.media.hints import PATH

NOBODY = "Author"  # as Word itself writes when it is asked to remove personal information

_WORD = re.compile(r"^http://(schemas\.openxmlformats|purl\.oclc)\.org/(wordprocessingml|ooxml/word)")
_NOWHERE = frozenset(
    {"rsids", "docId", "attachedTemplate", "mailMerge", "docVars", "nsid", "tmpl", "saveThroughXslt"}
    | {"absPath", "fileSharing", "revisionPtr", "fileRecoveryPr", "webPublishing", "customWorkbookViews"}
    | {"customSheetViews", "creationId", "modId", "custDataLst", "embeddedFontLst", "presenceInfo"}
    | {"embedRegular", "embedBold", "embedItalic", "embedBoldItalic", "writeProtection", "modifyVerifier"}
)
_NAMES = frozenset({"author", "userName", "refreshedBy"})
_SHORT_NAMES = frozenset({"initials", "userId", "providerId"})
_PERSONS = {"cmAuthor": "name", "author": "name", "person": "displayName"}  # whose name has a usual word
_TIMES = frozenset({"dateUtc", "dt", "dT", "refreshedDate", "refreshedDateIso"})
_SOME_TIME = "2000-01-01T00:00:00Z"  # where one has to stand
_SOURCES = frozenset({"connection", "sourceFile", "odcFile", "command", "serverCommand", "url"})
_CONNECTIONS = frozenset({"connection", "dbPr", "olapPr", "textPr", "webPr"})
_MAIL = re.compile(r"mailto:[^\"\s]*", re.IGNORECASE)
_WATCHED = (
    _NAMES
    | _SHORT_NAMES
    | _TIMES
    | _SOURCES
    | markup.DESCRIBING
    | {*_PERSONS.values(), "date", "created", "uid"}
)

# Fields that a program fills by itself with who and where its user is.
_TELLING = re.compile(
    r"\s*(AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|FILENAME|TEMPLATE|INFO|DOCPROPERTY)\b",
    re.IGNORECASE,
)
_TELLING_BINDING = re.compile(r"creator|lastModifiedBy|Company|Manager", re.IGNORECASE)


def bare_part(data: bytes, dropped: frozenset[str]) -> bytes:
    """One part in XML; `dropped` are identifiers of relationships that it no longer has."""
    root = markup.read(data)
    authors, seen, gone = _commenters(root), set[str](), []
    for element, name in markup.elements(root):
        seen.add(name)
        is_telling = _is_telling(element)
        if name in _NOWHERE or (is_telling and _is_left_alone(element, name, dropped)):
            gone.append(element)
            continue
        if is_telling:
            _forget_people(element, name)
            markup.forget_paths(element, name)
        if name == "instrText" and element.text:
            element.text = _MAIL.sub("about:blank", PATH.sub("", element.text))
        elif name == "author" and element.text and len(element) == 0:
            element.text = NOBODY
        elif name == "t" and authors and (element.text or "").strip().removesuffix(":") in authors:
            element.text = NOBODY + ":"
    markup.without(root, gone)
    if seen & {"fldChar", "fldSimple"}:
        _empty_fields(root)
    if "dataBinding" in seen:
        _empty_bound(root)
    return markup.write(root)


def _is_telling(element: Any) -> bool:
    """Whether any attribute is worth a closer look. Most are not, and a large table has millions."""
    for key, value in element.items():
        if _is_watched(key) or "/" in value or "\\" in value or ":" in value:
            return True
    return False


def _commenters(root: Any) -> set[str]:
    """Who wrote the comments of a table: Excel begins each with its author's name."""
    if markup.local(root.tag) != "comments":
        return set()
    return {each.text.strip() for each, name in markup.elements(root) if name == "author" and each.text}


@lru_cache(10_000)
def _is_watched(key: str) -> bool:
    """Whether an attribute of this name may tell of somebody, or leads to another part."""
    attribute = markup.local(key)
    is_relation = (markup.space(key) or "").endswith("/relationships")
    return attribute in _WATCHED or attribute.startswith("rsid") or is_relation


def _is_left_alone(element: Any, name: str, dropped: frozenset[str]) -> bool:
    """Whether an element stands for what is gone; of a page's setup that is only the printer."""
    lost = [
        key
        for key, value in element.items()
        if value in dropped and (markup.space(key) or "").endswith("/relationships")
    ]
    if lost and name == "pageSetup":
        del element.attrib[lost[0]]
        return False
    return bool(lost)


def _forget_people(element: Any, name: str) -> None:
    for key in list(element.keys()):
        attribute = markup.local(key)
        if attribute.startswith("rsid") or (attribute == "uid" and "/revision" in (markup.space(key) or "")):
            del element.attrib[key]
        elif attribute in _NAMES or attribute == _PERSONS.get(name):
            element.set(key, NOBODY)
        elif attribute in _SHORT_NAMES or (attribute in _SOURCES and name in _CONNECTIONS):
            element.set(key, "")
        elif attribute in _TIMES or (attribute == "date" and _WORD.match(markup.space(key) or "")):
            del element.attrib[key]
        elif attribute == "created" and name in {"cm", "reply"}:
            element.set(key, _SOME_TIME)


def _empty_fields(root: Any) -> None:
    """What fields of Word show of names and files: between `separate` and `end`, or in one element."""
    open_fields: list[dict[str, Any]] = []
    for element, name in markup.elements(root):
        kind = next((value for key, value in element.items() if markup.local(key) == "fldCharType"), None)
        if kind == "begin":
            open_fields.append({"words": "", "is_shown": False})
        elif kind == "separate" and open_fields:
            open_fields[-1]["is_shown"] = True
        elif kind == "end" and open_fields:
            open_fields.pop()
        elif name == "instrText" and open_fields:
            open_fields[-1]["words"] += element.text or ""
        elif name == "t" and any(each["is_shown"] and _TELLING.match(each["words"]) for each in open_fields):
            element.text = ""
        elif name == "fldSimple":
            instruction = next((value for key, value in element.items() if markup.local(key) == "instr"), "")
            if _TELLING.match(instruction):
                _empty(element)


def _empty_bound(root: Any) -> None:
    """What stands in controls that show a property of the document, as on Word's cover pages."""
    for element, name in markup.elements(root):
        if name == "dataBinding" and any(_TELLING_BINDING.search(value) for value in element.values()):
            control = element.getparent().getparent()
            if control is not None:
                _empty(control)


def _empty(element: Any) -> None:
    for each, name in markup.elements(element):
        if name == "t":
            each.text = ""
