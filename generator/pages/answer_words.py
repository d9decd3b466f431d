"""What a cell of the answer is."""

from dataclasses import dataclass

NOTHING = "—"
WITHHELD = "不公开"


@dataclass(frozen=True, slots=True)
class Cell:
    """One of 钱、事、分: its figure, the sentence that answers, and what must be known beside it."""

    label: str
    figure: str
    lead: str
    more: str = ""
