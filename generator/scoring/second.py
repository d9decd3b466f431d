"""The second score beside the declared one: of a row, of all rows together, and how far apart."""

from decimal import Decimal

from generator.model.figure import Figure
from generator.model.report import Form
from generator.scoring.scorecard import Row, RowKind, Scorecard

_COUNTED = (RowKind.FUNDING, RowKind.INDICATOR, RowKind.IMPLIED)


def second_of_row(form: Form, row: Row) -> Figure | None:
    """Return what a scored row got when it was looked at again, None where nothing is stated."""
    table, number = row.path[0], row.path[-1]
    if table == "绩效指标" and row.kind is not RowKind.GROUP:
        return form.indicators[int(number)].review_score
    return form.funding[int(number)].review_score if row.kind is RowKind.FUNDING else None


def sum_of_rows(form: Form, card: Scorecard) -> Decimal | None:
    """Return the second scores of all rows together (分).

    None where one that counts has none, or where points stand for several rows at once.
    """
    if any(row.kind is RowKind.GROUP or row.points.share != 1 for row in card.rows):
        return None
    stated = [second_of_row(form, row) for row in card.rows if row.kind in _COUNTED]
    values = [one.value for one in stated if one is not None and one.value is not None]
    return sum(values, Decimal(0)) if values and len(values) == len(stated) else None


def second_total(form: Form) -> Decimal | None:
    """Return the second total (分), None where none is stated."""
    second = form.second
    return second.total.value if second and second.total else None


def apart(form: Form, card: Scorecard) -> Decimal | None:
    """Return the second total less the declared one (分): below 0 where points were taken away."""
    second, declared = second_total(form), card.declared_total
    return None if second is None or declared is None else second - declared
