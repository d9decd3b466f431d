"""What a unit says to a finding: a state, a day, words. Statements are added, never altered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.model.fields import CODE, DAY, NAME, NOTE, REQUIRED, TERM, declare
from generator.model.types import Day, Part, Text

# What a statement names that is to the distance of the declared total from the rule's range.
GAP = "差距"


class ReplyState(StrEnum):
    """How a finding stands after a statement; without any it is 尚未说明."""

    EXPLAINED = "已说明"
    CORRECTED = "已更正"
    UPHELD = "维持"


class Reply(Part):
    """答复: one statement to a finding, a whole check or the gap; the newest gives the state."""

    finding: Text = declare(
        "编号",
        CODE,
        default=REQUIRED,
        title="发现编号",
        note="如 R205-1a2b3c；整类都适用的写核对代码，如 R205；说明自评总分高于或低于规则的写“差距”",
        pattern=rf"^([A-Z][0-9]{{3}}(-[0-9a-f]{{6}})?|{GAP})$",
    )
    day: Day = declare("日期", DAY, default=REQUIRED, title="答复日期")
    state: ReplyState = declare(
        "状态", TERM, default=ReplyState.EXPLAINED, title="答复状态", note="不写就是已说明"
    )
    text: Text = declare("说明", NOTE, default=REQUIRED, title="答复内容")
    by: Text | None = declare("答复单位", NAME)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it stands beside a finding; `day` is None of one written without a day."""

    state: ReplyState
    text: str
    day: date | None = None
    by: str = ""


def statements(
    names: Iterable[str], undated: dict[str, str], replies: Iterable[Reply]
) -> tuple[Statement, ...]:
    """Return what is said to a finding of these names (id and code), the newest last.

    Of the undated ones only that to the first name is said. Those of one day keep their order.
    """
    known = tuple(names)
    plain = next((undated[name] for name in known if undated.get(name)), "")
    first = (Statement(ReplyState.EXPLAINED, plain),) if plain else ()
    dated = sorted((one for one in replies if one.finding in known), key=lambda one: one.day)
    said = (Statement(one.state, one.text, one.day, one.by or "") for one in dated)
    return (*first, *said)
