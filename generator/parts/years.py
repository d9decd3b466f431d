"""A year's part of the site: the tables and workbooks of all its reports, made of their rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model.site import Site
from generator.open_data.files import write_year
from generator.open_data.fragments import Fragment, by_year
from generator.parts.making import Made
from generator.parts.marks import mark_of
from generator.parts.pack import Packing
from generator.parts.workshop import Portion, Work, Workshop


@dataclass(frozen=True, slots=True)
class _Order:
    site: Site
    rows: Sequence[Fragment]
    pack: Path


def make_years(shop: Workshop, site: Site, rows: Sequence[Fragment]) -> list[Made]:
    """Make the part of every year that there are rows of, or take it from the memory."""
    years = list(by_year(rows).values())
    keys = [mark_of(site, those) for those in years]
    orders = [_Order(site, those, shop.packs / key) for those, key in zip(years, keys, strict=True)]
    return shop.make(_WORK, keys, orders)


def _make_each(orders: Portion[_Order]) -> list[Made]:
    return [_make(one) for one in orders]


def _make(order: _Order) -> Made:
    with Packing(order.pack) as packing:
        write_year(order.site, order.rows, packing)
        return Made(packing.finished(), tuple(packing.files), (), ())


_WORK: Work[_Order, Made] = Work(
    "year",
    _make_each,
    weight=lambda order: sum(one.reports for one in order.rows),
    taken_up=Made.taken_up,
)
