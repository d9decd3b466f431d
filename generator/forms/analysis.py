"""The analysis below some forms' indicators: a label such as 主要经验做法, and text to its right."""

from collections.abc import Sequence

from generator.forms.cells import Line
from generator.forms.chapter_titles import title_key
from generator.forms.draft import Chapters, Taken
from generator.forms.gathered import Gathered
from generator.forms.grid import Cell, Grid
from generator.forms.labels import joined, label

_PART = "项目绩效分析"
_SIDE = frozenset(("项目绩效分析", "自评结果分析", "绩效分析", "项目绩效情况分析"))


def read_analysis(line: Line, gathered: Gathered) -> bool:
    """Read one row of the analysis; returns whether it is one."""
    draft = gathered.current()
    for place, cell in enumerate(line.reaching):
        key = _chapter(line.grid, cell)
        texts = [one for one in line.reaching[place + 1 :] if one.row == line.number]
        if key is None or not texts:
            continue
        _write(draft.parts.setdefault(_PART, Chapters()), key, texts)
        sides = [one for one in line.reaching[:place] if label(one.text) in _SIDE]
        gathered.take(cell, *sides, *texts)
        return True
    return False


def _write(analysis: Chapters, key: str, cells: Sequence[Cell]) -> None:
    """Lengthen a chapter by these cells; it is remembered where it begins."""
    for cell in cells:
        begun = analysis.texts.get(key)
        if begun is None:
            analysis.texts[key] = Taken.of(cell)
        else:
            analysis.texts[key] = Taken(f"{begun.text}\n{cell.text}", begun.address)


def _chapter(grid: Grid, cell: Cell) -> str | None:
    """Return the chapter that a label names, by itself or with the cell it was split from."""
    own = joined(cell.text)
    above = grid.at(cell.row - 1, cell.column)
    below = grid.at(cell.row + cell.rows, cell.column)
    wordings = [own]
    if below is not None and below.text:
        wordings.append(own + joined(below.text))
    if above is not None and above.text:
        wordings.append(joined(above.text) + own)
    keys = (title_key(words) for words in wordings)
    return next((key for key in keys if key), None)
