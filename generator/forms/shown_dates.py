"""Days and times as a number format shows them. Day 1 of a workbook is 1 January 1900."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from generator.forms.format_codes import Kind, Token

_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no time zone
# Up to here the calendar of a workbook is a day off: it has a 29 February 1900.
_FIRST_SOUND_DAY = 61
_WEEKDAYS = "一二三四五六日"
_LONGEST = {"y": 4, "m": 2, "d": 2, "h": 2, "s": 2}
_NOON = 12


def date_text(days: Decimal, tokens: Sequence[Token]) -> str | None:
    """Return a moment as shown; None where the program's language decides how."""
    seconds = (days * 86_400).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if any(_is_local(token) for token in tokens):
        return None
    if days < _FIRST_SOUND_DAY and any(_is_calendar(token, tokens) for token in tokens):
        return None
    moment = _DAY_0 + timedelta(seconds=int(seconds))
    halves = any("/" in token.text for token in tokens if token.kind is Kind.DATE)
    pieces = []
    for place, token in enumerate(tokens):
        if token.kind is Kind.ELAPSED:
            pieces.append(_elapsed(int(seconds), token.text))
        elif token.kind is Kind.DATE:
            pieces.append(_piece(moment, _meaning(place, tokens), halves=halves))
        else:
            pieces.append(token.text)
    return "".join(pieces)


def _is_local(token: Token) -> bool:
    """Tell a piece that is worded in the program's language: names of months and days, digits."""
    if token.kind is Kind.DIGIT:
        return True
    known = token.kind is not Kind.DATE or token.text[0].lower() not in _LONGEST
    return not known and len(token.text) > _LONGEST[token.text[0].lower()]


def _is_calendar(token: Token, tokens: Sequence[Token]) -> bool:
    """Tell a piece of a day from a piece of a time."""
    if token.kind is not Kind.DATE:
        return False
    return _meaning(tokens.index(token), tokens)[0] in "ydam" and "/" not in token.text


def _meaning(place: int, tokens: Sequence[Token]) -> str:
    """Return the piece in small letters; an `m` beside hours or seconds is an `n`, minutes."""
    text = tokens[place].text.lower()
    if text[0] != "m":
        return text
    dates = [n for n, token in enumerate(tokens) if token.kind in (Kind.DATE, Kind.ELAPSED)]
    here = dates.index(place)
    before = tokens[dates[here - 1]].text.lower() if here else ""
    after = tokens[dates[here + 1]].text.lower() if here + 1 < len(dates) else ""
    return "n" * len(text) if before.startswith("h") or after.startswith("s") else text


def _piece(moment: datetime, piece: str, *, halves: bool) -> str:
    if "/" in piece:
        is_after = moment.hour >= _NOON
        words = piece.replace("am", "AM").replace("pm", "PM").replace("a/p", "A/P").split("/")
        return words[1 if is_after else 0]
    if piece.startswith("y"):
        return f"{moment.year % 100:02d}" if len(piece) <= 2 else f"{moment.year:04d}"
    if piece.startswith("a"):
        name = _WEEKDAYS[moment.weekday()]
        return f"星期{name}" if len(piece) == 4 else name
    hour = (moment.hour % _NOON or _NOON) if halves else moment.hour
    numbers = {
        "m": moment.month,
        "d": moment.day,
        "h": hour,
        "n": moment.minute,
        "s": moment.second,
    }
    return f"{numbers[piece[0]]:0{len(piece)}d}"


def _elapsed(seconds: int, piece: str) -> str:
    length = {"h": 3_600, "m": 60, "s": 1}[piece[0].lower()]
    return f"{seconds // length:0{len(piece)}d}"
