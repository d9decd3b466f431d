"""The ledger in words: one sentence for its sums."""

from generator.ledger.lines import Became
from generator.ledger.tally import Tally
from generator.presentation.words import ratio


def sentence(sums: Tally) -> str:
    """Say in one line what is owed and what became of it."""
    rate = f"（{ratio(sums.coverage)}）" if sums.owed else ""
    counts = {
        Became.OVERDUE.value: sums.count(Became.OVERDUE),
        Became.DOUBTFUL.value: sums.count(Became.DOUBTFUL),
        Became.AHEAD.value: sums.count(Became.AHEAD, Became.AWAITED),
    }
    words = [f"{what} {count} 个" for what, count in counts.items() if count]
    return "，".join([f"应公开 {sums.owed} 个，已公开 {sums.published} 个{rate}", *words])
