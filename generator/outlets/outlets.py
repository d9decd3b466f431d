"""The outlets by the ending of their files: each a function of the catalogue and a scope."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import MappingProxyType

from generator.attached.laying import lay_attachments
from generator.catalogue import Catalogue, Entry
from generator.forms.sheets_beside import SheetBeside
from generator.forms.summary_sheet import summary_xlsx
from generator.model.kinds import PROJECT
from generator.model.written import Written
from generator.open_data.files import write_reports
from generator.outlets.bag import bag
from generator.outlets.blocks import Heading, Table
from generator.outlets.html import fragment, volume
from generator.outlets.printing import printed
from generator.outlets.telling import Scope, blocks, title
from generator.outlets.told_beside import promises_told, second_told
from generator.outlets.word import document

Outlet = Callable[[Catalogue, Scope], bytes]


def page_html(catalogue: Catalogue, scope: Scope) -> bytes:
    """Return the department's or the bureau's page as a fragment of HTML."""
    return fragment(blocks(catalogue, scope))


def page_docx(catalogue: Catalogue, scope: Scope) -> bytes:
    """Return the same page as a Word document."""
    return document(blocks(catalogue, scope), title(catalogue, scope))


def summary(catalogue: Catalogue, scope: Scope) -> bytes:
    """Return the summary workbook of what is public."""
    entries = scope.entries(catalogue)
    reports = [entry.report for entry in entries]
    beside = tuple(_beside(catalogue, scope.year, entries))
    return summary_xlsx(scope.year, reports, catalogue.departments, beside)


def _beside(catalogue: Catalogue, year: int, entries: Sequence[Entry]) -> Iterator[SheetBeside]:
    """Yield the sheets of second scores and promises about projects, where there are any."""
    own = [entry for entry in entries if entry.report.form.kind == PROJECT]
    told = {"复核": second_told(own), "整改": promises_told(catalogue, own)}
    for name, those in told.items():
        for table in (one for one in those if isinstance(one, Table)):
            rows = tuple(line.cells for line in table.lines)
            title = f"{year}年度{name}：{table.caption}"
            yield SheetBeside(name, title, table.heads, rows, table.figures)


def volume_pdf(catalogue: Catalogue, scope: Scope) -> bytes:
    """Return the volume to be printed. Raises PrintError where no browser can print it."""
    told, name = list(blocks(catalogue, scope)), title(catalogue, scope)
    names = [block.name for block in told if isinstance(block, Heading) and block.name]
    cover = [catalogue.site.publisher, f"截至 {scope.day.isoformat()}"]
    return printed(lambda pages: volume(told, name, cover, dict(pages)), names)


def archive(catalogue: Catalogue, scope: Scope) -> bytes:
    """Return the bag for the records office: page, summary, each report's data and attachments."""
    kept = _Kept()
    chosen = catalogue.only(scope.entries(catalogue))
    for _ in write_reports(chosen, kept):
        pass
    for _ in lay_attachments(chosen, scope.attachments, kept):
        pass
    files = {
        "page.html": page_html(catalogue, scope),
        "page.docx": page_docx(catalogue, scope),
        "summary.xlsx": summary(catalogue, scope),
        **{path.removeprefix("data/"): content for path, content in kept.files.items()},
    }
    facts = {
        "Source-Organization": catalogue.site.publisher,
        "External-Description": title(catalogue, scope),
    }
    name = f"jixiao-{scope.year}" + (f"-{scope.department}" if scope.department else "")
    return bag(files, facts, scope.day, name)


class _Kept:
    """Holds what is written for an archive."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def write(self, path: str, content: str | bytes | Iterable[bytes]) -> Written:
        """Keep a file."""
        whole = content if isinstance(content, (str, bytes)) else b"".join(content)
        data = whole.encode() if isinstance(whole, str) else whole
        self.files[path] = data
        return Written(path, len(data), hashlib.sha256(data).hexdigest())


OUTLETS: MappingProxyType[str, tuple[str, Outlet]] = MappingProxyType(
    {
        "html": ("公开页.html", page_html),
        "docx": ("公开页.docx", page_docx),
        "xlsx": ("汇总表.xlsx", summary),
        "pdf": ("汇编.pdf", volume_pdf),
        "bag": ("归档.zip", archive),
    }
)
