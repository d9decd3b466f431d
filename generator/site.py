"""The whole way: content folder to released site, in one function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from pathlib import Path

from generator import checks, pages
from generator.attached.gathering import gather
from generator.attached.laying import lay_attachments
from generator.catalogue import Catalogue, epoch, make_catalogue
from generator.checks import CHECK_CODES, GATE_CODES
from generator.checks.beside import sensitive_beside
from generator.checks.check import Case
from generator.checks.runner import CheckResult
from generator.disclosure.beside import texts_beside
from generator.disclosure.disclose import Disclosed, disclose
from generator.disclosure.notices import public_notices
from generator.disclosure.seen import Saying, said_here
from generator.disclosure.watching import is_own_text, watch_for
from generator.forms import problems as importing
from generator.loading import errors
from generator.loading.across_files import Codes
from generator.loading.content import Content, load_content
from generator.model.finding import Finding, Severity
from generator.model.problem import Manual, Problem
from generator.model.revision import Revised
from generator.model.written import Written
from generator.open_data.files import write_whole
from generator.open_data.page import render_data_pages
from generator.pages.accuracy import accuracy_in
from generator.pages.render import render_whole
from generator.parts.assessing import checking, reading, saying, score_all
from generator.parts.drawing import draw_cards
from generator.parts.making import (
    handed_of_all,
    make_parts,
    own_data_files,
    rows_of_all,
    texts_of_all,
)
from generator.parts.opening import before_of, departments_of, ledgers_of, promises_of, reports_told
from generator.parts.sharing import Share, told_by
from generator.parts.workers import Workers
from generator.parts.workshop import Workshop, given_or_own, workshop
from generator.parts.years import make_years
from generator.publish import problems as building
from generator.publish.builder import BuildError, Workplace, build_site, write_config, write_pages
from generator.publish.complaints import lacking, led_away
from generator.publish.kept_pages import Keeping
from generator.publish.last_look import Means, refuse_leaks
from generator.publish.live import NOTHING_LIVE, Live
from generator.publish.release import former_release, new_release
from generator.publish.tree import TreeWriter
from generator.review import problems as gate
from generator.review.going_live import Verdict, judge
from generator.review.history import revisions
from generator.scoring.item_methods import METHODS
from generator.search.files import write_index
from generator.search.page import render_search_page

# Every code there is, in the order of the manual.
PROBLEMS: tuple[Problem, ...] = (
    *checks.PROBLEMS,
    *errors.PROBLEMS,
    *building.PROBLEMS,
    *importing.PROBLEMS,
    *gate.PROBLEMS,
)


def manual() -> Manual:
    """Return what there is to say of every code, their clean form, and the software's exactness."""
    clean_form = (files(checks) / "clean.yml").read_text("utf-8")
    accuracy = (files(pages) / "accuracy.yml").read_text("utf-8")
    return Manual(PROBLEMS, clean_form, accuracy_in(accuracy))


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a content folder holds and everything found in it.

    `content` is None where it cannot be used. `broken` is what cannot be read, `beside` what
    stands in the way of publishing the site's own texts, `unsaid` what would change what is live
    without a word. `attachments` are files by `report/file`.
    """

    content: Content | None
    cases: tuple[Case, ...]
    result: CheckResult
    broken: tuple[Finding, ...]
    beside: tuple[Finding, ...] = ()
    unsaid: tuple[Finding, ...] = ()
    attachments: Mapping[str, Path] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Problems of the files first, then what the checks found."""
        return (*self.broken, *self.unsaid, *self.beside, *self.result.findings)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Findings of severity 错误: none may be left when a site is published."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    def blocks(self, *, preview: bool) -> bool:
        """Tell whether nothing may be built.

        A preview is built from files that the gate would still keep back.
        """
        found = self.broken if preview else self.findings
        return any(finding.severity is Severity.ERROR for finding in found)


def assess(
    content_dir: Path, shop: Workshop | None = None, share: Share | None = None
) -> Assessment:
    """Load, score and check a content folder; of a share of the departments, check these alone."""
    codes = Codes(CHECK_CODES, GATE_CODES, frozenset(METHODS))
    with given_or_own(shop) as room:
        content, broken = load_content(content_dir, codes, reading(room))
        if content is None:
            return Assessment(None, (), CheckResult((), ()), tuple(broken))
        enclosures = gather(content_dir, content.reports, room.memory)
        cases = enclosures.beside(score_all(room, content.reports, content.rulebooks))
        result = checking(room, told_by(share, content.reports))(cases, content.site.severities)
    approved = {approval.mark for approval in content.site.approvals}
    beside = tuple(sensitive_beside(texts_beside(content), approved))
    wrong = (*broken, *enclosures.findings)
    return Assessment(content, cases, result, wrong, beside, attachments=enclosures.files)


def open_to_all(
    content: Content,
    assessment: Assessment,
    day: date | None,
    shop: Workshop | None = None,
    share: Share | None = None,
) -> Disclosed:
    """Return what may be public on a day; where no day is given, for a preview, everything."""
    if day is None:
        return Disclosed(assessment.cases, assessment.result)
    with given_or_own(shop) as room:
        check = checking(room, told_by(share, content.reports))
        return disclose(assessment.cases, assessment.result, content.site.severities, day, check)


