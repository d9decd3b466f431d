"""The analysis that some forms carry below their indicators: a label such as 主要经验做法, and text to its right."""

from generator.forms.chapters import title_key
from generator.forms.draft import Draft
from generator.forms.grid import Cell, Grid
from generator.forms.labels import joined, label

_SIDE = frozenset(("项目绩效分析", "自评结果分析", "绩效分析", "项目绩效情况分析"))


def read_analysis(grid: Grid, number: int, draft: Draft) -> set[str]:
    """Read one row into 项目绩效分析; returns the addresses of the cells used, none where the row is no such row."""
    cells = grid.row(number)
    for place, cell in enumerate(cells):
        key = _key(grid, cell)
        texts = [one for one in cells[place + 1 :] if one.row == number]
        if key is None or not texts:
            continue
        chapters = draft.values.setdefault("项目绩效分析", {})
        for one in texts:
            chapters[key] = f"{chapters[key]}\n{one.text}" if key in chapters else one.text
            draft.origins.setdefault(("项目绩效分析", key), one.address)
        sides = [one for one in cells[:place] if label(one.text) in _SIDE]
        return {one.address for one in (cell, *sides, *texts)}
    return set()


def _key(grid: Grid, cell: Cell) -> str | None:
    """Return the chapter a label names: by itself, or together with the cell above or below it that it was split from."""
    own = joined(cell.text)
    if found := title_key(own):
        return found
    above, below = grid.at(cell.row - 1, cell.column), grid.at(cell.row + cell.rows, cell.column)
    if below is not None and below.text and (found := title_key(own + joined(below.text))):
        return found
    return title_key(joined(above.text) + own) if above is not None and above.text else None
