"""Copies of what is kept back, however they are written: spaces, breaks, full width, 元 for 万元.

A text is compared by its letters and digits alone, a figure by its value and its unit.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain

from generator.checks.recognisers.names import NAME, standing
from generator.checks.said_again import NUMBER, bare, shown, times, wide
from generator.form_tree.tree import Tree, TreePath, resolve, texts, tree_of, value_at
from generator.model.fields import AMOUNT, POINTS, FieldKind, along
from generator.model.fields import NAME as NAMES
from generator.model.figure import YUAN_PER, parse_figure
from generator.model.report import Form

# Shorter texts, and figures of fewer digits, stand in other places by chance.
_SHORTEST, _FEWEST_DIGITS = 4, 4
_SENTENCE = 12
# Among all figures of a site.
_TELLING_DIGITS = 6
_NAME = re.compile(NAME)
_SENTENCES = re.compile(r"[。；;!?！？\n]")
# Heads of the official form stand in every report.
_HEADS = re.compile(
    r"(?:[一-鿿]{2,6}指标|年度资金总额|当年财政拨款|上年结转资金|其他资金)(?:[（(].*[）)])?"
)
_PLAIN_FIGURE = re.compile(r"[≥≤=><＝±约]*[0-9.,]+[^0-9]{0,4}")


def _digits(value: Decimal) -> int:
    """Count the digits that tell a value from others: 100 has one, 94.37 four."""
    return len(value.normalize().as_tuple().digits)


@dataclass(frozen=True, slots=True)
class KeptBack:
    """What a report keeps back: words without marks, amounts in 元, figures, and points (分).

    `names` are short ones of persons, which are looked for where they stand as a name.
    """

    words: frozenset[str]
    amounts: frozenset[Decimal]
    figures: frozenset[Decimal]
    points: frozenset[Decimal]
    names: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words or self.amounts or self.figures or self.points or self.names)

    def stand_in(self, text: str) -> bool:
        """Tell whether a text says any of it again."""
        if self.words:
            plain = bare(text)
            if any(word in plain for word in self.words):
                return True
        if any(standing(name).search(shown(text)) for name in self.names):
            return True
        if not (self.amounts or self.figures or self.points):
            return False
        return any(self._is_told(match) for match in NUMBER.finditer(wide(text)))

    def but_in(self, names: Iterable[str]) -> "KeptBack":
        """Return the same without words that some names say: a row is kept back under its name."""
        said = [bare(name) for name in names]
        left = (word for word in self.words if not any(word in name for name in said))
        return replace(self, words=frozenset(left))

    def _is_told(self, match: re.Match[str]) -> bool:
        value, unit = Decimal(match["number"]), match["unit"] or ""
        if unit == "分" and value in self.points:
            return True
        factor = times(unit)
        if factor and value * factor in self.amounts:
            return True
        return value in self.figures


def kept_back(form: Form) -> KeptBack:
    """Return what a form keeps back; nothing where it keeps nothing back."""
    # Most forms keep nothing back: their tree is not needed.
    tree = tree_of(form) if form.disclosure.redactions else {}
    cells = list(_hidden(form, tree))
    amounts = {value for path, text in cells for value in _amounts(tree, path, text)}
    return KeptBack(
        words=frozenset(word for path, text in cells for word in _words(path, text)),
        amounts=frozenset(chain.from_iterable(map(_printed, amounts))),
        figures=frozenset(_figures(text for _, text in cells)) | frozenset(_plain(amounts)),
        points=frozenset(_points(cells)),
    )


def _points(cells: Iterable[tuple[TreePath, str]]) -> Iterator[Decimal]:
    """Yield the points that are kept back; 0 of them tells nothing."""
    for path, text in cells:
        if _kind(path) is POINTS:
            yield from filter(None, _value(text))


def everywhere(form: Form) -> KeptBack:
    """Return what of that may not stand anywhere on a site: by chance it stands nowhere else.

    A row that is kept back is named by what heads it where it is said that it is.
    """
    found = kept_back(form).but_in(one.field for one in form.disclosure.redactions)
    return KeptBack(
        frozenset(word for word in found.words if len(word) >= _SHORTEST),
        _telling(found.amounts),
        _telling(found.figures),
        frozenset(),
        frozenset(word for word in found.words if len(word) < _SHORTEST and _NAME.fullmatch(word)),
    )


def _telling(values: Iterable[Decimal]) -> frozenset[Decimal]:
    return frozenset(value for value in values if _digits(value) >= _TELLING_DIGITS)


def _hidden(form: Form, tree: Tree) -> Iterator[tuple[TreePath, str]]:
    for one in form.disclosure.redactions:
        path = resolve(tree, one.field)
        if path is not None:
            for inner, text in texts(value_at(tree, path)):
                yield (*path, *inner), text


def _kind(path: TreePath) -> FieldKind | None:
    found = tuple(along(Form, path))
    return found[-1].kind if found else None


def _words(path: TreePath, text: str) -> Iterator[str]:
    """Yield a text as it is compared, and its longer sentences: a part of it tells as well."""
    if _HEADS.fullmatch(text) or _PLAIN_FIGURE.fullmatch(text):
        return
    plain = bare(text)
    is_name = _NAME.fullmatch(text) or (_kind(path) is NAMES and len(plain) >= 2)
    if len(plain) >= _SHORTEST or is_name:
        yield plain
    for sentence in map(bare, _SENTENCES.split(text)):
        if len(sentence) >= _SENTENCE:
            yield sentence


def _value(text: str) -> Iterator[Decimal]:
    try:
        value = parse_figure(text).value
    except ValueError:
        return
    if value is not None:
        yield value


def _figures(those: Iterable[str]) -> Iterator[Decimal]:
    """Yield the figures that stand in no other place by chance."""
    for text in filter(_PLAIN_FIGURE.fullmatch, those):
        match = NUMBER.search(wide(text))
        value = Decimal(match["number"]) if match else Decimal(0)
        if _digits(value) >= _FEWEST_DIGITS:
            yield value


def _amounts(tree: Tree, path: TreePath, text: str) -> Iterator[Decimal]:
    """Yield an amount in 元; in the unit of its table where its cell names none."""
    if _kind(path) is not AMOUNT:
        return
    table = value_at(tree, path[:2]) if path[0] == "资金明细" else {}
    unit = (table or {}).get("金额单位") or tree.get("金额单位") or "元"
    for value in _value(text):
        own = next((name for name in ("亿元", "万元", "元") if text.strip().endswith(name)), unit)
        yield value * YUAN_PER[own]


def _printed(amount: Decimal) -> Iterator[Decimal]:
    """Yield an amount (元) as it may be printed, exactly or rounded in 万元 and 亿元."""
    yield amount
    for factor in (YUAN_PER["万元"], YUAN_PER["亿元"]):
        for places in range(5):
            rounded = (amount / factor).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
            if _digits(rounded) >= _FEWEST_DIGITS - 1:
                yield rounded * factor


def _plain(amounts: Iterable[Decimal]) -> Iterator[Decimal]:
    """Yield the figures of amounts as they stand in tables of any unit."""
    for amount in amounts:
        if _digits(amount) >= _FEWEST_DIGITS:
            yield from (amount / factor for factor in YUAN_PER.values())
