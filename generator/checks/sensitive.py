"""Finding personal numbers and marks of secrecy in a text, however they are written.

The kinds stand in `recognisers`. Where one number is found, no other kind is looked for in it.
"""

import re
from collections.abc import Iterator
from functools import cache

from generator.checks.recognisers import contacts, identities, secrecy
from generator.checks.recognisers.identities import PROVINCES
from generator.checks.recognisers.looks import AFTER, BEFORE, Around, Kind
from generator.model.text import half_width

PERSONAL: tuple[Kind, ...] = (*identities.KINDS, *contacts.KINDS)
SECRECY: tuple[Kind, ...] = secrecy.KINDS
# Full-width forms, spaces and dashes that people put into numbers, and what nobody sees.
_NARROW: dict[int, str | int | None] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys((0x3000, 0xA0, *range(0x2000, 0x200B)), " "),
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-"),
    **dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF)),
}
# Most texts hold nothing of this, whoever wrote them how, and are passed by as they stand: digits
# in a row, numbers spelled out, addresses, words of secrecy, plates, full-width letters, and
# what nobody sees, which may stand between any of it.
_UNSEEN = r"\uff21-\uff3a\uff41-\uff5a\xad\u200b-\u200f\u2060-\u2064\ufeff"
# All that one of these begins with, so that most characters are passed by at once.
_FIRST = rf"\d零\u3007一二三四五六七八九幺@＠(\[\uff08\uff3b密内公外收扩销复微cCvVwWqQ扣住户家{PROVINCES}{_UNSEEN}"
_MAYBE = re.compile(
    rf"(?=[{_FIRST}])(?:"
    r"\d(?:[\W_]*\d){5}|[零〇一二三四五六七八九幺]{11}|[@＠]|[(\[\uff08\uff3b][aA][tT][)\]\uff09\uff3d]"
    r"|密|内\s*部|公\s*[开布]|外\s*[传泄]|收\s*回|扩\s*散|销\s*毁|复\s*制"
    r"|微信|[cC][hH][aA][tT]|[vV](?:信|[xX])|[wW][xX]|[qQ]\s*[qQ]|扣扣|住|户籍|家庭地址"
    rf"|[{PROVINCES}][a-zA-Z]|[{_UNSEEN}])"
)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
# 一三八〇… in a row of this length is a number spelled out.
_SPELLED = re.compile(r"[零〇一二三四五六七八九幺]{11,}")
_DIGITS = dict(zip(map(ord, "零〇一二三四五六七八九幺"), "001234567891", strict=True))


def may_hold(text: str) -> bool:
    """Tell at a glance whether a text may hold a number or a word of any kind."""
    return _MAYBE.search(text) is not None


def folded(text: str) -> str:
    """Return the half-width form; digits of other scripts and spelled-out numbers become plain."""
    if text.isascii():
        return text
    plain = text.translate(_NARROW)
    plain = half_width(plain) if _OTHER_DIGIT.search(plain) else plain
    return _SPELLED.sub(lambda match: match[0].translate(_DIGITS), plain)


def scan(text: str, kinds: tuple[Kind, ...]) -> Iterator[tuple[Kind, str]]:
    """Yield each number or word found, in the text's folded form; separators may stand inside."""
    if not may_hold(text):
        return
    plain = folded(text)
    taken: list[tuple[int, int]] = []
    for kind in _hinted(plain, kinds):
        for match in kind.pattern.finditer(plain):
            start, end = match.span()
            inside = any(start < last and end > first for first, last in taken)
            around = Around(plain[max(0, start - BEFORE) : start], plain[end : end + AFTER])
            if not inside and kind.is_real(match[0], around):
                taken.append((start, end))
                yield kind, match[0]


def _hinted(plain: str, kinds: tuple[Kind, ...]) -> list[Kind]:
    """Return the kinds that may be in a text; a hint that several share is looked for once."""
    hints, places = _hints_of(kinds)
    is_there = [hint.search(plain) is not None for hint in hints]
    return [kind for kind, place in zip(kinds, places, strict=True) if is_there[place]]


@cache
def _hints_of(kinds: tuple[Kind, ...]) -> tuple[list[re.Pattern[str]], list[int]]:
    """Return the different hints of some kinds, and the place of each kind's own among them."""
    hints = list(dict.fromkeys(kind.hint for kind in kinds))
    return hints, [hints.index(kind.hint) for kind in kinds]


def masked(text: str) -> str:
    """Return a find with its middle hidden: findings are read on screens and in comments.

    Of what begins with a name one character is left.
    """
    if len(text) < 6:
        return text
    shown = 3 if text[0].isascii() else 1
    return f"{text[:shown]}{'*' * (len(text) - shown - 2)}{text[-2:]}"


def without_numbers(text: str) -> str:
    """Return a text as it may be shown: of every personal number in it the middle is hidden."""
    numbers = [found for _, found in scan(text, PERSONAL)]
    if not numbers:
        return text
    shown = folded(text)
    for number in numbers:
        shown = shown.replace(number, masked(number))
    return shown
