"""A folder of forms into a content folder: each form checked, compared with what is there, written or said why not."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from generator.checks.check import Case
from generator.checks.runner import check_all
from generator.form_tree.difference import differences
from generator.form_tree.difference_words import lines
from generator.form_tree.tree import Tree, stated
from generator.form_tree.yaml_writing import write_yaml
from generator.forms.cell_places import CellPlaces
from generator.forms.finished import Defaults, Imported
from generator.forms.importing import Outcome, import_source
from generator.forms.problems import RefusedError
from generator.forms.source_file import read_source
from generator.loading.content import Content
from generator.loading.strict_yaml import parse_strict
from generator.model.fields import Belongs, beside
from generator.model.finding import Finding, Severity
from generator.model.report import Form, Identity, Report
from generator.model.rulebook import Rulebook
from generator.model.text import fold
from generator.model.types import identifier_problem
from generator.scoring.engine import score

_SUFFIXES = frozenset(".xlsx .docx .xls .doc .wps .et .ods .odt .pdf .xlsm .docm".split())

# What people keep beside the form, and no form states: an import never touches it.
_KEPT = beside(Form, Belongs.REPORT, Belongs.FILE)


class Action(StrEnum):
    """What happened to one form."""

    ADDED = "新增"
    SAME = "没有变化"
    CHANGED = "已替换"
    KEPT = "有差异，未替换"
    HELD = "未写入"


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who imports says: where forms belong, and whether changed ones may be replaced, or nothing written."""

    content_dir: Path
    department: str | None
    year: int | None
    rulebook: str
    money_unit: str | None
    replace: bool
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about one form, addressed in the source file; `address` may be empty."""

    address: str
    message: str


@dataclass(slots=True)
class FormResult:
    """One form: where it went, and everything to be looked at."""

    name: str
    action: Action
    identity: Identity | None
    path: Path | None
    notices: list[Notice] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    differences: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class FileResult:
    """One source file: refused with advice, or its forms and what was left over."""

    file: Path
    refused: RefusedError | None = None
    outcome: Outcome | None = None
    forms: list[FormResult] = field(default_factory=list)

    @property
    def needs_a_person(self) -> bool:
        """Tell whether somebody has to look at this file."""
        held = (Action.HELD, Action.KEPT)
        return bool(
            self.refused
            or not self.forms
            or any(form.action in held or form.notices for form in self.forms)
            or (self.outcome and (self.outcome.unused or self.outcome.source.remarks))
        )


def source_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files to be imported: those named, and those in folders named, without editors' lock files."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (
                one
                for one in sorted(path.rglob("*"))
                if one.is_file() and one.suffix.lower() in _SUFFIXES
            )
            found += [one for one in inside if not one.name.startswith(("~$", "."))]
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def take_in(path: Path, content: Content, options: Options) -> FileResult:
    """Import one file. Nothing outside the content folder is written; one bad file stops no other."""
    result = FileResult(path)
    try:
        source = read_source(path)
    except RefusedError as error:
        result.refused = error
        return result
    result.outcome = import_source(source, Defaults(options.rulebook, options.money_unit))
    for number, imported in enumerate(result.outcome.forms, 1):
        result.forms.append(_take_form(path, number, imported, result.outcome, content, options))
    return result


def _take_form(
    path: Path,
    number: int,
    imported: Imported,
    outcome: Outcome,
    content: Content,
    options: Options,
) -> FormResult:
    notices = [Notice(address, message) for address, message in imported.doubts]
    result = FormResult(imported.name, Action.HELD, None, None, notices)
    identity, problems = _identity(path, number, imported, content, options)
    result.notices += [Notice("", problem) for problem in problems]
    if options.rulebook not in content.rulebooks:
        result.notices.append(Notice("", f"没有评价规则“{options.rulebook}”"))
    elif identity is not None:
        book = content.rulebooks[options.rulebook]
        report = _report(imported, identity, path.name)
        result.findings = _findings(report, book, content.site.severities) if report else ()
    if identity is None:
        return result
    result.identity = identity
    result.path = options.content_dir / "projects" / f"{identity}.yml"
    _write(result, imported, outcome, options)
    return result


def _identity(
    path: Path, number: int, imported: Imported, content: Content, options: Options
) -> tuple[Identity | None, list[str]]:
    year = options.year or (int(imported.year) if imported.year else None)
    department = options.department or _department(imported, content)
    problems = []
    if year is None:
        problems.append("表中没有写年度，请用 --year 指明")
    if department is None:
        problems.append("部门名录里没有这个主管部门或实施单位，请用 --department 指明部门标识")
    elif department not in content.departments:
        problems.append(f"部门名录里没有标识“{department}”")
        department = None
    if year is None or department is None:
        return None, problems
    return Identity(year, department, _slug(path, number, imported)), problems


def _department(imported: Imported, content: Content) -> str | None:
    stated = [
        fold(str(imported.values[key]))
        for key in ("主管部门", "实施单位")
        if imported.values.get(key)
    ]
    for name in stated:
        for identifier, department in content.departments.items():
            if name in {fold(known) for known in (department.name, *department.former_names)}:
                return identifier
    return None


def _slug(path: Path, number: int, imported: Imported) -> str:
    """Name a form by its file where that is a lawful id, else by its project's name; further forms by number."""
    stem = path.stem.lower()
    if identifier_problem(stem):
        stem = f"p-{hashlib.sha256(fold(imported.name).encode()).hexdigest()[:10]}"
    return stem if number == 1 else f"{stem}-{number}"


