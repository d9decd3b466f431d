"""Switches the live site: a name that leads to a release is made to lead to another.

Where links are free the name is a symbolic link, replaced by one rename. On Windows, where links
need a right that offices do not give, it is a junction of folders, which needs none; a folder
cannot be renamed over another there, so the old one is put aside first, and put back by the next
build where that is cut off in between.
"""

import os
import shutil
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_JUNCTION: int = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", 0xA0000003)


@dataclass(frozen=True, slots=True)
class Linking:
    """How names are made to lead to folders, and whether a rename may take another's place."""

    make: Callable[[Path, Path], None]
    is_replacing: bool


def _symbolic(link: Path, target: Path) -> None:
    """Lead to a folder by the way from here, so that both may be moved together."""
    link.symlink_to(os.path.relpath(target, link.parent), target_is_directory=True)


def _junction(link: Path, target: Path) -> None:
    if sys.platform == "win32":
        import _winapi  # noqa: PLC0415 - Windows alone has it

        _winapi.CreateJunction(str(target.absolute()), str(link))


def linking(platform: str = sys.platform) -> Linking:
    """Return how a platform links."""
    if platform == "win32":
        return Linking(_junction, is_replacing=False)
    return Linking(_symbolic, is_replacing=True)


def is_link(path: Path) -> bool:
    """Tell whether a name is a symbolic link or a junction, whatever it leads to."""
    return path.is_symlink() or _is_junction(path)


def _is_junction(path: Path) -> bool:
    try:
        tag: int = getattr(path.lstat(), "st_reparse_tag", 0)
    except OSError:
        return False
    return tag == _JUNCTION


def aside(site_dir: Path) -> Path:
    """Return where a site waits while another takes its place."""
    return site_dir.with_name(f".{site_dir.name}.before")


def switch(site_dir: Path, release: Path, how: Linking) -> None:
    """Make `site_dir` lead to a release.

    A folder, empty or a copied site of ours, is put aside whole, as is a junction.
    """
    link = site_dir.with_name(f".{site_dir.name}.next")
    drop(link)
    how.make(link, release)
    if site_dir.is_dir() and not (how.is_replacing and site_dir.is_symlink()):
        drop(aside(site_dir))
        site_dir.rename(aside(site_dir))
    link.replace(site_dir)
    drop(aside(site_dir))


def put_back(site_dir: Path) -> None:
    """Bring back a site whose switch was cut off between its steps."""
    if whole_site(site_dir) == aside(site_dir):
        aside(site_dir).rename(site_dir)


def whole_site(site_dir: Path) -> Path:
    """Return where the live site lies: where it was put aside, if its switch was cut off there."""
    is_gone = not is_link(site_dir) and not site_dir.exists()
    return aside(site_dir) if is_gone and aside(site_dir).is_dir() else site_dir


def drop(path: Path) -> None:
    """Take away a link, never what it leads to; a folder goes with all that it holds."""
    if _is_junction(path):
        path.rmdir()
    elif path.is_symlink():
        path.unlink()
    else:
        shutil.rmtree(path, ignore_errors=True)
