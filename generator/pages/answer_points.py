"""分: the declared total and the rule's, in one sentence; never a range that says nothing."""

from decimal import Decimal

from generator.catalogue import Entry
from generator.model.figure import BLACKED_OUT
from generator.pages.answer_words import WITHHELD, Cell
from generator.presentation import words
from generator.scoring.gap import Gap, Position
from generator.scoring.scorecard import NoTotal, Scorecard, Total, TotalReading

# A range so wide (分) needs its reason.
_WIDE = Decimal(5)


def points_cell(entry: Entry) -> Cell:
    """Say what the unit gave itself and what the rule gives."""
    total = entry.report.form.total
    if total is not None and total.text == BLACKED_OUT:
        return Cell("分", WITHHELD, "自评总分依法不予公开。")
    return Cell("分", _printed(entry) or words.NOT_STATED, _lead(entry), _more(entry))


def _printed(entry: Entry) -> str:
    """Return the total as the form prints it, "" where it states no number."""
    total = entry.report.form.total
    if total is None or total.value is None:
        return ""
    return total.text if total.unit else f"{total.text} 分"


def _lead(entry: Entry) -> str:
    card, printed = entry.scorecard, _printed(entry)
    declared = f"自评 {printed}" if printed else _undeclared(card)
    if isinstance(card.total, NoTotal):
        return f"{declared}，规则总分无法核算：{card.total.why}。"
    if not card.total.says_something:
        return _judged(card.total)
    if card.declared_total is None:
        rule = words.span(card.low, card.high, card.places)
        return f"{declared}；按规则为 {rule} 分。"
    gap = entry.gap
    if gap is None:
        return f"{declared}。表内自相矛盾，规则有 {len(card.readings)} 种读法：{_readings(card)}。"
    return f"{declared}，{_against(card, card.total, gap)}。"


def _undeclared(card: Scorecard) -> str:
    if card.declared_sum is None:
        return "表上没有填总分"
    return f"表上没有填总分，各项得分相加 {words.points(card.declared_sum)} 分"


def _judged(total: Total) -> str:
    judged = total.judged
    weight = words.points(judged.weight)
    if not judged.weight:
        return "表上没有规则可以核算的分值。"
    rule = words.span(judged.low, judged.high)
    declared = words.points(judged.declared)
    by_rule = "与规则相同" if rule == declared else f"按规则 {rule} 分"
    return f"能核算的 {weight} 分中，自评 {declared} 分，{by_rule}。"


def _against(card: Scorecard, total: Total, gap: Gap) -> str:
    rule = words.span(total.low, total.high, card.places)
    one = words.points(total.low, card.places) == words.points(total.high, card.places)
    where = f"按规则算出的 {rule} 分" if one else f"规则范围 {rule} 分"
    if gap.position is Position.WITHIN:
        return f"与{where}一致" if one else f"在{where}之内"
    beyond = words.points(abs(gap.beyond), card.places)
    if gap.position is Position.ABOVE:
        most = where if one else f"规则最高的 {words.points(total.high, card.places)} 分"
        return f"比{most}还高 {beyond} 分"
    least = where if one else f"规则最低的 {words.points(total.low, card.places)} 分"
    return f"比{least}还低 {beyond} 分"


def _readings(card: Scorecard) -> str:
    return "，".join(f"{one.assumes} {_reading(one, card.places)}" for one in card.readings)


def _reading(one: TotalReading, places: int) -> str:
    return f"{words.span(one.low, one.high, places)} 分"


def _more(entry: Entry) -> str:
    card = entry.scorecard
    if isinstance(card.total, NoTotal):
        return _grade(entry)
    if not card.total.says_something:
        rest = words.points(card.total.of - card.total.judged.weight)
        return f"其余 {rest} 分表上没有依据，无法核算。{_grade(entry)}"
    told = [_grade(entry), _width(card, card.total), _sum_differs(entry)]
    return "".join(text for text in told if text)


def _grade(entry: Entry) -> str:
    """Say the grade by rule where it is another than the declared total's."""
    by_rule, printed = entry.scorecard.grade_span, entry.report.form.grade
    compared = bool(entry.grade and by_rule)
    told = compared and printed == entry.grade
    said = f"表上写的等级是“{printed}”。" if printed and not told else ""
    if not compared:
        return said
    if by_rule == entry.grade:
        return f"{said}自评和规则都是“{by_rule}”。"
    return f"{said}自评为“{entry.grade}”，按规则为“{by_rule}”。"


def _width(card: Scorecard, total: Total) -> str:
    if len(total.readings) > 1 or total.high - total.low < _WIDE:
        return ""
    rows = [row for row in card.rows if row.low != row.high]
    if not rows:
        return ""
    width = words.points(total.high - total.low, card.places)
    return f"范围宽 {width} 分，因为 {len(rows)} 项只能给出范围。"


def _sum_differs(entry: Entry) -> str:
    card = entry.scorecard
    if card.declared_total is None or card.declared_sum is None:
        return ""
    if card.declared_total == card.declared_sum:
        return ""
    difference = words.points(abs(card.declared_total - card.declared_sum))
    return f"各项得分相加是 {words.points(card.declared_sum)} 分，与总分差 {difference} 分。"
