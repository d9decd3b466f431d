"""How personal numbers and marks of secrecy look, and finding them in a text however they are written.

Source: GB 11643-1999 (identity numbers); 《中华人民共和国保守国家秘密法》 (marks of secrecy).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from stdnum import luhn
from stdnum.cn import ric

from generator.model.text import half_width

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PROVINCE_CODES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_GAP = r"[ \-]?"
# Nothing else looks like an identity number once its check digit is right, so its digits may stand further apart.
_WIDE_GAP = r"[\s\-]{0,3}"
# A number that these words introduce is a code of a thing, not of a person.
_CODE_BEFORE = re.compile(
    r"(?:编码|代码|编号|文号|合同号|备案号|型号|发票号|批准号|项目号|单号)[^0-9A-Za-z]{0,6}$"
)
_MONEY_AFTER = re.compile(r"^[ ]?(?:\.[0-9]|,[0-9]|元|万|亿|号|%)")


# Full-width forms, and the spaces and dashes that people put into numbers.
_NARROW = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys((0x3000, 0xA0, *range(0x2000, 0x200B)), " ")
    | dict.fromkeys(range(0x2010, 0x2016), "-")
)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
# Without these no number is looked for: most texts are words.
_FEW_DIGITS, _MARKS = (
    re.compile(r"[0-9](?:[\s\-]{0,3}[0-9]){2}|@"),
    re.compile(r"密|内\s*部|公\s*开|外\s*[传泄]|收\s*回"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of number or word: how it looks, what makes it more than a look, and a quick hint that it may be there."""

    title: str
    pattern: re.Pattern[str]
    is_real: Callable[[str, str, str], bool]
    hint: re.Pattern[str] = _FEW_DIGITS


def _bare(text: str) -> str:
    return re.sub(r"[\s\-]", "", text)


def _identity(found: str, _before: str, _after: str) -> bool:
    """A province, a day of birth and a right check digit; counties were renumbered too often to be asked for (GB 11643)."""
    number = _bare(found).upper()
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return (
        number[:2] in _PROVINCE_CODES
        and "1800" <= number[6:10] <= "2099"
        and ric.calc_check_digit(number) == number[-1]
    )


def _mobile(_found: str, before: str, after: str) -> bool:
    return (
        not _MONEY_AFTER.match(after)
        and not _CODE_BEFORE.search(before)
        and before[-1:] not in ("¥", "￥", ".", ",", "〔")
    )


def _card(found: str, before: str, after: str) -> bool:
    return (
        luhn.is_valid(_bare(found))
        and not _CODE_BEFORE.search(before)
        and not _MONEY_AFTER.match(after)
    )


def _no_code(_found: str, before: str, _after: str) -> bool:
    return not _CODE_BEFORE.search(before)


def _always(_found: str, _before: str, _after: str) -> bool:
    return True


_ALONE, _END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
IDENTITY = Kind(
    "居民身份证号码",
    re.compile(rf"{_ALONE}[1-9](?:{_WIDE_GAP}[0-9]){{16}}{_WIDE_GAP}[0-9Xx]{_END}"),
    _identity,
)
MOBILE = Kind(
    "手机号码",
    re.compile(
        rf"(?:{_ALONE}|(?<=[Tt]el)|(?<=TEL))(?:(?:\+|00)?86{_GAP})?1[3-9](?:{_GAP}[0-9]){{9}}{_END}"
    ),
    _mobile,
)
CARD = Kind(
    "银行卡号",
    re.compile(
        rf"{_ALONE}(?:62(?:{_GAP}[0-9]){{14,17}}|(?:60|4[0-9]|5[1-5]|35)(?:{_GAP}[0-9]){{14}}){_END}"
    ),
    _card,
)
EMAIL = Kind(
    "电子邮箱", re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+"), _always
)
PASSPORT = Kind(
    "护照号码",
    re.compile(rf"{_ALONE}(?:[DEGKPS][0-9]{{8}}|(?:E[A-HJ-NP-Z]|DE|SE|PE|MA|KJ)[0-9]{{7}}){_END}"),
    _no_code,
)
PLATE = Kind(
    "机动车号牌",
    re.compile(
        rf"[{_PROVINCES}][A-HJ-NP-Z][·•・. ]?(?=[A-Z0-9]*[0-9][A-Z0-9]*[0-9])[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳]{_END}"
    ),
    _no_code,
)


def _spaced(words: str) -> str:
    """Return a pattern for any of some words, white space between their characters or not."""
    return "|".join(r"\s*".join(word) for word in words.split())


# 司机密切配合, 飞机密封, 手机密码 and the like: there 密 begins another word.
_NO_WORD_OF_ITS_OWN = r"(?!\s*[性切封码钥度集闭布实植])"
# 本项目不涉密, 未涉及商业秘密: said of what is no secret.
_NOT_DENIED = r"(?<![不非未无])(?<!不涉及)(?<!未涉及)(?<!不含)(?<!不含有)(?<!没有)"
_DENIABLE = rf"{_NOT_DENIED}(?:{_spaced('涉密')}){_NO_WORD_OF_ITS_OWN}|{_NOT_DENIED}(?:{_spaced('工作秘密 商业秘密')})"
_MARKED = (
    rf"(?:{_spaced('绝密 机密 秘密')})\s*[★☆*级]|(?:{_spaced('绝密 机密')}){_NO_WORD_OF_ITS_OWN}"
)
_DEGREE = rf"(?<![精加亲紧稠严细致缜周])(?:{_spaced('密级')})"
_INTERNAL = _spaced("内部资料 内部文件 内部材料 内部掌握 内部使用 内部参考 注意保密 会后收回")
_KEPT_IN = rf"(?:{_spaced('不得 不宜 禁止 请勿 严禁')})\s*(?:{_spaced('对外')})?\s*(?:{_spaced('公开 外传 外泄')})"
SECRET = Kind(
    "密级或内部标志",
    re.compile("|".join((_DENIABLE, _MARKED, _DEGREE, _INTERNAL, _KEPT_IN))),
    _always,
    _MARKS,
)
# Where one number is found, no other kind is looked for in it.
PERSONAL = (IDENTITY, CARD, MOBILE, EMAIL, PASSPORT, PLATE)


def _half_width(text: str) -> str:
    """Return the half-width form; only digits of other scripts take the slow way."""
    plain = text.translate(_NARROW)
    return half_width(plain) if _OTHER_DIGIT.search(plain) else plain


def scan(text: str, kinds: tuple[Kind, ...]) -> Iterator[tuple[Kind, str]]:
    """Yield each number or word found, in the text's half-width form; spaces and hyphens may stand inside."""
    plain = _half_width(text)
    if not any(kind.hint.search(plain) for kind in kinds):
        return
    taken: list[tuple[int, int]] = []
    for kind in kinds:
        for match in kind.pattern.finditer(plain):
            start, end = match.span()
            inside = any(start < last and end > first for first, last in taken)
            if not inside and kind.is_real(
                match[0], plain[max(0, start - 12) : start], plain[end : end + 4]
            ):
                taken.append((start, end))
                yield kind, match[0]


def masked(text: str) -> str:
    """Return a number with its middle hidden: findings are read on screens and in comments."""
    return text if len(text) < 6 else f"{text[:3]}{'*' * (len(text) - 5)}{text[-2:]}"


def without_numbers(text: str) -> str:
    """Return a text as it may be shown: of every personal number in it the middle is hidden."""
    numbers = [found for _, found in scan(text, PERSONAL)]
    if not numbers:
        return text
    shown = _half_width(text)
    for number in numbers:
        shown = shown.replace(number, masked(number))
    return shown
