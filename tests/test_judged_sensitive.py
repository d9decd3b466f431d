"""A judged set of personal data and marks of secrecy: what is found of it, and what is taken for it."""

import random
import re
from pathlib import Path

import pytest

from generator.checks import sensitive
from generator.checks.finished import SURE, Sources, Watch
from generator.checks.sensitive import PERSONAL, SECRECY, scan
from tests.identity_numbers import card_number, identity_number

SET = Path(__file__).parent / "judged_sensitive.txt"
_FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９\uff38")
_CHANCE = random.Random(20260101)  # noqa: S311 - a repeatable choice, no secret


def _filled(match: re.Match[str]) -> str:
    number = identity_number(_CHANCE) if match["kind"] == "ID" else card_number(_CHANCE)
    how = match["how"]
    if how == "w":
        return number.translate(_FULL_WIDTH)
    if how == "↵":
        return f"{number[:6]}\n{number[6:]}"
    gap = how[:1]
    return gap.join((number[:6], number[6:14], number[14:])) if gap else number


def judged() -> list[tuple[str, str]]:
    """Return the kind ("" for none) and the text of each line, numbers filled in."""
    lines = [line for line in SET.read_text("utf-8").splitlines() if not line.startswith("#")]
    found = []
    for line in lines:
        mark, _, rest = line.partition(" ")
        kind, _, text = rest.partition(" | ") if mark == "+" else ("", "", rest)
        text = re.sub(r"\{(?P<kind>ID|CARD)(?P<how>[^}]*)\}", _filled, text).replace("↵", "\n")
        found.append((kind, text))
    return found


def titles(text: str) -> set[str]:
    return {kind.title for kind, _ in scan(text, (*PERSONAL, *SECRECY))}


def test_the_set_is_large_enough() -> None:
    lines = judged()

    assert sum(bool(kind) for kind, _ in lines) >= 120
    assert sum(not kind for kind, _ in lines) >= 150


def test_of_what_is_personal_or_secret_nineteen_of_twenty_are_found_under_their_kind() -> None:
    positives = [(kind, text) for kind, text in judged() if kind]
    missed = [(kind, text) for kind, text in positives if kind not in titles(text)]

    assert len(missed) * 20 <= len(positives), missed


def test_of_what_is_neither_three_of_a_hundred_at_most_are_taken_for_it() -> None:
    negatives = [text for kind, text in judged() if not kind]
    taken = [(text, titles(text)) for text in negatives if titles(text)]

    assert len(taken) * 100 <= len(negatives) * 3, taken


_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def _disguised(text: str) -> list[str]:
    """Return a text as people and programs may write it to get it past a look."""
    spellings = [text, text.upper(), text.translate(_WIDE)]
    return [*spellings, *("".join(f"{sign}{gap}" for sign in text) for gap in (" ", "\u200b", "\xad", "\ufeff"))]


def test_a_text_is_passed_by_at_a_glance_only_where_a_closer_look_finds_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [spelling for _, text in judged() for spelling in _disguised(text)]
    at_a_glance = [titles(text) for text in texts]
    monkeypatch.setattr(sensitive, "_MAYBE", re.compile(""))

    assert sum(map(bool, at_a_glance)) > 500
    assert [text for text, found in zip(texts, at_a_glance, strict=True) if titles(text) != found] == []


def test_what_the_scan_is_sure_of_the_last_look_finds_too() -> None:
    watch = Watch(frozenset(), (), Sources(tuple, ()))
    texts = [text for _, text in judged()]
    sure = [text for text in texts if next(iter(scan(text, SURE)), None)]

    assert len(sure) > 150
    assert [text for text in sure if not watch.look(f"{text}。")] == []
