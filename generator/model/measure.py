"""What a target or an actual value says, once it has been read.

An amount, a day, words, or nothing that can be used.

Only types stand here; `scoring/grammar.py` reads the texts.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Comparator(StrEnum):
    """How an actual value has to stand to the target."""

    GE = "≥"
    GT = ">"
    LE = "≤"
    LT = "<"
    EQ = "="


class Trend(StrEnum):
    """The way a figure says that something changed."""

    UP = "增长"
    DOWN = "下降"


class Slack(StrEnum):
    """What the words around a figure say of the true one.

    Exact, about it, somewhat under it, somewhat over it.
    """

    EXACT = ""
    ABOUT = "约"
    UNDER = "近"
    OVER = "余"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a span of numbers; for a number `low` and `high` are equal.

    `low` and `high` are as written; `scale` is the power of ten written
    behind them (万 is 4), `unit` the unit without that scale, or "". `lent`
    is true where scale and unit come from the cell 度量单位 beside the text.
    `symmetric` is true for ±10%: the figure bounds a deviation either way.
    """

    low: Decimal
    high: Decimal
    unit: str = ""
    scale: int = 0
    lent: bool = False
    slack: Slack = Slack.EXACT
    trend: Trend | None = None
    symmetric: bool = False

    @property
    def is_span(self) -> bool:
        """True for `100-200人`."""
        return self.low != self.high

    @property
    def is_zero(self) -> bool:
        """True for `0次`."""
        return self.low == self.high == 0

    @property
    def is_bare(self) -> bool:
        """True where the text itself gives neither unit nor scale."""
        return self.lent or (not self.unit and not self.scale)

    def in_base_unit(self) -> tuple[Decimal, Decimal]:
        """Return both ends with the scale multiplied out: `8500万元` is 85000000 元."""
        factor = Decimal(10) ** self.scale
        return self.low * factor, self.high * factor


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or the month, quarter or year that is named: from its `first` to its `last` day.

    `open` is true for `6月底前`, which names only the end; `vague` for `10月前`, which may or may not
    include October; `period` for `1-12月`, which names a time during which something is done.
    """

    first: date
    last: date
    open: bool = False
    vague: bool = False
    period: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """`5/6`: so many of so many."""

    part: Decimal
    whole: Decimal


@dataclass(frozen=True, slots=True)
class Words:
    """Words without any figure."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """A text with figures that has no single plain meaning."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Nothing, a dash, or a filler such as 无."""


Value = Amount | Day | Share | Words | Opaque | Absent


class Kind(StrEnum):
    """What a target or an actual value is, in the words of the published tables."""

    NUMBER = "数值"
    RANGE = "区间"
    DATE = "日期"
    WORDS = "定性"
    TEXT = "文字"
    DASH = "不适用"


@dataclass(frozen=True, slots=True)
class Measure:
    """A target or an actual value: the text as printed, what it says, and the bound it sets.

    `contrary` is true where the cell 指标性质 sets the opposite bound.
    """

    text: str
    value: Value
    bound: Comparator | None = None
    contrary: bool = False

    @property
    def amount(self) -> Amount | None:
        """The amount, or None where it is none."""
        return self.value if isinstance(self.value, Amount) else None

    @property
    def kind(self) -> Kind:
        """What kind of value this is."""
        match self.value:
            case Amount() as amount:
                return Kind.RANGE if amount.is_span else Kind.NUMBER
            case Day():
                return Kind.DATE
            case Words():
                return Kind.WORDS
            case Share() | Opaque():
                return Kind.TEXT
            case Absent():
                return Kind.DASH
