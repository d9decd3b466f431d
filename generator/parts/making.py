"""A department's part of the site: its own pages, data files and texts, and its rows for all."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from generator.catalogue import Catalogue, Entry
from generator.checks import ALL_CHECKS
from generator.model.written import Written
from generator.open_data.files import write_departments
from generator.open_data.fragments import Fragment, newest_first
from generator.pages.handed import Handed, handed, handed_on
from generator.pages.render import render_department
from generator.parts.cluster import ClusterError
from generator.parts.marks import mark_of_department
from generator.parts.pack import Pack, Packing
from generator.parts.workshop import Portion, Work, Workshop
from generator.publish.tree import TreeWriter
from generator.search.files import ReportText, text_file, write_texts

# Names of pieces that are no files; no path of the site begins so.
_FOLDED, _ROWS, _HANDED = "=folded/", "=rows/", "=handed/"
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a department or a year: files of the site.

    Of a department also rows and texts of its reports, whose ids are `reports`. All of it lies in
    the pack.
    """

    pack: Pack
    files: tuple[Written, ...]
    fragments: tuple[Fragment, ...]
    reports: tuple[str, ...]

    def taken_up(self, packs: Path) -> "Made | None":
        """Return this with its pack in a folder; None where that is not there or not whole."""
        pack = replace(self.pack, file=packs / self.pack.file.name)
        return _filled(pack, self.files, self.fragments, self.reports) if pack.is_whole else None

    def lay(self, writer: TreeWriter) -> None:
        """Write the files of the site; what can be had without unpacking it is taken."""
        paths = [file.path for file in self.files if not writer.take(file)]
        for path, content in zip(paths, self.pack.contents(paths), strict=True):
            writer.write(path, content)

    def handed_on(self) -> Iterator[tuple[str, bytes]]:
        """Yield what the pages of all take from this, each piece with its name."""
        pieces = [name for name in self.pack if name.startswith(_HANDED)]
        names = (name.removeprefix(_HANDED) for name in pieces)
        return zip(names, self.pack.contents(pieces), strict=True)


@dataclass(frozen=True, slots=True)
class _Order:
    catalogue: Catalogue
    pack: Path


def make_parts(
    shop: Workshop, catalogue: Catalogue, only: Collection[str] | None = None
) -> list[Made]:
    """Make the part of every department, or of some `only`; or take it from the memory.

    Raises ClusterError where another machine laid a part where it cannot be read.
    """
    names = [name for name in departments_in(catalogue) if only is None or name in only]
    parts = [of_department(catalogue, name) for name in names]
    keys = [mark_of_department(part) for part in parts]
    orders = [_Order(part, shop.packs / key) for part, key in zip(parts, keys, strict=True)]
    made = shop.make(_WORK, keys, orders)
    if not all(part.pack.file.is_file() for part in made):
        raise ClusterError(
            f"集群算出的内容不在 {shop.packs}；请用 --build-dir 指定一个每台机器都能读写、路径相同的共享文件夹"
        )
    return made


def rows_of_all(parts: Iterable[Made]) -> tuple[Fragment, ...]:
    """Return the rows of all reports."""
    return newest_first(chain.from_iterable(part.fragments for part in parts))


def own_data_files(parts: Iterable[Made]) -> Iterator[Written]:
    """Yield the data files of single reports, departments and years."""
    files = chain.from_iterable(part.files for part in parts)
    return (file for file in files if file.path.startswith("data/"))


@dataclass(frozen=True, slots=True)
class _Texts(Mapping[str, ReportText]):
    """Texts of reports by their ids, each read when it is asked for: all are much to hold."""

    parts: Mapping[str, Made]
    files: Mapping[str, Written]

    def __getitem__(self, report: str) -> ReportText:
        folded = self.parts[report].pack[f"{_FOLDED}{report}"].decode()
        return ReportText(folded, self.files[text_file(report)])

    def __iter__(self) -> Iterator[str]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)


