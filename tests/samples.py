"""The samples of the checks and of the gate, as reports: YAML laid over the clean form."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import yaml

from generator.checks.check import Case
from generator.model.attachment import Attached, FormRead, Printed
from generator.model.problem import Sample
from generator.model.report import Form, Identity, Positions, Report
from generator.scoring.engine import score
from tests.make import ROOT, load, rulebook


def total(text: str, step: str) -> Printed:
    """Return a total as a form in an attachment prints it."""
    return Printed("总分", f"{text} 分", "分", Decimal(text), Decimal(step))


# What stands in the attachments of a sample, which its text cannot show.
ATTACHED = {
    "附件是扫描件，页面都是图片": Attached("", "", unseen="第 1 页是图片"),
    "附件是自评表，总分 98 分": Attached("", "", forms=(FormRead("农村公路养护", "2022", (total("98", "1"),)),)),
    "附件是自评表，总分 99.0 分": Attached("", "", forms=(FormRead("农村公路养护", "2022", (total("99.0", "0.1"),)),)),
    "": Attached("", ""),
}
CLEAN: dict[str, Any] = load(ROOT / "generator" / "checks" / "clean.yml")
_NAMED_BY = {"资金": "来源", "绩效指标": "三级指标"}


_PLACE = re.compile(r"# projects/(\d{4})/([a-z-]+)/([a-z-]+)\.yml\n?")


def cases(sample: Sample) -> list[Case]:
    """Return the reports of a sample, in its order; there is mostly one."""
    places = [_PLACE.match(text) for text in _documents(sample)]
    return [
        _case(_identity(number, place), tree, sample.state)
        for number, (place, tree) in enumerate(zip(places, forms(sample), strict=True), 1)
    ]


def forms(sample: Sample) -> Iterator[dict[str, Any]]:
    """Yield what the data files of a sample say, in its order."""
    for text in _documents(sample):
        tree = next(yaml.load_all(text, yaml.BaseLoader), None)
        yield laid_over(CLEAN, tree or {})


def _documents(sample: Sample) -> list[str]:
    """Part a sample into its files; an empty one is the clean form as it stands."""
    return re.split(r"^---$\n?", sample.text, flags=re.MULTILINE)


def _identity(number: int, place: re.Match[str] | None) -> Identity:
    """Return where a report of a sample lies: its first line says so where that matters."""
    if place is None:
        return Identity(2022, "county-roads", f"road-care-{number}")
    return Identity(int(place[1]), place[2], place[3])


def _case(identity: Identity, tree: dict[str, Any], state: str) -> Case:
    form = Form.model_validate(tree)
    report = Report(identity, form, Positions(f"content/projects/{identity}.yml", {}))
    book = rulebook(form.rulebook)
    attached = tuple(replace(ATTACHED[state], file=one.file) for one in form.attachments)
    return Case(report, score(report, book), book, attached=attached)


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
