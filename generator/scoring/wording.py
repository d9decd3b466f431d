"""The words of a claim, and what may stand about them without changing it."""

import re

from generator.model.text import fold

# Words in front of a claim that leave it whole.
_NEUTRAL = (
    "已经", "已", "均已", "均", "都", "全部", "全面", "得到", "得以", "实现", "进一步", "显著", "明显", "大幅", "有效", "持续",
    "不断", "稳步", "切实", "很", "非常", "完全", "逐年", "较大", "较好", "大力", "积极", "有力", "充分", "同比",
    "较上年", "比上年", "较去年", "比去年", "与上年相比", "与去年相比",
)  # fmt: skip
# What may stand behind a claim and leaves it whole.
_TRAILING = re.compile(r"(?:了|明显|显著|完毕|到位|较好|良好)$")


def bare_words(text: str) -> str:
    """Return a text folded, without its closing stop."""
    return fold(text).rstrip("。.;；,，!！")


def behind(words: tuple[str, ...], text: str, *, whole: bool = False) -> list[str]:
    """Return what stands behind each of `words` that begins the text, without stress."""
    bare = bare_words(text) if whole else claim_in(bare_words(text))
    return [bare.removeprefix(word) for word in words if bare.startswith(word)]


def claim_in(text: str) -> str:
    """Return a claim without words that leave it whole, unless none would be left."""
    for word in _NEUTRAL:
        if text.startswith(word) and len(text) > len(word):
            return claim_in(text.removeprefix(word))
    shorter = _TRAILING.sub("", text)
    return shorter or text
