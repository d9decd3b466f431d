"""What a bureau's own heads mean, said in a file beside the data and asked before a form is read.

A form is read as it stands and by each file that knows a head of it; the reading counts that
leaves least open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.forms.draft import Doubt
from generator.forms.finished import Defaults, Imported
from generator.forms.grid import Cell, Grid, Paragraph, Source
from generator.forms.importing import Outcome, import_source
from generator.forms.labels import FUNDING, GOALS, HEADS, INDICATORS, label

# The words of the official form that a head may be said to mean.
OFFICIAL = frozenset((*HEADS.values(), *FUNDING.values(), *GOALS.values(), *INDICATORS.values()))
_ASIDES = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True, slots=True)
class Wordings:
    """One file: its name, what its heads mean, and the heads that are the place's own."""

    file: str
    meanings: Mapping[str, str]
    own: frozenset[str] = frozenset()

    def knows(self, text: str) -> bool:
        """Tell whether a head is said here to mean something, or to be the place's own."""
        return label(text) in self.meanings or label(text) in self.own


def read_with(source: Source, files: Sequence[Wordings], defaults: Defaults) -> Outcome:
    """Read a source by the file that explains it best, or as it stands.

    Where two files explain it equally well and it reads otherwise, its forms are doubted.
    """
    plain = import_source(source, defaults)
    fitting = [one for one in files if _is_of_use(one, source)]
    read = {one.file: import_source(translated(source, one), defaults) for one in fitting}
    least = min(map(_left_open, read.values()), default=_left_open(plain))
    if _left_open(plain) <= least:
        return plain
    return _first({file: one for file, one in read.items() if _left_open(one) == least})


def _first(read: Mapping[str, Outcome]) -> Outcome:
    """Return the first of readings that are equally good; where others differ it is doubted."""
    chosen, *others = read.values()
    if all(_values(one) == _values(chosen) for one in others):
        return chosen
    names = "、".join(read)
    return replace(chosen, forms=tuple(_doubted(form, names) for form in chosen.forms))


def translated(source: Source, words: Wordings) -> Source:
    """Return a source with the official words in the place of the heads that a file knows."""
    return replace(source, parts=tuple(_part(part, words) for part in source.parts))


def _part(part: Grid | Paragraph, words: Wordings) -> Grid | Paragraph:
    if isinstance(part, Paragraph):
        return part
    return Grid(part.name, [_cell(cell, words) for cell in part.cells])


def _cell(cell: Cell, words: Wordings) -> Cell:
    """Put the official word in; a unit in brackets stays behind it."""
    meaning = words.meanings.get(label(cell.text))
    if meaning is None:
        return cell
    return replace(cell, text=meaning + "".join(_ASIDES.findall(cell.text)))


def _is_of_use(words: Wordings, source: Source) -> bool:
    return any(label(cell.text) in words.meanings for cell in _cells(source))


def _cells(source: Source) -> Iterator[Cell]:
    for grid in source.grids:
        yield from grid.cells


def _left_open(outcome: Outcome) -> tuple[int, int, int]:
    """Count doubts and what went nowhere, then columns under names of the form's own."""
    doubts = sum(len(form.doubts) for form in outcome.forms)
    unused = sum(1 for one in outcome.unused if not one.in_order)
    own = len(own_heads(outcome))
    return -len(outcome.forms), doubts + unused, own


def own_heads(outcome: Outcome) -> tuple[str, ...]:
    """Return the heads of the indicators that the official form does not have, each once."""
    rows = [row for form in outcome.forms for row in form.values.get("绩效指标", [])]
    return tuple(dict.fromkeys(head for row in rows for head in row.get("其他栏", {})))


def _values(outcome: Outcome) -> list[object]:
    return [form.values for form in outcome.forms]


def _doubted(form: Imported, names: str) -> Imported:
    doubt = Doubt("", f"几个表式文件都说得通，读出来不一样：{names}；取了第一个")
    values = {**form.values, "公开": {"状态": "草稿"}}
    return replace(form, values=values, doubts=(*form.doubts, doubt))
