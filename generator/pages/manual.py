"""Pages that explain the rulebooks: each setting with its source and how sure it is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.model.figure import plain
from generator.model.rulebook import Rulebook
from generator.pages.listed import HOME, MOST_ROWS
from generator.pages.page import Page, Whole, page
from generator.presentation.addresses import Link


@dataclass(frozen=True, slots=True)
class RulebookView:
    """One rulebook, each setting with its source and how sure it is.

    `reports` are those that use it, or their years where they are many, as `reports_note` says.
    """

    title: str
    url: str
    breadcrumbs: tuple[Link, ...]
    id: str
    version: str
    place: str
    validity: str
    settings: tuple[tuple[str, str], ...]
    basis: tuple[tuple[str, str, str, str], ...]
    reports: tuple[Link, ...]
    reports_note: str


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the list of rulebooks, and the page of each."""
    rulebooks = tuple(rulebook_views(whole.catalogue))
    yield page("rules/", "rulebooks.md.j2", rulebooks=rulebooks)
    for view in rulebooks:
        yield page(view.url, "rulebook.md.j2", view=view)


def rulebook_views(catalogue: Catalogue) -> Iterator[RulebookView]:
    """Yield every rulebook of the content folder."""
    by_rulebook = catalogue.grouped(lambda entry: entry.rulebook.id)
    for book in catalogue.rulebooks.values():
        reports = by_rulebook.get(book.id, ())
        yield RulebookView(
            title=book.name,
            url=f"rules/{book.id}/",
            breadcrumbs=(HOME, Link("评价规则", "rules/")),
            id=book.id,
            version=book.version,
            place=book.place,
            validity=str(book.validity),
            settings=tuple(_settings(book)),
            basis=tuple(
                (name, basis.source, basis.certainty.value, basis.note or "")
                for name, basis in book.basis.items()
            ),
            reports=_using(reports) if len(reports) <= MOST_ROWS else _years(reports),
            reports_note="" if len(reports) <= MOST_ROWS else _many(len(reports)),
        )


def _using(reports: Sequence[Entry]) -> tuple[Link, ...]:
    return tuple(
        Link(f"{e.report.identity.year} {e.report.title}（{e.department.name}）", e.url)
        for e in reports
    )


def _years(reports: Sequence[Entry]) -> tuple[Link, ...]:
    counts = Counter(entry.report.identity.year for entry in reports)
    return tuple(Link(f"{year}年度 {counts[year]} 份", f"{year}/") for year in sorted(counts)[::-1])


def _many(count: int) -> str:
    return f"共 {count} 份，这里只写各年度的份数；是哪些报告，见开放数据自评报告表的 rulebook 栏。"


def _settings(book: Rulebook) -> Iterator[tuple[str, str]]:
    yield "满分", f"{plain(book.full_score)} 分"
    yield (
        "一级权重",
        "、".join(f"{name} {plain(weight)}" for name, weight in book.level1_weights.items()),
    )
    for name, kinds in book.level2.items():
        yield f"{name}的二级指标", "、".join(kinds)
    budget = book.budget
    how = "分档计分" if budget.tiers else f"分值 × 全年执行数 ÷ {budget.base}"
    yield "预算执行率", f"{plain(budget.weight)} 分，{how}"
    yield "低执行提示", f"执行率低于 {plain(budget.low_rate)}% 而没有说明原因的，列为核对"
    yield "定量指标未达标", "按完成值 ÷ 目标值 × 分值"
    yield "反向指标未达标", _REVERSE[book.quantitative.reverse]
    yield "超额完成提示", f"超出目标值 {plain(book.quantitative.over_limit)}% 起提示"
    for band in book.bands:
        yield f"定性：{band.name}", f"分值的 {plain(band.low)}% 至 {plain(band.high)}%"
    for item in book.items:
        tiers = "；".join(
            f"{plain(t.floor)}% 及以上得 {plain(t.low)}%–{plain(t.high)}%" for t in item.tiers
        )
        yield f"单项：{'、'.join(item.names)}", f"{item.method}{f'（{tiers}）' if tiers else ''}"
    yield "小数位", f"每项保留 {book.places} 位，四舍五入"
    yield (
        "等级",
        "；".join(f"{grade.name}：{plain(grade.floor)} 分（含）以上" for grade in book.grades),
    )


_REVERSE = {
    "超出比例扣分": "（1 −（完成值 − 目标值）÷ 目标值）× 分值，最低 0",
    "目标值除以完成值": "目标值 ÷ 完成值 × 分值",
}
