"""A form being imported: the values found so far, where each came from, and what remains doubtful."""

from dataclasses import dataclass, field
from typing import Any

from generator.forms.grid import Cell

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Draft:
    """One form found in a source file. `values` follows the keys of a data file."""

    values: dict[str, Any] = field(default_factory=dict)
    origins: dict[Path, str] = field(default_factory=dict)
    doubts: list[tuple[str, str]] = field(default_factory=list)
    earlier: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    complete: bool = False

    def put(self, key: str, cell: Cell, text: str | None = None) -> None:
        """State a value once; another one for the same key is a doubt, and the first stays."""
        value = cell.text if text is None else text
        if not value:
            return
        if self.values.get(key, value) != value:
            self.doubt(cell, f"“{key}”另有一处写作“{value}”，没有采用")
            return
        self.values[key] = value
        self.origins[key,] = cell.address

    def add(self, key: str, row: dict[str, Any], cells: dict[str, Cell]) -> None:
        """Append a row to a list of rows, each value with its origin."""
        rows = self.values.setdefault(key, [])
        for name, cell in cells.items():
            self.origins[key, len(rows), name] = cell.address
        rows.append(row)

    def doubt(self, cell: Cell, message: str) -> None:
        """Remember something that a person has to look at."""
        self.doubts.append((cell.address, message))
