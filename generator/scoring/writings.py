"""One writing for what clerks write in many.

Half-width, digits for numerals, no slips of the pen.
"""

import re
from decimal import Decimal
from functools import lru_cache

from generator.model.figure import decimals, round_half_up
from generator.model.text import fold, half_width
from generator.scoring.grammar_words import (
    BOUNDS,
    COMPLETION,
    IDLE_SPACE,
    SLACKS,
    SPELLINGS,
    TIDYINGS,
    TRENDS,
)
from generator.scoring.numerals import FORMAL, NUMERAL, chinese_number
from generator.scoring.units import is_count, is_duration

_LONGEST_TEXT = 200
_HEAD = re.compile(r"[一-鿿]{2,}")
_COMPLETION_HEAD = re.compile(rf"^(?:{COMPLETION})+")
_COMPLETION = re.compile(rf"^(?:{COMPLETION})+|(?:{COMPLETION})+$")
_CHINESE = re.compile(
    rf"(?P<before>\D*?)(?!千[米克瓦伏])(?P<number>{NUMERAL}{{1,7}})(?P<over>[余多]?)(?P<unit>\D{{1,6}})"
)
_TENTHS = re.compile(r"(?P<number>[一二三四五六七八九1-9])成(?P<behind>以上|以下)?")
_RATE_OF_SHARE = re.compile(r"(?P<rate>\d+(?:\.\d+)?)%\((?P<part>\d+)/(?P<whole>\d+)\)")
_SHARE_WITH_RATE = re.compile(r"(?P<part>\d+)/(?P<whole>\d+)\((?P<rate>\d+(?:\.\d+)?)%\)")
_CHINESE_PER_CENT = re.compile(rf"百分之({NUMERAL}{{1,5}})")


@lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """Return `text` half-width, without idle spaces, closing stop and slips of the pen.

    "" beyond 200 characters.
    """
    return _in_digits(tidied(text))


def tidied(text: str) -> str:
    """Return `text` half-width, without idle spaces and slips of the pen.

    "" beyond 200 characters.
    """
    if len(text) > _LONGEST_TEXT:
        return ""
    plain = half_width(text).translate(SPELLINGS).translate(FORMAL).strip()
    plain = IDLE_SPACE.sub("", plain).rstrip("。;,、")
    for pattern, meant in TIDYINGS:
        plain = pattern.sub(meant, plain)
    return plain


def _in_digits(plain: str) -> str:
    """Write in digits what is one figure in other writing: 三次, 九成以上, 百分之九十五, 98%(49/50)."""
    for pattern, write in _WRITINGS:
        if match := pattern.fullmatch(plain):
            return write(plain, match)
    return plain


def _per_cent_in_digits(plain: str, match: re.Match[str]) -> str:
    number = chinese_number(match[1])
    return plain if number is None else f"{number}%"


def _tenths_in_digits(plain: str, match: re.Match[str]) -> str:
    written = match["number"]
    number = Decimal(written) if written.isdecimal() else chinese_number(written)
    return plain if number is None else f"{number * 10}%{match['behind'] or ''}"


def _rate_if_equal(plain: str, match: re.Match[str]) -> str:
    """Return the rate where a cell gives rate and share, and the two agree."""
    part, whole, rate = (Decimal(match[name]) for name in ("part", "whole", "rate"))
    agrees = whole and round_half_up(part / whole * 100, decimals(rate)) == rate
    return f"{match['rate']}%" if agrees else plain


def _count_in_digits(plain: str, match: re.Match[str]) -> str:
    """Write a Chinese numeral in digits where it stands before a unit that is known."""
    number = chinese_number(match["number"])
    if number is None or not _counts(match["unit"]) or not _introduces(match["before"]):
        return plain
    return f"{match['before']}{number}{match['over']}{match['unit']}"


_WRITINGS = (
    (_CHINESE_PER_CENT, _per_cent_in_digits),
    (_TENTHS, _tenths_in_digits),
    (_RATE_OF_SHARE, _rate_if_equal),
    (_SHARE_WITH_RATE, _rate_if_equal),
    (_CHINESE, _count_in_digits),
)


def _counts(unit: str) -> bool:
    bare = unit.lstrip("万亿")
    return is_count(bare) or is_duration(bare) or bare in {"元", "人次", "万", "亿"}


def _introduces(words: str) -> bool:
    """Tell whether words may stand before a figure without changing it but by a bound."""
    return not words or words in BOUNDS or re.fullmatch(f"(?:{COMPLETION})+", words) is not None


def without_name(plain: str, name: str) -> str:
    """Leave out the indicator's own name where the cell repeats it before the figure: 满意度达95%."""
    head = _HEAD.match(plain)
    if head is None or not name:
        return plain
    said, known = _COMPLETION.sub("", head.group(), count=1), fold(name)
    for length in range(len(said), 1, -1):
        start = said[:length]
        if start in known and not start.startswith((*TRENDS, *BOUNDS, *SLACKS)):
            return plain.replace(start, "", 1)
    return plain
