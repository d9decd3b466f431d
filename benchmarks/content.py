"""A content folder of made reports, as many as a measurement needs, ready to be built.

python -m benchmarks.content 1000 /somewhere/content

Sixty departments in twenty places and five years; a project comes again each year.
"""

import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from benchmarks.samples import BODIES, CONTENT, PLACES, Writer, form_like, names_in
from generator.checks.sensitive import PERSONAL, scan
from generator.form_tree.tree import texts
from generator.loading.strict_yaml import parse_strict

DEPARTMENTS, YEARS = 60, 5
_FIRST_YEAR = 2019
_REVIEWED = {"结论": "通过", "日期": "2025-06-20", "审查人": "李某"}
_PUBLIC = {"状态": "公开", "公开日期": "2025-06-30", "保密审查": _REVIEWED}


def write_content(folder: Path, count: int, departments: int = DEPARTMENTS, seed: int = 1) -> None:
    """Write a folder of `count` reports; the same arguments give the same files."""
    shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("projects"))
    register = {_name(number): _department(number) for number in range(departments)}
    write_tree(folder / "departments.yml", register)
    paths = sorted((CONTENT / "projects").rglob("*.yml"))
    forms = [parse_strict(path.read_bytes(), path.name).tree or {} for path in paths]
    writer = Writer([text for _, text in texts(forms)], seed)
    for number in range(count):
        path = folder / f"projects/{address(number, departments)}.yml"
        write_tree(path, _lawful(number, number % departments, forms, writer))


def address(number: int, departments: int = DEPARTMENTS) -> str:
    """Return year/department/project of a made report."""
    year = _FIRST_YEAR + number // departments % YEARS
    return f"{year}/{_name(number % departments)}/p{number // (departments * YEARS):05}"


def _name(department: int) -> str:
    return f"d{department:03}"


def _department(number: int) -> dict[str, str]:
    place = PLACES[number % len(PLACES)]
    body = BODIES[number // len(PLACES) % len(BODIES)]
    nth = number // (len(PLACES) * len(BODIES))
    name = f"{place}市{body}{f'第{nth}分局' if nth else ''}"
    return {"名称": name, "地区": f"{place}市", "地区标识": f"r{number % len(PLACES):02}"}


def _lawful(number: int, department: int, forms: list[Any], writer: Writer) -> dict[str, Any]:
    """Return a made report in which no figure looks like a telephone number by chance."""
    while True:
        report = _report(number, department, forms, writer)
        if not any(any(scan(text, PERSONAL)) for _, text in texts(report)):
            return report


def _report(number: int, department: int, forms: list[Any], writer: Writer) -> dict[str, Any]:
    named = _department(department)["名称"]
    form = form_like(forms[number % len(forms)], writer)
    form |= names_in(named[:2], named[2:], writer)
    if form.get("资金"):
        form["资金"][0]["全年预算数"] = f"{writer.dice.randrange(10_000, 99_999_999) / 100:.2f}"
    return form | {"公开": _PUBLIC}


def write_tree(path: Path, tree: dict[str, Any]) -> None:
    """Write a file of the content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A line that is wrapped may look like another field.
    text = yaml.dump(
        tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**6
    )
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Write the folder named on the command line."""
    write_content(Path(sys.argv[2]), int(sys.argv[1]))


if __name__ == "__main__":
    main()
