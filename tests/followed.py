"""Two states of reports before both gates: the merge request's, and that of the live release."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import yaml

from generator.checks.check import Case
from generator.disclosure.disclose import Showing
from generator.disclosure.record import read_record, record_text
from generator.disclosure.seen import Seen, seen
from generator.form_tree.tree import tree_of
from generator.model.finding import Finding
from generator.model.notice import Notice
from generator.model.report import Form
from generator.model.rulebook import Rulebook
from generator.model.site import Department
from generator.review.following import silent_changes
from generator.review.release_gate import against_the_release, former_reports
from generator.review.shifts import all_shifts, unsaid_shifts, unsigned
from generator.scoring.engine import score
from tests.make import make_report, rulebook

DAY = date(2024, 6, 1)
ROADS = Department.model_validate({"名称": "某县交通运输局", "地区": "某县", "地区标识": "mou-xian"})


def scored(form: Mapping[str, Any], book: Rulebook | None = None) -> Case:
    """Return a form as a case, under another rulebook than its own where one is given."""
    report = replace(make_report(), form=Form.model_validate(form))
    own = book or rulebook(report.form.rulebook)
    return Case(report, score(report, own), own)


def scored_under(case: Case, form: Form) -> Case:
    """Return a case with another form, scored by its own rulebook."""
    report = replace(case.report, form=form)
    return Case(report, score(report, case.rulebook), case.rulebook)


def sees(case: Case, day: date = DAY, department: Department = ROADS) -> dict[str, Seen]:
    """Return what the public sees of one report, by its id."""
    return seen([case], {case.report.identity.department: department}, day)


def through_the_request(
    old: Mapping[str, Seen], new: Mapping[str, Seen], books: Mapping[str, Rulebook], *notices: Notice
) -> list[Finding]:
    """Return what the gate of merge requests says: both sides are folders."""
    left = unsigned(all_shifts(old, new, books), notices)
    return [*silent_changes(old, new), *unsaid_shifts(left, new)]


def around_it(
    old: Mapping[str, Seen], new: Mapping[str, Seen], books: Mapping[str, Rulebook], *notices: Notice
) -> list[Finding]:
    """Return what the gate of the live release says: of the old side only what was published is there."""
    record = read_record(record_text(old, {}, {}))
    public = {
        name: yaml.dump(tree_of(one.form), allow_unicode=True).encode()
        for name, one in old.items()
        if one.showing in (Showing.SHOWN, Showing.WITHDRAWN)
    }
    former, broken = former_reports(record, public.get, new, books)
    left = unsigned(all_shifts(former, new, books), notices)
    return [*broken, *against_the_release(record, former, new), *unsaid_shifts(left, new)]


def over_the_wire(old: Mapping[str, Seen], new: Mapping[str, Seen], books: Mapping[str, Rulebook]) -> list[Finding]:
    """The same where the live site is on another machine: what is withdrawn is served to nobody."""
    record = read_record(record_text(old, {}, {}))
    public = {
        name: yaml.dump(tree_of(one.form), allow_unicode=True).encode()
        for name, one in old.items()
        if one.showing is Showing.SHOWN
    }
    former, broken = former_reports(record, public.get, new, books)
    return [*broken, *against_the_release(record, former, new)]


GATES = {"request": through_the_request, "release": around_it}


def silent(old: Case, new: Case, day: date = DAY) -> list[Finding]:
    """Return what the merge request's gate finds between two forms of one report."""
    return list(silent_changes(sees(old, day), sees(new, day)))
