"""Figures inside sentences: 全年共举办培训15场次; 已修建道路4公里 for 修建道路5公里."""

import re
from decimal import Decimal
from itertools import takewhile

from generator.model.measure import Amount
from generator.scoring.grammar_words import COMPLETION, FIGURES, NOT_DONE, ZEROS
from generator.scoring.units import conversion
from generator.scoring.writings import plain_text

_WORDS = re.compile(r"[一-鿿]{2,}")
_COMPLETION_HEAD = re.compile(rf"^(?:{COMPLETION})+")
_COMPLETION_TAIL = re.compile(rf"(?:{COMPLETION})+$")


def amount_in_sentence(text: str, unit: str) -> Amount | None:
    """Return the one figure of a sentence that has the unit asked for.

    None where another reading is possible: a plan, a denial, a comparison, a second figure.
    """
    plain = plain_text(text)
    if not unit or not plain or NOT_DONE.search(plain):
        return None
    found = [match for match in FIGURES.finditer(plain) if conversion(match[3], unit) == 1]
    if len(found) != 1:
        return None
    number, scale, stated = found[0].groups()
    if scale and scale not in ZEROS:
        return None
    value = Decimal(number.replace(",", ""))
    return Amount(value, value, stated, ZEROS.get(scale, 0))


def common_words(left: str, right: str) -> str:
    """Return the words that two texts begin with alike, before any figure."""
    one, other = (_COMPLETION_HEAD.sub("", plain_text(text)) for text in (left, right))
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    words = _WORDS.match("".join(character for character, _ in alike))
    return _COMPLETION_TAIL.sub("", words.group()) if words else ""


def without_words(text: str, words: str) -> str:
    """Return a text without the words it begins with."""
    return _COMPLETION_HEAD.sub("", plain_text(text)).removeprefix(words)
