"""OpenDocument files with a mark in every place where a program may write."""

from tests.support.planted.marks import mark
from tests.support.planted.packages import marked_zip
from tests.support.planted.pictures import jpeg, png

WORDS = "Breathing helps me at night"
LINK = "https://example.org/breathing"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_SPACES = (
    f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:draw="{_ODF}:drawing:1.0" '
    f'xmlns:meta="{_ODF}:meta:1.0" xmlns:svg="{_ODF}:svg-compatible:1.0" xmlns:style="{_ODF}:style:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" '
    f'xmlns:officeooo="http://openoffice.org/2009/office" xmlns:script="{_ODF}:script:1.0" '
    'office:version="1.3"'
)
_MANIFEST = f"{_ODF}:manifest:1.0"


def odt(kind: str = "text", *, extra: dict[str, bytes] | None = None) -> bytes:
    """A text, or a `spreadsheet` or `presentation` with the same in it."""
    mime = f"application/vnd.oasis.opendocument.{kind}"
    parts = {
        "mimetype": mime.encode(),
        "content.xml": _content(kind),
        "styles.xml": _xml("styles", f"<!-- {mark('StyleComment')} -->"),
        "meta.xml": _xml("meta", f"<meta:initial-creator>{mark('Meta')}</meta:initial-creator>"),
        "settings.xml": _xml("settings", mark("Printer")),
        "manifest.rdf": mark("Rdf").encode(),
        "layout-cache": mark("Cache").encode(),
        "Thumbnails/thumbnail.png": png(),
        "Configurations2/accelerator/current.xml": mark("Configuration").encode(),
        "META-INF/documentsignatures.xml": mark("Signature").encode(),
        f"Pictures/{mark('FileName')}.jpg": jpeg(),
        "Object 1/content.xml": _content("chart"),
        "ObjectReplacements/Object 1": mark("Preview").encode(),
        **(extra or {}),
    }
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{form}"/>'
        for name, form in [("/", mime), *((name, "text/xml") for name in parts if name != "mimetype")]
    )
    spaces = f'xmlns:manifest="{_MANIFEST}" manifest:version="1.3"'
    manifest = f"<manifest:manifest {spaces}>{entries}</manifest:manifest>"
    return marked_zip(parts | {"META-INF/manifest.xml": manifest.encode()})


def _xml(kind: str, inside: str) -> bytes:
    return f"<office:document-{kind} {_SPACES}>{inside}</office:document-{kind}>".encode()


def _content(kind: str) -> bytes:
    who = f"<dc:creator>{mark('Changer')}</dc:creator><dc:date>{mark('When')}</dc:date>"
    changed = f"<office:change-info>{who}</office:change-info>"
    return f"""<?xml version="1.0"?>
<office:document-content {_SPACES}><office:automatic-styles><style:style style:name="P1">
<style:text-properties officeooo:rsid="{mark("Rsid")}" officeooo:paragraph-rsid="{mark("ParagraphRsid")}"/>
</style:style></office:automatic-styles><office:body><office:{kind}>
<text:tracked-changes><text:changed-region><text:insertion>{changed}</text:insertion></text:changed-region>
</text:tracked-changes><text:p>{WORDS}<office:annotation><dc:creator>{mark("Annotator")}</dc:creator>
<dc:date>{mark("AnnotatedAt")}</dc:date><meta:creator-initials>{mark("Initials")}</meta:creator-initials>
<text:p>a note</text:p></office:annotation></text:p>
<text:p><text:author-name>{mark("AuthorField")}</text:author-name> wrote <text:file-name>{mark("FileField")}
</text:file-name> from <text:sender-city>{mark("City")}</text:sender-city></text:p>
<text:p><text:a xlink:href="{LINK}">read</text:a>
<text:a xlink:href="mailto:{mark("Mail")}@example.org">write</text:a>
<text:a xlink:href="../{mark("Beside")}/other.odt">other</text:a></text:p>
<draw:frame draw:name="{mark("Frame")}.jpg"><draw:image xlink:href="Pictures/{mark("FileName")}.jpg"/>
<svg:title>{mark("Title")}.jpg</svg:title><svg:desc>a red and blue field</svg:desc></draw:frame>
<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>
</office:{kind}></office:body></office:document-content>""".encode()
