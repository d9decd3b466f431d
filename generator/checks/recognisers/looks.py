"""What a kind of personal or secret text is: its look, what makes it more than a look, how sure.

A pattern is cheap and finds too much; `is_real` sees what stands around and decides.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Sureness(StrEnum):
    """How sure a hit is, and so what follows before publication."""

    CERTAIN = "确实"  # blocks, and no approval lifts it
    PROBABLE = "很可能"  # blocks until removed or answered for
    DOUBTFUL = "可能"  # is told, and does not block


@cache
def digits(count: int) -> re.Pattern[str]:
    """Return the hint of a number with so many digits, whatever people put between them."""
    return re.compile(rf"[0-9](?:[\s\-.·•_/]{{0,3}}[0-9]){{{count - 1}}}")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands before and after a hit: a few characters of the text, in half width."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """One kind of number or word; `hint` tells quickly whether it may be there at all.

    Each stands for itself: there are no two alike.
    """

    title: str
    pattern: re.Pattern[str]
    is_real: Callable[[str, Around], bool]
    hint: re.Pattern[str]
    sureness: Sureness = Sureness.PROBABLE

    @property
    def is_certain(self) -> bool:
        """Tell whether no approval lifts a hit."""
        return self.sureness is Sureness.CERTAIN


# Characters of the text that are shown to `is_real`.
BEFORE, AFTER = 16, 6
ALONE, END = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_CODE_BEFORE = re.compile(
    r"(?:编码|代码|编号|文号|合同号|备案号|型号|发票号|批准号|项目号|单号|注册号|序列号|许可证号|资产号|批号|条码|版本号?|标准号|"
    r"招标号|工单号?|流水号|案号)[^0-9一-鿿]{0,6}$"
)
_MONEY_AFTER = re.compile(
    r"^[ ]?(?:\.[0-9]|,[0-9]|元|万|亿|号|%|人|件|次|份|户|亩|吨|米|公里|字|页|条|个"
    r"|千瓦|立方|平方|度|升|克|公斤|千[米克]|株|头|辆|台|套|批)"
)
_MONEY_BEFORE = ("¥", "￥", ".", ",", "〔")


def always(_found: str, _around: Around) -> bool:
    """Take the look for the thing."""
    return True


def no_code(_found: str, around: Around) -> bool:
    """Tell a number of a person from the code of a thing, which words before it name."""
    return not _CODE_BEFORE.search(around.before)


def no_amount(found: str, around: Around) -> bool:
    """Tell a number from an amount or a count as well."""
    is_amount = _MONEY_AFTER.match(around.after) or around.before.endswith(_MONEY_BEFORE)
    return not is_amount and no_code(found, around)


def after_words(words: str, reach: int = 8) -> Callable[[str, Around], bool]:
    """Return a test that some words stand shortly before a number, and that it is no amount."""
    near = re.compile(rf"(?:{words})[^。；;\n]{{0,{reach}}}$", re.IGNORECASE)
    return lambda found, around: bool(near.search(around.before)) and no_amount(found, around)


def bare(text: str) -> str:
    """Return a number without what people put between its digits."""
    return re.sub(r"[\s\-.·_/()（）]", "", text)
