"""How the files of a content folder must agree with each other."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, pairwise
from pathlib import Path

from generator.loading.errors.fields import NOT_A_CHOICE
from generator.loading.errors.folder import (
    BAD_ID,
    CHECK_LEVEL,
    COVERS,
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
from generator.loading.quoting import shown
from generator.loading.strict_yaml import Parsed, Tree
from generator.model.finding import Finding
from generator.model.kinds import PROJECT
from generator.model.report import FormPath, Identity, Positions, Report
from generator.model.rulebook import Band, BudgetRule, ItemRule, Rulebook, Tier
from generator.model.site import Department, Site
from generator.model.types import identifier_problem

_FOUR_DIGITS = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Codes:
    """What the files may name: checks, those of them that guard, and methods of scoring."""

    known: frozenset[str]
    guarding: frozenset[str]
    methods: frozenset[str]


def check_methods(book: Rulebook, positions: Positions, codes: Codes) -> Iterator[Finding]:
    """Check that rows are scored by methods there are."""
    for index, item in enumerate(book.items):
        if item.method not in codes.methods:
            place = positions.locate(("单项规则", index, "方法"))
            message, expected = (
                "不在可选的内容之列",
                f"下列之一：{'、'.join(sorted(codes.methods))}",
            )
            yield NOT_A_CHOICE.at(place, message, expected=expected, declared=shown(item.method))


def check_levels(site: Site, positions: Positions, codes: Codes) -> Iterator[Finding]:
    """Check that the publisher's severities name checks there are, and none that guards."""
    for code in site.severities:
        place, declared = positions.locate(("核对级别", code)), shown(code)
        if code in codes.guarding:
            message = f"{declared} 把守公开，级别不能改"
            yield CHECK_LEVEL.at(place, message, declared=declared)
        elif code not in codes.known:
            message, expected = f"没有“{declared}”这项核对", "核对规则页上的代码，如 F101"
            yield CHECK_LEVEL.at(place, message, expected=expected, declared=declared)


def check_departments(
    register: Mapping[str, Department | None], positions: Positions
) -> Iterator[Finding]:
    """Check the register: ids, and parents that exist and do not go round in circles."""
    for name in register:
        problem = identifier_problem(name)
        if problem is not None:
            place, message = positions.locate((name,)), f"部门标识“{shown(name)}”不合要求"
            yield BAD_ID.at(place, message, expected=problem, declared=shown(name))
    yield from _parents(register, positions)


def _parents(register: Mapping[str, Department | None], positions: Positions) -> Iterator[Finding]:
    parents = {name: department.parent for name, department in register.items() if department}
    for name, parent in parents.items():
        place = positions.locate((name, "上级"))
        if parent is not None and parent not in register:
            message, expected = (
                f"上级部门“{parent}”没有登记",
                _meant(parent, register, "本文件里的部门标识"),
            )
            yield UNKNOWN_PARENT.at(place, message, expected=expected, declared=parent)
        elif _goes_round(name, parents):
            yield PARENT_LOOP.at(place, f"“{name}”的上级关系成了圈", declared=parent or "")


def _goes_round(name: str, parents: Mapping[str, str | None]) -> bool:
    """Tell whether following parents from `name` comes back to it."""
    seen: set[str] = set()
    current = parents[name]
    while current is not None and current != name and current not in seen:
        seen.add(current)
        current = parents.get(current)
    return current == name


def check_rulebook(book: Rulebook, path: str, positions: Positions) -> Iterator[Finding]:
    """Check a rulebook against its file name, and its steps against each other."""
    stem = Path(path).stem
    if book.id != stem:
        place = positions.locate(("标识",))
        yield RULEBOOK_NAME.at(place, "标识与文件名不符", expected=stem, declared=book.id)
    yield from _tiers(book, positions)
    yield from _measured(book, positions)
    yield from _orders(book, positions)
    first, last = book.validity.first, book.validity.last
    if first and last and first > last:
        place = positions.locate(("适用年度",))
        yield VALIDITY.at(place, "适用年度不对", declared=f"{first} 至 {last}")


def _tiers(book: Rulebook, positions: Positions) -> Iterator[Finding]:
    for path, rule in _rules(book):
        place = positions.locate((*path, "档次"))
        if rule.tiers and rule.method != "分档":
            yield TIERS.at(place, f"方法为“{rule.method}”，却填了档次")
        if not rule.tiers and rule.method == "分档":
            yield TIERS.at(place, f"方法为“{rule.method}”，却没有档次")
        if not _falls(tier.floor for tier in rule.tiers) or not _fits(rule.tiers):
            yield ORDER.at(place, "档次没有由高到低排列，或高低颠倒")


