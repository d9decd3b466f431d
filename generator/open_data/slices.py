"""The cuts in which the data is offered: everything, each year, each department."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.open_data.tables import Rows, join_rows


@dataclass(frozen=True, slots=True)
class Slice:
    """Some reports with their tables, in `folder`; their data package lies in `package`."""

    name: str
    package: str
    folder: str
    entries: tuple[Entry, ...]
    rows: Rows

    @property
    def years(self) -> str:
        """The years covered, as `2020` or `2018/2021`; "" where there are no reports."""
        years = sorted({entry.report.identity.year for entry in self.entries})
        return "/".join(dict.fromkeys((str(years[0]), str(years[-1])))) if years else ""


def make_slices(catalogue: Catalogue, parts: dict[str, Rows]) -> tuple[Slice, ...]:
    """Return all reports first, then each year, newest first, then each department by id.

    `parts` are those of all_rows.
    """

    def cut(name: str, package: str, folder: str, entries: Sequence[Entry]) -> Slice:
        return Slice(
            name,
            package,
            folder,
            tuple(entries),
            join_rows([parts[entry.report.id] for entry in entries]),
        )

    slices = [cut("全部报告", "data/", "data/tables/", catalogue.entries)]
    years = catalogue.grouped(lambda entry: entry.report.identity.year)
    for year in sorted(years, reverse=True):
        folder = f"data/years/{year}/"
        slices.append(cut(f"{year}年度", folder, folder, years[year]))
    departments = catalogue.grouped(lambda entry: entry.report.identity.department)
    for department in sorted(departments):
        folder = f"data/departments/{department}/"
        slices.append(
            cut(catalogue.departments[department].name, folder, folder, departments[department])
        )
    return tuple(slices)
