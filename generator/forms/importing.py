"""A source to forms, with everything in it accounted for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.forms.annexes import keep_annex
from generator.forms.chapter_titles import chapter_key, part_key
from generator.forms.chapters import read_parts
from generator.forms.concerned import concerned
from generator.forms.draft import Doubt, Draft, Taken
from generator.forms.finished import Defaults, Imported, finished
from generator.forms.gathered import Gathered, Table
from generator.forms.grid import Cell, Grid, Paragraph, Source
from generator.forms.labels import UNIT_LINE, YEAR, money_unit
from generator.forms.prose import read_prose
from generator.forms.superseding import compare
from generator.forms.tables import TableReader
from generator.forms.titles import is_form_number, kind_of
from generator.model.kinds import PROJECT
from generator.model.text import fold

# Longer lines only mention a year or a unit of money.
_LONGEST_TITLE_LINE = 20
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Unused:
    """A cell or paragraph with text that went into no data file.

    `in_order`: it never does, such as a signature or a note.
    """

    address: str
    text: str
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one source file gave: forms, what was left over, and how much of it there was."""

    source: Source
    forms: tuple[Imported, ...]
    unused: tuple[Unused, ...]
    present: int

    @property
    def used(self) -> int:
        """How many cells and paragraphs with text went into data files."""
        return self.present - len(self.unused)


@dataclass(frozen=True, slots=True)
class _Walked:
    """A source after its forms were read: what is gathered, and what is left for later."""

    gathered: Gathered
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def import_source(source: Source, defaults: Defaults) -> Outcome:
    """Find the forms of a source; every cell and paragraph is either used or listed."""
    walked = _walk(source)
    drafts = [draft for draft in walked.gathered.drafts if draft.is_form]
    if drafts:
        if not drafts[-1].of_summary:
            _read_around(drafts[-1], walked)
        _leave_doubts(drafts, source, walked.gathered)
    present = list(_texts(source))
    used, aside = walked.gathered.used, walked.gathered.aside
    unused = [
        Unused(part.address, part.text, part.address in aside)
        for part in present
        if part.address not in used
    ]
    forms = tuple(finished(draft, source.name, defaults) for draft in drafts)
    return Outcome(source, forms, tuple(unused), len(present))


def _walk(source: Source) -> _Walked:
    """Read the tables in order; each knows the line above it, and a unit stated in between."""
    reader = TableReader()
    walked = _Walked(reader.gathered)
    above, unit = None, None
    for part in source.parts:
        if isinstance(part, Grid):
            _read_table(Table(part, above, unit), reader, walked)
            continue
        walked.paragraphs.append(part)
        _read_line_above(part, reader.gathered)
        if UNIT_LINE.fullmatch(fold(part.text)):
            unit = money_unit(part.text)
        else:
            above, unit = part, None
    return walked


def _read_table(table: Table, reader: TableReader, walked: _Walked) -> None:
    column = _column_of_text(table.grid)
    if column:
        walked.paragraphs.extend(column)
    elif not reader.read(table):
        walked.tables.append(table)
    walked.gathered.forget_announced()


def _column_of_text(grid: Grid) -> list[Paragraph]:
    """Return a sheet of one column as paragraphs: a report typed into Excel, with headings."""
    if grid.width != 1:
        return []
    cells = sorted(grid.cells, key=lambda cell: cell.row)
    lines = [Paragraph(cell.text, cell.address) for cell in cells if cell.text]
    headings = [line for line in lines if part_key(line) or chapter_key(line)]
    return lines if headings else []


def _read_line_above(paragraph: Paragraph, gathered: Gathered) -> None:
    """Read the year and the unit of money that a line above the form may state.

    Below a form that has its indicators, such a line is of the next one.
    """
    titled = _is_title(paragraph.text)
    if titled:
        _read_title(paragraph, gathered)
    elif is_form_number(paragraph.text):
        gathered.set_aside(paragraph)
    if len(paragraph.text) > _LONGEST_TITLE_LINE and not titled:
        return
    if year := YEAR.search(paragraph.text):
        gathered.announce("年度", Taken(year.group(1), paragraph.address), paragraph)
    if unit := money_unit(paragraph.text):
        gathered.announce("金额单位", Taken(unit, paragraph.address), paragraph)


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and any(word in text for word in ("自评表", "汇总表"))


def _read_title(paragraph: Paragraph, gathered: Gathered) -> None:
    """Begin another form below one that has its indicators, of the kind that the title names."""
    last = gathered.last
    if last is not None and last.stands_alone:
        gathered.finish()
    gathered.take(paragraph)
    if (kind := kind_of(paragraph.text)) != PROJECT:
        gathered.announce("类型", Taken(kind, paragraph.address), paragraph)


def _read_around(form: Draft, walked: _Walked) -> None:
    """Read what stands around the forms of a source; it belongs to the last of them."""
    for table in walked.tables:
        keep_annex(form, table, walked.gathered)
    used = walked.gathered.used
    paragraphs = [line for line in walked.paragraphs if line.address not in used]
    read_parts(form, read_prose(form, paragraphs, walked.gathered), walked.gathered)


def _leave_doubts(drafts: Sequence[Draft], source: Source, gathered: Gathered) -> None:
    """Leave doubts: where text and form differ, and where a remark makes a value doubtful."""
    for draft in drafts:
        compare(draft)
    for remark in source.remarks:
        if not remark.doubtful:
            continue
        for draft in concerned(remark.address, drafts, source, gathered):
            draft.doubts.append(Doubt(remark.address, remark.message))


def _texts(source: Source) -> Iterator[Cell | Paragraph]:
    """Yield all cells and paragraphs of a source that hold text."""
    for part in source.parts:
        if isinstance(part, Paragraph):
            yield part
        else:
            yield from (cell for cell in part.cells if cell.text)
