"""When two units are the same although forms write them differently."""

from generator.model.text import fold

# Spellings of one unit; the first is the one the others are taken for.
_SPELLINGS = (
    ("m²", "平方米", "平米", "㎡", "平方"),
    ("m³", "立方米", "立方", "方"),
    ("km", "公里", "千米"),
    ("m", "米"),
    ("kg", "公斤", "千克"),
    ("t", "吨"),
    ("天", "日"),
    ("小时", "h", "个小时"),
    ("分钟", "min"),
    ("月", "个月"),
    ("人", "名", "位"),
)
_TAKEN_FOR = {fold(spelling): fold(names[0]) for names in _SPELLINGS for spelling in names}
# 人次 counts visits where 人 counts persons: what follows the shorter unit changes its meaning.
_CHANGES = ("次", "均", "天", "日", "百分", "/", "·", "每", "²", "³")


def same_unit(left: str, right: str) -> bool:
    """Tell whether two stated units mean the same: other spellings, or one with its noun (份, 份报告)."""
    a, b = (_TAKEN_FOR.get(fold(unit), fold(unit)) for unit in (left, right))
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return not short.isascii() and long.startswith(short) and not long[len(short) :].startswith(_CHANGES)
