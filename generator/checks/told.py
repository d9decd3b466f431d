"""What is told when findings are put out, in whatever format."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.finding import Finding
from generator.model.problem import Manual


@dataclass(frozen=True, slots=True)
class Told:
    """The number of reports read, what was found, and what is to be said of the codes.

    `address` is that of the site whose pages explain the codes, "" where it has none.
    """

    reports: int
    findings: Sequence[Finding]
    manual: Manual
    address: str = ""
