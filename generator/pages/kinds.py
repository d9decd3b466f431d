"""How pages tell kinds of evaluation apart: the way to a report, and links between kinds."""

from collections import Counter
from collections.abc import Iterator

from generator.catalogue import Catalogue, Entry
from generator.model.kinds import OTHERS, PROJECT, Kind, title_of
from generator.pages.common import Fact
from generator.pages.ledger import ledger_facts
from generator.pages.promised import promise_facts
from generator.pages.second import second_facts
from generator.presentation.addresses import Link

INDEX = Link("其他评价", "evaluations/")
_HOME = Link("首页", "")


def evaluation_facts(
    catalogue: Catalogue, year: int | None = None, department: str = ""
) -> tuple[Fact, ...]:
    """Return the line that leads from a list of projects to the other evaluations beside it."""
    here = [one for one in catalogue.others if _belongs(one, year, department)]
    counts = Counter(one.report.form.kind for one in here)
    words = "，".join(f"{kind} {count} 份" for kind, count in counts.items())
    return (Fact(INDEX.title, words, INDEX.url),) if words else ()


def facts_beside(
    catalogue: Catalogue, year: int | None = None, department: str = ""
) -> tuple[Fact, ...]:
    """Return what stands beside a list of projects: ledgers, second scores, promises, and others.

    Of all years, the home page tells the newest ledger and a department's page each. A catalogue
    of the listed reports alone is enough, and quicker to ask.
    """
    years = [one.year for one in catalogue.ledgers] if department else [None]
    found = [ledger_facts(catalogue, one, department) for one in ([year] if year else years)]
    told = [fact for facts in found for fact in facts]
    second = second_facts(catalogue, year, department)
    promised = promise_facts(catalogue, year, department)
    return (*told, *second, *promised, *evaluation_facts(catalogue, year, department))


def _belongs(entry: Entry, year: int | None, department: str) -> bool:
    identity = entry.report.identity
    return year in (None, identity.year) and department in ("", identity.department)


def way_to(entry: Entry) -> tuple[Link, ...]:
    """Return the way from the home page to a report: by year, or by the kind of evaluation."""
    identity, kind = entry.report.identity, entry.report.form.kind
    if kind != PROJECT:
        return (_HOME, INDEX, link_of(kind))
    return (
        _HOME,
        Link(f"{identity.year}年度", f"{identity.year}/"),
        Link(entry.department.name, f"{identity.year}/{identity.department}/"),
    )


def kind_facts(entry: Entry) -> tuple[Fact, ...]:
    """Say which kind of evaluation a report is, where it is not that of a project."""
    kind = entry.report.form.kind
    return () if kind == PROJECT else (Fact("类型", title_of(kind), link_of(kind).url),)


def covered(catalogue: Catalogue, entry: Entry) -> Iterator[Link]:
    """Yield links to the projects that an evaluation covers, and to what covers a project."""
    for name in entry.report.form.covers:
        if name in catalogue.rows:
            title = catalogue.rows[name]["project"] or name
            yield Link(f"涵盖的项目：{title}", f"{name}/")
    for other in catalogue.covering.get(entry.report.id, ()):
        yield Link(f"{other.report.form.kind}：{other.report.title}", other.url)


def link_of(kind: Kind) -> Link:
    """Return the list of a kind of evaluation."""
    address, title = OTHERS[kind]
    return Link(title, f"{INDEX.url}{address}/")
