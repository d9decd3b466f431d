"""Words for there being none: 无, 零投诉, 未发生安全事故."""

import re

from generator.scoring.wording import bare_words

_ZERO = re.compile(
    r"(?:无|零|0|未发生|不发生|没有发生|未出现|不出现|杜绝|没有|未产生|不产生)(?P<what>[^\d%]{0,16})"
)
_NOTHING = frozenset("无 没有".split())
_NOTHING_DONE = re.compile(
    r"无(?:变化|影响|法|需|明显|效果|效|关|偏差)|没有(?:完成|达到|变化|开展|实施)|不?(?:未|无)(?:完成|开展|实施|达)"
)


def means_zero(words: str) -> bool:
    """Tell whether words say that something did not happen: 无, 零投诉, 未发生安全事故."""
    bare = bare_words(words)
    return _ZERO.fullmatch(bare) is not None and _NOTHING_DONE.match(bare) is None


def asks_for_zero(target: str) -> bool:
    """Tell whether a target asks that something does not happen, as 0 would: 零投诉, 未发生.

    无污染 speaks of a state instead; 无 alone is such a target, or a cell that nobody filled in.
    """
    return means_zero(target) and (is_nothing(target) or not bare_words(target).startswith("无"))


def is_nothing(words: str) -> bool:
    """Tell whether a cell says 无 and nothing else."""
    return bare_words(words) in _NOTHING
