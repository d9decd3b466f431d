"""The attachments of what is public, laid where their permanent addresses say."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.catalogue import Catalogue
from generator.model.attachment import address_of
from generator.model.written import Writer, Written
from generator.publish.builder import BuildError

_PIECE = 1 << 20


def lay_attachments(
    catalogue: Catalogue, files: Mapping[str, Path], writer: Writer
) -> Iterator[Written]:
    """Copy the attachments of every public report; yield each as it was written.

    Raises BuildError where a file was changed after it had been looked at.
    """
    for entry in catalogue.entries:
        report = entry.report.id
        for one in entry.report.form.attachments:
            if one.taken_down is None:
                path = files[f"{report}/{one.file}"]
                written = writer.write(address_of(report, one.file), _pieces(path))
                if written.sha256 != one.sha256:
                    raise BuildError(f"附件 {path} 在检查以后被改动，没有生成；请再运行一次")
                yield written


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
