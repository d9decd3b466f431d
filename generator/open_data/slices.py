"""The cuts in which the data is offered: everything, each year, each department."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.model.site import Department
from generator.open_data.dictionary import TABLES
from generator.open_data.fragments import Fragment, by_department, by_year
from generator.open_data.workbooks import MOST_ROWS

WHOLE = "data/"


@dataclass(frozen=True, slots=True)
class Volume:
    """A workbook of a set that is too long for one: its number, of how many."""

    number: int
    of: int

    @property
    def suffix(self) -> str:
        """What the file's name ends in: nothing where there is only one."""
        return f"-{self.number}" if self.of > 1 else ""

    @property
    def words(self) -> str:
        """The volume as a reader is told of it."""
        return f"（第{self.number}册，共{self.of}册）" if self.of > 1 else ""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some reports with their tables, in `folder`; their data package lies in `package`.

    `counts` are the rows of each table, `kinds` what its files end in. All reports together are no
    workbook: it would be the longest file of the site, written anew with every correction.
    """

    name: str
    package: str
    folder: str
    fragments: tuple[Fragment, ...] = field(repr=False)
    counts: Mapping[str, int]
    kinds: tuple[str, ...]
    volumes: tuple[tuple[Volume, tuple[Fragment, ...]], ...] = field(repr=False)

    @property
    def is_whole(self) -> bool:
        """Tell whether these are all reports."""
        return self.package == WHOLE

    @property
    def reports(self) -> int:
        """The number of reports."""
        return sum(part.reports for part in self.fragments)

    @property
    def day(self) -> date | None:
        """The newest day on which a report was published or corrected; None where none says."""
        return max((part.day for part in self.fragments if part.day), default=None)

    @property
    def years(self) -> str:
        """The years covered, as `2020` or `2018/2021`; "" where there are no reports."""
        years = sorted({part.year for part in self.fragments})
        return "/".join(dict.fromkeys((str(years[0]), str(years[-1])))) if years else ""

    @property
    def workbooks(self) -> tuple[str, ...]:
        """The paths of the workbooks."""
        return tuple(self.workbook(volume) for volume, _ in self.volumes)

    def workbook(self, volume: Volume) -> str:
        """Return the path of a volume."""
        return f"{self.folder}jixiao{volume.suffix}.xlsx"

    @property
    def tables(self) -> tuple[str, ...]:
        """The paths of the tables, each in every format."""
        return tuple(f"{self.folder}{table.name}.{kind}" for table in TABLES for kind in self.kinds)

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the data files: whole files first, then the tables."""
        whole = (f"{self.folder}jixiao.sqlite",) if self.is_whole else self.workbooks
        return (*whole, *self.tables)


def whole_slice(fragments: Sequence[Fragment], formats: Sequence[str] = ()) -> Slice:
    """Return all reports; their tables are in some more `formats`."""
    return _slice("全部报告", WHOLE, fragments, ("csv", "jsonl.gz", *formats))


def year_slices(fragments: Iterable[Fragment]) -> tuple[Slice, ...]:
    """Return the reports of each year, newest first."""
    years = by_year(fragments)
    return tuple(
        _slice(f"{year}年度", f"data/years/{year}/", years[year])
        for year in sorted(years, reverse=True)
    )


def department_slices(
    departments: Mapping[str, Department], fragments: Sequence[Fragment]
) -> tuple[Slice, ...]:
    """Return the reports of each department, by its id."""
    found = by_department(fragments)
    return tuple(
        _slice(departments[name].name, f"data/departments/{name}/", found[name])
        for name in sorted(found)
    )


def _slice(
    name: str, package: str, fragments: Sequence[Fragment], kinds: tuple[str, ...] = ("csv",)
) -> Slice:
    counts = {table.name: sum(part.counts[table.name] for part in fragments) for table in TABLES}
    folder = "data/tables/" if package == WHOLE else package
    divided = () if package == WHOLE else volumes(fragments)
    return Slice(name, package, folder, tuple(fragments), counts, kinds, divided)


def volumes(
    fragments: Sequence[Fragment], most: int = MOST_ROWS
) -> tuple[tuple[Volume, tuple[Fragment, ...]], ...]:
    """Divide fragments among as few workbooks as have room for their rows, keeping their order.

    Raises ValueError where one fragment alone has more rows than a sheet.
    """
    filled: list[list[Fragment]] = [[]]
    room = Counter[str]()
    for part in fragments:
        own = Counter(part.counts)
        # A sheet's head takes a row.
        if max(own.values()) + 1 > most:
            raise ValueError(f"{part.department} {part.year}: more rows than a sheet has")
        if max((room + own).values(), default=0) + 1 > most:
            filled.append([])
            room = Counter()
        room += own
        filled[-1].append(part)
    return tuple(
        (Volume(number, len(filled)), tuple(found)) for number, found in enumerate(filled, 1)
    )
