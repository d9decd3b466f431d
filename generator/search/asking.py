"""What a person asks: words apart, amounts, other spellings; each is a full-text query.

`search.js` does the same; tests compare the two on a real page.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from generator.model.figure import YUAN_PER
from generator.model.text import fold
from generator.search.query import Index

# An amount finds budgets at most a tenth away.
_NEAR = Decimal("0.1")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(亿元|亿|万元|万|元)")
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?)?")
_SIGNS = (("≤", "<="), ("≥", ">="))


def words_of(query: str) -> tuple[str, ...]:
    """Return the folded words of a query; letters spaced out one by one are one word."""
    parts = [fold(part) for part in query.split() if fold(part)]
    if any(len(part) == 1 for part in parts):
        return ("".join(parts),)
    return tuple(dict.fromkeys(parts))


def spellings(word: str, synonyms: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return a word and what else may be written for it: ≤ for <=, and the site's own synonyms."""
    found = [word, *synonyms.get(word, ())]
    for sign, letters in _SIGNS:
        found += [one.replace(sign, letters) for one in found]
        found += [one.replace(letters, sign) for one in found]
    return tuple(dict.fromkeys(found))


def amount_of(word: str) -> Decimal | None:
    """Return the 元 that a word names (800万, 1.2亿元); None where it names none."""
    match = _AMOUNT.fullmatch(word)
    if match is None:
        return None
    number, unit = match.groups()
    return Decimal(number) * YUAN_PER[unit if unit.endswith("元") else f"{unit}元"]


def ask(index: Index, query: str) -> tuple[int, ...]:
    """Return the reports that hold every word of a query, in some spelling, anywhere."""
    synonyms = index.table["synonyms"]
    answers = [_holding(index, word, synonyms) for word in words_of(query)]
    return tuple(sorted(set.intersection(*answers))) if answers else ()


def year_of(word: str) -> int | None:
    """Return the year that a word names (2023, 2023年, 2023年度); None where it names none."""
    match = _YEAR.fullmatch(word)
    return int(match[1]) if match else None


def _holding(index: Index, word: str, synonyms: Mapping[str, Iterable[str]]) -> set[int]:
    """Return the reports that a word is about: those of a year, where there are any of it."""
    year = year_of(word)
    if year in index.table["year"]:
        return {report for report, its in enumerate(index.table["year"]) if its == year}
    found = {report for one in spellings(word, synonyms) for report in index.find(one).reports}
    amount = amount_of(word)
    return found if amount is None else found | _near(index, amount)


def _near(index: Index, amount: Decimal) -> set[int]:
    """Return the reports whose budget is about an amount (元)."""
    stated = enumerate(index.column("adjusted"))
    return {
        report for report, text in stated if text and abs(Decimal(text) - amount) <= amount * _NEAR
    }
