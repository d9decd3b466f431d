"""When two names of projects are the same, and when they are alike enough to ask a person."""

import re
from difflib import SequenceMatcher

from generator.model.text import fold

# What bureaus add or leave out without meaning another project.
_ADDED = re.compile(r"(专项)?(经费|资金|项目)$|^\d{4}年(度)?")
_MARKS = re.compile(r"[\W_]+")
# Tried on the names of the made county: three of four characters agree in renamed projects.
ALIKE = 0.75


def bare(name: str) -> str:
    """Return a name without marks, a year in front and words like 经费 at its end."""
    plain = _MARKS.sub("", fold(name))
    shorter = _ADDED.sub("", _ADDED.sub("", plain))
    return shorter or plain


def are_same(one: str, other: str) -> bool:
    """Tell whether two names differ in nothing that counts; an empty name is like no other."""
    return bool(bare(one)) and bare(one) == bare(other)


def are_alike(one: str, other: str) -> bool:
    """Tell whether two names are alike enough to be asked about."""
    left, right = bare(one), bare(other)
    if not left or not right:
        return False
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= ALIKE
