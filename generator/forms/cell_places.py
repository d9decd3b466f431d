"""Where the values of an imported form stand in its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.finding import Location
from generator.model.report import FormPath, outwards

# What people call a row by.
_NAMES = ("三级指标", "来源")


@dataclass(frozen=True, slots=True)
class CellPlaces:
    """The address of each value's cell or paragraph, where it is remembered.

    `labels` holds that of the label where the form leaves the value beside it empty.
    """

    file: str
    addresses: Mapping[FormPath, str]
    labels: Mapping[FormPath, str] = field(default_factory=dict)

    def locate(self, path: FormPath) -> Location:
        """Return the cell of a value; where it has none, of what stands nearest to its place."""
        return Location(self.file, cell=self.cell(path))

    def cell(self, path: FormPath) -> str:
        """Return the address of a value, of its label, its row or its block; else the form's."""
        near = (self._at_or_in(around) for around in outwards(path))
        return next(filter(None, near), "")

    def _at_or_in(self, path: FormPath) -> str:
        """Return the address of a path, else of what a row within it is called, else the first."""
        if path in self.addresses:
            return self.addresses[path]
        if path in self.labels:
            return self.labels[path]
        names = (self.addresses.get((*path, name)) for name in _NAMES)
        inside = (one for place, one in self.addresses.items() if place[: len(path)] == path)
        return next(filter(None, (*names, *inside)), "")
