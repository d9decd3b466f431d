"""Looks at a machine: what the software needs is there or not, and what to do about it."""

import locale
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.memory.owner import owner_key_file
from generator.publish.manifest import ReleaseError, amiss
from generator.publish.switching import Linking, linking, switch, whole_site
from generator.running.browser import found_browser
from generator.running.packages import packages_seen
from generator.running.seen import Seen, State

_OLDEST = (3, 11, 5)
_MEGABYTE = 1_000_000
# A build holds the Markdown, the new site and up to two old ones beside the live one.
_TIMES, _LEAST = 4, 500 * _MEGABYTE


def look(constraints: Path, site_dir: Path, build_dir: Path) -> Iterator[Seen]:
    """Yield what is seen of the machine; `site_dir` and `build_dir` are where a build writes.

    Whatever is written to find out is taken away again.
    """
    yield _python()
    yield from packages_seen(constraints)
    yield _git()
    for what, folder in (("网站的位置", site_dir.parent), ("中间文件的位置", build_dir)):
        yield _writable(what, folder)
    yield _key()
    yield _switching(site_dir.parent, linking())
    yield _space(site_dir)
    yield _live(site_dir)
    yield _names(site_dir.parent)
    yield from _browser()


def _python() -> Seen:
    found = platform.python_version()
    if sys.version_info[:3] < _OLDEST:
        return Seen(State.WRONG, "Python", found, "安装 Python 3.11.5 或更新的版本")
    return Seen(State.FINE, "Python", f"{found}，{platform.system()} {platform.machine()}")


def _git() -> Seen:
    program = shutil.which("git")
    if program is None:
        told = "没有；生成网站不需要它，修订记录、对照和合并请求需要"
        return Seen(State.NOTE, "git", told, "安装 git，并能在命令行里直接运行")
    said = subprocess.run(  # noqa: S603 - what the machine calls git
        [program, "--version"], capture_output=True, encoding="utf-8", check=False
    )
    return Seen(State.FINE, "git", said.stdout.strip())


def _nearest(folder: Path) -> Path:
    """Return a folder, or what there is above it already."""
    return next(one for one in (folder, *folder.parents) if one.is_dir())


def _writable(what: str, folder: Path) -> Seen:
    place = _nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            return Seen(State.FINE, what, f"{folder} 可以写")
    except OSError as error:
        advice = f"给运行本软件的用户以 {place} 的写权限，或换一个位置"
        return Seen(State.WRONG, what, f"{place} 不能写（{error.strerror}）", advice)


def _key() -> Seen:
    file = owner_key_file()
    if os.access(_nearest(file.parent), os.W_OK):
        return Seen(State.FINE, "本机用户的密钥", f"存在 {file}")
    told = f"{file} 写不了：每次生成都从头做，结果一样"
    return Seen(State.NOTE, "本机用户的密钥", told, "给这个用户一个可以写的主目录")


def _switching(folder: Path, how: Linking) -> Seen:
    """Switch a site between two releases, in a folder of its own beside the real one."""
    what = "换上网站" if how.is_replacing else "换上网站（目录联接）"
    try:
        with tempfile.TemporaryDirectory(dir=_nearest(folder)) as name:
            shown = _switched(Path(name), how)
    except (OSError, NotImplementedError) as error:
        advice = "这个磁盘不支持链接（如 FAT、部分网络磁盘）；换到本机的 NTFS、ext4 等磁盘上"
        return Seen(State.WRONG, what, f"在 {folder} 里做不了链接（{error}）", advice)
    if shown != ["1", "2"]:
        advice = "换到本机的磁盘上"
        return Seen(State.WRONG, what, f"在 {folder} 里换了链接看到的还是旧的", advice)
    return Seen(State.FINE, what, "试着换了两次，都看到新的")


def _switched(folder: Path, how: Linking) -> list[str]:
    shown = []
    for number in ("1", "2"):
        release = folder / "releases" / number
        release.mkdir(parents=True)
        (release / "number").write_text(number, encoding="ascii")
        switch(folder / "site", release, how)
        shown.append((folder / "site" / "number").read_text("ascii"))
    return shown


def _space(site_dir: Path) -> Seen:
    files = [path for path in whole_site(site_dir).rglob("*") if path.is_file()]
    need = max(_TIMES * sum(path.stat().st_size for path in files), _LEAST)
    free = shutil.disk_usage(_nearest(site_dir.parent)).free
    told = f"剩余 {free // _MEGABYTE} MB，生成一次约需 {need // _MEGABYTE} MB"
    if free < need:
        return Seen(State.WRONG, "磁盘", told, "腾出空间，或换一个磁盘")
    return Seen(State.FINE, "磁盘", told)


def _live(site_dir: Path) -> Seen:
    """Hold the live site against its own manifest."""
    what = "正在公开的网站"
    try:
        wrong = amiss(whole_site(site_dir))
    except ReleaseError as error:
        return Seen(State.NOTE, what, str(error), "没有生成过的，运行 jixiao build")
    if wrong:
        told = f"{len(wrong)} 个文件与清单不符：{'、'.join(wrong[:5])}"
        return Seen(State.WRONG, what, told, "查清是谁改的，再重新生成")
    return Seen(State.FINE, what, "每个文件都与清单相符")


def _names(folder: Path) -> Seen:
    """Try whether files may bear Chinese names, as forms and lists do."""
    try:
        with tempfile.TemporaryDirectory(dir=_nearest(folder)) as name:
            (Path(name) / "台账〔2025〕.csv").write_text("甲", encoding="utf-8")
    except (OSError, UnicodeError) as error:
        advice = f"系统的字符集是 {locale.getpreferredencoding()}，请改为 UTF-8"
        return Seen(State.WRONG, "中文文件名", f"存不了（{error}）", advice)
    return Seen(State.FINE, "中文文件名", "可以用")


def _browser() -> Iterator[Seen]:
    program = found_browser()
    if program is None:
        told = "没有 Chromium、Chrome 或 Edge；只有排印年度汇编（jixiao outlet --to pdf）需要"
        yield Seen(State.NOTE, "浏览器", told, "安装其中一个")
        return
    yield Seen(State.FINE, "浏览器", program)
    if has_chinese := _chinese_fonts():
        yield Seen(State.FINE, "中文字体", has_chinese)
    elif has_chinese is not None:
        told = "没有；排印的年度汇编里汉字会成为方框"
        yield Seen(State.NOTE, "中文字体", told, "安装一种，如 fonts-noto-cjk")


def _chinese_fonts() -> str | None:
    """Return one Chinese font, "" where there is none, None where the system does not tell."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    said = subprocess.run(  # noqa: S603 - what the machine calls fc-list
        [program, ":lang=zh-cn", "family"], capture_output=True, encoding="utf-8", check=False
    )
    return min(said.stdout.splitlines(), default="")
