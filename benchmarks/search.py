# ruff: noqa: T201 - its output is what it is for
"""Measure the search: `python -m benchmarks.search 1000` (or 10000) prints sizes, times and bytes a query costs.

The reports are made from the six real ones: other names, other figures, and half of all sentences replaced by new ones
that follow the real texts' own letter statistics, so that texts differ as they do between real reports.
"""

import copy
import gzip
import random
import re
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from generator.catalogue import Catalogue, make_catalogue
from generator.checks.check import Case
from generator.checks.runner import CheckResult
from generator.disclosure import Disclosed
from generator.loading.content import load_content
from generator.model.report import Form, Identity, Positions, Report
from generator.model.site import Department
from generator.model.text import fold
from generator.scoring.engine import score
from generator.search.files import search_files
from generator.search.query import Index
from generator.search.text import folded, passages

CONTENT = Path(__file__).resolve().parent.parent / "content"
PLACES = "临河 清原 望江 金山 石桥 南浦 东源 北岭 西乡 白水 长宁 安平 永和 新田 古城 双河 龙泉 凤台 桃园 柳林".split()
BODIES = "财政局 教育局 水利局 农业农村局 交通运输局 卫生健康局 人民法院 人民检察院 文化和旅游局 民政局".split()
THINGS = "道路养护 校舍维修 信息系统运维 水库除险加固 高标准农田建设 村卫生室建设 办案业务 图书馆开放 养老服务".split()
_LATIN = re.compile(r"\d{2,}")
_SENTENCE = re.compile(r"[^。；]+[。；]?")


