"""OpenDocument (texts, tables, slides): unpacked, cleaned part by part, packed anew.

Kept are the contents, the styles, pictures and objects inside; settings (printers, paths), properties,
previews, signatures and layouts of toolbars are not. Source: OpenDocument 1.3, part 2 (packages) and part 3.
"""

import posixpath
import re
from typing import Any

from bot.domain.media import FileRefusal
from bot.media import markup
from bot.media.formats import Format
from bot.media.hints import names_a_file
from bot.media.ooxml import Inner
from bot.media.packed import MIMETYPE, pack
from bot.media.results import Cleaned, RefusedError

_MANIFEST = "META-INF/manifest.xml"
_KINDS = {each.mime: each for each in (Format.ODT, Format.ODS, Format.ODP)}
_WRITTEN = re.compile(r"(Object \d+/)?(content|styles)\.xml")
_INSIDE = re.compile(r"(Object \d+/)?(Pictures|[Mm]edia)/[^/]+")
_PROGRAMS = frozenset({"Basic", "Scripts", "Dialogs"})
_NOWHERE = frozenset({"scripts", "event-listeners", "event-listener"})
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_PEOPLE = frozenset(
    {"creator", "creator-initials", "sender-initials", "author-name", "author-initials", "initial-creator"}
    | {"printed-by", "file-name", "template-name", "user-defined", "sender-firstname", "sender-lastname"}
    | {"sender-title", "sender-position", "sender-email", "sender-phone-private", "sender-phone-work"}
    | {"sender-fax", "sender-company", "sender-street", "sender-city", "sender-postal-code"}
    | {"sender-country", "sender-state-or-province"}
)  # notes and fields that a program fills with who uses it


def clean_odf(parts: dict[str, bytes], inner: Inner) -> Cleaned:
    """The document without its makers; `inner` cleans a file inside. Raises RefusedError."""
    found = _KINDS.get(parts[MIMETYPE].decode("ascii", "replace").strip())
    if found is None:
        raise RefusedError(FileRefusal.ARCHIVE)  # a book, among others
    if any(name.partition("/")[0] in _PROGRAMS for name in parts):
        raise RefusedError(FileRefusal.HAS_MACROS)
    manifest = markup.read(parts[_MANIFEST])
    if any(name == "encryption-data" for _, name in markup.elements(manifest)):
        raise RefusedError(FileRefusal.PROTECTED)
    names: dict[str, str] = {}
    done = {MIMETYPE: found.mime.encode()}
    for name in filter(_INSIDE.fullmatch, parts):
        file = inner(posixpath.splitext(name)[1].lower(), parts[name])
        names[name] = f"{posixpath.dirname(name)}/file{len(names) + 1}{file.format.suffix}"
        done[names[name]] = file.data
    for name in filter(_WRITTEN.fullmatch, parts):
        names[name] = name
        done[name] = _bare_part(parts[name], names)
    done[_MANIFEST] = _bare_manifest(manifest, names)
    return Cleaned(pack(done), found)


def _bare_part(data: bytes, names: dict[str, str]) -> bytes:
    root, gone = markup.read(data), []
    for element, name in markup.elements(root):
        if name in _NOWHERE or (name == "date" and markup.space(element.tag) == _DUBLIN):
            gone.append(element)
            continue
        if name in _PEOPLE or (name in {"title", "desc"} and names_a_file(element.text or "")):
            element.text = ""
        for key in list(element.keys()):
            if markup.local(key) in {"rsid", "paragraph-rsid"}:
                del element.attrib[key]
            elif markup.local(key) == "href":
                element.set(key, _leading(element.get(key), names))
        markup.forget_paths(element, name)
    return markup.write(markup.without(root, gone))


def _leading(target: str, names: dict[str, str]) -> str:
    """Where a link leads: to the web, to a place in the document, or to a part under its new name."""
    inside = target.removeprefix("./")
    if target.lower().startswith(("http://", "https://", "#")) or inside.startswith("Object "):
        return target
    return names.get(inside, "")


def _bare_manifest(manifest: Any, names: dict[str, str]) -> bytes:
    """The list of parts: of those that are still there, and of the folders of objects."""
    folders = {f"{posixpath.dirname(name)}/" for name in names.values()}
    for entry in list(manifest):
        key = next((key for key in entry.attrib if markup.local(key) == "full-path"), None)
        path = entry.get(key) if key else ""
        if path in names:
            entry.set(key, names[path])
        elif path != "/" and path not in folders:
            manifest.remove(entry)
    return markup.write(manifest)
