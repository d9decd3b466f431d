"""Numbers of persons' papers: identity cards old and new, permits, passports, plates.

Source: GB 11643-1999 (identity numbers); 国务院《港澳台居民居住证申领发放办法》 (81, 82, 83);
the Hong Kong check digit: 香港身份證號碼, weights 9 to 1, modulo 11.
"""

import re
from datetime import date
from string import ascii_uppercase

from stdnum.cn import ric

from generator.checks.recognisers.looks import (
    ALONE,
    END,
    Around,
    Kind,
    Sureness,
    after_words,
    bare,
    digits,
    no_amount,
    no_code,
)

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PROVINCE_CODES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 "
    "71 81 82 83".split()
)
# Nothing else looks like an identity number once its check digit is right: digits may stand apart.
_WIDE_GAP = r"[\s\-.·_/]{0,3}"
_PAPER = r"身份证|身份號碼|公民身份|证件号?|身分证|社保号|社会保障号"


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _identity(found: str, _around: Around) -> bool:
    """A province, a day of birth and a right check digit; counties were renumbered too often."""
    number = bare(found).upper()
    return (
        number[:2] in _PROVINCE_CODES
        and "1800" <= number[6:10] <= "2099"
        and _is_day(number[6:10], number[10:12], number[12:14])
        and ric.calc_check_digit(number) == number[-1]
    )


def _old_identity(found: str, around: Around) -> bool:
    """A province and a day of birth in the 1900s; numbers of 15 digits have no check digit."""
    number = bare(found)
    is_one = number[:2] in _PROVINCE_CODES and _is_day(
        f"19{number[6:8]}", number[8:10], number[10:12]
    )
    return is_one and no_amount(found, around)


def _hong_kong(found: str, around: Around) -> bool:
    """A right check digit: letters count 10 to 35, a missing first letter 36, weights 9 to 1."""
    number = bare(found).upper().rjust(9)
    values = [36 if sign == " " else int(sign, 36) for sign in number]
    total = sum(value * weight for value, weight in zip(values, range(9, 0, -1), strict=True))
    return total % 11 == 0 and no_code(found, around)


def _taiwan(found: str, around: Around) -> bool:
    """A right check digit: the letter counts as two digits, weights 1, 9 to 1, 1."""
    letters = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
    number = bare(found).upper()
    if number[0] not in ascii_uppercase:
        return False
    head = f"{letters.index(number[0]) + 10}"
    digits = map(int, head + number[1:])
    weights = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
    total = sum(digit * weight for digit, weight in zip(digits, weights, strict=True))
    return total % 10 == 0 and _beside_paper(found, around)


_beside_paper = after_words(rf"{_PAPER}|台湾|台胞")
IDENTITY = Kind(
    "居民身份证号码",
    re.compile(rf"{ALONE}[1-9](?:{_WIDE_GAP}[0-9]){{16}}{_WIDE_GAP}[0-9Xx]{END}"),
    _identity,
    digits(11),
    Sureness.CERTAIN,
)
OLD_IDENTITY = Kind(
    "15位身份证号码",
    re.compile(rf"{ALONE}(?<![0-9][ \-])[1-9](?:[ \-]?[0-9]){{14}}{END}"),
    _old_identity,
    digits(11),
)
HONG_KONG = Kind(
    "香港身份证号码",
    re.compile(rf"{ALONE}[A-Z]{{1,2}}[ ]?[0-9]{{6}}[ ]?\([0-9A]\)"),
    _hong_kong,
    digits(6),
    Sureness.CERTAIN,
)
MACAO = Kind(
    "澳门身份证号码",
    re.compile(rf"{ALONE}[157][/ ]?[0-9]{{6}}[/ ]?\(?[0-9]\)?{END}"),
    after_words(r"澳门[^。；]{0,8}身份证"),
    digits(7),
)
TAIWAN = Kind(
    "台湾身份证号码", re.compile(rf"{ALONE}[A-Z][1289][0-9]{{8}}{END}"), _taiwan, digits(7)
)
PERMIT = Kind(
    "往来通行证号码",
    re.compile(rf"{ALONE}(?:[HM][0-9]{{8}}(?:[0-9]{{2}})?|[CWL][A-Z0-9][0-9]{{7}}){END}"),
    after_words(r"通行证|回乡证|返乡证|港澳|来往内地|往来"),
    digits(7),
)
TAIWAN_PERMIT = Kind(
    "台胞证号码",
    re.compile(rf"{ALONE}[0-9]{{8}}(?:[0-9]{{2}}(?:\([A-Z]\)|[A-Z])?)?{END}"),
    after_words(r"台胞证|台湾居民[^。；]{0,8}通行证|来往大陆"),
    digits(7),
)
RESIDENCE = Kind(
    "外国人永久居留证号码",
    re.compile(rf"{ALONE}(?:[A-Z]{{3}}[0-9]{{12}}|9[0-9]{{16}}[0-9X]){END}"),
    after_words(r"永久居留|永居|居留证"),
    digits(11),
)
OFFICER = Kind(
    "军官证号码",
    re.compile(r"[军参政后装海空北沈兰成济南广武文士]字?第[ ]?[0-9]{6,8}[ ]?号"),
    lambda _found, around: bool(re.search(r"军官证|士兵证|警官证|证件", around.before)),
    digits(6),
)
PASSPORT = Kind(
    "护照号码",
    re.compile(rf"{ALONE}(?:[DEGKPS][0-9]{{8}}|(?:E[A-HJ-NP-Z]|DE|SE|PE|MA|KJ)[0-9]{{7}}){END}"),
    no_code,
    digits(7),
)
PLATE = Kind(
    "机动车号牌",
    re.compile(
        rf"[{PROVINCES}][A-HJ-NP-Z][·•・. \-]?(?=[A-Z0-9]*[0-9][A-Z0-9]*[0-9])[A-HJ-NP-Z0-9]{{4,5}}"
        rf"[A-HJ-NP-Z0-9挂学警港澳]{END}"
    ),
    no_code,
    re.compile(rf"[{PROVINCES}][A-HJ-NP-Z]"),
)
KINDS = (
    IDENTITY,
    RESIDENCE,
    TAIWAN_PERMIT,
    OLD_IDENTITY,
    HONG_KONG,
    MACAO,
    TAIWAN,
    PERMIT,
    OFFICER,
    PASSPORT,
    PLATE,
)
