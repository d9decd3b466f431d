"""What departments hand on to the pages of all: nothing is lost on the way, and a page finds each finding once."""

from collections import Counter
from dataclasses import replace

import pytest

from generator.catalogue import Catalogue
from generator.model.report import Report
from generator.pages.handed import Handed, handed, handed_on
from generator.presentation.rows import laid


def by_department(catalogue: Catalogue) -> Handed:
    groups = catalogue.grouped(lambda entry: entry.report.identity.department)
    return handed(handed_on(catalogue.only(entries)) for entries in groups.values())


def test_every_report_and_every_finding_is_handed_on_once(six: Catalogue) -> None:
    found = by_department(six)
    counted = {code: sum(len(one.findings) for one in found.found(code)) for code in found.pieces if code != "rows"}

    assert found.rows.keys() == {entry.report.id for entry in six.entries}
    assert counted == Counter(finding.code for finding in six.findings)


def test_by_departments_or_at_once_is_the_same(six: Catalogue) -> None:
    apart, together = by_department(six), handed([handed_on(six)])

    assert apart.rows == together.rows
    assert all(apart.found(code) == together.found(code) for code in {*apart.pieces, *together.pieces} - {"rows"})


def test_what_was_found_comes_by_year_the_newest_first_and_by_department(six: Catalogue) -> None:
    found = by_department(six)
    for code in {finding.code for finding in six.findings}:
        places = [(-one.year, one.department.url) for one in found.found(code)]

        assert places == sorted(places)


def test_what_nothing_was_found_by_has_nothing(six: Catalogue) -> None:
    assert by_department(six).found("F999") == []


@pytest.mark.parametrize("text", ["{root}", "{0}", "}{", "{{x}}", '"</td>', "\\u0041\n\t", "办案{1}费🙂"])
def test_whatever_a_form_states_arrives_as_it_was_rendered(six: Catalogue, text: str) -> None:
    entry = six.entries[0]
    form = entry.report.form.model_copy(update={"project": text})
    report = Report(entry.report.identity, form, entry.report.positions)
    row = by_department(six.only((replace(entry, report=report),))).rows[report.id]
    shown = laid([row], "../")

    assert f'<a href="../{report.id}/">' in shown
    assert not {"{", "}"} & set(shown)
