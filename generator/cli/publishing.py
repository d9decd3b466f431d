"""Making the site live: the whole way, or nothing where the site that it would make is live."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.assessment import Assessment
from generator.cli.common import FINE, complain
from generator.memory.answers import memory_in
from generator.publish.again import (
    Published,
    Released,
    live_already,
    mark_of_build,
    remember_release,
)
from generator.publish.builder import Workplace
from generator.publish.live import NOTHING_LIVE, Live, live_in
from generator.publish.manifest import digest_of
from generator.site import publish


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended: its exit code, and what its content holds; `is_new` if it made a site."""

    code: int
    reports: int = 0
    findings: int = 0
    is_new: bool = True

    def told(self, site: str) -> str:
        """Say where the site is, and whether it was made."""
        done = (
            "网站已生成"
            if self.is_new
            else "内容没有变化，已有的网站逐个文件核对无误，没有重新生成"
        )
        return f"{done}：{site}（录入 {self.reports} 份报告，核对发现 {self.findings} 处）"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build is asked for beside its day.

    `base` is what is live, where that is not read from the site's own folder; `changed` are the
    reports (ids) that a preview is about; `joined` the caches of builds of single shares.
    """

    history: bool = False
    changed: Sequence[str] = ()
    base: Live | None = None
    joined: tuple[Path, ...] = ()

    @property
    def is_of_this_folder(self) -> bool:
        """Tell whether the content, and the site's own folder, are all that the build reads."""
        return self.base is None and not self.history and not self.joined


PLAIN = Asked()


def publish_site(
    content_dir: Path,
    site_dir: Path,
    private: AbstractContextManager[Workplace],
    now: datetime | None,
    asked: Asked = PLAIN,
) -> Outcome:
    """Make a site live as it is at a moment, None for a preview; complain where it is refused."""
    live = asked.base or (NOTHING_LIVE if now is None else live_in(site_dir, first=False))
    with private as place, memory_in(place.cache) as memory:
        place.clock.begins("与上一次比较")
        mark = _mark(content_dir, place, now, asked)
        known = live_already(memory, mark, site_dir, now) if asked.is_of_this_folder else None
        place.clock.ends()
        if known is not None:
            return _fine(known.published, is_new=False)
        made = publish(
            content_dir,
            site_dir,
            place,
            now,
            history=asked.history,
            changed=asked.changed,
            live=live,
        )
        if isinstance(made, Assessment):
            return Outcome(complain(made))
        # Content that was edited meanwhile may not be what was read.
        if asked.is_of_this_folder and mark == _mark(content_dir, place, now, asked):
            remember_release(memory, mark, Released(digest_of(site_dir), made, now))
    return _fine(made)


def _fine(published: Published, *, is_new: bool = True) -> Outcome:
    return Outcome(FINE, published.reports, published.findings, is_new)


def _mark(content_dir: Path, place: Workplace, now: datetime | None, asked: Asked) -> str:
    return mark_of_build(content_dir, place, now and now.date(), asked.changed)
