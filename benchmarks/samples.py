"""Sample reports made from the six real ones, as many as a measurement needs.

They have other names and other figures, and half of all sentences are replaced by new ones that
follow the real texts' own letter statistics, so that texts differ as they do between real reports.
"""

import copy
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from generator.catalogue import Catalogue, make_catalogue
from generator.checks.check import Case
from generator.checks.runner import CheckResult
from generator.disclosure.disclose import Disclosed
from generator.form_tree.tree import stated, texts
from generator.loading.content import load_content
from generator.loading.strict_yaml import parse_strict
from generator.model.report import Form, Identity, Positions, Report
from generator.model.rulebook import Rulebook
from generator.model.site import Department
from generator.scoring.engine import score

CONTENT = Path(__file__).resolve().parent.parent / "content"
PLACES = (
    "临河 清原 望江 金山 石桥 南浦 东源 北岭 西乡 白水"
    " 长宁 安平 永和 新田 古城 双河 龙泉 凤台 桃园 柳林"
).split()
BODIES = (
    "财政局 教育局 水利局 农业农村局 交通运输局 卫生健康局 人民法院 人民检察院 文化和旅游局 民政局"
).split()
THINGS = (
    "道路养护 校舍维修 信息系统运维 水库除险加固 高标准农田建设"
    " 村卫生室建设 办案业务 图书馆开放 养老服务"
).split()
# What a report keeps from the real one it is made from.
_KEPT = ("评价规则", "金额单位")
_LEFT_OUT = ("公开", "年度", "同一项目")
_LONG = 40
_NUMBER = re.compile(r"\d{2,}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{4}")
_SENTENCE = re.compile(r"[^。；]+[。；]?")


class Writer:
    """Writes new sentences by a chain of two characters over the real texts."""

    def __init__(self, known: list[str], seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - sample data
        self.next: dict[str, list[str]] = defaultdict(list)
        self.starts: list[str] = []
        for text in known:
            for sentence in _SENTENCE.findall(text):
                self._learn(sentence)

    def _learn(self, sentence: str) -> None:
        if len(sentence) <= 8:
            return
        self.starts.append(sentence[:2])
        for index in range(len(sentence) - 2):
            self.next[sentence[index : index + 2]].append(sentence[index + 2])

    def sentence(self, length: int) -> str:
        """Return a sentence of about `length` characters."""
        text = self.dice.choice(self.starts)
        while len(text) < length and text[-2:] in self.next:
            text += self.dice.choice(self.next[text[-2:]])
        return text.rstrip("。；") + "。"

    def rewrite(self, text: str) -> str:
        """Return a field with other figures and, if it is long, half of its sentences new."""
        if len(text) > _LONG:
            text = "".join(map(self._rewritten, _SENTENCE.findall(text)))
        return _NUMBER.sub(self._other_number, text)

    def _rewritten(self, part: str) -> str:
        return part if self.dice.random() < 0.5 else self.sentence(len(part))

    def _other_number(self, found: re.Match[str]) -> str:
        # Longer ones might be taken for telephone numbers.
        digits = min(len(found[0]), 6)
        return str(self.dice.randrange(10 ** (digits - 1), 10**digits))


def make(count: int, seed: int = 1) -> Catalogue:
    """Return a catalogue of `count` made-up reports; the same arguments give the same catalogue."""
    content, _ = load_content(CONTENT)
    if content is None:
        raise SystemExit("content/ cannot be read")
    paths = sorted((CONTENT / "projects").rglob("*.yml"))
    forms = [parse_strict(path.read_bytes(), path.name).tree or {} for path in paths]
    writer = Writer([text for _, text in texts(forms)], seed)
    made = [_report(number, forms, writer) for number in range(count)]
    books = content.rulebooks
    cases = tuple(_case(report, books[report.form.rulebook]) for report, _ in made)
    departments = {report.identity.department: department for report, department in made}
    public = Disclosed(cases, CheckResult((), ()))
    return make_catalogue(content.site, departments, books, (), public)


def _case(report: Report, book: Rulebook) -> Case:
    return Case(report, score(report, book), book)


def _report(number: int, forms: list[Any], writer: Writer) -> tuple[Report, Department]:
    """Return a report and the department it belongs to."""
    dice = writer.dice
    place, body = dice.choice(PLACES) + dice.choice("县区市"), dice.choice(BODIES)
    form = form_like(forms[number % len(forms)], writer)
    form |= names_in(place, body, writer)
    if form.get("资金"):
        form["资金"][0]["全年预算数"] = f"{dice.randrange(10_000, 99_999_999) / 100:.2f}"
    slug = f"d{PLACES.index(place[:2])}-{BODIES.index(body)}"
    identity = Identity(2015 + number % 10, slug, f"p{number:05}")
    report = Report(identity, Form.model_validate(form), Positions("", {}))
    region = f"r{PLACES.index(place[:2])}"
    named = {"名称": f"{place}{body}", "地区": place[:2], "地区标识": region}
    return report, Department.model_validate(named)


def form_like(real: Any, writer: Writer) -> dict[str, Any]:
    """Return a form like a real one with other texts, without year, state and siblings."""
    raw = copy.deepcopy(real)
    kept = {key: raw.pop(key) for key in _KEPT}
    for key in _LEFT_OUT:
        raw.pop(key, None)
    return dict(_changed(stated(raw), writer)) | kept


def names_in(place: str, body: str, writer: Writer) -> dict[str, str]:
    """Return the names of a made project, its department and its unit."""
    dice = writer.dice
    where = f"{place}{dice.choice(PLACES)}{dice.choice(['乡', '镇', '街道'])}"
    what = f"{dice.choice(THINGS)}{writer.sentence(6)[:4]}"
    return {
        "项目名称": f"{where}{what}项目",
        "主管部门": f"{place}{body}",
        "实施单位": f"{place}{dice.choice(THINGS)}中心",
    }


def _changed(node: Any, writer: Writer) -> Any:
    """Rewrite texts; figures stay lawful because only longer texts and targets change."""
    if isinstance(node, dict):
        return {key: _changed(value, writer) for key, value in node.items()}
    if isinstance(node, list):
        return [_changed(item, writer) for item in node]
    return writer.rewrite(node) if _CHINESE.search(node) else node


def draw(folded: list[str], count: int, seed: int = 2) -> list[str]:
    """Return substrings of 2 to 12 characters drawn at random from folded texts."""
    dice = random.Random(seed)  # noqa: S311 - sample data
    drawn: list[str] = []
    while len(drawn) < count:
        text, length = dice.choice(folded), dice.randrange(2, 13)
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
