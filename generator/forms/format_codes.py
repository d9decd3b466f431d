"""Number formats taken apart: what a code such as `"≥"#,##0.00"万元";[Red]-0` consists of.

The grammar is that of ECMA-376 part 1, 18.8.31. What is not understood makes a code unknown: its
values are then shown as they are stored, and a person has to look.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Kind(StrEnum):
    """What one piece of a code stands for."""

    LITERAL = "literal"
    DIGIT = "digit"
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    DATE = "date"
    ELAPSED = "elapsed"
    TEXT = "text"


class Token(NamedTuple):
    """One piece of a code: its kind, and the characters that say more (`yyyy`, `0`, a literal)."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a code; `bound` holds its condition, such as (`>=`, `100`)."""

    tokens: tuple[Token, ...]
    bound: tuple[str, str] | None = None

    @property
    def is_date(self) -> bool:
        """Tell whether the section shows a date or a time."""
        return any(token.kind in (Kind.DATE, Kind.ELAPSED) for token in self.tokens)

    @property
    def is_general(self) -> bool:
        """Tell whether the section leaves the number of digits to the program."""
        return any(token == GENERAL for token in self.tokens)


GENERAL = Token(Kind.TEXT, "General")
_GENERAL_WORDS = r"General|G/通用格式|@G"
_MEANS = (
    (Kind.LITERAL, re.compile(r'"([^"]*)"')),
    (Kind.LITERAL, re.compile(r"[\\!](.)")),
    # A blank as wide as the next character; the next character as often as it fits.
    (None, re.compile(r"[_*].")),
    # Colours, and the language of a currency: [$¥-804] shows ¥.
    (
        None,
        re.compile(
            r"\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?[0-9]+)\]", re.IGNORECASE
        ),
    ),
    (None, re.compile(r"\[(?:黑色|蓝色|青色|绿色|洋红|红色|白色|黄色|颜色 ?[0-9]+)\]")),
    (Kind.LITERAL, re.compile(r"\[\$([^\]-]*)(?:-[0-9A-Fa-f,]+)?\]")),
    (Kind.ELAPSED, re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)),
    (Kind.DATE, re.compile(r"(上午/下午|AM/PM|A/P)", re.IGNORECASE)),
    (Kind.DATE, re.compile(r"(y+|m+|d+|h+|s+|aaaa?)", re.IGNORECASE)),
    (Kind.DIGIT, re.compile(r"([0#?])")),
    (Kind.POINT, re.compile(r"(\.)")),
    (Kind.COMMA, re.compile(r"(,)")),
    (Kind.PERCENT, re.compile(r"(%)")),
    (Kind.TEXT, re.compile(r"(@)")),
    # What may stand without quotes: signs, brackets, and every character that is not Latin.
    (Kind.LITERAL, re.compile(r"([$+\-()/:^&'~{}<>= ]|[^\x00-\x7f])")),
)
_BOUND = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9]+(?:\.[0-9]+)?)\]")
_MOST_SECTIONS = 4
_LONGEST = 255


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """Return the sections of a code; none where it holds anything that is not understood."""
    if len(code) > _LONGEST:
        return ()
    found, rest = [], code
    while True:
        section, rest = _section(rest)
        if section is None:
            return ()
        found.append(section)
        if not rest:
            return tuple(found) if len(found) <= _MOST_SECTIONS else ()
        rest = rest[1:]


def _section(code: str) -> tuple[Section | None, str]:
    """Read a code up to its next semicolon; None where a piece is not understood."""
    tokens: list[Token] = []
    bound = None
    while code and code[0] != ";":
        if general := re.match(_GENERAL_WORDS, code, re.IGNORECASE):
            tokens.append(GENERAL)
            code = code[general.end() :]
        elif condition := _BOUND.match(code):
            bound = condition.group(1), condition.group(2)
            code = code[condition.end() :]
        else:
            length = _read(code, tokens)
            if not length:
                return None, ""
            code = code[length:]
    return Section(_without_fractions(tokens), bound), code


def _read(code: str, tokens: list[Token]) -> int:
    """Read one piece; returns its length, 0 where it is not understood."""
    for kind, pattern in _MEANS:
        found = pattern.match(code)
        if found is None:
            continue
        if kind is not None:
            tokens.append(Token(kind, found.group(1)))
        return found.end()
    return 0


def _without_fractions(tokens: list[Token]) -> tuple[Token, ...]:
    """Refuse `# ?/?`: an empty section of unknown tokens shows that it is not understood."""
    kinds = [token.kind for token in tokens]
    slashes = [place for place, token in enumerate(tokens) if token == Token(Kind.LITERAL, "/")]
    is_fraction = any(
        place and kinds[place - 1] is Kind.DIGIT and Kind.DIGIT in kinds[place:]
        for place in slashes
    )
    return (Token(Kind.TEXT, "fraction"),) if is_fraction else tuple(tokens)
