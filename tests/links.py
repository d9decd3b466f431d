"""A checker of the finished site: every address in it leads somewhere, every anchor exists, every id is unique."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

_REFERENCES = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action", "source": "src"}
_BASE = "http://site.invalid/"


@dataclass
class Page(HTMLParser):
    """What a page points to and what can be pointed at."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    describing: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if address := values.get(_REFERENCES.get(tag, "")):
            self.links.append(address)
        if identifier := values.get("id"):
            self.ids.append(identifier)
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            self.describing += (values.get(name) or "").split()


def read(path: Path) -> Page:
    """Parse one HTML file."""
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def broken(site: Path) -> Iterator[str]:
    """Yield everything in a built site that leads nowhere."""
    pages = {path: read(path) for path in sorted(site.rglob("*.html"))}
    parsed = cache(read)
    for path, page in pages.items():
        address = _BASE + path.relative_to(site).as_posix()
        name = path.relative_to(site).as_posix()
        yield from (f"{name}: id {one} stands twice" for one in {one for one in page.ids if page.ids.count(one) > 1})
        yield from (f"{name}: nothing has the id {one}" for one in page.describing if one not in page.ids)
        if path.name == "404.html":
            continue
        for link in page.links:
            target = urlsplit(urljoin(address, link))
            if target.scheme not in ("http", "https") or target.netloc != "site.invalid":
                continue
            file = site / unquote(target.path).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                yield f"{name}: {link}"
            elif target.fragment and unquote(target.fragment) not in parsed(file).ids:
                yield f"{name}: {link} has no such place"


def downloads(site: Path) -> Iterator[str]:
    """Yield the files that the data packages name and that are not there."""
    for path in sorted(site.rglob("datapackage.json")):
        for resource in json.loads(path.read_text(encoding="utf-8"))["resources"]:
            if not (path.parent / resource["path"]).is_file():
                yield f"{path.relative_to(site)}: {resource['path']}"
