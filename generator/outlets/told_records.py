"""What stands beside a report's form, in blocks: the second score, promises, attachments."""

from collections.abc import Iterator

from generator.catalogue import Catalogue, Entry
from generator.outlets.blocks import Block, Line, Paragraph, Table
from generator.outlets.told_beside import MISSING, NONE
from generator.pages.attachments import AttachmentView, attachment_views
from generator.pages.promised import PromiseView, promises_view
from generator.pages.second import second_view
from generator.presentation.addresses import site_url

_OWN = ("问题", "措施", "责任单位", "期限", "状态和进展")
_FORMER = (*_OWN, "今年的报告怎么说")
_ATTACHED = ("附件", "类型", "大小", "SHA-256", "地址或说明")


def second_blocks(entry: Entry) -> Iterator[Block]:
    """Yield who looked at a report again and what came of it."""
    view = second_view(entry)
    if view is not None:
        yield Paragraph(view.said + (f"理由：{view.reason}" if view.reason else ""), "复核")


def promise_blocks(catalogue: Catalogue, entry: Entry) -> Iterator[Block]:
    """Yield what a report promises, and what became of last year's promises."""
    view = promises_view(catalogue, entry)
    if view.own:
        yield Table("本报告答应的整改", _OWN, tuple(Line(_promise(one)) for one in view.own))
    if view.former:
        lines = tuple(Line((*_promise(one), _mention(one))) for one in view.former)
        yield Table(f"上年答应的整改（出自{view.last.title}）", _FORMER, lines)


def _promise(one: PromiseView) -> tuple[str, ...]:
    steps = (
        f"{day} {state}：{text}" if text else f"{day} {state}" for day, state, text in one.steps
    )
    stands = "；".join((one.state, *steps))
    return one.problem, one.measure, one.by or MISSING, one.due or MISSING, stands


def _mention(one: PromiseView) -> str:
    return f"提到：“{one.mention}”" if one.mention else "没有找到相同的字句"


def attachment_blocks(catalogue: Catalogue, entry: Entry) -> Iterator[Block]:
    """Yield the files that lie beside a report, each with its digest and where it is."""
    views = attachment_views(entry)
    if views:
        lines = tuple(Line(_attachment(catalogue, one)) for one in views)
        yield Table("附件", _ATTACHED, lines)


def _attachment(catalogue: Catalogue, one: AttachmentView) -> tuple[str, ...]:
    url = site_url(catalogue, one.link.url) if one.link.url and catalogue.site.address else ""
    where = "；".join(filter(None, (url, one.note))) or NONE
    return one.link.title, one.kind, f"{one.format}，{one.size}", one.sha256, where
