"""What a chart is: shapes by place, words, and the table with the same figures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape in a row, one of the `jx-chart__*` kinds: bar, inner, soft, track, range, dot."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its label in lines, its figure, its shapes."""

    lines: tuple[str, ...]
    value: str
    shapes: tuple[Shape, ...]

    @property
    def is_dotted(self) -> bool:
        """Tell whether places are marked on the row, so that it begins at no nought."""
        return any(shape.kind in ("dot", "range") for shape in self.shapes)


@dataclass(frozen=True, slots=True)
class Pillar:
    """One upright bar of a histogram."""

    start: int
    end: int
    height: int
    value: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart ready to draw (rows or pillars), and its figures as a table; `id` is [a-z0-9-].

    `line` is where what all rows are measured by stands across the chart, in thousandths.
    """

    id: str
    title: str
    desc: str
    columns: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    bars: tuple[Bar, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    ticks: tuple[tuple[int, str], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    note: str = ""
    line: int | None = None
