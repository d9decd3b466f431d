"""A folder of forms into a content folder: each placed, written, told apart from copies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.form_tree.tree import Tree, tree_of
from generator.forms.department_file import NAME
from generator.forms.departments import Departments
from generator.forms.filing import Arriving, Filing, Options
from generator.forms.finished import Defaults, Imported
from generator.forms.fitness import found_in
from generator.forms.folder import Found
from generator.forms.grid import Source
from generator.forms.placing import Known, Origin, key_of, named
from generator.forms.problems import RefusedError
from generator.forms.results import Action, FileResult, FormResult, Notice
from generator.forms.shelves import Shelves
from generator.forms.source_file import read_source
from generator.forms.summary_lines import is_same_project, summary_line, unlike
from generator.forms.wordings import Wordings, read_with
from generator.loading.content import Content
from generator.model.report import Identity


@dataclass(frozen=True, slots=True)
class _Claim:
    """A name that a form of this run has taken, and what it said."""

    known: Known
    shown: str
    form: Tree


@dataclass(slots=True)
class Intake:
    """One run of the import; it remembers what it has read, so that no form lands on another.

    `unknown` gathers the names of departments that nobody has confirmed, with the file of each.
    """

    content: Content
    options: Options
    wordings: tuple[Wordings, ...]
    departments: Departments
    read: Callable[[Path], Source] = read_source
    unknown: dict[str, str] = field(default_factory=dict)
    _read: dict[str, str] = field(default_factory=dict)
    _claims: dict[Identity, _Claim] = field(default_factory=dict)

    @property
    def shelves(self) -> Shelves:
        """The places of the content folder."""
        return Shelves(self.options.content_dir)

    def take_in(self, found: Found) -> FileResult:
        """Import one file. Only the content folder is written to; one bad file stops no other."""
        result = FileResult(found)
        if found.skipped:
            return result
        try:
            source = self.read(found.path)
        except RefusedError as error:
            result.refused = error
            return result
        result.sha256 = source.sha256
        result.twin = self._read.setdefault(source.sha256, found.shown)
        if result.twin != found.shown:
            return result
        result.twin = ""
        self._take_forms(result, source)
        return result

    def _take_forms(self, result: FileResult, source: Source) -> None:
        defaults = Defaults(self.options.rulebook, self.options.money_unit)
        result.outcome = read_with(source, self.wordings, defaults)
        forms = result.outcome.forms
        for number, imported in enumerate(forms, 1):
            origin = self.shelves.origin(result.file, number, len(forms))
            result.forms.append(self._take_form(imported, source, origin, result.shown))

    def _take_form(
        self, imported: Imported, source: Source, origin: Origin, shown: str
    ) -> FormResult:
        notices = [Notice(*doubt) for doubt in imported.doubts]
        result = FormResult(imported.name, origin.number, notices=notices)
        year, department = self._year(imported), self._department(imported, shown)
        problems = list(self._missing(imported, year, department))
        result.notices += problems
        if year is None or department is None or problems:
            return result
        if imported.of_summary and self._told_before(year, department, imported, origin, result):
            return result
        identity = named(year, department, imported, origin, self._known)
        result.identity, result.path = identity, self.shelves.data(identity)
        result.findings = found_in(imported.values, identity, self.content, imported.places)
        arriving = Arriving(identity, imported, source, origin)
        if not self._came_before(arriving, result):
            self._claims[identity] = _claim(arriving, shown)
            Filing(self.shelves, self.content, self.options).put(arriving, result)
        return result

    def _told_before(
        self, year: int, department: str, imported: Imported, origin: Origin, result: FormResult
    ) -> bool:
        """Compare a summary's row with the project's own form, where that is known; tell whether.

        A summary states less than the form and never replaces it.
        """
        for identity, form in self._forms(year, department):
            known = self._known(identity)
            is_own = known is not None and known.origin and known.origin.path == origin.path
            if is_own or not is_same_project(form, imported.values):
                continue
            result.identity, result.path = identity, self.shelves.data(identity)
            told = unlike(summary_line(form), summary_line(imported.values))
            result.differences = list(told)
            result.action = Action.KEPT if result.differences else Action.SAME
            return True
        return False

    def _forms(self, year: int, department: str) -> Iterator[tuple[Identity, Tree]]:
        """Yield what is known of a department and year: of this run, then among the data."""
        place = (year, department)
        for identity, claim in self._claims.items():
            if (identity.year, identity.department) == place:
                yield identity, claim.form
        for report in self.content.reports:
            identity = report.identity
            if (identity.year, identity.department) == place and identity not in self._claims:
                yield identity, tree_of(report.form)

    def _known(self, identity: Identity) -> Known | None:
        claim = self._claims.get(identity)
        return claim.known if claim else self.shelves.known(identity)

    def _came_before(self, arriving: Arriving, result: FormResult) -> bool:
        """Tell whether another file of this run brought this project; the result says so."""
        earlier = self._earlier(arriving)
        if earlier is None:
            return False
        identity, claim = earlier
        result.identity, result.path = identity, self.shelves.data(identity)
        if claim.form == arriving.form:
            result.action = Action.SAME
            return True
        message = (
            f"与“{claim.shown}”年度、部门、项目和单位都相同而内容不同，没有写入；"
            "请只留下正确的一份再导入"
        )
        result.notices.append(Notice("", message))
        return True

    def _earlier(self, arriving: Arriving) -> tuple[Identity, _Claim] | None:
        key = key_of(arriving.imported.values)
        if not key[0]:
            return None
        for identity, claim in self._claims.items():
            if _same_folder(identity, arriving.identity) and claim.known.key == key:
                return identity, claim
        return None

    def _year(self, imported: Imported) -> int | None:
        return self.options.year or (int(imported.year) if imported.year else None)

    def _department(self, imported: Imported, shown: str) -> str | None:
        """Return the department a form is of; a name that is not known is remembered."""
        if self.options.department:
            return self.options.department
        names = _bearers(imported)
        known = self.departments.of(names)
        if known is None and names:
            self.unknown.setdefault(names[0], shown)
        return known

    def _unplaced(self, imported: Imported) -> Notice:
        """Say that the department is not known, and what it may be: a person is to confirm it."""
        cell, names = imported.places.cell(("主管部门",)), _bearers(imported)
        option = "请用 --department 指明部门标识"
        if not names:
            return Notice(cell, "表中没有写主管部门和实施单位", option)
        message = f"部门名录里没有这个主管部门或实施单位“{names[0]}”"
        option = f"请在 imports/{NAME} 的“确认”栏填部门标识，或{option.removeprefix('请')}"
        proposal = self.departments.proposal(names[0])
        if proposal is None:
            return Notice(cell, message, option)
        name = self.content.departments[proposal[0]].name
        option = f"是“{name}”的，在 imports/{NAME} 的“确认”栏填“是”再导入；否则填部门标识"
        return Notice(cell, message, option)

    def _missing(
        self, imported: Imported, year: int | None, department: str | None
    ) -> Iterator[Notice]:
        """Say what is to be known before a form can be placed."""
        cell = imported.places.cell
        if year is None:
            yield Notice(cell(("年度",)), "表中没有写年度", "请用 --year 指明")
        if department is None:
            yield self._unplaced(imported)
        elif department not in self.content.departments:
            yield Notice(cell(("主管部门",)), f"部门名录里没有标识“{department}”")
        if self.options.rulebook not in self.content.rulebooks:
            yield Notice(cell(("评价规则",)), f"没有评价规则“{self.options.rulebook}”")


def _claim(arriving: Arriving, shown: str) -> _Claim:
    known = Known(key_of(arriving.imported.values), arriving.origin)
    return _Claim(known, shown, arriving.form)


def _same_folder(one: Identity, other: Identity) -> bool:
    return (one.year, one.department) == (other.year, other.department)


def _bearers(imported: Imported) -> list[str]:
    """Return the names by which a form says whose it is."""
    values = (imported.values.get(key) for key in ("主管部门", "实施单位"))
    return [str(value) for value in values if value]
