"""Links in formatted text, as Telegram takes them."""

import re
from urllib.parse import parse_qs, urlsplit

_HOST = re.compile(r"(?:[^\s/?#@]+@)?(?:[\w-]+\.)+\w{2,}(?::\d{1,5})?\Z|localhost(?::\d{1,5})?\Z")


def checked(url: str) -> str:
    """The link as Telegram keeps it (`example.org` → `http://example.org/`), empty where it is none."""
    url = url.strip()
    if url.lower().startswith(("tg:", "ton:")):
        return url if len(url) > len("tg://") else ""
    if "://" not in url:
        url = f"http://{url}"
    scheme, _, rest = url.partition("://")
    if scheme.lower() not in {"http", "https", "ftp"}:
        return ""
    cut = re.search(r"[/?#]", rest)
    host, tail = (rest, "") if cut is None else (rest[: cut.start()], rest[cut.start() :])
    if not _HOST.match(host):
        return ""
    return f"{scheme.lower()}://{host}{tail if tail.startswith('/') else '/' + tail}"


def mentioned(url: str) -> int:
    """The account id in a `tg://user?id=…` link, 0 where it is another link."""
    parts = urlsplit(url.strip())
    if parts.scheme.lower() != "tg" or (parts.netloc or parts.path.strip("/")) != "user":
        return 0
    number = parse_qs(parts.query).get("id", [""])[0]
    return int(number) if number.isascii() and number.isdigit() else 0


def custom_emoji(url: str) -> str:
    """The id in a `tg://emoji?id=…` link, empty where it is another link."""
    parts = urlsplit(url.strip())
    if parts.scheme.lower() != "tg" or (parts.netloc or parts.path.strip("/")) != "emoji":
        return ""
    number = parse_qs(parts.query).get("id", [""])[0]
    return number if number.isascii() and number.isdigit() and int(number) else ""
