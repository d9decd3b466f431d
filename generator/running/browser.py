"""Finds the browser of the machine, which prints pages."""

import os
import shutil
from pathlib import Path

_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
)
_ON_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


class PrintError(Exception):
    """Nothing could be printed; the message is Chinese and says why."""


def found_browser() -> str | None:
    """Return the program of a Chromium, Chrome or Edge, None where the machine has none."""
    found = (shutil.which(name) for name in _NAMES)
    return next((one for one in found if one), None) or _found_on_windows()


def _found_on_windows() -> str | None:
    roots = [Path(os.environ[name]) for name in _FOLDERS if name in os.environ]
    places = (root / place for root in roots for place in _ON_WINDOWS)
    return next((str(place) for place in places if place.is_file()), None)
