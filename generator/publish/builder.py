"""Runs MkDocs over the Markdown tree. No plugin, no hook: any builder of mkdocs.yml would do."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator.model.site import Site
from generator.publish.complaints import complaints


class BuildError(Exception):
    """MkDocs refused the tree; the message is Chinese and holds every complaint."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where the parts of one build lie; `overrides` is the publisher's own theme, put over ours."""

    project: Path
    docs: Path
    config: Path
    overrides: Path | None = None


def write_config(place: Workplace, site: Site, release: str, *, preview: bool) -> None:
    """Write the child config that ties the project's mkdocs.yml to this content folder.

    JSON is YAML: paths and Chinese names need no escaping of our own.
    """
    facts = {
        "publisher": site.publisher,
        "contact": site.contact,
        "icp": site.icp and {"text": site.icp, "url": "https://beian.miit.gov.cn/"},
        "police": site.police and {"text": site.police, "url": "https://beian.mps.gov.cn/"},
        "badge": site.badge and {"text": "党政机关网站标识", "url": site.badge},
        "error_report": site.error_report
        and {"text": "我为政府网站找错", "url": site.error_report},
        "government_code": site.government_code,
        "site_domain": urlsplit(site.address).hostname if site.address else None,
        "notice": site.notice,
        "licence": site.licence,
        "data_version": release,
        "preview": preview,
        "own_styles": place.overrides is not None
        and (place.overrides / "assets" / "own.css").is_file(),
    }
    config = {
        "INHERIT": str(place.project / "mkdocs.yml"),
        "site_name": site.name,
        "site_description": site.description,
        "docs_dir": str(place.docs),
        "theme": {"custom_dir": str(_theme(place))},
        "extra": {"jixiao": {key: value for key, value in facts.items() if value}},
    }
    if site.address:
        config["site_url"] = site.address
    place.config.parent.mkdir(parents=True, exist_ok=True)
    place.config.write_text(
        json.dumps(config, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def _theme(place: Workplace) -> Path:
    """Return the theme folder: ours, or a copy of ours with the publisher's own files over it."""
    ours = place.project / "theme_overrides"
    if place.overrides is None:
        return ours
    both = place.config.parent / "theme"
    shutil.rmtree(both, ignore_errors=True)
    shutil.copytree(ours, both)
    shutil.copytree(
        place.overrides, both, dirs_exist_ok=True, ignore=shutil.ignore_patterns("README.md")
    )
    return both


def build_html(place: Workplace, target: Path, epoch: int) -> None:
    """Build the site into `target`. `epoch` (seconds) dates whatever MkDocs dates.

    Raises BuildError when MkDocs, strict, warns or fails.
    """
    # COLUMNS: a complaint is one line, however wide the terminal is. --quiet would switch --strict off.
    settings = {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "COLUMNS": "0",
    }
    environment = {**os.environ, **settings, "SOURCE_DATE_EPOCH": str(epoch)}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    command += ["--config-file", str(place.config), "--site-dir", str(target)]
    result = subprocess.run(  # noqa: S603 - fixed command
        command, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if result.returncode != 0:
        raise BuildError(_refusal(result.stderr + result.stdout, place.docs))


def _refusal(output: str, docs: Path) -> str:
    """Say what MkDocs complains of; where it ended without a word of that kind, all it said."""
    found = complaints(output, docs)
    if not found:
        return f"MkDocs 没有生成网页，它的输出是：\n{output.strip()}"
    return "\n".join(
        [f"生成网页时发现 {len(found)} 处问题，没有生成；已有的网站没有改动。", *found]
    )
