"""The samples of the checks and of the gate, as reports: YAML laid over the clean form."""

from collections.abc import Iterator
from typing import Any

import yaml

from generator.checks.check import Case
from generator.model.problem import Sample
from generator.model.report import Form, Identity, Positions, Report
from generator.scoring.engine import score
from tests.make import ROOT, load, rulebook

CLEAN: dict[str, Any] = load(ROOT / "generator" / "checks" / "clean.yml")
_NAMED_BY = {"资金": "来源", "绩效指标": "三级指标"}


def cases(sample: Sample) -> list[Case]:
    """Return the reports of a sample, in its order; there is mostly one."""
    return [_case(number, tree) for number, tree in enumerate(forms(sample), 1)]


def forms(sample: Sample) -> Iterator[dict[str, Any]]:
    """Yield what the data files of a sample say, in its order."""
    trees = yaml.load_all(sample.text, yaml.BaseLoader)
    return (laid_over(CLEAN, tree or {}) for tree in trees)


def _case(number: int, tree: dict[str, Any]) -> Case:
    form = Form.model_validate(tree)
    identity = Identity(2022, "county-roads", f"road-care-{number}")
    report = Report(identity, form, Positions(f"content/projects/{identity}.yml", {}))
    book = rulebook(form.rulebook)
    return Case(report, score(report, book), book)


def laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return a form with what `above` says in place of its own; what it leaves empty goes."""
    made = below | {key: _value(key, below.get(key), value) for key, value in above.items()}
    return {key: value for key, value in made.items() if value not in ("", {}, [])}


def _value(key: str, below: Any, above: Any) -> Any:
    if not isinstance(above, dict):
        return above
    if isinstance(below, list):
        return list(_rows(_NAMED_BY[key], below, above))
    return laid_over(below or {}, above)


def _rows(name: str, below: list[dict[str, Any]], above: dict[str, Any]) -> Iterator[dict[str, Any]]:
    known = {row[name]: row for row in below}
    for called in known | above:
        change = above.get(called, {})
        if change != "":
            yield laid_over(known.get(called, {name: called}), change)
