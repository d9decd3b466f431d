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
    cuts = [("全部报告", "data/", "data/tables/", catalogue.entries)]
    years = catalogue.grouped(lambda entry: entry.report.identity.year)
    for year in sorted(years, reverse=True):
        folder = f"data/years/{year}/"
        cuts.append((f"{year}年度", folder, folder, years[year]))
    departments = catalogue.grouped(lambda entry: entry.report.identity.department)
    for department in sorted(departments):
        folder = f"data/departments/{department}/"
        name = catalogue.departments[department].name
        cuts.append((name, folder, folder, departments[department]))
    return tuple(Slice(*cut, _rows(cut[-1], parts)) for cut in cuts)


def _rows(entries: Sequence[Entry], parts: dict[str, Rows]) -> Rows:
    return join_rows([parts[entry.report.id] for entry in entries])
