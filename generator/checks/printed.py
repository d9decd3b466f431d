"""The figures of a form as they are printed, each with the worth of its last digit."""

from collections.abc import Iterator
from decimal import Decimal

from generator.model.attachment import Printed
from generator.model.fields import named
from generator.model.figure import YUAN_PER, Figure
from generator.model.money import FundingView, funding_views
from generator.model.report import Form, FundingRow

_AMOUNTS = ("initial", "adjusted", "executed")
_POINT = Decimal(1)


def printed_figures(form: Form) -> Iterator[Printed]:
    """Yield the total (分) and the amounts of the first funding table's total row (元)."""
    if form.total is not None:
        yield from _printed("总分", form.total, _POINT, "分")
    view = next(funding_views(form), None)
    if view is not None and view.rows:
        yield from _amounts(view)


def _amounts(view: FundingView) -> Iterator[Printed]:
    """Yield the amounts of which the unit is known."""
    for name in _AMOUNTS:
        figure: Figure | None = getattr(view.rows[0], name)
        unit = (figure.unit if figure and figure.unit in YUAN_PER else None) or view.unit
        if figure is not None and unit is not None:
            yield from _printed(named(FundingRow, name).key, figure, YUAN_PER[unit], unit)


def _printed(label: str, figure: Figure, factor: Decimal, unit: str) -> Iterator[Printed]:
    if figure.value is None:
        return
    text = figure.text if figure.text.endswith(unit) else f"{figure.text} {unit}"
    step = factor.scaleb(-figure.places)
    yield Printed(label, text, unit, figure.value * factor, step)
