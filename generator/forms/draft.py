"""A form being imported: what was taken from its source, each text beside its address."""

from dataclasses import dataclass, field
from typing import NamedTuple

from generator.forms.grid import Cell


@dataclass(frozen=True, slots=True)
class Taken:
    """A text taken from the source; `address` is "" where its place is not remembered."""

    text: str
    address: str = ""

    @classmethod
    def of(cls, cell: Cell) -> "Taken":
        """Take a cell's text as it stands."""
        return cls(cell.text, cell.address)


# Texts under the form's own keys.
Row = dict[str, Taken]
# A source of money; 其他栏 holds what stands under heads that only this form has.
MoneyRow = dict[str, Taken | Row]


class Doubt(NamedTuple):
    """Something that a person has to look at; `address` is "" where it concerns the whole form.

    `option` says what the person who imports can do about it, as the one who filled it in cannot.
    """

    address: str
    message: str
    option: str = ""


@dataclass(slots=True)
class IndicatorRow:
    """One indicator: `cells` under the form's keys, `other` under heads that only this form has.

    `shared` names the figures whose cells are merged with those of the row above.
    """

    cells: Row
    other: Row = field(default_factory=dict)
    shared: list[str] = field(default_factory=list)


@dataclass(slots=True)
class MoneyTable:
    """A funding table beside the form's own; its rows are kept as text alone."""

    name: str
    unit: str | None
    rate_base: str | None = None
    rows: list[dict[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Annex:
    """Any other table of heads and rows, kept cell by cell."""

    name: str
    unit: str | None
    heads: list[str]
    rows: list[list[str]]


class OtherChapter(NamedTuple):
    """A chapter under a heading that is none of the official ones."""

    title: str
    text: str


@dataclass(slots=True)
class Chapters:
    """One part of the report: `texts` under the keys of the official chapters, then the others."""

    texts: Row = field(default_factory=dict)
    others: list[OtherChapter] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """One form found in a source, block by block.

    `heads` holds what stands once on a form, such as 项目名称, 年度 and 总分; `labels` where the
    labels of such values stand, whether or not a value stands beside them. `goals` is None until
    the block of goals begins. `parts` are 项目绩效分析 and 报告. `earlier` are indicators that stand
    in the text before the form and that the form should repeat. `of_summary` tells a row of a
    summary table: what it does not state is stated elsewhere or nowhere.
    """

    heads: Row = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    funding: list[MoneyRow] = field(default_factory=list)
    money_tables: list[MoneyTable] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)
    goals: Row | None = None
    indicators: list[IndicatorRow] = field(default_factory=list)
    subtotals: list[Row] = field(default_factory=list)
    parts: dict[str, Chapters] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    earlier: list[IndicatorRow] = field(default_factory=list)
    complete: bool = False
    of_summary: bool = False

    @property
    def is_form(self) -> bool:
        """Tell a form from a title or a stray label: it has indicators, or is a summary's row."""
        return bool(self.indicators) or self.of_summary

    @property
    def has_total(self) -> bool:
        """Tell whether the total score was read: what a form ends with."""
        return "总分" in self.heads

    @property
    def has_ended(self) -> bool:
        """Tell whether a title below begins another form."""
        return self.is_whole or (bool(self.funding) and bool(self.indicators))

    @property
    def is_whole(self) -> bool:
        """Tell whether both the indicators and the total score were read."""
        return self.has_total and bool(self.indicators)

    @property
    def stands_alone(self) -> bool:
        """Tell a form that lines and titles below it are no part of.

        Indicators without a first level stand in the text before the form that repeats them.
        """
        return self.is_whole or any("一级指标" in row.cells for row in self.indicators)

    def put(self, key: str, taken: Taken) -> None:
        """State a value once; another one for the same key is a doubt, and the first stays."""
        if not taken.text:
            return
        known = self.heads.get(key)
        if known is not None and known.text != taken.text:
            message = f"“{key}”另有一处写作“{taken.text}”，没有采用"
            self.doubts.append(Doubt(taken.address, message))
            return
        self.heads[key] = taken
