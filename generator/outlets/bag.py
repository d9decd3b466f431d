"""A bag for the records office, by RFC 8493: the files, and what their digests were.

Written here, since the library in use (bagit) still writes the draft 0.97; it reads ours as valid.
"""

import hashlib
from collections.abc import Mapping
from datetime import date

from generator.outlets.packing import packed

_DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag(files: Mapping[str, bytes], facts: Mapping[str, str], day: date, name: str) -> bytes:
    """Return a ZIP archive of one folder, a bag of the files; `facts` go into bag-info.txt."""
    payload = {f"data/{path}": files[path] for path in sorted(files)}
    size = sum(map(len, payload.values()))
    told = {
        **facts,
        "Bagging-Date": day.isoformat(),
        "Payload-Oxum": f"{size}.{len(payload)}",
    }
    tags = {
        "bagit.txt": _DECLARED,
        "bag-info.txt": "".join(f"{key}: {value}\n" for key, value in told.items()).encode(),
        "manifest-sha256.txt": _manifest(payload),
    }
    tags["tagmanifest-sha256.txt"] = _manifest(tags)
    return packed({f"{name}/{path}": content for path, content in {**tags, **payload}.items()})


def _manifest(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(found).hexdigest()}  {path}\n" for path, found in files.items())
    return "".join(lines).encode()
