"""For readers abroad: what the site is, what each kind of page says, how points are found."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.pages.page import Page, Whole, page
from generator.presentation import words


@dataclass(frozen=True, slots=True)
class KindInEnglish:
    """A kind of page: its name, an address of one, and what its head says."""

    name: str
    url: str
    said: str


@dataclass(frozen=True, slots=True)
class EnglishView:
    """The site's figures and the kinds of its pages."""

    site: str
    reports: str
    departments: str
    years: str
    execution: str
    kinds: tuple[KindInEnglish, ...]


# By the module that makes the pages; each module of this room that makes any has its line.
KINDS: dict[str, KindInEnglish] = {
    "front": KindInEnglish(
        "Home",
        "",
        "Three facts of the newest year (lowest execution rate, largest gap above the rule, latest "
        "correction), all years side by side, doors by department and region.",
    ),
    "report": KindInEnglish(
        "Report",
        "",
        "One project in one year. It begins with its answer: money spent of money given, targets "
        "met and missed, the declared score beside the range that the rule allows. Then goals and "
        "results, what does not add up with the unit's reply, the whole form, sources, downloads.",
    ),
    "listing": KindInEnglish(
        "Years, regions, grades",
        "years/",
        "Totals and lists of reports. Money is added over the reports of one year that state both "
        "figures; a page of several years shows the newest beside the year before.",
    ),
    "departments": KindInEnglish(
        "Departments",
        "departments/",
        "For each department all its reports, year by year, with its totals and its own data.",
    ),
    "gaps": KindInEnglish(
        "Declared and rule",
        "gaps/",
        "Which declared totals lie above, within and below what the rule gives, by project, "
        "with how sure the rule is and what the unit says.",
    ),
    "most_found": KindInEnglish(
        "Findings",
        "findings/",
        "What the checks found, the most frequent first, and how much of it is unanswered. "
        "A finding asks for a look; it is no verdict.",
    ),
    "problems": KindInEnglish(
        "Checks",
        "checks/",
        "For every check what should hold, the rule it comes from, how it is mended, an example "
        "of each side, and what it found.",
    ),
    "unanswered": KindInEnglish(
        "Unanswered findings",
        "departments/",
        "For each department the findings to which nothing has been said yet.",
    ),
    "replying": KindInEnglish(
        "Replies, corrections, objections",
        "how-to-answer/",
        "How a unit explains or corrects, how a reader objects, how many findings are answered.",
    ),
    "standing": KindInEnglish(
        "Corrections",
        "corrections/",
        "Everything that changed after publication: old value, new value, reason, who approved. "
        "Earlier versions keep their pages.",
    ),
    "compare": KindInEnglish("Comparison", "compare/", "Two to five reports side by side."),
    "matrix": KindInEnglish(
        "Departments compared",
        "compare/departments/",
        "Departments by year: reports, execution rate, budget, above the rule, findings, replies.",
    ),
    "ledger": KindInEnglish(
        "Ledger of publication",
        "",
        "Where a list of approved projects is given: what should be public, is, is late, exempt.",
    ),
    "evaluations": KindInEnglish(
        "Other evaluations",
        "",
        "Evaluations of departments, transfers, policies; never added into the sums of projects.",
    ),
    "second_scores": KindInEnglish(
        "Second scores",
        "",
        "Where reports were looked at again: how often and how far the second total differs.",
    ),
    "rectification": KindInEnglish(
        "Promises",
        "",
        "What units promised to put right, until when, and what is overdue on the day of the site.",
    ),
    "manual": KindInEnglish(
        "Rulebooks",
        "rules/",
        "Every setting of each rulebook, with the text it comes from and how sure that is.",
    ),
    "methodology": KindInEnglish(
        "Methods", "methodology/", "How values are read and points are worked out."
    ),
    "english": KindInEnglish("In English", "en/", "This summary."),
}


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the summary and the methods in English; the data room adds its dictionary."""
    view = english_view(whole.catalogue.of_projects)
    yield page("en/", "english.md.j2", view=view)
    yield page("en/methods/", "english_methods.md.j2")


def english_view(catalogue: Catalogue) -> EnglishView:
    """Return the site's figures and the kinds of its pages."""
    summary = catalogue.summary(catalogue.entries)
    rate = "" if summary.rate is None else words.ratio(summary.rate)
    return EnglishView(
        site=catalogue.site.name,
        reports=str(summary.reports),
        departments=str(len({one.report.identity.department for one in catalogue.entries})),
        years=str(len(catalogue.years)),
        execution=rate,
        kinds=tuple(KINDS.values()),
    )
