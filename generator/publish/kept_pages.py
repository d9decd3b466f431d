"""Finished pages remembered: MkDocs makes again what would come out differently, and no more.

A page that stands in no navigation and was made by us comes out the same in whatever company (see
`batches`), so its HTML depends on its Markdown, its address, the configuration, the theme and the
software. The pages of the navigation and the hand-written ones, whose links MkDocs checks, are made
with every build.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.memory.answers import Memory
from generator.memory.software import software
from generator.memory.squeezing import squeezed, unsqueezed
from generator.publish.batches import in_navigation
from generator.publish.former import Former
from generator.publish.sitemaps import address_of, listed, listing, rewrite
from generator.publish.walking import files_below, move, read, take_away, whole_folders

# What is known of a page, and the page itself.
_KIND, _HTML = "page", "html"
# So many pages are held at a time.
_AT_ONCE = 200
# Where the parts of a build lie says nothing of its pages.
_PLACES = ("INHERIT", "docs_dir", "theme", "hooks")


@dataclass(frozen=True, slots=True)
class _Kept:
    """The SHA-256 of a finished page, which is kept packed, and whether the sitemap lists it."""

    sha256: str
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Keeping:
    """What remembers pages, and the names of the hand-written ones."""

    memory: Memory
    hand_written: Collection[str] = ()

    @contextmanager
    def sparing(
        self, docs: Path, config: Path, site: Path, former: Former | None = None
    ) -> Iterator[None]:
        """Take the pages that are known out of the tree while the block builds the others.

        Afterwards they are laid into the site, linked from a `former` release that has them, and
        what was built is remembered.
        """
        keys = self._keys(docs, config)
        aside = config.parent / "kept"
        try:
            known = self._unpacked(keys, aside / "html", former)
            folders = whole_folders(
                known, (page for page in files_below(docs) if page not in known)
            )
            move(folders, docs, aside / "docs")
            try:
                yield
            finally:
                move(folders, aside / "docs", docs)
            self._remember({page: key for page, key in keys.items() if page not in known}, site)
            _lay(known, aside / "html", site)
        finally:
            take_away(aside, ignore_errors=True)

    def _keys(self, docs: Path, config: Path) -> dict[str, str]:
        """Name each page that may be remembered by all that it depends on."""
        base = _around(config)
        stated = json.loads(config.read_text("utf-8"))
        apart = {
            *in_navigation(Path(stated["INHERIT"])),
            *(f"{name}/index.md" for name in self.hand_written),
        }
        pages = [page for page in files_below(docs, ".md") if page not in apart]
        return {page: _named(base, page, read(docs, page)) for page in pages}

    def _unpacked(
        self, keys: Mapping[str, str], folder: Path, former: Former | None
    ) -> dict[str, bool]:
        """Lay the pages that are known below a folder; tell which the sitemap lists."""
        found: dict[str, bool] = {}
        for pages in _some(sorted(keys)):
            kept: dict[str, _Kept] = self.memory.recall(_KIND, [keys[page] for page in pages])
            known = {page: kept[keys[page]] for page in pages if keys[page] in kept}
            laid = {page for page in known if _linked(page, known[page], folder, former)}
            laid |= self._written({page: keys[page] for page in known if page not in laid}, folder)
            found |= {page: known[page].is_listed for page in known if page in laid}
        return found

    def _written(self, keys: Mapping[str, str], folder: Path) -> set[str]:
        """Write pages below a folder; return those that were kept."""
        packed: dict[str, bytes] = self.memory.recall(_HTML, keys.values())
        there = {page for page, key in keys.items() if key in packed}
        for page in there:
            (folder / _html(page)).write_bytes(unsqueezed(packed[keys[page]]))
        return there

    def _remember(self, keys: Mapping[str, str], site: Path) -> None:
        addresses = listed(site)
        for pages in _some(sorted(keys)):
            html = {page: (site / _html(page)).read_bytes() for page in pages}
            kept = {
                keys[page]: _Kept(
                    hashlib.sha256(html[page]).hexdigest(), address_of(page) in addresses
                )
                for page in pages
            }
            packed = {keys[page]: squeezed(html[page]) for page in pages}
            self.memory.remember(_HTML, packed)
            self.memory.remember(_KIND, kept)


def _linked(page: str, kept: _Kept, folder: Path, former: Former | None) -> bool:
    """Make a page's folder, and the page where a former release has it."""
    target = folder / _html(page)
    target.parent.mkdir(parents=True, exist_ok=True)
    return former is not None and former.lay(_html(page), kept.sha256, str(target))


def _named(base: str, page: str, text: bytes) -> str:
    return hashlib.sha256(f"{base}\0{page}\0".encode() + text).hexdigest()


def _around(config: Path) -> str:
    """Name what every page depends on: settings, theme and software."""
    stated = json.loads(config.read_text("utf-8"))
    project, theme = Path(stated["INHERIT"]), Path(stated["theme"]["custom_dir"])
    settings = {name: value for name, value in stated.items() if name not in _PLACES}
    digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    digest.update(project.read_bytes())
    for path in sorted(path for path in theme.rglob("*") if path.is_file()):
        digest.update(f"\0{path.relative_to(theme).as_posix()}\0".encode() + path.read_bytes())
    return f"{software()}/{digest.hexdigest()}"


def _lay(known: Mapping[str, bool], html: Path, site: Path) -> None:
    """Lay finished pages into a site, and list them in its sitemap."""
    if not known:
        return
    move(whole_folders(map(_html, known), files_below(site)), html, site)
    rewrite(site, [listing(site, [address_of(page) for page in known if known[page]])])


def _html(page: str) -> str:
    return f"{page.removesuffix('.md')}.html"


def _some(pages: Sequence[str]) -> Iterator[Sequence[str]]:
    return (pages[start : start + _AT_ONCE] for start in range(0, len(pages), _AT_ONCE))