def _report(imported: Imported, identity: Identity, file: str) -> Report | None:
    """Return a form as a report whose values stand in the source file; None where it is no lawful form."""
    try:
        form = Form.model_validate(imported.values)
    except ValueError:
        return None
    return Report(identity, form, CellPlaces(file, imported.paths))


def _findings(
    report: Report, book: Rulebook, severities: Mapping[str, Severity]
) -> tuple[Finding, ...]:
    return check_all([Case(report, score(report, book), book)], severities).findings


def _write(result: FormResult, imported: Imported, outcome: Outcome, options: Options) -> None:
    if result.path is None:
        return
    comments = [f"据 {outcome.source.name}（SHA-256 {outcome.source.sha256}）导入。"]
    comments += [
        f"请核实：{notice.address} {notice.message}".replace("  ", " ") for notice in result.notices
    ]
    values = imported.values
    if not result.path.exists():
        result.action = Action.ADDED
    else:
        existing = parse_strict(result.path.read_bytes(), result.path.name)
        if existing.findings:
            result.notices.append(_unreadable(existing.findings[0]))
            return
        old: Tree = existing.tree or {}
        values = {**values, **{key: old[key] for key in _KEPT if key in old}}
        found = differences(stated(old), stated(values))
        result.differences = [(line.field, line.old, line.new) for line in lines(found)]
        if not result.differences:
            result.action = Action.SAME
            return
        if not options.replace:
            result.action = Action.KEPT
            return
        result.action = Action.CHANGED
    if options.dry_run:
        return
    result.path.parent.mkdir(parents=True, exist_ok=True)
    result.path.write_text(write_yaml(values, comments), encoding="utf-8")
    record = options.content_dir / "imports" / f"{result.identity}.json"
    record.parent.mkdir(parents=True, exist_ok=True)
    provenance = {
        "文件": outcome.source.name,
        "SHA-256": outcome.source.sha256,
        "来处": dict(imported.origins),
    }
    record.write_text(json.dumps(provenance, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _unreadable(finding: Finding) -> Notice:
    """What cannot be read would be lost: the state of publication, corrections, answers."""
    line = finding.location.line
    message = f"已有的数据文件第 {line} 行有错（{finding.code} {finding.message}），没有改动，请改好再导入"
    return Notice("", message)
