"""Which department a form is of: by its name in the register or a person's word, never a guess."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from generator.forms.labels import label
from generator.model.site import Department
from generator.model.text import fold

# Below this, a proposal is more often wrong than right and only distracts.
_LEAST = 0.5
# A short name such as 一中院 has all its characters in order within the full one.
_SHORTENED = 0.6
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A name as forms write it, the department that a person confirmed it to be, and where."""

    name: str
    department: str
    line: int


@dataclass(frozen=True, slots=True)
class Departments:
    """The register of a content folder, and the other names that people have confirmed."""

    register: Mapping[str, Department]
    confirmed: Mapping[str, Confirmed] = field(default_factory=dict)

    def of(self, names: Iterable[str]) -> str | None:
        """Return the department that bears one of some names, today, formerly or as confirmed."""
        stated = [fold(name) for name in names]
        known = {fold(name): one for one, name in _names(self.register)}
        registered = (known[name] for name in stated if name in known)
        said = (self.confirmed[name].department for name in stated if name in self.confirmed)
        return next(registered, None) or next(said, None)

    def proposal(self, name: str) -> tuple[str, float] | None:
        """Return the department whose name is most like a name, and how like; None if none is."""
        ranked = [(likeness(name, known), one) for one, known in _names(self.register)]
        best, department = max(ranked, default=(0.0, ""))
        return (department, best) if best >= _LEAST else None


def _names(register: Mapping[str, Department]) -> Iterator[tuple[str, str]]:
    for identifier, department in register.items():
        yield identifier, department.name
        yield from ((identifier, name) for name in department.former_names)


def likeness(one: str, other: str) -> float:
    """Return how like two names are, from 0 to 1; a shortened name counts as like its full one."""
    short, long = sorted((label(one), label(other)), key=len)
    if not short:
        return 0.0
    alike = SequenceMatcher(None, short, long, autojunk=False).ratio()
    if len(short) < _FEWEST or not _is_within(short, long):
        return alike
    return max(alike, _SHORTENED + (1 - _SHORTENED) * len(short) / len(long))


def _is_within(short: str, long: str) -> bool:
    """Tell whether all characters of a name stand in another in the same order."""
    rest = iter(long)
    return all(character in rest for character in short)
