"""Lines that close a form and are no data: who filled it in, by telephone, on what day, with what seal."""

import re

from generator.model.text import fold

_LABEL = (
    r"(?:项目)?(?:单位)?(?:填表|填报|制表|编制|审核|复核|评价|经办|联系|分管|主管|财务)?"
    r"(?:负责人|领导|人员|人)|联系电话|联系方式|电话|手机|传真|邮箱|电子邮箱|"
    r"(?:填表|填报|制表|报送|上报)(?:日期|时间|单位|部门)|日期|"
    r"(?:单位)?(?:盖章|公章|签章|签字|签名)(?:处)?"
)
_ASIDE = r"(?:\((?:盖章|公章|签章|签字|签名|加盖公章|盖单位公章)\))?"
# A label, perhaps with a short entry behind its colon, which ends where the next label begins.
_ENTRY = rf"(?:(?!(?:{_LABEL}){_ASIDE}[:])[^:]){{0,30}}+"
_PAIR = rf"(?:{_LABEL}){_ASIDE}(?::{_ENTRY})?"
_DAY = r"(?:[0-9]{4}|_*)年(?:[0-9]{1,2}|_*)月(?:(?:[0-9]{1,2}|_*)日)?"
_SIGNATURE = re.compile(rf"(?:(?:{_PAIR}|{_DAY}|\((?:盖章|公章|签章|签字)\))[,;，；、.。]?)+")
_LONGEST = 120


def is_signature(text: str) -> bool:
    """Tell whether a line holds nothing but signatures, contact data, the day or a seal."""
    folded = fold(text)
    return 0 < len(folded) <= _LONGEST and _SIGNATURE.fullmatch(folded) is not None
