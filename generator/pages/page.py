"""A page as a value, and all that pages may tell of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.catalogue import Catalogue
from generator.model.problem import Manual
from generator.pages.handed import Handed


@dataclass(frozen=True, slots=True)
class Whole:
    """All that pages tell of; `changed` are the reports (ids) that a preview is about.

    `handed` is what departments have rendered of their reports for the lists of all.
    """

    catalogue: Catalogue
    manual: Manual
    handed: Handed
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address below the site's root, its template, and what this is given."""

    url: str
    template: str
    values: Mapping[str, Any]


def page(url: str, template: str, **values: Any) -> Page:
    """Return a page; the template in `pages/templates` takes the values by their names."""
    return Page(url, template, values)
