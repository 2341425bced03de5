"""XML of documents: read without following anything, written without comments and instructions."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from bot.domain.media import FileRefusal
from bot.media.hints import PATH, names_a_file
from bot.media.results import RefusedError

LARGEST_PART = 25_000_000  # bytes of one part; in memory it is about ten times as large

_DRAWN = frozenset({"docPr", "cNvPr", "frame", "image"})  # what tells of a drawing
DESCRIBING = frozenset({"descr", "title", "alt"})
_PICTURES = frozenset({"nvPicPr", "pic"})
_SVG = frozenset({"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", None})
_SVG_NOWHERE = frozenset({"script", "metadata", "foreignObject"})


def read(data: bytes) -> Any:
    """The root element. Raises RefusedError where it is too large or defines a grammar of its own."""
    if len(data) > LARGEST_PART:
        raise RefusedError(FileRefusal.TOO_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise RefusedError(FileRefusal.BROKEN)  # no office program writes one; it could unfold without end
    return root


def write(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


@lru_cache(10_000)
def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]


@lru_cache(10_000)
def space(name: str) -> str | None:
    return name[1:].partition("}")[0] if name.startswith("{") else None


def without(root: Any, gone: list[Any]) -> Any:
    """The root after these elements were taken out of it."""
    for element in gone:
        _remove(element)
    return root


def _remove(element: Any) -> None:
    """Take an element out, and what then is an empty list of extensions; the words behind it stay."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
    if local(parent.tag) in {"ext", "extLst"} and len(parent) == 0:
        _remove(parent)


def elements(root: Any) -> Iterator[tuple[Any, str]]:
    """All elements with their local names, in order; none may be taken out before the end is reached."""
    for each in root.iter(etree.Element):
        yield each, local(each.tag)


def forget_paths(element: Any, name: str) -> None:
    """Names of files and ways to them, in a drawing's name and description and in any attribute."""
    for key, value in element.items():
        attribute = local(key)
        if attribute in DESCRIBING and names_a_file(value):
            element.set(key, "")
        elif attribute == "name" and name in _DRAWN and (names_a_file(value) or _is_of_picture(element)):
            element.set(key, "")  # programs call a picture as its file was called
        elif _is_a_path(value):
            element.set(key, PATH.sub("", value))


def _is_a_path(value: str) -> bool:
    return not value.startswith(("http://", "https://")) and PATH.search(value) is not None


def _is_of_picture(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent.tag) in _PICTURES


def bare_svg(data: bytes) -> bytes:
    """A drawing in SVG without what is not drawn: scripts, descriptions of makers, other vocabularies."""
    root, gone = read(data), []
    for element, name in elements(root):
        if space(element.tag) not in _SVG or name in _SVG_NOWHERE:
            gone.append(element)
            continue
        for key in [key for key in element.attrib if space(key) not in _SVG or local(key).startswith("on")]:
            del element.attrib[key]
        forget_paths(element, name)
    return write(without(root, gone))
