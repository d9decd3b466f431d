"""Days as forms write them: `2024年6月30日前`, `12月底前`, `第四季度`, `2024-6-30`."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from generator.model.measure import Comparator, Day
from generator.scoring.grammar_words import DAY_BOUNDS, either
from generator.scoring.numerals import chinese_number

_IN_DIGITS = re.compile(r"((?:19|20)\d\d)([-./])(\d{1,2})\2(\d{1,2})(?:日|(?!\d))", re.ASCII)
_LOOSE_MONTH = re.compile(r"((?:19|20)\d\d)[-./](\d{1,2})月?", re.ASCII)
_DAY = re.compile(
    rf"(?:已?[于在])?(?P<bound>{either(DAY_BOUNDS)})?"
    r"(?P<year>(?:19|20)\d\d)年(?:度)?"
    r"(?:(?:(?P<first>\d{1,2})月?[-~至到])?(?P<month>\d{1,2})月(?:份)?"
    r"(?:(?P<day>\d{1,2})[日号]|(?P<tenday>[上中下])旬)?)?"
    r"(?P<end>年?[底末])?(?P<within>内)?(?P<before>之前|以前|前)?(?:按时|按期)?(?:已?(?:全部)?(?:完成|完工|竣工|建成|交付))?",
    re.ASCII,
)
_EIGHT_DIGITS = re.compile(r"(20\d\d)(0[1-9]|1[0-2])([0-3]\d)", re.ASCII)
_SHORT_YEAR = re.compile(r"^(\d\d)年(?=\d{1,2}月)", re.ASCII)
_CHINESE_MONTH = re.compile(r"(十[一二]?|[一二三四五六七八九])月")
_CHINESE_YEAR = re.compile(r"^二[零\u3007]([零\u3007一二三四五六七八九]{2})年")
_YEAR_DIGITS = str.maketrans("零\u3007一二三四五六七八九", "00123456789")
_TEN_DAYS = {"上": (1, 10), "中": (11, 20), "下": (21, 0)}
_QUARTERS = {"1": (1, 3), "2": (4, 6), "3": (7, 9), "4": (10, 12)}
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_CHINESE = str.maketrans("一二三四", "1234")
# Names of a time without its year, as they stand at the head of a
# text; the year of the form is meant.
_YEARLESS = re.compile(
    rf"(?P<before>(?:已?[于在])?(?:{either(DAY_BOUNDS)})?)"
    r"(?P<time>\d{1,2}月(?:份|\d{1,2}[日号]|[上中下]旬)?|\d{1,2}月?[-~至到]\d{1,2}月"
    r"|年[底末]|[当本]年(?:度)?|年内|上半年|下半年|第?[一二三四1-4]季度)"
    r"(?P<rest>.*)"
)
_HALVES = {"上半年": "1-6月", "下半年": "7-12月"}

Found = tuple[Day, Comparator | None]


def read_day(plain: str, year: int | None) -> Found | None:
    """Read a day, month, quarter or year with its bound.

    A time without a year falls in `year`, the form's.
    """
    match = _DAY.fullmatch(_in_words(_with_year(_in_digits(plain), year)))
    if match is None or _names_an_end_of_a_day(match):
        return None
    day, bounds = _named(match), _bounds(match)
    if day is None or len(bounds) > 1:
        return None
    # A quarter is a time to be done by; 1-3月 may be the months in which something goes on.
    is_quarter = _QUARTER.search(plain) is not None
    return replace(day, period=day.period and not is_quarter), next(iter(bounds), None)


def _names_an_end_of_a_day(match: re.Match[str]) -> bool:
    return bool(match["end"] and (match["day"] or match["tenday"]))


def _bounds(match: re.Match[str]) -> set[Comparator]:
    """Return the bounds that the words set before and behind the time."""
    stated = {DAY_BOUNDS[match["bound"]]} if match["bound"] else set()
    if match["before"] or match["within"]:
        stated.add(Comparator.LE)
    return stated


def read_loosely(plain: str) -> Day | None:
    """Read `2024.12` as a month, 20241130 as a day.

    Only what answers a day may be read so: it may be a number.
    """
    if match := _EIGHT_DIGITS.fullmatch(plain):
        return _single(*map(int, match.groups()))
    match = _LOOSE_MONTH.fullmatch(plain)
    return _month_span(int(match[1]), int(match[2]), int(match[2])) if match else None


def _with_year(plain: str, year: int | None) -> str:
    """Put the form's year before a time that names none."""
    match = _YEARLESS.fullmatch(plain) if year else None
    if plain.startswith("次年") and year:
        return f"{year + 1}年{plain.removeprefix('次年')}"
    if match is None:
        return plain
    time = match["time"]
    if time in {"年底", "年末"}:
        time = time[1:]
    elif time in _HALVES:
        time = _HALVES[time]
    elif time in {"年内", "当年", "本年", "当年度", "本年度"}:
        return f"{match['before']}{year}年内{match['rest'].removeprefix('内')}"
    return f"{match['before']}{year}年{time}{match['rest']}"


def _in_words(plain: str) -> str:
    """Write digits with points or dashes, and quarters, as months and days."""
    written = _IN_DIGITS.sub(r"\1年\3月\4日", plain)
    return _QUARTER.sub(_months_of_quarter, written)


def _months_of_quarter(match: re.Match[str]) -> str:
    first, last = _QUARTERS[match[1].translate(_CHINESE)]
    return f"{first}-{last}月"


def _in_digits(plain: str) -> str:
    """Write months and years in Chinese numerals, and years of two digits, in full digits."""
    written = _CHINESE_YEAR.sub(lambda match: f"20{match[1].translate(_YEAR_DIGITS)}年", plain)
    written = _CHINESE_MONTH.sub(lambda match: f"{chinese_number(match[1])}月", written)
    return _SHORT_YEAR.sub(r"20\1年", written)


def _named(match: re.Match[str]) -> Day | None:
    year = int(match["year"])
    if match["day"]:
        return _single(year, int(match["month"]), int(match["day"]))
    span = _span_named(match, year)
    if span is None:
        return None
    if match["end"]:
        return Day(span.last, span.last, open=bool(match["before"]))
    period = bool(match["first"]) and not match["before"]
    vague = bool(match["before"]) and not match["first"]
    return replace(span, vague=vague, period=period)


def _span_named(match: re.Match[str], year: int) -> Day | None:
    if not match["month"]:
        return _month_span(year, 1, 12)
    last = int(match["month"])
    span = _month_span(year, int(match["first"] or last), last)
    if span is None or not match["tenday"]:
        return span
    start, end = _TEN_DAYS[match["tenday"]]
    return Day(span.first.replace(day=start), span.last.replace(day=end) if end else span.last)


def _single(year: int, month: int, day: int) -> Day | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Day(found, found)


def _month_span(year: int, first: int, last: int) -> Day | None:
    if not 1 <= first <= last <= 12:
        return None
    return Day(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
