"""The judged corpus: pairs of target and actual value, each with the answer of a careful, fair person.

`tests/corpus/README.md` tells how a line is written and how such a person judges. `make accuracy` records how the
software does by it in `generator/pages/accuracy.yml`, which the site's page on methods shows.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path

import click
import yaml

from generator.model.figure import plain, round_half_up
from generator.model.report import Indicator
from generator.scoring.facts import Standing
from generator.scoring.indicator import Context, context_of, fact_of, read_indicator
from tests.make import ROOT, make_report, rulebook

CORPUS = ROOT / "tests" / "corpus"
RECORD = ROOT / "generator" / "pages" / "accuracy.yml"
YEAR, WEIGHT = 2024, Decimal(10)
_FIELDS = ("目标值", "实际完成值", "指标名称", "栏", "答案", "为什么")
_ANSWER = re.compile(
    r"(?P<standing>达到|未达到|自述|存疑|无法判断) (?P<low>\d+(?:\.\d+)?)(?:-(?P<high>\d+(?:\.\d+)?))?"
    r"(?: 多半(?P<likely>\d+(?:\.\d+)?))?"
)
_OPEN = {Standing.DOUBTFUL, Standing.UNKNOWN}


class Judgement(StrEnum):
    """How an answer of the software stands to the fair one."""

    RIGHT = "相符"
    CAUTIOUS = "更谨慎"
    WRONG = "不符"


@dataclass(frozen=True, slots=True)
class Answer:
    """How a row stands, and its points from `low` to `high`, to two decimals."""

    standing: Standing
    low: Decimal
    high: Decimal

    def __str__(self) -> str:
        points = plain(self.low) if self.low == self.high else f"{plain(self.low)}-{plain(self.high)}"
        return f"{self.standing} {points}"


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """One line of the corpus; `likely` is what most people would be sure of, where a range stands."""

    place: str
    target: str
    actual: str
    level2: str
    name: str
    cells: dict[str, str]
    fair: Answer
    likely: Decimal | None
    why: str


@dataclass(frozen=True, slots=True)
class Family:
    """The pairs of one file, which try one habit of writing."""

    title: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pairs were judged how, and how many were told to be open in other words than the fair ones."""

    right: int
    cautious: int
    wrong: int
    other_words: int

    @property
    def pairs(self) -> int:
        return self.right + self.cautious + self.wrong


def families() -> tuple[Family, ...]:
    """Return the whole corpus."""
    return tuple(_family(path) for path in sorted(CORPUS.glob("*.txt")))


def _family(path: Path) -> Family:
    lines = path.read_text("utf-8").splitlines()
    heads = [line.removeprefix("#").strip() for line in lines if line.startswith("#")]
    pairs = [
        pair_of(line, f"{path.name}:{number}")
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    ]
    return Family(heads[1], tuple(pairs))


def pair_of(line: str, place: str) -> Pair:
    """Read one line. Raises ValueError for a line that is not written as the others."""
    fields = [field.strip() for field in line.split("|")]
    match = _ANSWER.fullmatch(fields[4]) if len(fields) == len(_FIELDS) else None
    if match is None:
        raise ValueError(f"{place}: {line}")
    level2, _, name = fields[2].partition("/")
    fair = Answer(Standing(match["standing"]), Decimal(match["low"]), Decimal(match["high"] or match["low"]))
    likely = Decimal(match["likely"]) if match["likely"] else None
    return Pair(place, fields[0], fields[1], level2, name, _cells(fields[3]), fair, likely, fields[5])


def _cells(text: str) -> dict[str, str]:
    stated = (cell.split("=", 1) for cell in text.split(";") if cell.strip())
    return {name.strip(): value.strip() for name, value in stated}


