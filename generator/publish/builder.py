"""Runs MkDocs over the Markdown tree.

No plugin, and one hook that only saves work: any builder of mkdocs.yml would do.
"""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.model.site import Site
from generator.model.written import Writer
from generator.publish import finished
from generator.publish.batches import brought_together, divided, set_apart
from generator.publish.clock import Clock
from generator.publish.complaints import complaints, displaced
from generator.publish.former import Former
from generator.publish.kept_pages import Keeping
from generator.publish.passing_by import passing_by


class BuildError(Exception):
    """MkDocs refused the tree; the message is Chinese and holds every complaint."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What helps a build from other machines.

    `scheduler` is the address of a cluster; `joined` are the caches of builds of single shares.
    """

    scheduler: str | None = None
    joined: tuple[Path, ...] = ()


ALONE = Elsewhere()


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where the parts of one build lie.

    `overrides` is the publisher's own theme, put over ours; `cache` holds what builds remember.
    `jobs` is how many processes may work at once; `clock` is told where each stage begins.
    `former` is a release that files may be taken from.
    """

    project: Path
    docs: Path
    config: Path
    overrides: Path | None = None
    cache: Path | None = None
    jobs: int = 1
    clock: Clock = field(default_factory=Clock, compare=False)
    elsewhere: Elsewhere = ALONE
    former: Former | None = None

    @property
    def theme(self) -> Path:
        """The theme as it is delivered."""
        return self.project / "theme_overrides"


def write_config(place: Workplace, site: Site, *, preview: bool) -> None:
    """Write the child config that ties the project's mkdocs.yml to this content folder.

    JSON is YAML: paths and Chinese names need no escaping of our own.
    """
    facts = {
        **_facts(site),
        "preview": preview,
        "own_styles": _has_own_styles(place),
    }
    config = {
        "INHERIT": str(place.project / "mkdocs.yml"),
        "site_name": site.name,
        "site_description": site.description,
        "docs_dir": str(place.docs),
        "theme": {"custom_dir": str(_theme(place))},
        "hooks": [str(Path(finished.__file__))],
        "extra": {"jixiao": {key: value for key, value in facts.items() if value}},
    }
    if site.address:
        config["site_url"] = site.address
    text = json.dumps(config, ensure_ascii=False, indent=1) + "\n"
    place.config.parent.mkdir(parents=True, exist_ok=True)
    place.config.write_text(text, encoding="utf-8")


def _facts(site: Site) -> dict[str, Any]:
    """Return what header and foot of every page tell of the publisher; None where not stated."""
    return {
        "publisher": site.publisher,
        "contact": site.contact,
        "icp": _link(site.icp, "https://beian.miit.gov.cn/"),
        "police": _link(site.police, "https://beian.mps.gov.cn/"),
        "badge": _link("党政机关网站标识", site.badge),
        "error_report": _link("我为政府网站找错", site.error_report),
        "government_code": site.government_code,
        "site_domain": urlsplit(site.address).hostname if site.address else None,
        "notice": site.notice,
        "licence": site.licence,
    }


def _link(text: str | None, url: str | None) -> dict[str, str] | None:
    return {"text": text, "url": url} if text and url else None


def _has_own_styles(place: Workplace) -> bool:
    return place.overrides is not None and (place.overrides / "assets" / "own.css").is_file()


def _theme(place: Workplace) -> Path:
    """Return the theme folder: ours, or a copy of ours with the publisher's own files over it."""
    ours = place.theme
    if place.overrides is None:
        return ours
    both = place.config.parent / "theme"
    shutil.rmtree(both, ignore_errors=True)
    shutil.copytree(ours, both)
    _refuse_links(place.overrides)
    notes = shutil.ignore_patterns("README.md")
    shutil.copytree(place.overrides, both, dirs_exist_ok=True, ignore=notes)
    return both


def _refuse_links(overrides: Path) -> None:
    """Raise BuildError for a link in the publisher's theme: what it leads to would be published."""
    found = next((path for path in sorted(overrides.rglob("*")) if path.is_symlink()), None)
    if found is not None:
        name = found.relative_to(overrides.parent).as_posix()
        raise BuildError(f"{name} 是符号链接，没有生成网站；外观文件夹里只放文件，请换成文件本身")


def write_pages(pages: Iterable[tuple[str, str]], writer: Writer) -> None:
    """Write pages as they are made. Raises BuildError for a hand-written one in another's place."""
    done: set[str] = set()
    for path, text in pages:
        if path in done:
            raise BuildError(displaced(path))
        writer.write(path, text)
        done.add(path)


def build_site(place: Workplace, target: Path, epoch: int, keeping: Keeping) -> None:
    """Build the site into `target` as `build_html` does, and use up the tree: its data moves."""
    with passing_by(place.docs, place.config.parent / "beside", target, keeping.hand_written):
        build_html(place, target, epoch, keeping)


def build_html(place: Workplace, target: Path, epoch: int, keeping: Keeping | None = None) -> None:
    """Build the site into `target`, by as many processes as the place has jobs, where that pays.

    `epoch` (seconds) dates whatever MkDocs dates; `keeping` knows finished pages. Raises BuildError
    when MkDocs, strict, warns or fails.
    """
    if keeping is None:
        _build(place, target, epoch)
        return
    try:
        with keeping.sparing(place.docs, place.config, target, place.former):
            _build(place, target, epoch)
    except BuildError:
        # A hand-written page may lead to one that was spared; the whole tells what is wrong.
        _build(place, target, epoch)


def _build(place: Workplace, target: Path, epoch: int) -> None:
    parts = divided(place.docs, place.config, place.jobs)
    if parts and _built_in_batches(place, target, epoch, parts):
        return
    done = _mkdocs(place.config, target, epoch)
    if done.returncode != 0:
        _refuse_full_disk(done.stderr)
        raise BuildError(_refusal(done.stderr + done.stdout, place.docs))


def _built_in_batches(
    place: Workplace, target: Path, epoch: int, parts: Sequence[tuple[str, ...]]
) -> bool:
    """Build by several processes; where one fails, nothing is left, and one may tell why."""
    with set_apart(place.docs, place.config, parts) as batches:
        configs = (place.config, *(batch.config for batch in batches))
        sites = (target, *(batch.site for batch in batches))
        with ThreadPoolExecutor(place.jobs) as pool:
            done = list(pool.map(_mkdocs, configs, sites, repeat(epoch)))
        is_whole = all(one.returncode == 0 for one in done)
        if is_whole:
            brought_together(batches, target)
    return is_whole


def _mkdocs(config: Path, target: Path, epoch: int) -> subprocess.CompletedProcess[str]:
    # COLUMNS: a complaint is one line, however wide the terminal. --quiet switches --strict off.
    settings = {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "COLUMNS": "0",
    }
    environment = {**os.environ, **settings, "SOURCE_DATE_EPOCH": str(epoch)}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    command += ["--config-file", str(config), "--site-dir", str(target)]
    return subprocess.run(  # noqa: S603 - fixed command
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def _refuse_full_disk(said: str) -> None:
    """Raise OSError where MkDocs could not write: its words are English, and a trace."""
    for reason in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        if f"[Errno {reason}]" in said:
            raise OSError(reason, os.strerror(reason))


def _refusal(output: str, docs: Path) -> str:
    """Say what MkDocs complains of; where it ended without a word of that kind, all it said."""
    found = complaints(output, docs)
    if not found:
        return f"MkDocs 没有生成网页，它的输出是：\n{output.strip()}"
    return "\n".join(
        [f"生成网页时发现 {len(found)} 处问题，没有生成；已有的网站没有改动。", *found]
    )
