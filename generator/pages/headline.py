"""How the two totals of a report came about, in words."""

from generator.catalogue import Entry
from generator.presentation import words
from generator.scoring.scorecard import NoTotal, Verdict


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
