"""What scoring yields: what each row did, and the rule's score beside the declared one."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.model.figure import Figure, round_half_up
from generator.model.held import held
from generator.model.report import FormPath
from generator.scoring.facts import Fact, Standing


class Method(StrEnum):
    """How the rule arrives at points."""

    BUDGET = "预算比例"
    BUDGET_TIERS = "预算分档"
    TIERS = "分档"
    MET = "达标"
    PROPORTION = "比例"
    REVERSE = "反向比例"
    ZERO_TARGET = "零目标"
    BAND = "定性档次"
    COMPLETION = "完成率折算"
    CHECKLIST = "清单"
    SHARED = "合并"
    DOUBTFUL = "存疑"
    UNKNOWN = "不可判定"


class Verdict(StrEnum):
    """How the declared score stands to the rule's."""

    AGREES = "一致"
    TRUNCATED = "截尾"
    WITHIN = "区间内"
    ABOVE = "高于规则"
    BELOW = "低于规则"
    UNKNOWN = "不可判定"


@held
@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a row, and the points it gives: exact, from `low` to `high` (分).

    `method` is one of Method, or a name in item_methods.METHODS. `assumes` names
    the reading where a row has several; `note` says what had to be assumed.
    """

    method: str
    low: Decimal
    high: Decimal
    arithmetic: str
    assumes: str = ""
    note: str = ""

    @property
    def is_point(self) -> bool:
        """True where the rule gives one score, not a range."""
        return self.low == self.high


class RowKind(StrEnum):
    """Where a row stands on the form."""

    FUNDING = "资金行"
    INDICATOR = "指标行"
    IMPLIED = "未列出的预算执行得分"
    SHARED = "合并行"
    GROUP = "层级合计行"
    MEMBER = "层级内各行"


@held
@dataclass(frozen=True, slots=True)
class Points:
    """A row's name and points (分): possible, declared as printed, and declared as a number.

    `share` is the points that one printed point counts: below 1 on
    forms that score each row out of 100.
    """

    label: str
    weight: Decimal | None
    printed: Figure | None
    declared: Decimal | None
    share: Decimal = Decimal(1)


@held
@dataclass(frozen=True, slots=True)
class Row:
    """One row: what was done (`fact`), points possible and declared, and every reading of the rule.

    A row without weight has no readings: no points are made out of nothing. `reason`
    says why nothing can be judged; `rule` names the entry of the rulebook's 依据.
    """

    kind: RowKind
    path: FormPath
    points: Points
    readings: tuple[Reading, ...]
    verdict: Verdict
    reason: str
    rule: str
    is_budget: bool = False
    fact: Fact | None = None

    @property
    def label(self) -> str:
        """The row's name on the form."""
        return self.points.label

    @property
    def weight(self) -> Decimal | None:
        """Points possible."""
        return self.points.weight

    @property
    def printed(self) -> Figure | None:
        """The declared score as printed."""
        return self.points.printed

    @property
    def declared(self) -> Decimal | None:
        """The declared score."""
        return self.points.declared

    @property
    def method(self) -> str | None:
        """The method of the first reading; None for a row without points."""
        return self.readings[0].method if self.readings else None

    @property
    def low(self) -> Decimal | None:
        """The least that any reading gives, exact; None for a row without points."""
        return min((reading.low for reading in self.readings), default=None)

    @property
    def high(self) -> Decimal | None:
        """The most that any reading gives, exact; None for a row without points."""
        return max((reading.high for reading in self.readings), default=None)

    @property
    def arithmetic(self) -> str:
        """The steps of the first reading, or ""."""
        return self.readings[0].arithmetic if self.readings else ""

    @property
    def standing(self) -> Standing | None:
        """How the actual value stands to the target, where the row has one."""
        return self.fact.standing if self.fact else None

    @property
    def is_missed(self) -> bool:
        """True where the target was not reached, whatever the score."""
        return self.standing is Standing.MISSED

    @property
    def is_judged(self) -> bool:
        """True where the rule says more than 0 to the weight."""
        return bool(self.readings) and (self.low, self.high) != (Decimal(0), self.weight)


@dataclass(frozen=True, slots=True)
class TotalReading:
    """A total by rule under one set of readings, with both grades, "" where none is given."""

    assumes: str
    low: Decimal
    high: Decimal
    grade_low: str
    grade_high: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The part of a form that the rule can judge.

    Its weight, and what was declared and is due for it (分).
    """

    weight: Decimal
    declared: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Total:
    """The totals by rule, out of `of` points.

    `ungraded` says why no grade is given, "" where one is.
    """

    readings: tuple[TotalReading, ...]
    of: Decimal
    judged: Judged
    ungraded: str = ""

    @property
    def low(self) -> Decimal:
        """The least total by rule."""
        return min(reading.low for reading in self.readings)

    @property
    def high(self) -> Decimal:
        """The greatest total by rule."""
        return max(reading.high for reading in self.readings)

    @property
    def grade_span(self) -> str:
        """The grade by rule, or the grades at both ends: 良至优; "" where none is given."""
        worst = min(self.readings, key=lambda reading: reading.low).grade_low
        best = max(self.readings, key=lambda reading: reading.high).grade_high
        return best if worst == best else f"{worst}至{best}"

    @property
    def says_something(self) -> bool:
        """True where the range excludes enough to be a headline.

        All is judged, or it is at most 20 points wide.
        """
        return self.judged.weight == self.of or self.high - self.low <= Decimal(20)


@dataclass(frozen=True, slots=True)
class NoTotal:
    """No total by rule, and why, in Chinese."""

    why: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A report scored by a rulebook. All figures in 分; rows in the form's order.

    `grade` is the rulebook's grade of the declared total, "" where none is declared or the
    weights are not known to be the full score, so that nobody can tell whether the scale fits it.
    """

    rulebook: str
    places: int
    rows: tuple[Row, ...]
    weight_sum: Decimal | None
    declared_sum: Decimal | None
    declared_total: Decimal | None
    grade: str
    total: Total | NoTotal
    undetermined: Decimal

    @property
    def readings(self) -> tuple[TotalReading, ...]:
        """The totals by rule; none where there is no total."""
        return self.total.readings if isinstance(self.total, Total) else ()

    @property
    def low(self) -> Decimal | None:
        """The least total by rule."""
        return self.total.low if isinstance(self.total, Total) else None

    @property
    def high(self) -> Decimal | None:
        """The greatest total by rule."""
        return self.total.high if isinstance(self.total, Total) else None

    @property
    def grade_span(self) -> str:
        """The grade by rule, or the grades at both ends.

        "" where none can be given, or the range says nothing.
        """
        if isinstance(self.total, Total) and self.total.says_something:
            return self.total.grade_span
        return ""

    @property
    def why_not(self) -> str:
        """Why there is no total, or no grade; "" where both are given."""
        return self.total.ungraded if isinstance(self.total, Total) else self.total.why

    @property
    def budget_row(self) -> Row | None:
        """The row that scores budget execution, if the form has or implies one."""
        return next((row for row in self.rows if row.is_budget), None)

    def points(self, exact: Decimal) -> Decimal:
        """Round points as the rulebook does (四舍五入)."""
        return round_half_up(exact, self.places)

    def count(self, *standings: Standing) -> int:
        """Return how many rows stand so to their targets."""
        return sum(row.standing in standings for row in self.rows)
