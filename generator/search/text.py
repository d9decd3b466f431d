"""What the search looks through: every text of a report's page that the form itself states."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.catalogue import Entry
from generator.model.fields import fields_of
from generator.model.figure import Figure
from generator.model.narrative import Section
from generator.model.report import Indicator
from generator.model.text import fold
from generator.model.types import Part

# Reports begin at multiples of this, so that the table of where each one begins stays small.
BLOCK = 256
# Fields begin at multiples of this: a corrected field that is little longer moves no other one, and
# what is indexed of the others stays byte for byte.
FIELD = 16


@dataclass(frozen=True, slots=True)
class Passage:
    """One field of a report: its label, what it says, and the same as it is looked for."""

    label: str
    text: str
    folded: str


def passages(entry: Entry) -> tuple[Passage, ...]:
    """Return the texts of a report, names first; a text that stands in another one is left out."""
    found = [Passage(label, text.strip(), fold(text)) for label, text in _stated(entry)]
    longest_first = sorted(range(len(found)), key=lambda index: -len(found[index].folded))
    kept: list[int] = []
    seen = "\n"
    for index in longest_first:
        if found[index].folded not in seen:
            seen += f"{found[index].folded}\n"
            kept.append(index)
    return tuple(found[index] for index in sorted(kept))


def folded(entry_passages: tuple[Passage, ...]) -> str:
    """Return a report's text as it is indexed: folded fields, apart, up to whole blocks."""
    fields = (_filled(f"{passage.folded}\n", FIELD) for passage in entry_passages)
    return _filled("".join(fields), BLOCK)


def _filled(text: str, size: int) -> str:
    """Return a text with as many ends of lines as make it a multiple of a size long."""
    return text + "\n" * (-len(text) % size)


def _stated(entry: Entry) -> Iterator[tuple[str, str]]:
    form = entry.report.form
    yield "项目名称", entry.report.title
    yield "主管部门", form.department or ""
    yield "实施单位", form.unit or ""
    yield "公开单位", entry.department.name
    for name in entry.department.former_names:
        yield "公开单位曾用名", name
    yield "年度", f"{form.year} 年度" if form.year else ""
    yield "公开日期", str(form.disclosure.day or "")
    yield from _walk(form, "")
    for finding in entry.findings:
        for one in finding.said:
            yield "单位说明", one.text


def _walk(node: Any, label: str) -> Iterator[tuple[str, str]]:
    """Yield the label and text of every value below `node` that the page shows."""
    if isinstance(node, (str, date)):
        yield label, str(node)
    elif isinstance(node, Figure):
        yield label, node.text
    elif isinstance(node, Part):
        yield from _part(node)
    elif isinstance(node, tuple):
        for item in node:
            yield from _walk(item, label)
    elif isinstance(node, dict):
        for key, inner in node.items():
            yield label, key
            yield from _walk(inner, key)


def _part(part: Part) -> Iterator[tuple[str, str]]:
    if isinstance(part, Section):
        yield "其他章节", part.title
        yield part.title, part.body
        return
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        if value is None:
            continue
        if field.name == "target" and isinstance(part, Indicator) and value:
            yield "年度指标值", " ".join(filter(None, (part.nature, value, part.measure_unit)))
        elif field.searched:
            yield from _walk(value, field.title)
