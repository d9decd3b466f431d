"""One cell, one message: what several checks find in the same cell of a report is told once."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from generator.model.finding import Finding, Severity
from generator.model.report import FormPath

# The gravest first.
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def merged(located: Iterable[tuple[FormPath, Finding]], apart: Collection[str]) -> list[Finding]:
    """Return the findings of one report: in each cell the gravest tells those of other codes too.

    What is found of a block, of a text or of a whole form is no cell: there each stands for itself,
    as findings of the codes `apart` do everywhere.
    """
    together: dict[FormPath, list[Finding]] = {}
    for number, (path, finding) in enumerate(located):
        alone = finding.code in apart or not _is_cell(path)
        place = (*path, number) if alone else path
        together.setdefault(place, []).append(finding)
    return [one for findings in together.values() for one in _told_once(findings)]


def _is_cell(path: FormPath) -> bool:
    """Tell whether a path leads to a cell of a row: 绩效指标, 3, 得分."""
    return isinstance(path[-1], str) and any(isinstance(step, int) for step in path)


def _told_once(findings: list[Finding]) -> list[Finding]:
    first, *others = sorted(findings, key=lambda finding: _RANK[finding.severity])
    alike = [finding for finding in others if finding.code == first.code]
    told = [finding for finding in others if finding.code != first.code]
    if not told:
        return [first, *alike]
    words = [f"又（{finding.code}）{finding.message}" for finding in told]
    said = next((finding.said for finding in (first, *told) if finding.said), ())
    message = "；".join((first.message, *words))
    sources = tuple(dict.fromkeys(one for finding in (first, *told) for one in finding.sources))
    return [replace(first, message=message, said=said, sources=sources), *alike]
