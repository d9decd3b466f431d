"""Every code has a fault that it finds and a lawful neighbour about which it is silent."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.checks import ALL_CHECKS, reading, sums
from generator.checks.check import Check, Found, NotApplicable
from generator.checks.runner import check_all
from generator.forms import problems as forms
from generator.forms.problems import RefusedError
from generator.loading import errors
from generator.model.problem import RETIRED, Problem, Sample
from generator.review import problems as gate
from generator.site import PROBLEMS
from tests.make import ROOT
from tests.sample_changes import stopped
from tests.sample_files import found
from tests.sample_forms import imported
from tests.samples import CLEAN, cases

CODE = re.compile(r"[FRNXDEIG]\d{3}")


def codes(sample: Sample) -> set[str]:
    return {finding.code for finding in check_all(cases(sample), {}).findings}


def test_nothing_is_found_in_the_clean_form() -> None:
    assert codes(Sample("")) == set()
    assert "核对" not in f"{CLEAN}"


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.code)
def test_a_check_finds_its_fault_and_nothing_that_is_not_said(check: Check) -> None:
    bad = check.problem.bad

    assert codes(bad) == {check.code, *CODE.findall(bad.beside)}


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.code)
def test_a_check_looks_at_the_lawful_neighbour_and_is_silent(check: Check) -> None:
    good = check.problem.good
    looked = [one for case in cases(good) for one in check.function(case)]

    assert not any(isinstance(one, NotApplicable) for one in looked)
    assert codes(good) == set(CODE.findall(good.beside))
    assert check.code not in codes(good)


@pytest.mark.parametrize("problem", errors.PROBLEMS, ids=lambda problem: problem.code)
def test_a_file_is_refused_for_what_its_sample_shows_and_read_when_it_is_mended(
    problem: Problem, tmp_path: Path
) -> None:
    bad, good = problem.bad, problem.good

    assert {one.code for one in found(bad, tmp_path / "bad")} == {problem.code, *CODE.findall(bad.beside)}
    assert found(good, tmp_path / "good") == []


@pytest.mark.parametrize("problem", forms.PROBLEMS, ids=lambda problem: problem.code)
def test_a_form_is_refused_for_what_its_sample_shows_and_imported_when_it_is_mended(
    problem: Problem, tmp_path: Path
) -> None:
    with pytest.raises(RefusedError) as refused:
        imported(problem.bad, tmp_path)
    (form,) = imported(problem.good, tmp_path)

    assert refused.value.code == problem.code
    assert form.values["绩效指标"][0]["得分"] == "100"


@pytest.mark.parametrize("problem", gate.PROBLEMS, ids=lambda problem: problem.code)
def test_a_change_is_stopped_for_what_its_sample_shows_and_passes_when_it_is_told(
    problem: Problem, tmp_path: Path
) -> None:
    assert stopped(problem.bad, tmp_path / "bad") == [problem.code]
    assert stopped(problem.good, tmp_path / "good") == []


def test_a_code_is_used_once_and_never_again() -> None:
    codes = [problem.code for problem in PROBLEMS]

    assert len(set(codes)) == len(codes)
    assert RETIRED.isdisjoint(codes)


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.code)
def test_every_text_of_a_problem_is_there(problem: Problem) -> None:
    assert CODE.fullmatch(problem.code)
    assert problem.bad != problem.good
    for text in (problem.title, problem.basis, problem.explanation, problem.advice):
        assert re.search(r"[\u4e00-\u9fff]{2}", text), text


# The manual's example of a new check; it must stay free.
NEXT_CODE = "F108"
CODE_ALONE = re.compile(r"(?<!noqa: )(?<![0-9A-Za-z#])[FRNXDEIG]\d{3}(?![0-9A-Za-z])")
WRITTEN = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs",
    "content",
    "generator",
    "theme_overrides",
    "benchmarks",
)


def written_files() -> Iterator[Path]:
    for name in WRITTEN:
        place = ROOT / name
        found = place.rglob("*") if place.is_dir() else [place]
        yield from (path for path in found if path.is_file())


def test_every_code_that_is_written_anywhere_is_one_of_them() -> None:
    known = {*(problem.code for problem in PROBLEMS), *RETIRED}
    written = {
        (code, str(path.relative_to(ROOT)))
        for path in written_files()
        if path.suffix in (".py", ".j2", ".js", ".css", ".html", ".md", ".yml")
        for code in CODE_ALONE.findall(path.read_text(encoding="utf-8"))
    }

    assert {one for one in written if one[0] not in known} == {(NEXT_CODE, "CONTRIBUTING.md")}
    assert {problem.code for problem in PROBLEMS} <= {code for code, _ in written}


def test_the_check_in_the_manual_finds_its_own_fault() -> None:
    manual = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    recipe = re.findall(r"```python\n(.*?)```", manual, re.DOTALL)[0]
    names = {**vars(sums), **vars(reading)}
    exec(recipe, names)  # noqa: S102 - our own manual
    made = names["total_within_full_score"]

    assert made.code == NEXT_CODE
    assert [found.message for found in findings_of(made, made.problem.bad)] == ["总分填 101，高于满分"]
    assert findings_of(made, made.problem.good) == []


def findings_of(check: Check, sample: Sample) -> list[Found]:
    return [one for case in cases(sample) for one in check.function(case) if isinstance(one, Found)]
