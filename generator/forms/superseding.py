"""A report prints its indicators twice: chapter by chapter in the text, and whole in the form."""

from generator.forms.draft import Doubt, Draft, IndicatorRow

_SAME = ("三级指标", "年度指标值", "实际完成值", "分值", "得分")


def supersede(draft: Draft) -> None:
    """Set aside the rows read so far: a table with first-level heads begins, which the form is."""
    draft.earlier += draft.indicators
    draft.indicators = []


def compare(draft: Draft) -> None:
    """Leave a doubt for each row set aside that the form does not repeat figure by figure."""
    stated = [_figures(row) for row in draft.indicators]
    for row in draft.earlier:
        figures = _figures(row)
        if figures in stated:
            continue
        message = f"正文中的指标“{figures[0]}”与自评表不一致，以自评表为准"
        name = row.cells.get("三级指标")
        draft.doubts.append(Doubt(name.address if name else "", message))


def _figures(row: IndicatorRow) -> tuple[str, ...]:
    return tuple(row.cells[key].text if key in row.cells else "" for key in _SAME)
