"""The files of a whole catalogue in one piece, without parts: what benchmarks and tests look at."""

import hashlib
from collections.abc import Iterable

from generator.catalogue import Catalogue
from generator.model.written import Written
from generator.open_data.files import Data, write_departments, write_whole, write_year
from generator.search.files import write_index, write_texts


class Kept:
    """A writer that keeps the files."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.written: list[Written] = []

    def write(self, path: str, content: str | bytes | Iterable[bytes]) -> Written:
        """Keep a file. Raises ValueError for a second one of its name."""
        if path in self.files:
            raise ValueError(f"{path} is written twice")
        pieces = [content] if isinstance(content, bytes) else content
        whole = pieces.encode() if isinstance(pieces, str) else b"".join(pieces)
        self.files[path] = whole
        self.written.append(Written(path, len(whole), hashlib.sha256(whole).hexdigest()))
        return self.written[-1]


def write_data(catalogue: Catalogue) -> tuple[Data, dict[str, bytes]]:
    """Return every data file."""
    kept = Kept()
    fragments = write_departments(catalogue, kept)
    write_year(catalogue.site, fragments, kept)
    return write_whole(catalogue, fragments, tuple(kept.written), kept), kept.files


def search_files(catalogue: Catalogue) -> dict[str, bytes]:
    """Return every file below `search/` but the page itself."""
    kept = Kept()
    write_index(catalogue, dict(write_texts(catalogue.entries, kept)), kept)
    return dict(sorted(kept.files.items()))
