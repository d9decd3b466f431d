"""What may stand in no finished file: personal numbers, marks of secrecy, what is kept back.

It reads what a stranger will read and shares nothing with what wrote it but the recognisers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from generator.checks.copies import KeptBack, everywhere
from generator.checks.recognisers.looks import Kind, Sureness, bare
from generator.checks.sensitive import PERSONAL, SECRECY, folded, masked, may_hold, scan
from generator.model.report import Report

SURE: tuple[Kind, ...] = tuple(
    kind for kind in (*PERSONAL, *SECRECY) if kind.sureness is not Sureness.DOUBTFUL
)
# In an index of parts of words 涉密 may be a part of 非涉密.
IN_PARTS: tuple[Kind, ...] = tuple(kind for kind in SURE if kind in PERSONAL)
# Digits of a text as it is compared; fewer are not worth being told of.
_FEWEST = 6
_FIGURE = re.compile(rf"\d{{{_FEWEST},}}")
# How a report is named wherever one speaks of another: year, department, project.
_ADDRESS = re.compile(r"(?:19|20)[0-9]{2}/[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Source:
    """A text of the content: what it says, as `plain` as it is compared, and where it stands."""

    plain: str
    named: Callable[[], str]


# Returns the texts of the content that may say what is found; None where it was edited meanwhile.
Stated: TypeAlias = Callable[[], Iterable[Source] | None]


def source(text: str, named: Callable[[], str]) -> Source:
    """Return a text as it is compared; `named` tells its file and field where that is asked."""
    return Source(bare(folded(text)), named)


def figures_in(texts: Iterable[str]) -> Iterator[str]:
    """Yield the rows of digits in texts as they are compared: most of what is found is no other."""
    for text in filter(may_hold, texts):
        yield from _FIGURE.findall(bare(folded(text)))


class Sources:
    """The texts of the content as they are compared, read only where something was found.

    `stated` returns None where the content was edited meanwhile; `figures` are all that
    `figures_in` tells of the texts.
    """

    def __init__(self, stated: Stated, figures: Iterable[str]) -> None:
        self._stated = stated
        # In one text, which takes less than each by itself.
        self._rows = "\0".join(figures)

    @cached_property
    def texts(self) -> tuple[Source, ...] | None:
        """All texts that may say something that is found."""
        stated = self._stated()
        return None if stated is None else tuple(stated)

    def say(self, figure: str) -> bool:
        """Tell whether a text says a figure, as it is compared; of a short one, that it may."""
        return _FIGURE.fullmatch(figure) is None or figure in self._rows

    def of(self, found: str) -> tuple[str, ...] | None:
        """Return the file and field of each text that says what was found, as it is compared.

        None where that cannot be told.
        """
        if self.texts is None:
            return None
        return tuple(one.named() for one in self.texts if found in one.plain)


@dataclass(frozen=True, slots=True)
class Leak:
    """Something found in a finished text: what it is, masked.

    It was `found` as it is compared, or `source` tells where it comes from. It may be a sum of
    ours: that `is_sum` is none unless the content says it.
    """

    what: str
    found: str = ""
    source: tuple[str, ...] = ()
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """What is looked for. `allowed` are finds that a person has answered for, bare.

    `kept_back` is what each report keeps back, by the report's file; `sources` is asked by who
    tells what was found. `unnamed` are the reports without a page, by id, with their files: that
    they are there is told to nobody.
    """

    allowed: frozenset[str]
    kept_back: Sequence[tuple[str, KeptBack]]
    sources: Sources
    unnamed: Mapping[str, str] = field(default_factory=dict)

    def look(self, text: str, kinds: tuple[Kind, ...] = SURE) -> tuple[Leak, ...]:
        """Tell what a text holds that may not be there; nothing, whatever the content may say."""
        if not (self.kept_back or self.unnamed or may_hold(text)):
            return ()
        leaks = [
            Leak(f"{kind.title} {masked(found)}", bare(found), is_sum=_is_figure(text, kind))
            for kind, found in self._refused(text, kinds)
        ]
        for name, secrets in self.kept_back:
            if secrets.stand_in(text):
                leaks.append(Leak("不予公开栏目的内容", source=(name,)))
        if self.unnamed:
            leaks += self._named_in(text)
        return tuple(leaks)

    def _named_in(self, text: str) -> Iterator[Leak]:
        """Yield the reports without a page that a text names."""
        for name in filter(self.unnamed.get, _ADDRESS.findall(text)):
            yield Leak(f"没有公开的报告的地址 {name}", source=(self.unnamed[name],))

    def wanted(self) -> Iterator[str]:
        """Yield in words what is looked for, in an order of its own: `sources` are not asked."""
        yield from sorted(self.allowed)
        yield from sorted(self.unnamed)
        for name, secrets in self.kept_back:
            parts = (
                secrets.words,
                secrets.amounts,
                secrets.figures,
                secrets.points,
                secrets.names,
            )
            yield from (name, *(repr(sorted(map(str, part))) for part in parts))

    def _refused(self, text: str, kinds: tuple[Kind, ...]) -> Iterator[tuple[Kind, str]]:
        """Yield what looks like what may not be there and nobody has answered for."""
        for kind, found in scan(text, kinds):
            if self._is_refused(kind, found):
                yield kind, found

    def _is_refused(self, kind: Kind, found: str) -> bool:
        return kind.is_certain or bare(found) not in self.allowed


def secrets_of(reports: Iterable[Report]) -> tuple[tuple[str, KeptBack], ...]:
    """Return what each report keeps back and nobody else may say, by the report's file."""
    found = ((one.positions.file, everywhere(one.form)) for one in reports)
    return tuple((name, secrets) for name, secrets in found if secrets)


def _is_figure(text: str, kind: Kind) -> bool:
    """Tell a cell that is nothing but digits: a sum of ours may look like a telephone number."""
    return not kind.is_certain and re.fullmatch(r"[\s\d.,+-]+", text) is not None
