"""Words that mark what is secret or internal, white space between their characters or not.

Source: 《中华人民共和国保守国家秘密法》; 《国家秘密定密管理暂行规定》 (★ and the term behind it).
"""

import re

from generator.checks.recognisers.looks import Kind, Sureness, always


def _spaced(words: str) -> str:
    """Return a pattern for any of some words, white space between their characters or not."""
    return "|".join(r"\s*".join(word) for word in words.split())


# 司机密切配合, 飞机密封, 手机密码 and the like: there 密 begins another word.
_NO_WORD_OF_ITS_OWN = r"(?!\s*[性切封码钥度集闭布实植])"
# 本项目不涉密, 未涉及商业秘密: said of what is no secret.
_NOT_DENIED = (
    r"(?<![不非未无])(?<!不涉及)(?<!未涉及)(?<!不含)(?<!不含有)(?<!没有)(?<!不属于)(?<!不存在)(?<!非)"
    r"(?<!不涉及任何)(?<!严守)(?<!保守)(?<!保护)"
)
_DENIABLE = (
    rf"{_NOT_DENIED}(?:{_spaced('涉密')}){_NO_WORD_OF_ITS_OWN}"
    rf"|{_NOT_DENIED}(?:{_spaced('工作秘密 商业秘密 军事秘密')}|{_spaced('国家秘密')}(?!载体|法))"
)
_MARKED = (
    rf"(?:{_spaced('绝密 机密 秘密')})\s*[★☆*级]|(?:{_spaced('绝密 机密')}){_NO_WORD_OF_ITS_OWN}"
    rf"|[(\[【〔]\s*{_spaced('秘密')}\s*[)\]】〕]"
)
_DEGREE = rf"(?<![精加亲紧稠严细致缜周])(?:{_spaced('密级')})"
_INTERNAL = _spaced(
    "内部资料 内部文件 内部材料 内部掌握 内部使用 内部参考 内部明电 内部传阅 内部发行 仅供内部 仅限内部 限内部 注意保密 会后收回 保密期限 阅后销毁 "
    "禁止复制"
)
_KEPT_IN = (
    rf"(?:{_spaced('不得 不宜 禁止 请勿 严禁 不要 切勿 暂不')})\s*(?:{_spaced('对外 向外')})?\s*"
    rf"(?:{_spaced('公开 外传 外泄 扩散 公布')})|{_spaced('不对外公开 此件不公开 本件不公开')}"
)
# Of all that follows, so that most characters are passed by at once.
_FIRST = r"涉工商军国绝机秘密内仅限注会保阅禁不暂请严切此本(\[【〔"
_HINT = re.compile(r"密|内\s*部|公\s*[开布]|外\s*[传泄]|收\s*回|扩\s*散|销\s*毁|复\s*制")
MARKED = Kind(
    "密级或内部标志",
    re.compile(rf"(?:{_spaced('绝密 机密 秘密')})\s*[★☆]"),
    always,
    _HINT,
    Sureness.CERTAIN,
)
SECRET = Kind(
    "密级或内部标志",
    re.compile(f"(?=[{_FIRST}])(?:{'|'.join((_DENIABLE, _MARKED, _DEGREE, _INTERNAL, _KEPT_IN))})"),
    always,
    _HINT,
)
KINDS = (MARKED, SECRET)
