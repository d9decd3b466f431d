"""Texts that would run, load or restyle something where a page took them for markup, and where they are put.

Each stands between marks of its own, so that a page can be asked whether it says exactly what was written.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from generator.form_tree.tree import texts, with_value

RUN = "document.documentElement.dataset.ran=1"
OUTSIDE = "http://outside.invalid/x"
PLAIN = (
    f"<script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"\"><img src=x onerror={RUN}>",
    f"'><svg onload={RUN}>",
    f"<a href=\"javascript:{RUN}\">甲</a>",
    f"[甲](javascript:{RUN})",
    f"![甲]({OUTSIDE}.png)",
    f"<iframe src={OUTSIDE}></iframe>",
    f"<link rel=stylesheet href={OUTSIDE}.css>",
    f"<style>body{{background:url({OUTSIDE})}}</style>",
    f"<meta http-equiv=refresh content=\"0;url={OUTSIDE}\">",
    f"<base href={OUTSIDE}>",
    f"# 甲\n\n| a | b |\n|---|---|\n{{: onclick={RUN} }}",
    f"{{{{ 7*7 }}}} {{% raw %}} <% 1 %> ${{{RUN}}}",
    f"<!--><script>{RUN}</script>-->",
    f"]]></script><script>alert(1);{RUN}</script>",
    f"<math><mtext></mtext><script>{RUN}</script></math>",
    f"</td></tr></table><form action={OUTSIDE}><button formaction={OUTSIDE}>甲</button></form>",
)  # fmt: skip
PAYLOADS = tuple(written for text in PLAIN for written in (text, html.escape(text), html.escape(html.escape(text))))
# What names something else, or is one of a few words: another text there is refused, or means another thing.
_BOUND = frozenset(
    "评价规则 年度 属于 同一项目 公开 更正 核对说明 敏感信息核准 涵盖 类型 与上行合并 标记 金额单位 执行率分母 "
    "上级 地区标识 核对级别 显示单位 标识".split()
)
_TOKEN = re.compile(r"⟦(\d+)⟧")


class Marked:
    """Payloads put into trees, each between marks with a number of its own."""

    def __init__(self) -> None:
        self.texts: dict[int, str] = {}
        self.combinations = 0

    def put(self, model: type[BaseModel], tree: Any, *payloads: str) -> Any:
        """Return a tree that says some payloads in every field that takes any text."""
        for path, _ in list(texts(tree)):
            if _BOUND.isdisjoint(map(str, path)):
                changed = with_value(tree, path, self.text(" ".join(payloads)))
                try:
                    model.model_validate(changed)
                except ValidationError:
                    del self.texts[len(self.texts)]
                else:
                    tree = changed
                    self.combinations += len(payloads)
        return tree

    def text(self, payload: str) -> str:
        """Return a payload between marks."""
        number = len(self.texts) + 1
        self.texts[number] = f"⟦{number}⟧{payload}⟦/{number}⟧"
        return self.texts[number]

    def other_than_written(self, shown: str) -> Iterator[str]:
        """Yield what a page says otherwise than it was written; charts break names and cut them short with …."""
        bare = _bare(shown)
        for found in _TOKEN.finditer(bare):
            written = _bare(self.texts[int(found[1])])
            said = bare[found.start() : found.start() + len(written)]
            begun, cut, _ = said.partition("…")
            if said != written and not (cut and written.startswith(begun)):
                yield f"{written} → {said}"

    def shown_in(self, shown: str) -> set[int]:
        """Return the numbers of the texts that a page says."""
        return {int(number) for number in _TOKEN.findall(shown)}


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
