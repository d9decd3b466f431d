"""Chinese numerals: 十七, 一百零五, 三千二百, 十二万; and the shares 百分之九十五."""

from decimal import Decimal

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "\u3007": 0,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
# The forms used on cheques.
FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
NUMERAL = "[零\u3007一二两三四五六七八九十百千]"


def chinese_number(text: str) -> Decimal | None:
    """Read a whole number below 10,000 written in Chinese; None where it is none.

    Digits in a row (一二三, 二〇二四) are no number here: they may be a year or a list.
    """
    total, digit, former = 0, None, ""
    for character in text:
        if character in _DIGITS:
            if former in _DIGITS and former not in "零\u3007":
                return None
            digit = _DIGITS[character]
        elif character in _TENS:
            total += _times(digit) * _TENS[character]
            digit = None
        else:
            return None
        former = character
    return Decimal(total + (digit or 0)) if text else None


def _times(digit: int | None) -> int:
    """Return how many tens or hundreds are meant: 十 alone is one ten."""
    return 1 if digit is None else digit
