"""A source file to drafts of data files, with everything in it accounted for."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from generator.forms.bounds import RefusedError, admit
from generator.forms.calamine_reading import read_workbook
from generator.forms.chapters import chapter_key, is_part, parts_of, read_chapters, without_number
from generator.forms.docx_reading import read_docx
from generator.forms.draft import Draft
from generator.forms.form_rows import FormReader
from generator.forms.grid import Grid, Paragraph, Remark, Source
from generator.forms.labels import UNIT_LINE, YEAR, joined, money_unit
from generator.forms.pdf_reading import read_pdf
from generator.forms.prose import read_prose
from generator.forms.superseding import compare
from generator.forms.xlsx_reading import read_xlsx
from generator.model.report import Form, FormPath
from generator.model.text import fold
from generator.model.tree import Tree, texts

_ORDER = [str(field.alias) for field in Form.model_fields.values()]


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a source file does not say and the person who imports it does."""

    rulebook: str
    money_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Unused:
    """A cell or paragraph with text that went into no data file."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """One form: its values in the order of a data file, where each came from, and what a person has to look at."""

    values: Tree
    paths: dict[FormPath, str]
    doubts: tuple[tuple[str, str], ...]

    @property
    def origins(self) -> dict[str, str]:
        """Where each value came from, under a path such as `绩效指标/0/分值`."""
        return {"/".join(map(str, path)): address for path, address in self.paths.items()}

    @property
    def year(self) -> str | None:
        """The year the form states."""
        return self.values.get("年度")

    @property
    def name(self) -> str:
        """The project's name, or words that say it is missing."""
        return str(self.values.get("项目名称") or "项目名称未填报")


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


def read_source(path: Path) -> Source:
    """Read a source file. Raises RefusedError where it may not or cannot be read."""
    data = admit(path)
    try:
        grids, remarks = _parse(path.suffix.lower(), data)
    except RefusedError:
        raise
    except Exception as error:  # noqa: BLE001 - parsers of foreign formats raise anything; the file is at fault
        raise RefusedError(
            "I106", f"文件内部有错，读不出来（{type(error).__name__}）", "用 Excel 或 Word 打开后另存一份再导入"
        ) from None
    if not grids:
        raise RefusedError("I111", "文件里什么也没有", "检查是不是选错了文件")
    return Source(path.name, hashlib.sha256(data).hexdigest(), tuple(grids), tuple(remarks))


def _parse(suffix: str, data: bytes) -> tuple[Sequence[Grid | Paragraph], Sequence[Remark]]:
    return _READERS[suffix](data)


_READERS: dict[str, Callable[[bytes], tuple[Sequence[Grid | Paragraph], Sequence[Remark]]]] = {
    ".xlsx": read_xlsx,
    ".docx": read_docx,
    ".xls": read_workbook,
    ".ods": read_workbook,
    ".pdf": read_pdf,
}


@dataclass(frozen=True, slots=True)
class _Table:
    """A table that is no form, the line above it, and the unit stated between them."""

    grid: Grid
    caption: Paragraph | None
    unit: str | None


