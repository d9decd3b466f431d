"""The picture that chat and social programs show of a link: one of the site, a department, a year.

Drawn from the same sums as the pages. Its words are few and always the same, so a font of their
letters alone travels with us (Noto Sans CJK SC Bold, SIL Open Font License 1.1): equal data gives
equal pictures on any machine. Names stand in the link's own title. Reports show their department's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from generator import pages as room
from generator.catalogue import Catalogue, Entry
from generator.pages.newest import newest_of
from generator.presentation import words
from generator.scoring.gap import Position

_SIZE = (1200, 630)
_LEFT, _RIGHT = 80, 1120
_PAPER, _INK, _SOFT, _BRAND = "#ffffff", "#1b2430", "#4b5867", "#123f73"
# The same colours as the page's; told apart by order and words as well.
_FILLS = {
    Position.ABOVE: "#7f4700",
    Position.WITHIN: "#174f92",
    Position.BELOW: "#8aa4c4",
    Position.UNKNOWN: "#c9d1da",
}
SITE = "og/site.png"


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says: a head, an execution rate and of what, how many reports lie where."""

    head: str
    reports: str
    rate_of: str
    rate: str
    positions: tuple[tuple[Position, int], ...]


def card_of_department(name: str) -> str:
    """Return where the picture of a department lies."""
    return f"og/departments/{name}.png"


def card_of_year(year: int) -> str:
    """Return where the picture of a year lies."""
    return f"og/{year}.png"


def cards(catalogue: Catalogue) -> Iterator[tuple[str, Card]]:
    """Yield every picture with its path: the site's, one a year, one a department with reports."""
    projects = catalogue.of_projects
    yield SITE, _card(projects, projects.entries, "项目绩效自评公开")
    for year, entries in projects.grouped(lambda entry: entry.report.identity.year).items():
        yield card_of_year(year), _card(projects, entries, f"{year}年度")
    for name, entries in projects.grouped(lambda entry: entry.report.identity.department).items():
        yield card_of_department(name), _card(projects, entries, "各年度绩效自评")


def _card(catalogue: Catalogue, entries: Sequence[Entry], head: str) -> Card:
    summary, newest = catalogue.summary(entries), newest_of(entries)
    money = catalogue.summary(newest)
    is_of_all = len(newest) == len(entries)
    rate_of = "执行率" if is_of_all else f"{newest[0].report.identity.year}年度执行率"
    rate = "" if money.rate is None else words.ratio(money.rate)
    return Card(head, f"{summary.reports}份自评报告", rate_of, rate, summary.positions)


def drawn(card: Card) -> bytes:
    """Draw a card as PNG: 1200 by 630, the size that the programs ask for."""
    image = Image.new("RGB", _SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, _SIZE[0], 150), fill=_BRAND)
    pen.text((_LEFT, 75), card.head, font=_font(60), fill=_PAPER, anchor="lm")
    pen.text((_RIGHT, 75), card.reports, font=_font(40), fill=_PAPER, anchor="rm")
    if card.rate:
        pen.text((_LEFT, 215), card.rate_of, font=_font(40), fill=_SOFT, anchor="lm")
        pen.text((_LEFT, 310), card.rate, font=_font(120), fill=_INK, anchor="lm")
    _draw_positions(pen, card.positions)
    out = BytesIO()
    image.quantize(32, Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()


def _draw_positions(pen: ImageDraw.ImageDraw, positions: Sequence[tuple[Position, int]]) -> None:
    """Draw how many reports lie above, within, below, unknown: a bar, and below it words."""
    total = sum(count for _, count in positions)
    left, column = float(_LEFT), (_RIGHT - _LEFT) / max(len(positions), 1)
    for place, (position, count) in enumerate(positions):
        width = (_RIGHT - _LEFT) * count / total if total else 0
        if width:
            pen.rectangle((left, 400, left + width - 1, 460), fill=_FILLS[position])
        left += width
        at = _LEFT + place * column
        pen.rectangle((at, 505, at + 28, 533), fill=_FILLS[position])
        pen.text((at + 40, 519), position.value, font=_font(34), fill=_SOFT, anchor="lm")
        pen.text((at, 575), f"{count}份", font=_font(44), fill=_INK, anchor="lm")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    data = (files(room) / "labels.otf").read_bytes()
    return ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