def generate(  # noqa: PLR0913 - one parameter an option
    content: Content,
    assessment: Assessment,
    place: Workplace,
    day: date | None,
    *,
    history_of: Path | None = None,
    changed: Sequence[str] = (),
    shop: Workshop | None = None,
) -> Catalogue:
    """Write the Markdown tree and its config; `mkdocs build` alone could take it from here.

    `day` is the day the public looks: what is under embargo until later is left out. None makes a
    preview, whose first page lists the `changed` reports. `history_of` is a content folder in git
    whose revisions are to be told.
    """
    if wrong := led_away(content.pages) or lacking(content.site.formats):
        raise BuildError(wrong)
    clock = place.clock
    clock.begins("公开范围、汇总")
    public = open_to_all(content, assessment, day, shop)
    catalogue = catalogue_of(content, public, day, revisions_told(public, history_of, day, place))
    writer = TreeWriter(place.docs, place.former)
    with given_or_own(shop) as room:
        clock.begins("各部门的网页和数据")
        parts = make_parts(room, catalogue)
        parts += make_years(room, catalogue.site, rows_of_all(parts))
        room.workers.rest()
        for part in parts:
            part.lay(writer)
        clock.begins("汇总的数据文件")
        own = [*own_data_files(parts), *lay_attachments(catalogue, assessment.attachments, writer)]
        data = write_whole(catalogue, rows_of_all(parts), own, writer)
        clock.begins("检索")
        write_index(catalogue, texts_of_all(parts), writer)
        for path, picture in draw_cards(room, catalogue):
            writer.write(path, picture)
        clock.begins("汇总的网页")
        beside = chain(render_data_pages(catalogue, data), render_search_page().items())
        of_all = render_whole(catalogue, manual(), handed_of_all(parts), changed)
        write_pages(chain(beside, of_all), writer)
    writer.finish()
    write_config(place, content.site, preview=day is None)
    clock.ends()
    return catalogue


def public_catalogue(content: Content, assessment: Assessment, day: date) -> Catalogue:
    """Return all that is public on a day, as the site's pages tell it."""
    return catalogue_of(content, open_to_all(content, assessment, day), day, {})


def catalogue_of(
    content: Content,
    public: Disclosed,
    day: date | None,
    told: Mapping[str, tuple[Revised, ...]],
) -> Catalogue:
    """Return what is public as one table, with its ledgers and notices; `told` are revisions."""
    departments = departments_of(content, public, day)
    catalogue = make_catalogue(
        content.site, departments, content.rulebooks, content.pages, public, told
    )
    notices = public_notices(content.notices.values(), reports_told(public), day, departments)
    return replace(
        catalogue,
        ledgers=ledgers_of(content, public, day),
        notices=notices,
        promises=promises_of(public, day),
        before=before_of(public),
    )


def revisions_told(
    public: Disclosed, folder: Path | None, day: date | None, place: Workplace
) -> Mapping[str, tuple[Revised, ...]]:
    """Return the revisions of public reports by their ids, from the git of a content folder."""
    if folder is None or day is None:
        return {}
    published = {case.report.id: case.report for case in public.cases}
    return revisions(folder, published, day, place.cache)


def publish(  # noqa: PLR0913 - one parameter an option
    content_dir: Path,
    site_dir: Path,
    place: Workplace,
    day: date | None,
    *,
    history: bool = False,
    changed: Sequence[str] = (),
    live: Live = NOTHING_LIVE,
) -> Assessment:
    """Build the site from a content folder and make it live, unless something blocks it.

    `live` is what is public now: nothing of it may change unsaid.
    """
    clock, scheduler = place.clock, place.elsewhere.scheduler
    with workshop(place.cache, place.jobs, scheduler, clock.listener.counts) as shop:
        for cache in place.elsewhere.joined:
            shop.take_over(cache)
        clock.begins("读取、计分、核对")
        assessment = assess(content_dir, shop)
        if assessment.content is None or assessment.blocks(preview=day is None):
            return assessment
        shop.workers.rest()
        clock.begins("与正在公开的内容核对")
        verdict = verdict_on(assessment, live, day, saying(shop))
        if verdict is not None and verdict.findings:
            return replace(assessment, unsaid=verdict.findings)
        sealing = None if verdict is None else verdict.sealing
        seen: list[Written] = []
        with new_release(site_dir, preview=day is None, sealing=sealing, seen=seen) as staging:
            place = replace(place, former=former_release(site_dir))
            # What was generated is let go of: it is on the disk, and MkDocs needs room.
            generated = generate(
                assessment.content,
                assessment,
                place,
                day,
                history_of=content_dir if history else None,
                changed=changed,
                shop=shop,
            )
            newest = epoch(generated)
            del generated
            clock.begins("生成网页")
            keeping = Keeping(shop.memory, assessment.content.hand_written)
            build_site(place, staging, newest, keeping)
            if day is not None:
                clock.begins("最后检查")
                result = assessment.result
                watch = watch_for(assessment.content, assessment.cases, result, day)
                with Workers(place.jobs) as processes:
                    alike = assessment.content.departments
                    means = Means(place.cache, place.jobs, processes.map, alike)
                    seen += refuse_leaks(staging, place.theme, watch, is_own_text, means)
            clock.begins("封存、换上")
    clock.ends()
    return assessment


def verdict_on(
    assessment: Assessment, live: Live, day: date | None, says: Saying = said_here
) -> Verdict | None:
    """Return whether content may follow what is live; None of a preview, which never does."""
    if assessment.content is None or day is None:
        return None
    return judge(assessment.content, assessment.cases, live, day, version("jixiao"), says)
