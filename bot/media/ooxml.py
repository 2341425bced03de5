"""Documents of Word, Excel and PowerPoint: unpacked, cleaned part by part, packed anew.

Only parts cross that are reached from the document over relationships that may stay; pictures, films and
documents inside are cleaned like those that are sent alone. Source: ECMA-376 part 2 (packages).
"""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from bot.domain.media import FileRefusal
from bot.media import markup
from bot.media.formats import Format
from bot.media.ooxml_words import bare_part
from bot.media.packed import CONTENT_TYPES, pack
from bot.media.results import Cleaned, RefusedError

_ROOT_RELATIONS = "_rels/.rels"
_MAIN = "officeDocument"
_DROPPED = frozenset(
    {"core-properties", "extended-properties", "custom-properties", "metadata/thumbnail", "thumbnail"}
    | {"customXml", "customXmlProps", "customProperty", "printerSettings", "attachedTemplate", "people"}
    | {"revisionHeaders", "revisionLog", "usernames", "changesInfo", "revisionInfo", "classificationlabels"}
    | {"tags", "font", "mailMergeSource", "mailMergeHeaderSource", "recipientData", "origin", "signature"}
    | {"webextension", "webextensiontaskpanes", "extensibility", "keyMapCustomizations", "attachedToolbars"}
    | {"documenttasks", "userXmlData"}
)
_PROGRAMS = frozenset({"vbaProject", "wordVbaData", "control", "activeXControlBinary", "xlMacrosheet"})
_KINDS = {
    f"{word}ml": (kind, f"application/vnd.openxmlformats-officedocument.{word}ml.{what}.main+xml")
    for word, what, kind in (
        ("wordprocessing", "document", Format.DOCX),
        ("spreadsheet", "sheet", Format.XLSX),
        ("presentation", "presentation", Format.PPTX),
    )
}
_IN_XML = (".xml", ".vml", ".rels")
_NOWHERE = "about:blank"  # where a link leads that told of a disk or of a letter box

Inner = Callable[[str, bytes], Cleaned]  # a file inside, by its suffix; as it may cross


@dataclass(slots=True)
class _Package:
    parts: dict[str, bytes]
    inner: Inner
    done: dict[str, bytes] = field(default_factory=dict)  # by the name each part leaves with
    names: dict[str, str] = field(default_factory=dict)  # old to new, also of those that are being cleaned

    def clean_from(self, source: str) -> frozenset[str]:
        """All that a part leads to, and its relationships; the identifiers of those that are gone."""
        at = _relations_of(source)
        if at not in self.parts:
            return frozenset()
        root, dropped = markup.read(self.parts[at]), set[str]()
        for relation in list(root):
            if not self._keep(relation, posixpath.dirname(source)):
                dropped.add(relation.get("Id", ""))
                root.remove(relation)
        self.done[at] = markup.write(root)
        return frozenset(dropped)

    def _keep(self, relation: Any, folder: str) -> bool:
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        if kind in _PROGRAMS:
            raise RefusedError(FileRefusal.HAS_MACROS)
        if kind in _DROPPED:
            return False
        if relation.get("TargetMode") == "External":
            if not target.lower().startswith(("http://", "https://")):
                relation.set("Target", _NOWHERE)
            return True
        path, mark, place = target.partition("#")
        name = posixpath.normpath(posixpath.join("/", folder, unquote(path))).removeprefix("/")
        if not path:
            return True  # a place in the part itself
        if name not in self.parts:
            return False
        relation.set("Target", f"/{self._cleaned(name)}{mark}{place}")
        return True

    def _cleaned(self, name: str) -> str:
        """Clean a part, once; the name it has afterwards."""
        if name in self.names:
            return self.names[name]
        data, suffix = self.parts[name], posixpath.splitext(name)[1].lower()
        if suffix in _IN_XML:
            self.names[name] = name
            self.done[name] = bare_part(data, self.clean_from(name))
        elif suffix == ".svg":
            self._rename(name, suffix, markup.bare_svg(data))
        else:
            clean = self.inner(suffix, data)
            self._rename(name, clean.format.suffix, clean.data)
        return self.names[name]

    def _rename(self, name: str, suffix: str, data: bytes) -> None:
        """Files keep the name somebody gave them, so they get a number instead."""
        new = f"{posixpath.dirname(name)}/file{len(self.names) + 1}{suffix}"
        self.names[name], self.done[new] = new, data


def clean_ooxml(parts: dict[str, bytes], inner: Inner) -> Cleaned:
    """The document without its makers; `inner` cleans a file inside. Raises RefusedError."""
    types = markup.read(parts[CONTENT_TYPES])
    if any("macroEnabled" in each.get("ContentType", "") for each in types):
        raise RefusedError(FileRefusal.HAS_MACROS)
    package = _Package(parts, inner)
    package.clean_from("")
    main = _main_part(parts)
    found = next((kind for word, kind in _KINDS.items() if word in _type_of(types, main)), None)
    if found is None or main not in package.names:
        raise RefusedError(FileRefusal.UNKNOWN_TYPE)
    kept = {CONTENT_TYPES: _bare_types(types, package, main, found[1]), **package.done}
    return Cleaned(pack(kept), found[0])


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", base + ".rels") if name else _ROOT_RELATIONS


def _main_part(parts: dict[str, bytes]) -> str:
    for relation in markup.read(parts[_ROOT_RELATIONS]):
        if relation.get("Type", "").endswith("/" + _MAIN):
            return str(relation.get("Target", "")).removeprefix("/")
    raise RefusedError(FileRefusal.UNKNOWN_TYPE)


def _type_of(types: Any, name: str) -> str:
    return next((str(each.get("ContentType")) for each in types if each.get("PartName") == f"/{name}"), "")


def _bare_types(types: Any, package: _Package, main: str, main_type: str) -> bytes:
    """The list of what each part is: of those that are still there. A template leaves as a document."""
    for each in list(types):
        name = (each.get("PartName") or "").removeprefix("/")
        if name and package.names.get(name) not in package.done:
            types.remove(each)
        elif name:
            each.set("PartName", f"/{package.names[name]}")
        if name == main:
            each.set("ContentType", main_type)
    known = {(each.get("Extension") or "").lower() for each in types}
    here = {posixpath.splitext(name)[1] for name in package.done}
    for form in [form for form in Format if form.suffix in here and form.suffix[1:] not in known]:
        added = types.makeelement(types.tag.replace("Types", "Default"))
        added.set("Extension", form.suffix[1:])
        added.set("ContentType", form.mime)
        types.insert(0, added)
    return markup.write(types)
