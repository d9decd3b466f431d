"""Where the values of an imported form stand in its source."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.finding import Location
from generator.model.report import FormPath, outwards


@dataclass(frozen=True, slots=True)
class CellPlaces:
    """The address of each value's cell or paragraph, where it is remembered."""

    file: str
    addresses: Mapping[FormPath, str]

    def locate(self, path: FormPath) -> Location:
        """Return the cell of a value, or of the nearest thing around it that has one."""
        around = (self.addresses[outer] for outer in outwards(path) if outer in self.addresses)
        return Location(self.file, cell=next(around, ""))
