"""The two totals of a report in words: what the form declares, what the rule gives, and why it gives none."""

from generator.catalogue import Entry
from generator.presentation import words
from generator.scoring.scorecard import NoTotal, Scorecard, Verdict


def grade_note(entry: Entry) -> str:
    """Say under the declared total what grade it is, and what the form itself prints."""
    printed = entry.report.form.grade
    if printed is None:
        return f"等级：{entry.grade_label}（表上未印）"
    if printed == entry.grade:
        return f"等级：{printed}"
    return f"等级：{entry.grade_label}（表上为“{printed}”）"


def rule_total(card: Scorecard) -> str:
    """Return the headline: the total by rule where it says something, else what can be judged of it."""
    total = card.total
    if isinstance(total, NoTotal):
        return words.NOT_COMPUTED
    if total.says_something:
        return words.span(total.low, total.high, card.places)
    return f"仅能核算 {words.points(total.judged.weight)} 分"


def rule_note(card: Scorecard) -> str:
    """Say beside the headline what grade follows, or why none does."""
    total = card.total
    if isinstance(total, NoTotal):
        return total.why
    if not total.says_something:
        declared = words.points(total.judged.declared)
        rule = words.span(total.judged.low, total.judged.high, card.places)
        return f"这 {words.points(total.judged.weight)} 分中自评 {declared} 分，规则 {rule} 分；其余无法核算"
    return total.ungraded or f"等级：{total.grade_span}"


def explanation(entry: Entry) -> str:
    """Say in a sentence or two how the two totals came about."""
    card, form = entry.scorecard, entry.report.form
    total = f"自评总分 {form.total.text} 分" if form.total else "自评总分未填报"
    if isinstance(card.total, NoTotal):
        return f"{total}。{card.total.why}；各行是否达到目标，照表逐行列出。自评分按原样公开。"
    rows = [row for row in card.rows if row.readings]
    counts = [(verdict, sum(row.verdict is verdict for row in rows)) for verdict in Verdict]
    verdicts = "，".join(f"{verdict} {count} 项" for verdict, count in counts if count)
    return (
        f"{total}，由 {len(rows)} 项得分相加。软件按“{entry.rulebook.name}”逐项重新核算，"
        f"得规则参考总分 {words.span(card.low, card.high, card.places)} 分；逐项比较：{verdicts}。"
        "自评分按原样公开，规则参考分只供对照。"
    )
