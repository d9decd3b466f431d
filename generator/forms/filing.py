"""One imported form put where it belongs: among the data, merged with it, or set aside."""

from dataclasses import dataclass
from pathlib import Path

from generator.form_tree.difference import Difference, differences
from generator.form_tree.difference_words import lines
from generator.form_tree.tree import Tree, stated
from generator.form_tree.yaml_writing import write_yaml
from generator.forms.finished import Imported
from generator.forms.fitness import blocks, found_in, unloadable
from generator.forms.grid import Source
from generator.forms.merging import merge
from generator.forms.placing import Origin
from generator.forms.results import Action, FormResult, Notice
from generator.forms.shelves import Shelves, read, write
from generator.loading.content import Content
from generator.model.fields import Belongs, beside
from generator.model.finding import Finding
from generator.model.publication import State
from generator.model.report import Form, Identity

# What people keep beside the form, and no form states: an import never touches it.
_KEPT = beside(Form, Belongs.REPORT, Belongs.FILE)
# Decisions about a report that stand whatever its form says.
_DECIDED = (State.WITHHELD, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Options:
    """What the person who imports says.

    Where forms belong, whether changed ones may be replaced, or nothing is to be written.
    """

    content_dir: Path
    department: str | None
    year: int | None
    rulebook: str
    money_unit: str | None
    replace: bool
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Arriving:
    """A form on its way to its place."""

    identity: Identity
    imported: Imported
    source: Source
    origin: Origin

    @property
    def form(self) -> Tree:
        """What the form states, without what people keep beside it."""
        return form_of(self.imported.values)


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written over a data file: the merged form, its differences from the file."""

    form: Tree
    found: tuple[Difference, ...]
    clashes: tuple[Difference, ...] = ()


def form_of(values: Tree) -> Tree:
    """Return what a form states, without what people keep beside it."""
    return {key: item for key, item in stated(values).items() if key not in _KEPT}


@dataclass(frozen=True, slots=True)
class Filing:
    """Puts forms into one content folder."""

    shelves: Shelves
    content: Content
    options: Options

    def put(self, arriving: Arriving, result: FormResult) -> None:
        """Write a form where it fits, and say in its result what was done."""
        path = self.shelves.data(arriving.identity)
        if not path.exists():
            self._write(arriving, arriving.imported.values, Action.ADDED, result)
            return
        existing = read(path)
        if existing.findings:
            result.notices.append(_unreadable(existing.findings[0]))
            return
        self._replace(arriving, existing.tree or {}, result)

    def _replace(self, arriving: Arriving, old: Tree, result: FormResult) -> None:
        """Write over a data file what changed in the source, if that is wanted."""
        change = self._change(arriving, old)
        result.notices += [_kept(one) for one in change.clashes]
        result.differences = [(line.field, line.old, line.new) for line in lines(change.found)]
        if not change.found:
            result.action = Action.KEPT if change.clashes else Action.SAME
        elif not self.options.replace:
            result.action = Action.KEPT
        else:
            self._write(arriving, _beside(change.form, old, result), Action.CHANGED, result)

    def _change(self, arriving: Arriving, old: Tree) -> Change:
        ours, theirs = form_of(old), arriving.form
        base = self._base(arriving.identity)
        if base is None:
            return Change(theirs, differences(ours, theirs))
        merged = merge(base, ours, theirs)
        return Change(merged.form, merged.taken, merged.clashes)

    def _base(self, identity: Identity) -> Tree | None:
        """Return the form as it was imported last, None where that is not remembered."""
        path = self.shelves.base(identity)
        parsed = read(path) if path.is_file() else None
        return form_of(parsed.tree) if parsed and parsed.tree and not parsed.findings else None

    def _write(self, arriving: Arriving, values: Tree, done: Action, result: FormResult) -> None:
        """Write a data file, unless it would stop a build: then it is set aside."""
        text = write_yaml(values, _comments(arriving, result))
        problems = self._problems(text, values, arriving, result)
        result.action = Action.UNFIT if problems else done
        if self.options.dry_run:
            return
        if problems:
            self.shelves.set_aside(arriving.identity, text, problems)
        else:
            write(self.shelves.data(arriving.identity), text)
            self.shelves.settle(arriving.identity)
        if done is Action.ADDED or not problems:
            self.shelves.keep(
                arriving.identity, arriving.imported, arriving.source, arriving.origin
            )

    def _problems(
        self, text: str, values: Tree, arriving: Arriving, result: FormResult
    ) -> list[str]:
        """Say what would stop a build, by line or by cell."""
        refused = unloadable(text, arriving.identity, self.content)
        if refused:
            return [f"第 {one.location.line} 行：{one.code} {one.message}" for one in refused]
        found = result.findings
        if values is not arriving.imported.values:  # merged: no longer what the source says
            places = arriving.imported.places
            found = found_in(values, arriving.identity, self.content, places)
        return [f"{one.location.cell}：{one.code} {one.message}" for one in found if blocks(one)]


def _beside(form: Tree, old: Tree, result: FormResult) -> Tree:
    """Add what people keep beside the form; a changed form has to be published anew."""
    kept = {key: old[key] for key in _KEPT if key in old}
    stated_before = kept.get("公开")
    disclosure = stated_before if isinstance(stated_before, dict) else {}
    state = disclosure.get("状态")
    if state not in _DECIDED:
        state = (State.DRAFT if result.notices else State.PENDING).value
    return {**form, **kept, "公开": {**disclosure, "状态": state}}


def _comments(arriving: Arriving, result: FormResult) -> list[str]:
    source = arriving.source
    said = [f"请核实：{one.address} {one.told}".replace("  ", " ") for one in result.notices]
    return [f"据 {source.name}（SHA-256 {source.sha256}）导入。", *said]


def _kept(clash: Difference) -> Notice:
    (line, *_) = lines((clash,))
    message = (
        f"“{line.field}”在原表和数据文件里都改过，保留了数据文件里的；"
        f"原表由“{line.old}”改为“{line.new}”"
    )
    return Notice("", message)


def _unreadable(finding: Finding) -> Notice:
    """What cannot be read would be lost: the state of publication, corrections, answers."""
    line = finding.location.line
    message = f"已有的数据文件第 {line} 行有错（{finding.code} {finding.message}），没有改动，请改好再导入"
    return Notice("", message)
