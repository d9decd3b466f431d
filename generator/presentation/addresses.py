"""Addresses: below the site's root, as seen from a page, and whole."""

from dataclasses import dataclass
from urllib.parse import quote

from generator.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Link:
    """A title and an address below the site's root (with a final slash, or a file)."""

    title: str
    url: str


def site_url(catalogue: Catalogue, path: str, at: str = "") -> str:
    """Return the full address of a path; a site without address: as seen from the document `at`."""
    root = catalogue.site.address or "../" * at.count("/") or "./"
    return root + quote(path, safe="/#")