@cache
def answer(pair: Pair) -> Answer:
    """Return what the software says of one row with 10 points, on a form of 2024, by the national rulebook."""
    texts = {"年度指标值": pair.target, "实际完成值": pair.actual}
    cells = {name: text for name, text in pair.cells.items() if name != "金额单位"}
    stated = {"二级指标": pair.level2, "三级指标": pair.name, **texts, **cells}
    row = Indicator.model_validate({name: text for name, text in stated.items() if text})
    context = _context(pair.cells.get("金额单位"))
    fact = fact_of(row, context)
    (reading,) = read_indicator(row, WEIGHT, context, fact)
    standing = Standing.MET if fact.standing is Standing.EXCEEDED else fact.standing
    return Answer(standing, round_half_up(reading.low, 2), round_half_up(reading.high, 2))


@cache
def _context(money_unit: str | None) -> Context:
    """Return what a row takes from its form: nothing but year and money unit here."""
    form = make_report(金额单位=money_unit).form
    return context_of(form, YEAR, rulebook())


def judge(pair: Pair) -> Judgement:
    """Compare: right with the fair points and no firmer a word; cautious with a range that holds the fair one."""
    found, fair = answer(pair), pair.fair
    if _is_near(found.low, fair.low) and _is_near(found.high, fair.high):
        return _judge_words(found.standing, fair.standing)
    holds = found.low <= fair.low and found.high >= fair.high
    return Judgement.CAUTIOUS if holds and found.standing in {*_OPEN, fair.standing} else Judgement.WRONG


def _judge_words(found: Standing, fair: Standing) -> Judgement:
    if found is fair or {found, fair} <= _OPEN:
        return Judgement.RIGHT
    return Judgement.CAUTIOUS if found in _OPEN else Judgement.WRONG


def _is_near(one: Decimal, other: Decimal) -> bool:
    """Tell whether two points are equal; the last decimal may be rounded from another rounding."""
    return abs(one - other) <= Decimal("0.01")


def count(pairs: Iterable[Pair]) -> Counts:
    """Judge every pair."""
    pairs = tuple(pairs)
    judged = Counter(judge(pair) for pair in pairs)
    other = sum(judge(pair) is Judgement.RIGHT and answer(pair).standing is not pair.fair.standing for pair in pairs)
    return Counts(judged[Judgement.RIGHT], judged[Judgement.CAUTIOUS], judged[Judgement.WRONG], other)


def accuracy() -> dict[str, object]:
    """Return what is recorded, but for the day: the counts of all pairs and of each family."""
    counted = [(family.title, count(family.pairs)) for family in families()]
    totals = {kind: sum(getattr(one, kind) for _, one in counted) for kind in _KINDS.values()}
    return {
        **{name: totals[kind] for name, kind in _KINDS.items()},
        "各类": [{"类别": title, **_in_words(one)} for title, one in counted],
    }


_KINDS = {"对数": "pairs", "相符": "right", "更谨慎": "cautious", "不符": "wrong", "存疑与无法判断互换": "other_words"}


def _in_words(counts: Counts) -> dict[str, int]:
    return {name: getattr(counts, kind) for name, kind in _KINDS.items()}


def differing(kind: Judgement) -> Iterator[str]:
    """Yield the lines of one judgement, each with what the software says instead."""
    for family in families():
        for pair in family.pairs:
            if judge(pair) is kind:
                cells = "; ".join(f"{name}={value}" for name, value in pair.cells.items())
                line = f"{pair.target} | {pair.actual} | {pair.level2}/{pair.name} | {cells}"
                yield f"{pair.place}: {line} | fair {pair.fair} ({pair.why}), found {answer(pair)}"


def main() -> None:
    """Record the counts with today's day, and print every line that is not right."""
    day = datetime.now(tz=UTC).date().isoformat()
    text = yaml.safe_dump({"日期": day, **accuracy()}, allow_unicode=True, sort_keys=False)
    RECORD.write_text(_HEAD + text, encoding="utf-8")
    for kind in (Judgement.WRONG, Judgement.CAUTIOUS):
        click.echo(kind)
        for line in differing(kind):
            click.echo(f"  {line}")


_HEAD = "# 由 make accuracy 记录，请勿手改：软件读目标值和完成值，与细心人的答案相比。\n"

if __name__ == "__main__":
    main()
