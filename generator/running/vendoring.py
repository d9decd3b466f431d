"""A folder of wheels for machines without internet, with the digest of each and how to install.

pip gathers the wheels, held to the tested versions; on the other side it takes none whose digest
is not the one written down.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from generator.running.packages import OURS, needed, pins, plain_name

# What the machine meant is called in the markers of packages, by how its wheels' names begin.
_MARKERS = {
    "win": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "manylinux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macosx": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
}


class VendorError(Exception):
    """The folder cannot be made; the message is Chinese and says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """The machine meant: its wheels' platform (win_amd64, …) and its Python; "" is this one's.

    A Python is written whole, as 3.11.9: packages ask for the last number too.
    """

    platform: str = ""
    python: str = ""

    def options(self) -> list[str]:
        """Return how pip is told."""
        platform = [f"--platform={self.platform}"] if self.platform else []
        python = [f"--python-version={self.python}"] if self.python else []
        return [*platform, *python]

    def markers(self) -> dict[str, str]:
        """Return what is otherwise than here, in the words of markers."""
        system = next((_MARKERS[one] for one in _MARKERS if self.platform.startswith(one)), {})
        if not self.python:
            return system
        minor = self.python.rpartition(".")[0]
        return {**system, "python_version": minor, "python_full_version": self.python}


def vendor(folder: Path, own: Path, constraints: Path, target: Target) -> list[Path]:
    """Fill an empty or new folder with all wheels and the files to install them.

    `own` is our wheel, or the source folder to make it from. Returns the wheels. Raises VendorError
    where the folder holds something, or pip cannot find what is asked for.
    """
    if folder.exists() and any(folder.iterdir()):
        raise VendorError(f"{folder} 不是空文件夹，没有改动")
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    _gather_own(own, wheels)
    # What is named here is the whole: pip by itself would ask the markers of this machine.
    asked = _asked(target, pins(constraints))
    to_wheels = ["--no-deps", "--only-binary=:all:", f"--dest={wheels}"]
    _pip("download", *to_wheels, *target.options(), *asked)
    return _guided(folder)


def _gather_own(own: Path, wheels: Path) -> None:
    if own.is_dir():
        _pip("wheel", "--no-deps", f"--wheel-dir={wheels}", str(own))
    else:
        shutil.copy(own, wheels)


def _asked(target: Target, tested: Mapping[str, str]) -> list[str]:
    """Return every package that the machine meant needs, in the version that was tested."""
    names = {plain_name(one.name) for one in needed(target.markers())}
    return sorted(f"{name}=={tested[name]}" for name in names)


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", arguments[0], "--quiet", *arguments[1:]]
    done = subprocess.run(  # noqa: S603 - our own Python
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise VendorError("\n".join(["pip 没有取到软件包，它说：", *(said or [done.stderr])]))


def _guided(folder: Path) -> list[Path]:
    """Write how the wheels are installed, and the digest of each."""
    wheels = sorted((folder / "wheels").glob("*.whl"))
    lines = (f"{_named(path)} --hash=sha256:{_digest(path)}\n" for path in wheels)
    (folder / "requirements.txt").write_text("".join(lines), encoding="ascii")
    with as_file(files("generator.running") / "templates") as templates:
        shutil.copytree(templates, folder, dirs_exist_ok=True)
    return wheels


def _named(wheel: Path) -> str:
    """Return name and version, which a wheel's file name begins with."""
    name, number, *_ = wheel.name.split("-")
    return f"{name}=={number}"


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def own_wheel(given: Path | None, project: Path) -> Path:
    """Return what our wheel comes from: the one given, else the source we run from.

    Raises VendorError where there is neither: an installed package is no wheel any more.
    """
    if given is not None:
        if not given.name.startswith(f"{OURS}-"):
            raise VendorError(f"{given.name} 不是本软件的安装包（{OURS}-版本-py3-none-any.whl）")
        return given
    if not (project / "pyproject.toml").is_file():
        raise VendorError("这里没有源代码，请用 --wheel 指明本软件的安装包（.whl，见发布页的附件）")
    return project
