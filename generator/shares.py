"""A build in shares: each works out some of the departments, a last one takes over what they found.

The whole is as if one build had made it: see `site.publish`.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.assessment import Assessment, assess
from generator.catalogue import epoch
from generator.parts.making import make_parts
from generator.parts.sharing import Share
from generator.parts.workshop import workshop
from generator.publish.batches import stand_in
from generator.publish.builder import Workplace, build_html, write_config
from generator.publish.kept_pages import Keeping
from generator.publish.tree import TreeWriter
from generator.site import catalogue_of, open_to_all, revisions_told


def prepare(
    content_dir: Path,
    place: Workplace,
    day: date | None,
    share: Share,
    *,
    history: bool = False,
) -> Assessment:
    """Work out the parts and finished pages of a share of the departments, and remember them.

    Nothing is published: a build of the whole takes over what is remembered.
    """
    clock, scheduler = place.clock, place.elsewhere.scheduler
    with workshop(place.cache, place.jobs, scheduler, clock.listener.counts) as shop:
        clock.begins("读取、计分、核对")
        assessment = assess(content_dir, shop, share)
        if assessment.content is None or assessment.blocks(preview=day is None):
            return assessment
        clock.begins("本份各部门的网页和数据")
        content = assessment.content
        public = open_to_all(content, assessment, day, shop, share)
        told = revisions_told(public, content_dir if history else None, day, place)
        catalogue = catalogue_of(content, public, day, told)
        writer = TreeWriter(place.docs)
        for part in make_parts(shop, catalogue, share.departments(content.reports)):
            part.lay(writer)
        shop.workers.rest()
        clock.begins("生成网页")
        write_config(place, content.site, preview=day is None)
        stand_in(place.docs, place.config)
        keeping = Keeping(shop.memory, content.hand_written)
        with TemporaryDirectory(dir=place.config.parent) as folder:
            build_html(place, Path(folder), epoch(catalogue), keeping)
    clock.ends()
    return assessment
