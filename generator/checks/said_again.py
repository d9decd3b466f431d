"""How a text or an amount is compared with what is kept back, whatever it is written with.

What a reader does not see, or reads past, is taken away: white space, marks, invisible and
combining characters. Digits of other scripts and Chinese numerals are read as figures.
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from generator.model.figure import YUAN_PER
from generator.model.text import INVISIBLE
from generator.scoring.numerals import FORMAL, chinese_number

# \w holds letters and digits of all scripts and nothing else but the underscore; the fillers of
# Hangul are letters that nobody sees.
_NO_LETTER = re.compile(r"[\W_\u115f\u1160\u3164\uffa0]+")
# Letters of Greek and Cyrillic that look like Latin ones.
_ALIKE = str.maketrans("авекмнорстухіјѕαβεηικμνορτυχ", "abekmhopctyxijsabehikmvoptyx")
_COMBINING = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe00-\ufe0f]")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[,'’ \n\u3000]+(?=[0-9])")
_POINT = re.compile(r"(?<=[0-9])\s*[.·]\s*(?=[0-9])")
NUMBER = re.compile(
    r"(?<![0-9.])(?P<number>[0-9]+(?:\.[0-9]+)?)[ ]?"
    r"(?P<unit>[十百千]?[万亿]?元|[十百千]?[万亿]|%|分)?"
)
# 7654万3200元, 1亿2000万元: one amount in two units.
_IN_TWO = re.compile(
    r"(?<![0-9.])(?:([0-9]+)亿)?(?:([0-9]{1,4})万)?([0-9]{1,4}(?:\.[0-9]{1,2})?)?元"
)
_DIGIT = "零\u3007一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_NUMERAL = rf"[{_DIGIT}十百千拾佰仟]"
# At least four signs: 十二 and 三百 tell nothing that could be told from other figures.
_IN_CHINESE = re.compile(
    rf"(?=[{_DIGIT}十百千万亿拾佰仟点]{{4}})"
    rf"(?:({_NUMERAL}+)亿)?(?:({_NUMERAL}+)万)?({_NUMERAL}+)?(?:点([{_DIGIT}]+))?"
)
_ROW = re.compile(rf"[{_DIGIT}]{{4,}}(?:点[{_DIGIT}]+)?")
_PLAIN = {
    **{ord(sign): str(value) for value, sign in enumerate("零一二三四五六七八九")},
    **{ord(sign): str(value) for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")},
    0x3007: "0",
    ord("两"): "2",
    ord("点"): ".",
}
_TEN_TO = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "元": 0}


@lru_cache(maxsize=64)
def bare(text: str) -> str:
    """Return the letters and digits of a text, in half width and one case."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _NO_LETTER.sub("", plain).translate(_ALIKE)


@lru_cache(maxsize=64)
def shown(text: str) -> str:
    """Return a text in half width without what nobody sees."""
    return _COMBINING.sub("", INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=64)
def wide(text: str) -> str:
    """Return a text in which every figure stands as plain digits, `7654.32`."""
    plain = _OTHER_DIGIT.sub(lambda found: str(unicodedata.digit(found[0])), shown(text))
    plain = _POINT.sub(".", _BETWEEN_DIGITS.sub("", plain))
    return _IN_TWO.sub(_in_yuan, _spelled_out(plain))


def _spelled_out(text: str) -> str:
    """Return a text whose Chinese numerals stand as digits, but small ones."""
    in_a_row = _ROW.sub(lambda found: found[0].translate(_PLAIN), text)
    return _IN_CHINESE.sub(_in_digits, in_a_row)


def _in_digits(found: re.Match[str]) -> str:
    """Return 七千六百五十四万三千二百 as 76543200; the text itself where it is no number."""
    stated = [part for part in found.groups()[:3] if part]
    if not stated or None in map(_read, stated):
        return found[0]
    powers = zip(found.groups()[:3], (10**8, 10**4, 1), strict=True)
    whole = sum((_read(part) or 0) * power for part, power in powers)
    places = f".{found[4].translate(_PLAIN)}" if found[4] else ""
    return f"{whole}{places}"


def _read(part: str | None) -> Decimal | None:
    """Read a number below 10,000; nothing is none."""
    return chinese_number((part or "零").translate(FORMAL))


def _in_yuan(found: re.Match[str]) -> str:
    """Return 7654万3200元 as 76543200元; what is in one unit as it was."""
    stated = [part for part in found.groups() if part]
    if len(stated) < 2:
        return found[0]
    hundred_millions, ten_thousands, rest = (Decimal(part or 0) for part in found.groups())
    return f"{hundred_millions * 10**8 + ten_thousands * 10**4 + rest}元"


def times(unit: str) -> Decimal | None:
    """Return how many 元 a unit of money is: 千元, 百万, 亿元; None where it is none."""
    if unit in YUAN_PER:
        return YUAN_PER[unit]
    if not unit or not set(unit) <= set(_TEN_TO):
        return None
    return Decimal(10) ** sum(_TEN_TO[sign] for sign in unit)
