"""How the files of a content folder must agree with each other."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from generator.loading.errors import (
    BAD_ID,
    ORDER,
    PARENT_LOOP,
    RULEBOOK_NAME,
    TIERS,
    UNKNOWN_DEPARTMENT,
    UNKNOWN_PARENT,
    UNKNOWN_RULEBOOK,
    VALIDITY,
    YEAR_MISMATCH,
)
from generator.loading.messages import nearest
from generator.model.finding import Finding
from generator.model.report import FormPath, Positions, Report
from generator.model.rulebook import Rulebook, Tier
from generator.model.site import Department
from generator.model.types import identifier_problem


def check_departments(
    names: Collection[str], departments: Mapping[str, Department], positions: Positions
) -> Iterator[Finding]:
    """Check the register: ids, and parents that exist and do not go round in circles."""
    for name in names:
        if problem := identifier_problem(name):
            place = positions.locate((name,))
            yield BAD_ID.at(place, f"部门标识“{name[:40]}”不合要求", expected=problem, declared=name[:40])
    for name, department in departments.items():
        place = positions.locate((name, "上级"))
        if department.parent is not None and department.parent not in names:
            meant = nearest(department.parent, tuple(names))
            expected = f"“{meant}”" if meant else "本文件里的部门标识"
            yield UNKNOWN_PARENT.at(place, f"上级部门“{department.parent}”没有登记", expected=expected)
        elif _goes_round(name, departments):
            yield PARENT_LOOP.at(place, f"“{name}”的上级关系成了圈", declared=department.parent or "")


def _goes_round(name: str, departments: Mapping[str, Department]) -> bool:
    """Tell whether following parents from `name` comes back to it."""
    seen: set[str] = set()
    current = departments[name].parent
    while current is not None and current in departments and current not in seen:
        if current == name:
            return True
        seen.add(current)
        current = departments[current].parent
    return False


def check_rulebook(book: Rulebook, path: str, positions: Positions) -> Iterator[Finding]:
    """Check a rulebook against its file name, and its steps against each other."""
    stem = Path(path).stem
    if book.id != stem:
        yield RULEBOOK_NAME.at(positions.locate(("标识",)), "标识与文件名不符", expected=stem, declared=book.id)
    yield from _tiers(book, positions)
    yield from _orders(book, positions)
    first, last = book.validity.first, book.validity.last
    bad = [
        year
        for year in (first, last)
        if year is not None and not (year.isascii() and year.isdigit() and len(year) == 4)
    ]
    if bad or (first and last and first > last):
        yield VALIDITY.at(positions.locate(("适用年度",)), "适用年度不对", declared=f"{first or ''} 至 {last or ''}")


def _tiers(book: Rulebook, positions: Positions) -> Iterator[Finding]:
    rules: list[tuple[FormPath, str, tuple[Tier, ...]]] = [(("预算执行",), book.budget.method, book.budget.tiers)]
    rules += [(("单项规则", index), item.method, item.tiers) for index, item in enumerate(book.items)]
    for path, method, tiers in rules:
        if (method == "分档") != bool(tiers):
            yield TIERS.at(positions.locate((*path, "档次")), f"方法为“{method}”，档次{'有' if tiers else '没有'}填写")
        if not _falls([tier.floor for tier in tiers]) or not _fits(tiers):
            yield ORDER.at(positions.locate((*path, "档次")), "档次没有由高到低排列，或高低颠倒")


def _orders(book: Rulebook, positions: Positions) -> Iterator[Finding]:
    if not _falls([band.high for band in book.bands]) or any(band.low > band.high for band in book.bands):
        yield ORDER.at(positions.locate(("定性档次",)), "定性档次没有由高到低排列，或上限低于下限")
    if not _falls([grade.floor for grade in book.grades]):
        yield ORDER.at(positions.locate(("等级",)), "等级没有由高到低排列")


def _falls(values: list[Decimal]) -> bool:
    return all(left > right for left, right in pairwise(values))


def _fits(tiers: tuple[Tier, ...]) -> bool:
    return all(0 <= tier.low <= tier.high <= 100 for tier in tiers)


def check_reports(
    reports: Collection[Report], departments: Mapping[str, Department], rulebooks: Mapping[str, Rulebook]
) -> Iterator[Finding]:
    """Check that each report's department is registered, its rulebook exists, and its year is its folder's."""
    for report in reports:
        identity, form = report.identity, report.form
        if identity.department not in departments:
            meant = nearest(identity.department, tuple(departments))
            expected = f"“{meant}”" if meant else "departments.yml 里的部门标识"
            message = f"部门“{identity.department}”没有登记"
            yield UNKNOWN_DEPARTMENT.at(report.positions.locate(()), message, expected=expected)
        if form.rulebook not in rulebooks:
            meant = nearest(form.rulebook, tuple(rulebooks))
            place = report.positions.locate(("评价规则",))
            expected = f"“{meant}”" if meant else "rules/ 下的规则文件名"
            yield UNKNOWN_RULEBOOK.at(
                place, f"没有评价规则“{form.rulebook}”", expected=expected, declared=form.rulebook
            )
        if form.year is not None and form.year != identity.year:
            place = report.positions.locate(("年度",))
            message = f"年度填 {form.year}，文件放在 {identity.year} 文件夹里"
            yield YEAR_MISMATCH.at(place, message, expected=str(identity.year), declared=str(form.year))