def texts_of_all(parts: Collection[Made]) -> Mapping[str, ReportText]:
    """Return the text of each report for the search, by its id."""
    own = {report: part for part in parts for report in part.reports}
    paths = set(map(text_file, own))
    files = chain.from_iterable(part.files for part in parts)
    return _Texts(own, {file.path: file for file in files if file.path in paths})


def handed_of_all(parts: Iterable[Made]) -> Handed:
    """Return what departments have rendered for the pages of all."""
    return handed(part.handed_on() for part in parts)


def departments_in(catalogue: Catalogue) -> list[str]:
    """Return the departments of all reports that have a page, by their names in the register."""
    reports = [*(entry.report for entry in catalogue.entries), *catalogue.withdrawn]
    return sorted({report.identity.department for report in reports})


def of_department(catalogue: Catalogue, name: str) -> Catalogue:
    """Return what the pages and files of one department's reports depend on, and nothing else.

    The checks, being functions, cannot be sent to another process, which has them anyhow.
    """
    own = _of_its_reports(name, catalogue.entries)
    ids = {entry.report.id for entry in own}
    covered = {other for entry in own for other in entry.report.form.covers}
    before = _of(ids, catalogue.before)
    return replace(
        catalogue,
        entries=own,
        departments=_of(_with_parent(catalogue, name), catalogue.departments),
        checks=(),
        firings={},
        pages=(),
        rows=_of(ids | covered, catalogue.rows),
        projects={key: those for key, those in catalogue.projects.items() if key[0] == name},
        withheld=_of({name}, catalogue.withheld),
        withdrawn=tuple(one for one in catalogue.withdrawn if one.identity.department == name),
        versions=_of(ids, catalogue.versions),
        revisions=_of(ids, catalogue.revisions),
        ledgers=tuple(one.only(name) for one in catalogue.ledgers if name in one.departments),
        notices=(),
        others=_of_its_reports(name, catalogue.others),
        covering=_of(ids, catalogue.covering),
        promises=_of(ids | set(before.values()), catalogue.promises),
        before=before,
    )


def _of_its_reports(department: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(one for one in entries if one.report.identity.department == department)


def _with_parent(catalogue: Catalogue, name: str) -> set[str]:
    """Return a department and the one above it, which its page names."""
    return {name, catalogue.departments[name].parent or name}


def _of(ids: Collection[str], told: Mapping[str, Told]) -> dict[str, Told]:
    return {name: told[name] for name in sorted(ids) if name in told}


def _make_each(orders: Portion[_Order]) -> list[Made]:
    return [_make(replace(one.catalogue, checks=ALL_CHECKS), one.pack) for one in orders]


def _make(catalogue: Catalogue, file: Path) -> Made:
    with Packing(file) as packing:
        fragments = write_departments(catalogue, packing)
        for report, text in write_texts(catalogue.entries, packing):
            packing.add(f"{_FOLDED}{report}", text.folded.encode())
        for path, page in render_department(catalogue):
            packing.write(path, page)
        for name, piece in handed_on(catalogue):
            packing.add(f"{_HANDED}{name}", piece)
        for number, fragment in enumerate(fragments):
            for name, rows in fragment.rendered.items():
                packing.add(f"{_ROWS}{number}/{name}", rows)
        pack = packing.finished()
    reports = tuple(entry.report.id for entry in catalogue.entries)
    return _filled(pack, tuple(packing.files), fragments, reports)


def _filled(
    pack: Pack, files: tuple[Written, ...], fragments: Iterable[Fragment], reports: tuple[str, ...]
) -> Made:
    """Return what was made, its rows taken from the pack."""
    found = tuple(
        replace(fragment, rendered=pack.under(f"{_ROWS}{number}/"))
        for number, fragment in enumerate(fragments)
    )
    return Made(pack, files, found, reports)


_WORK: Work[_Order, Made] = Work(
    "made",
    _make_each,
    weight=lambda order: len(order.catalogue.entries),
    taken_up=Made.taken_up,
)
