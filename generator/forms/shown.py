"""Values as the office program shows them: 0.9734 with the format 0.00% is `97.34%`."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from generator.forms.format_codes import GENERAL, Kind, Section, Token, sections
from generator.forms.shown_dates import date_text
from generator.model.figure import plain

Value = str | bool | int | float | date | datetime | time | timedelta | None

# Office programs keep fifteen digits of a number, and show up to eleven characters where the
# format leaves it to them.
_KEPT = Context(prec=15, rounding=ROUND_HALF_UP)
_GENERAL_WIDTH = 11
_DAY_0 = datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no time zone
_LAST_DAY = 2_958_465
# Days between the two calendars of workbooks.
_YEAR_1904 = 1_462
_ZERO_SECTION, _TEXT_SECTION = 3, 4
_MOST_PLACES = 400


class Shown(NamedTuple):
    """A text as shown; `certain` is False where the program may show it otherwise."""

    text: str
    certain: bool = True


def shown(value: Value, code: str, *, since_1904: bool = False) -> Shown:
    """Return what a cell with this value and this number format shows."""
    if value is None:
        return Shown("")
    if isinstance(value, bool):
        return Shown("TRUE" if value else "FALSE")
    parts = sections(code)
    if isinstance(value, str):
        return _text(value, parts)
    if isinstance(value, (int, float)):
        number = _KEPT.create_decimal(repr(value))
    elif isinstance(value, timedelta):
        number = Decimal(value // timedelta(seconds=1)) / 86_400
    else:
        return _moment(value, parts, since_1904=since_1904)
    return _number(number, parts, since_1904=since_1904)


def _text(value: str, parts: tuple[Section, ...]) -> Shown:
    """Show a text: as it is, unless the format puts something around it."""
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    around = _around_text(parts)
    if Token(Kind.TEXT, "@") not in around:
        return Shown(text)
    pieces = (text if token.text == "@" else token.text for token in around)
    return Shown("".join(pieces))


def _around_text(parts: tuple[Section, ...]) -> tuple[Token, ...]:
    """Return the section for texts: the fourth, or one that stands alone."""
    if len(parts) in (1, _TEXT_SECTION):
        return parts[-1].tokens
    return ()


def _moment(value: date | time, parts: tuple[Section, ...], *, since_1904: bool) -> Shown:
    """Show a date that a reader of files made of a number: turn it back, then format it."""
    if isinstance(value, time):
        value = datetime.combine(_DAY_0, value)
    elif not isinstance(value, datetime):
        value = datetime.combine(value, time())
    days = Decimal((value - _DAY_0) // timedelta(milliseconds=1)) / 86_400_000
    if since_1904:
        days -= _YEAR_1904
    return _number(days, parts, since_1904=since_1904)


def _number(number: Decimal, parts: tuple[Section, ...], *, since_1904: bool) -> Shown:
    section, sign = _fitting(number, parts)
    if section is None:
        return Shown(plain(number), certain=False)
    if section.is_general:
        return _general(abs(number) if sign != "-" else number, section)
    if section.is_date:
        return _date(number, section, since_1904=since_1904)
    if any(token.kind is Kind.TEXT and token.text != "@" for token in section.tokens):
        return Shown(plain(number), certain=False)
    if any(token.text == "@" for token in section.tokens):
        return _general(number, Section((GENERAL,)))
    text = sign + _digits(abs(number), section.tokens)
    # A format may hide its number; whoever filled it in meant something by it.
    return Shown(text, certain=bool(text.strip()))


def _fitting(number: Decimal, parts: tuple[Section, ...]) -> tuple[Section | None, str]:
    """Return the section that shows a number, and the sign that it does not print itself."""
    minus = "-" if number < 0 else ""
    if not parts:
        return None, minus
    if any(part.bound for part in parts):
        return next((part for part in parts if _holds(number, part)), None), minus
    if len(parts) == 1:
        return parts[0], minus
    if number < 0:
        return parts[1], ""
    is_zero = number == 0 and len(parts) >= _ZERO_SECTION
    return parts[2 if is_zero else 0], ""


def _holds(number: Decimal, part: Section) -> bool:
    if part.bound is None:
        return True
    sign, limit = part.bound[0], Decimal(part.bound[1])
    below, same = number < limit, number == limit
    outcomes = {"<": below, "<=": below or same, ">": not (below or same), ">=": not below}
    return {**outcomes, "=": same, "<>": not same}[sign]


def _date(number: Decimal, section: Section, *, since_1904: bool) -> Shown:
    if number < 0 or number > _LAST_DAY:
        return Shown(plain(number), certain=False)
    days = number + (_YEAR_1904 if since_1904 else 0)
    text = date_text(days, section.tokens)
    return Shown(plain(number), certain=False) if text is None else Shown(text)


def _general(number: Decimal, section: Section) -> Shown:
    """Show a number whose digits the program chooses: as many as eleven characters hold.

    Where that is not all of them, the width of the column decides, and nobody knows it here.
    """
    text = plain(number)
    certain = len(text.lstrip("-")) <= _GENERAL_WIDTH
    if not certain and "." in text:
        whole = len(text.lstrip("-").partition(".")[0])
        places = max(0, _GENERAL_WIDTH - whole - 1)
        text = plain(round_away(number, places))
    around = [text if token == GENERAL else token.text for token in section.tokens]
    return Shown("".join(around), certain)


def _digits(number: Decimal, tokens: Sequence[Token]) -> str:
    """Show a number of at least 0 by the places of a section."""
    kinds = [token.kind for token in tokens]
    if Kind.DIGIT not in kinds:
        return "".join(token.text for token in tokens if token.kind is not Kind.COMMA)
    point = kinds.index(Kind.POINT) if Kind.POINT in kinds else len(kinds)
    before, after = kinds[:point], kinds[point:]
    places = after.count(Kind.DIGIT)
    scale = Decimal(1000) ** (_commas_behind(before) + _commas_behind(after))
    scaled = number * 100 ** kinds.count(Kind.PERCENT) / scale
    whole, _, decimals = format(round_away(scaled, places), "f").partition(".")
    grouped = before.count(Kind.COMMA) > _commas_behind(before)
    left = _whole(whole.lstrip("0"), tokens[:point], grouped=grouped)
    return left + _decimals(decimals, tokens[point:])


def _commas_behind(kinds: Sequence[Kind]) -> int:
    """Return how many commas follow the last place: each divides what is shown by a thousand."""
    if Kind.DIGIT not in kinds:
        return 0
    last = max(place for place, kind in enumerate(kinds) if kind is Kind.DIGIT)
    return kinds[last:].count(Kind.COMMA)


def _whole(digits: str, tokens: Sequence[Token], *, grouped: bool) -> str:
    """Fill the places before the point from the right; the leftmost place takes what is left."""
    leftmost = next((n for n, token in enumerate(tokens) if token.kind is Kind.DIGIT), None)
    out: list[str] = []
    count = 0
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if token.kind is not Kind.DIGIT:
            out.append("" if token.kind is Kind.COMMA else token.text)
            continue
        taken, digits = (digits, "") if place == leftmost else (digits[-1:], digits[:-1])
        for digit in reversed(taken or {"0": "0", "?": " "}.get(token.text, "")):
            out.append(_with_comma(digit, count) if grouped else digit)
            count += 1
    return "".join(reversed(out))


def _with_comma(digit: str, count: int) -> str:
    """Return a digit, which has `count` others at its right, with the comma behind it."""
    return f"{digit}," if count and count % 3 == 0 else digit


def _decimals(digits: str, tokens: Sequence[Token]) -> str:
    """Fill the places after the point; `#` leaves out zeros at the end, `?` makes them blanks."""
    significant = len(digits.rstrip("0"))
    out, place = [], 0
    for token in tokens:
        if token.kind is Kind.COMMA:
            continue
        if token.kind is not Kind.DIGIT:
            out.append(token.text)
            continue
        is_needed = place < significant or token.text == "0"
        out.append(digits[place] if is_needed else {"?": " "}.get(token.text, ""))
        place += 1
    return "".join(out)


def round_away(number: Decimal, places: int) -> Decimal:
    """Round as office programs do: halves away from zero."""
    if number.adjusted() + places > _MOST_PLACES:
        return number
    context = Context(prec=450)
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=context)