def _rules(book: Rulebook) -> Iterator[tuple[FormPath, BudgetRule | ItemRule]]:
    """Yield every rule of a method with its place in the file."""
    yield ("预算执行",), book.budget
    for index, item in enumerate(book.items):
        yield ("单项规则", index), item


def _measured(book: Rulebook, positions: Positions) -> Iterator[Finding]:
    """A rule by steps says what it measures; no other rule does."""
    for index, item in enumerate(book.items):
        if (item.method == "分档") != (item.measured is not None):
            words = "没有写明依据量" if item.method == "分档" else "却填了依据量"
            expected = "依据量：预算执行率、实际完成值或完成比例"
            place = positions.locate(("单项规则", index))
            yield TIERS.at(place, f"方法为“{item.method}”，{words}", expected=expected)


def _orders(book: Rulebook, positions: Positions) -> Iterator[Finding]:
    if not _falls(band.high for band in book.bands) or _cross(book.bands):
        place = positions.locate(("定性档次",))
        yield ORDER.at(place, "定性档次没有由高到低排列，或互相交叉")
    if not _falls(grade.floor for grade in book.grades):
        yield ORDER.at(positions.locate(("等级",)), "等级没有由高到低排列")


def _falls(values: Iterable[Decimal]) -> bool:
    return all(left > right for left, right in pairwise(values))


def _cross(bands: Iterable[Band]) -> bool:
    """Tell whether bands overlap: 100–80, 80–60, 60–0 share a limit with a neighbour, no more."""
    limits = chain.from_iterable((band.high, band.low) for band in bands)
    return any(left < right for left, right in pairwise(limits))


def _fits(tiers: Iterable[Tier]) -> bool:
    return all(0 <= tier.low <= tier.high <= 100 for tier in tiers)


def check_report(
    identity: Identity,
    parsed: Parsed,
    departments: Collection[str] | None,
    rulebooks: Collection[str],
) -> Iterator[Finding]:
    """Check that a report's department and rulebook exist, and that its year is its folder's.

    This looks at the tree, so that a mistake elsewhere in the file hides none of it; what is no
    id or no year is the model's to report. `departments` is None where the register cannot be read.
    """
    tree, positions = parsed.tree or {}, parsed.positions
    if departments is not None and identity.department not in departments:
        expected = _meant(identity.department, departments, "departments.yml 里的部门标识")
        message = f"部门“{identity.department}”没有登记"
        yield UNKNOWN_DEPARTMENT.at(positions.locate(()), message, expected=expected)
    rulebook, year = _stated(tree, "评价规则"), _stated(tree, "年度")
    if rulebook not in rulebooks and identifier_problem(rulebook) is None:
        place, message = positions.locate(("评价规则",)), f"没有评价规则“{rulebook}”"
        expected = _meant(rulebook, rulebooks, "rules/ 下的规则文件名")
        yield UNKNOWN_RULEBOOK.at(place, message, expected=expected, declared=rulebook)
    if _FOUR_DIGITS.fullmatch(year) and int(year) != identity.year:
        message = f"年度填 {year}，文件放在 {identity.year} 文件夹里"
        yield YEAR_MISMATCH.at(
            positions.locate(("年度",)), message, expected=str(identity.year), declared=year
        )


def check_covers(reports: Sequence[Report]) -> Iterator[Finding]:
    """Check that what a report covers are self-evaluations of projects that there are."""
    projects = {one.id for one in reports if one.form.kind == PROJECT}
    for report in reports:
        for index, name in enumerate(report.form.covers):
            if report.form.kind == PROJECT or name not in projects:
                place = report.positions.locate(("涵盖", index))
                words = "是项目自评，不能涵盖别的报告" if report.form.kind == PROJECT else ""
                message = words or f"没有“{shown(name)}”这份项目自评"
                expected = "年度/部门标识/项目标识"
                yield COVERS.at(place, message, expected=expected, declared=shown(name))


def _stated(tree: Mapping[str, Tree], key: str) -> str:
    value = tree.get(key)
    return value.strip() if isinstance(value, str) else ""


def _meant(word: str, known: Collection[str], otherwise: str) -> str:
    meant = nearest(word, tuple(known))
    return f"“{meant}”" if meant else otherwise
