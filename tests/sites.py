"""Reads the pages of a site as a browser would: links, ids, texts."""

from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

_INLINE = frozenset({"a", "b", "bdi", "s", "span", "strong", "time"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.texts: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style", "title"}
        self.texts += [] if tag in _INLINE else [" "]
        for name, value in attrs:
            self.attributes.append((name, value or ""))
            if name in {"href", "src", "xlink:href"}:
                self.links.append(value or "")
            elif name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style", "title"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)


class Page:
    """A page, read."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of its file."""
        reader = _Reader()
        reader.feed(data.decode())
        reader.close()
        self.links = tuple(reader.links)
        self.ids = tuple(reader.ids)
        self.attributes = tuple(reader.attributes)
        self.text = " ".join("".join(reader.texts).split())


def dead_links(folder: Path) -> list[tuple[str, str]]:
    """Return the links of all pages of a folder that lead to nothing in it; links to elsewhere are not followed."""
    pages = {path.relative_to(folder).as_posix(): Page(path.read_bytes()) for path in folder.rglob("*.html")}
    return [
        (name, link) for name, page in pages.items() for link in page.links if not _leads(folder, pages, name, link)
    ]


def _leads(folder: Path, pages: dict[str, Page], name: str, link: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme:
        return parts.scheme in {"http", "https", "webcal", "mailto"}
    target = _normal(PurePosixPath(name).parent / unquote(parts.path)) if parts.path else name
    if not (folder / target).is_file():
        return False
    return not parts.fragment or target not in pages or parts.fragment in pages[target].ids


def _normal(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
