"""Sitemaps of sites that were built in parts: read, put together, written anew."""

import gzip
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

SITEMAP = "sitemap.xml"
_URL = re.compile(r"\s*<url>.*?</url>", re.DOTALL)
_LOCATION = re.compile(r"<loc>(.*?)</loc>")


def joined(sitemaps: Sequence[str]) -> str:
    """Return the addresses of some sitemaps as one, each once, in the order of their folders."""
    entries = {
        _LOCATION.findall(entry)[0]: entry for text in sitemaps for entry in _URL.findall(text)
    }
    if not entries:
        return sitemaps[0]
    # The first holds the home page, at least.
    head, *_, tail = _URL.split(sitemaps[0])
    return head + "".join(entries[one] for one in sorted(entries, key=_folders)) + tail


def _folders(address: str) -> tuple[str, ...]:
    return tuple(urlsplit(address).path.strip("/").split("/"))


def rewrite(site: Path, others: Iterable[str]) -> None:
    """Put other sitemaps into that of a site, and into its packed copy."""
    text = joined([(site / SITEMAP).read_text("utf-8"), *others])
    (site / SITEMAP).write_text(text, "utf-8")
    packed = site / f"{SITEMAP}.gz"
    # Bytes 4 to 7 of a packed file date it (RFC 1952).
    dated = int.from_bytes(packed.read_bytes()[4:8], "little")
    with packed.open("wb") as file, gzip.GzipFile(SITEMAP, "wb", 9, file, dated) as out:
        out.write(text.encode())


def listed(site: Path) -> frozenset[str]:
    """Return the addresses below the site's root that its sitemap lists."""
    found = _LOCATION.findall((site / SITEMAP).read_text("utf-8"))
    root = min(found, key=len, default="")
    return frozenset(address.removeprefix(root) for address in found)


def address_of(page: str) -> str:
    """Return the address of a page below the site's root, as a sitemap states it."""
    return quote(page.removesuffix("index.md"))


def listing(site: Path, addresses: Iterable[str]) -> str:
    """Return a sitemap of other addresses, each listed as the site lists its home page."""
    text = (site / SITEMAP).read_text("utf-8")
    entries = {_LOCATION.findall(entry)[0]: entry for entry in _URL.findall(text)}
    root = min(entries, key=len, default="")
    home = entries.get(root, "")
    return "".join(
        home.replace(f"<loc>{root}</loc>", f"<loc>{root}{one}</loc>") for one in addresses
    )