@dataclass(slots=True)
class _Leftovers:
    """What the walk over a source leaves for later: paragraphs, and tables that are no form, with the line above each."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    used: set[str] = field(default_factory=set)


def import_source(source: Source, defaults: Defaults) -> Outcome:
    """Find the forms of a source; every cell and paragraph is either used or listed."""
    reader = FormReader()
    rest = _walk(source, reader)
    drafts = [draft for draft in reader.drafts if draft.values.get("绩效指标")]
    used = rest.used | reader.used
    if drafts:
        for table in rest.tables:
            _extra_table(drafts[-1], table, used)
        paragraphs = [part for part in rest.paragraphs if part.address not in used]
        _narrative(drafts[-1], read_prose(drafts[-1], paragraphs, used), used)
        for draft in drafts:
            compare(draft)
        drafts[0].doubts += [(remark.address, remark.message) for remark in source.remarks if remark.doubtful]
    everything = _everything(source)
    unused = tuple(Unused(address, text) for address, text in everything if address not in used)
    return Outcome(source, tuple(_finished(draft, defaults) for draft in drafts), unused, len(everything))


def _walk(source: Source, reader: FormReader) -> _Leftovers:
    """Read the tables in order; each knows the line above it, and the unit a line between the two may state."""
    rest, above, unit = _Leftovers(), None, None
    for part in source.parts:
        if isinstance(part, Paragraph):
            rest.paragraphs.append(part)
            _title(part, reader, rest.used)
            if UNIT_LINE.fullmatch(fold(part.text)):
                unit = money_unit(part.text)
            else:
                above, unit = part, None
            continue
        reader.caption = above if above and len(above.text) <= 40 else None
        reader.unit = unit
        if column := _column_of_text(part):
            rest.paragraphs += column
        elif not reader.read(part):
            rest.tables.append(_Table(part, above, unit))
    return rest


def _everything(source: Source) -> list[tuple[str, str]]:
    found = []
    for part in source.parts:
        cells = [part] if isinstance(part, Paragraph) else part.cells
        found += [(cell.address, cell.text) for cell in cells if cell.text]
    return found


def _title(paragraph: Paragraph, reader: FormReader, used: set[str]) -> None:
    """A line above the form may state its year and its unit of money."""
    year = YEAR.search(paragraph.text) if len(paragraph.text) <= 20 else None
    unit = money_unit(paragraph.text) if len(paragraph.text) <= 20 else None
    if year:
        reader.draft.values.setdefault("年度", year.group(1))
    if unit:
        reader.draft.values.setdefault("金额单位", unit)
    if year or unit or "自评表" in paragraph.text:
        used.add(paragraph.address)


def _narrative(draft: Draft, paragraphs: list[Paragraph], used: set[str]) -> None:
    for part, own in parts_of(paragraphs).items():
        chapters = read_chapters([paragraph for paragraph in own if not is_part(paragraph)])
        narrative = chapters.narrative()
        if not narrative:
            continue
        draft.values[part] = narrative
        for key, address in chapters.origins.items():
            draft.origins[part, key] = address
        left = {paragraph.address for paragraph in chapters.left}
        used |= {paragraph.address for paragraph in own if paragraph.address not in left}
        if chapters.goals:
            draft.values.setdefault("年度总体目标", chapters.goals)


def _column_of_text(grid: Grid) -> list[Paragraph]:
    """Return a sheet of one column as paragraphs: a report typed into Excel. No heading, no report."""
    if grid.width != 1:
        return []
    found = [Paragraph(cell.text, cell.address) for cell in sorted(grid.cells, key=lambda cell: cell.row) if cell.text]
    return found if any(is_part(one) or chapter_key(one) for one in found) else []


def _extra_table(draft: Draft, table: _Table, used: set[str]) -> None:
    """Keep a table that is no part of the form cell by cell, where it is a table of heads and rows."""
    grid = table.grid
    depth = max((cell.rows for cell in grid.row(1)), default=0)
    columns = range(1, grid.width + 1)
    heads = [_head(grid, column, depth) for column in columns]
    rows = [[_at(grid, number, column) for column in columns] for number in range(depth + 1, grid.height + 1)]
    if not rows or not all(heads):
        return
    name = without_number(table.caption.text) if table.caption else grid.name
    used |= {table.caption.address} if table.caption else set()
    found = {"名称": name} | ({"单位": table.unit} if table.unit else {}) | {"表头": heads, "行": rows}
    draft.values.setdefault("附表", []).append(found)
    used |= {cell.address for cell in grid.cells}


def _head(grid: Grid, column: int, depth: int) -> str:
    """Return a column's head; heads that stand over several are named before it."""
    cells = [grid.at(row, column) for row in range(1, depth + 1)]
    return "：".join(dict.fromkeys(joined(cell.text) for cell in cells if cell is not None and cell.text))


def _at(grid: Grid, row: int, column: int) -> str:
    cell = grid.at(row, column)
    return cell.text if cell is not None and (cell.row, cell.column) == (row, column) else ""


def _finished(draft: Draft, defaults: Defaults) -> Imported:
    values: Tree = {**draft.values, "评价规则": defaults.rulebook}
    doubts = list(draft.doubts)
    if "金额单位" not in values:
        values["金额单位"] = defaults.money_unit or "万元"
        if defaults.money_unit is None:
            doubts.append(("", "表中没有写金额单位，暂按万元，请核实"))
    doubts += [("", message) for message in _problems(values)]
    values["公开"] = {"状态": "草稿" if doubts else "待审"}
    ordered = {key: values[key] for key in _ORDER if key in values}
    origins = draft.origins
    paths = {path: origins[path] for path, _ in texts(ordered) if path in origins}
    return Imported(ordered, paths, tuple(doubts))


def _problems(values: Tree) -> list[str]:
    """Return what the model would refuse, and what a form must have and lacks."""
    money = "资金明细" if values.get("资金明细") else "资金"
    messages = [f"没有找到“{key}”" for key in ("项目名称", "总分", money) if not values.get(key)]
    try:
        Form.model_validate(values)
    except ValidationError as error:
        for problem in error.errors():
            place = " ".join(str(part if isinstance(part, str) else part + 1) for part in problem["loc"])
            messages.append(f"{place}：{problem.get('input', '')!r} 读不成所需的形式")
    return messages
