"""Whether a report speaks of what was promised the year before: the same words, found and shown.

Only a run of the same characters counts, long enough not to be chance and not the name of the
project or of its unit. That nothing is found means no more than that.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from generator.form_tree.tree import texts, tree_of
from generator.model.promise import Promise
from generator.model.report import Form
from generator.model.text import fold

# A shorter run is a phrase: 及时开工, 加强管理.
_TELLING = 6
# What a form says of itself, its file and its replies is no word on last year's promises.
_SPEAKS = ("年度总体目标", "绩效指标", "项目绩效分析", "报告", "资金")
# Nor is what a reviewer says.
_OF_OTHERS = "复核理由"
_AROUND = 15


def mentioned(form: Form, promise: Promise) -> str:
    """Return the passage with the same words as a promise, "" where none is found."""
    names = [fold(name) for name in (form.project, form.unit, form.department) if name]
    said = [fold(text) for text in (promise.measure, promise.problem)]
    for text in _passages(form):
        plain, places = _folded(text)
        for words in said:
            start, end = _common(plain, words)
            run = plain[start:end]
            if len(run) >= _TELLING and not any(run in name for name in names):
                return text[max(places[start] - _AROUND, 0) : places[end - 1] + 1 + _AROUND]
    return ""


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text folded, and where in the text each character of it stands."""
    folded = [(char, place) for place, one in enumerate(text) for char in fold(one)]
    return "".join(char for char, _ in folded), [place for _, place in folded]


def _passages(form: Form) -> Iterator[str]:
    for path, text in texts(tree_of(form)):
        if path[0] in _SPEAKS and path[-1] != _OF_OTHERS and len(text) >= _TELLING:
            yield text


def _common(text: str, words: str) -> tuple[int, int]:
    """Return where the longest run of `words` stands in a text."""
    found = SequenceMatcher(None, text, words, autojunk=False).find_longest_match()
    return found.a, found.a + found.size