class Writer:
    """Writes new sentences by a chain of two characters over the real texts."""

    def __init__(self, texts: list[str], seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - sample data
        self.next: dict[str, list[str]] = defaultdict(list)
        self.starts: list[str] = []
        for text in texts:
            for sentence in _SENTENCE.findall(text):
                if len(sentence) > 8:
                    self.starts.append(sentence[:2])
                    for index in range(len(sentence) - 2):
                        self.next[sentence[index : index + 2]].append(sentence[index + 2])

    def sentence(self, length: int) -> str:
        """Return a sentence of about `length` characters."""
        text = self.dice.choice(self.starts)
        while len(text) < length and (following := self.next.get(text[-2:])):
            text += self.dice.choice(following)
        return text.rstrip("。；") + "。"

    def rewrite(self, text: str) -> str:
        """Return a field with other figures and, where it is a longer text, half of its sentences new."""
        if len(text) > 40:
            parts = _SENTENCE.findall(text)
            text = "".join(
                part if self.dice.random() < 0.5 else self.sentence(len(part)) for part in parts
            )
        return _LATIN.sub(
            lambda found: str(self.dice.randrange(10 ** (len(found[0]) - 1), 10 ** len(found[0]))),
            text,
        )


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for item in node.values():
            yield from _strings(item)
    elif isinstance(node, list):
        for item in node:
            yield from _strings(item)


def _change(node: Any, writer: Writer) -> Any:
    """Rewrite texts; figures stay lawful because only longer texts and targets change."""
    if isinstance(node, dict):
        return {key: _change(value, writer) for key, value in node.items()}
    if isinstance(node, list):
        return [_change(item, writer) for item in node]
    return writer.rewrite(node) if re.search(r"[\u4e00-\u9fff]{4}", node) else node


def _report(
    number: int, forms: list[dict[str, Any]], writer: Writer
) -> tuple[Report, str, Department]:
    dice = writer.dice
    place, body = dice.choice(PLACES) + dice.choice("县区市"), dice.choice(BODIES)
    raw = copy.deepcopy(forms[number % len(forms)])
    kept = {
        key: raw.pop(key)
        for key in ("评价规则", "金额单位", "公开", "年度", "同一项目")
        if key in raw
    }
    form: dict[str, Any] = _change(raw, writer) | {
        key: kept[key] for key in ("评价规则", "金额单位")
    }
    title = f"{place}{dice.choice(PLACES)}{dice.choice(['乡', '镇', '街道'])}{dice.choice(THINGS)}{writer.sentence(6)[:4]}"
    form |= {
        "项目名称": f"{title}项目",
        "主管部门": f"{place}{body}",
        "实施单位": f"{place}{dice.choice(THINGS)}中心",
    }
    if form.get("资金"):
        form["资金"][0]["全年预算数"] = f"{dice.randrange(10_000, 99_999_999) / 100:.2f}"
    slug = f"d{PLACES.index(place[:2])}-{BODIES.index(body)}"
    report = Report(
        Identity(2015 + number % 10, slug, f"p{number:05}"),
        Form.model_validate(form),
        Positions("", {}),
    )
    return (
        report,
        slug,
        Department.model_validate(
            {"名称": f"{place}{body}", "地区": place[:2], "地区标识": f"r{PLACES.index(place[:2])}"}
        ),
    )


def make(count: int, seed: int = 1) -> Catalogue:
    """Return a catalogue of `count` made-up reports; the same arguments give the same catalogue."""
    content, _ = load_content(CONTENT)
    if content is None:
        raise SystemExit("content/ cannot be read")
    paths = sorted((CONTENT / "projects").rglob("*.yml"))
    forms = [_stated(yaml.load(path.read_text("utf-8"), yaml.BaseLoader)) for path in paths]  # noqa: S506 - every scalar stays text
    writer = Writer(list(_strings(forms)), seed)
    made = [_report(number, forms, writer) for number in range(count)]
    departments = {slug: department for _, slug, department in made}
    books = content.rulebooks
    rated = ((report, books[report.form.rulebook]) for report, _, _ in made)
    cases = tuple(Case(report, score(report, book), book) for report, book in rated)
    return make_catalogue(
        content.site, departments, books, (), Disclosed(cases, CheckResult((), ()))
    )


def _stated(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _stated(value) for key, value in node.items() if value != ""}
    return [_stated(item) for item in node] if isinstance(node, list) else node


def draw(texts: list[str], count: int, seed: int = 2) -> list[str]:
    """Return substrings of 2 to 12 characters drawn at random from folded texts."""
    dice = random.Random(seed)  # noqa: S311 - sample data
    drawn: list[str] = []
    while len(drawn) < count:
        text, length = dice.choice(texts), dice.randrange(2, 13)
        start = dice.randrange(len(text))
        piece = text[start : start + length]
        if len(piece) == length and "\n" not in piece:
            drawn.append(piece)
    return drawn


def names(catalogue: Catalogue) -> list[str]:
    """Return every project, department and unit name once."""
    found = {entry.report.title for entry in catalogue.entries}
    found |= {entry.department.name for entry in catalogue.entries}
    found |= {entry.report.form.unit for entry in catalogue.entries if entry.report.form.unit}
    return sorted(found)


def _wrong(index: Index, texts: list[str], queries: list[str]) -> int:
    """Count the queries whose result is not exactly the reports that hold them."""
    return sum(
        index.find(query).reports
        != tuple(number for number, text in enumerate(texts) if fold(query) in text)
        for query in queries
    )


def _spread(sizes: list[int]) -> str:
    ordered = sorted(sizes)
    picks = (
        statistics.median(ordered),
        *(ordered[int(len(ordered) * share)] for share in (0.9, 0.95, 0.99)),
        ordered[-1],
    )
    return " / ".join(f"{pick / 1000:.1f}" for pick in picks)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(count: int) -> None:
    """Print what the search of `count` reports costs."""
    catalogue, before = make(count), _peak()
    started = time.perf_counter()
    files = search_files(catalogue)
    seconds = time.perf_counter() - started
    print(
        f"{count} reports: built in {seconds:.1f} s, peak memory {_peak():.0f} MB (before: {before:.0f} MB)"
    )
    packed = {name: len(gzip.compress(content, 6)) for name, content in files.items()}
    for kind in ("search/catalogue", "search/grams/", "search/text/"):
        some = [name for name in files if name.startswith(kind)]
        raw, small = sum(len(files[name]) for name in some), sum(packed[name] for name in some)
        largest = max(packed[name] for name in some)
        print(
            f"  {kind}: {len(some)} files, {raw / 1e6:.2f} MB, gzip {small / 1e6:.2f} MB, largest {largest / 1000:.1f} kB"
        )
    texts = [folded(passages(entry)) for entry in catalogue.entries]
    index, queries = Index(files), draw(texts, 500)
    costs = [sum(packed[name] for name in index.find(query).files) for query in queries]
    requests = sorted(len(index.find(query).files) for query in queries)
    print(
        f"  index files a query, gzip kB (median/90%/95%/99%/most): {_spread(costs)}; requests {requests[250]} to {requests[-1]}"
    )
    excerpts = statistics.mean(
        size for name, size in packed.items() if name.startswith("search/text/")
    )
    print(
        f"  excerpt, gzip kB a result seen: {excerpts / 1000:.1f}; the table, once: {packed['search/catalogue.json'] / 1000:.1f}"
    )
    asked = [*queries, *names(catalogue)[:: max(1, count // 1000)]]
    print(f"  wrong results: {_wrong(index, texts, asked)} of {len(asked)} queries")


if __name__ == "__main__":
    for argument in sys.argv[1:] or ["1000"]:
        measure(int(argument))
