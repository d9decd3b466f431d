"""The key of this user of this machine: a memory that came with the content is nobody's.

Whoever may propose content could else propose a memory, which says that a file was looked at.
Machines that work on one site together share a key: each is given it in its environment.
"""

import os
import re
import secrets
from functools import cache
from pathlib import Path

from platformdirs import user_cache_path

_BYTES = 32
_SHARED = "JIXIAO_OWNER_KEY"


class OwnerKeyError(Exception):
    """The key in the environment is none; the message is Chinese."""


def owner_key_file() -> Path:
    """Return where the key is kept."""
    return user_cache_path("jixiao") / "owner.key"


@cache
def owner_key() -> bytes:
    """Return the key, made at its first use; where it cannot be kept, one for this run.

    One in the environment is taken instead. Raises OwnerKeyError where that is none.
    """
    if shared := os.environ.get(_SHARED):
        return _spelled(shared)
    try:
        return _kept(owner_key_file())
    except OSError:
        return secrets.token_bytes(_BYTES)


def _spelled(text: str) -> bytes:
    if re.fullmatch(rf"[0-9a-f]{{{2 * _BYTES}}}", text) is None:
        raise OwnerKeyError(
            f"环境变量 {_SHARED} 应为 {2 * _BYTES} 位十六进制数字，可用 openssl rand -hex {_BYTES} 生成"
        )
    return bytes.fromhex(text)


def _kept(file: Path) -> bytes:
    """Return the key in a file that only its owner may read. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        found = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = file.read_bytes()
    else:
        key = secrets.token_bytes(_BYTES)
        with os.fdopen(found, "wb") as out:
            out.write(key)
    if len(key) != _BYTES:
        raise OSError(f"{file}: not a key")
    return key
