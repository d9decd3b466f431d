"""What scoring yields: beside every declared score the rule's own, with method, verdict and arithmetic."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.model.figure import Figure, round_half_up
from generator.model.report import FormPath


class Method(StrEnum):
    """How the rule arrives at points."""

    BUDGET = "预算比例"
    BUDGET_TIERS = "预算分档"
    MET = "达标"
    PROPORTION = "比例"
    REVERSE = "反向比例"
    ZERO_TARGET = "零目标"
    BAND = "定性档次"
    COMPLETION = "完成率折算"
    CHECKLIST = "清单"
    DECLARED = "自评"
    SHARED = "合并"
    UNKNOWN = "不可判定"


class Verdict(StrEnum):
    """How the declared score stands to the rule's."""

    AGREES = "一致"
    WITHIN = "区间内"
    ABOVE = "高于规则"
    BELOW = "低于规则"
    UNKNOWN = "不可判定"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a row, and the points it gives: exact, from `low` to `high` (分).

    `assumes` names the reading where a row has several; `note` says what had to be assumed.
    """

    method: Method
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
    """Where a scored row stands on the form."""

    FUNDING = "资金行"
    INDICATOR = "指标行"
    IMPLIED = "未列出的预算执行得分"
    SHARED = "合并行"


@dataclass(frozen=True, slots=True)
class Points:
    """A row's name and points (分): possible, declared as printed, and declared as a number.

    `share` is the points that one printed point counts: below 1 on forms that score each row out of 100.
    """

    label: str
    weight: Decimal | None
    printed: Figure | None
    declared: Decimal | None
    share: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Row:
    """One scored row: points possible and declared, and every reading of the rule.

    `reason` says why nothing can be judged; `rule` names the entry of the rulebook's 依据.
    """

    kind: RowKind
    path: FormPath
    points: Points
    readings: tuple[Reading, ...]
    verdict: Verdict
    reason: str
    rule: str
    is_budget: bool = False

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
    def method(self) -> Method:
        """The method of the first reading."""
        return self.readings[0].method

    @property
    def low(self) -> Decimal:
        """The least that any reading gives, exact."""
        return min(reading.low for reading in self.readings)

    @property
    def high(self) -> Decimal:
        """The most that any reading gives, exact."""
        return max(reading.high for reading in self.readings)


@dataclass(frozen=True, slots=True)
class TotalReading:
    """A total by rule under one combination of readings, with the grades at both ends."""

    assumes: str
    low: Decimal
    high: Decimal
    grade_low: str
    grade_high: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A report scored by a rulebook. All figures in 分; rows in the form's order."""

    rulebook: str
    places: int
    rows: tuple[Row, ...]
    weight_sum: Decimal
    declared_sum: Decimal | None
    declared_total: Decimal | None
    readings: tuple[TotalReading, ...]
    undetermined: Decimal

    @property
    def low(self) -> Decimal:
        """The least total by rule."""
        return min(reading.low for reading in self.readings)

    @property
    def high(self) -> Decimal:
        """The greatest total by rule."""
        return max(reading.high for reading in self.readings)

    @property
    def worst_grade(self) -> str:
        """The grade of the least total by rule."""
        return min(self.readings, key=lambda reading: reading.low).grade_low

    @property
    def best_grade(self) -> str:
        """The grade of the greatest total by rule."""
        return max(self.readings, key=lambda reading: reading.high).grade_high

    @property
    def grade_span(self) -> str:
        """The grade by rule, or the grades at both ends: 良至优."""
        return self.best_grade if self.worst_grade == self.best_grade else f"{self.worst_grade}至{self.best_grade}"

    @property
    def budget_row(self) -> Row | None:
        """The row that scores budget execution, if the form has or implies one."""
        return next((row for row in self.rows if row.is_budget), None)

    def points(self, exact: Decimal) -> Decimal:
        """Round points as the rulebook does (四舍五入)."""
        return round_half_up(exact, self.places)
