"""The whole way: content folder to released site, in one function."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from importlib.metadata import version
from importlib.resources import files
from itertools import chain
from pathlib import Path

from generator import checks, pages
from generator.assessment import Assessment, assess
from generator.attached.laying import lay_attachments
from generator.catalogue import Catalogue, epoch, make_catalogue
from generator.checks.finished import Source, Watch
from generator.disclosure.disclose import Disclosed, disclose
from generator.disclosure.notices import public_notices
from generator.disclosure.seen import Saying, said_here
from generator.disclosure.watching import is_own_text, sources_in, watch_for
from generator.forms import problems as importing
from generator.loading import errors
from generator.loading.content import Content
from generator.memory.giving_back import give_back
from generator.model.held import forget_numbers
from generator.model.problem import Manual, Problem
from generator.model.revision import Revised
from generator.model.written import Written
from generator.open_data.files import write_whole
from generator.open_data.page import render_data_pages
from generator.pages.accuracy import accuracy_in
from generator.pages.render import render_whole
from generator.parts.assessing import checking, saying
from generator.parts.drawing import draw_cards
from generator.parts.making import (
    handed_of_all,
    make_parts,
    own_data_files,
    rows_of_all,
    texts_of_all,
)
from generator.parts.marks import mark_of_texts
from generator.parts.opening import before_of, departments_of, ledgers_of, promises_of, reports_told
from generator.parts.sharing import Share, told_by
from generator.parts.workers import Workers
from generator.parts.workshop import Workshop, given_or_own, workshop
from generator.parts.years import make_years
from generator.publish import problems as building
from generator.publish.again import Published
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
) -> Published | Assessment:
    """Build the site from a content folder and make it live, unless something blocks it.

    Returns what was published, or the assessment that tells what blocks it. `live` is what is
    public now: nothing of it may change unsaid.
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
            generated = generate(
                assessment.content,
                assessment,
                place,
                day,
                history_of=content_dir if history else None,
                changed=changed,
                shop=shop,
            )
            newest, published = epoch(generated), assessment.published(day)
            keeping = Keeping(shop.memory, assessment.content.hand_written)
            alike = frozenset(assessment.content.departments)
            watch = watch_over(assessment, day, partial(assess, content_dir, shop))
            # What was read and generated is let go of: it is on the disk, and MkDocs needs room.
            del assessment, verdict, generated
            forget_numbers()
            give_back()
            clock.begins("生成网页")
            build_site(place, staging, newest, keeping)
            give_back()
            if watch is not None:
                clock.begins("最后检查")
                with Workers(place.jobs) as processes:
                    means = Means(place.cache, place.jobs, processes.map, alike)
                    seen += refuse_leaks(staging, place.theme, watch, is_own_text, means)
            clock.begins("封存、换上")
    clock.ends()
    return published


def watch_over(
    assessment: Assessment, day: date | None, again: Callable[[], Assessment]
) -> Watch | None:
    """Return what may not stand in the site of a day; None of a preview, which holds anything.

    Where some of it does, the content is assessed `again`: so long nobody holds it. One that was
    edited meanwhile tells nothing of where it comes from.
    """
    if assessment.content is None or day is None:
        return None
    before = mark_of_texts(assessment.content)

    def stated() -> tuple[Source, ...] | None:
        anew = again()
        if anew.content is None or mark_of_texts(anew.content) != before:
            return None
        return tuple(sources_in(anew.content, anew.cases))

    return watch_for(assessment.content, assessment.cases, assessment.result, day, stated)


def verdict_on(
    assessment: Assessment, live: Live, day: date | None, says: Saying = said_here
) -> Verdict | None:
    """Return whether content may follow what is live; None of a preview, which never does."""
    if assessment.content is None or day is None:
        return None
    return judge(assessment.content, assessment.cases, live, day, version("jixiao"), says)
