"""Packages of Office documents, with more in them than their makers put there."""

import io
import zipfile
from collections.abc import Callable, Mapping

from tests.support.planted.marks import mark

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Change = Callable[[str], str]


def repacked(
    data: bytes,
    changes: Mapping[str, Change],
    parts: Mapping[str, tuple[str, str, str]],
    links: Mapping[str, tuple[str, str]],
    main: str,
) -> bytes:
    """The package with changed parts, more parts and links of the main part, and marks of its own."""
    before = zipfile.ZipFile(io.BytesIO(data))
    texts = {name: before.read(name) for name in before.namelist()}
    folder, base = main.split("/")
    relations, types = {"": "_rels/.rels", "main": f"{folder}/_rels/{base}.rels"}, "[Content_Types].xml"
    for name, change in changes.items():
        changed = change(texts[name].decode())
        assert changed != texts[name].decode(), name
        texts[name] = changed.encode()
    for number, (path, (kind, form, content)) in enumerate(parts.items()):
        name = path.removeprefix("/").replace(f"{folder}/../", "")
        texts[name] = content.encode()
        where = relations["" if path.startswith("/") else "main"]
        relation = kind if "/" in kind else f"{RELATIONS}/{kind}"
        texts[where] = _with(
            texts[where], f'<Relationship Id="rIdP{number}" Type="{relation}" Target="/{name}"/>'
        )
        texts[types] = _with(texts[types], f'<Override PartName="/{name}" ContentType="{form}"/>')
    for name, (kind, target) in links.items():
        texts[relations["main"]] = _with(
            texts[relations["main"]],
            f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>',
        )
    return marked_zip(texts)


def marked_zip(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP with times, comments and extra fields."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.comment = mark("ZipComment").encode()
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 8))
            words = mark("ZipExtra").encode()
            info.extra = b"\x99\x99" + len(words).to_bytes(2, "little") + words
            info.comment = mark("ZipMember").encode()
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(info, text)
    return out.getvalue()


def _with(text: bytes, added: str) -> bytes:
    head, _, tail = text.decode().rpartition("</")
    return f"{head}{added}</{tail}".encode()
