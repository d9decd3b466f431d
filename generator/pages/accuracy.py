"""How exactly values are read, for the page of methods: the counts that `make accuracy` records."""

from collections.abc import Mapping

import yaml

from generator.model.accuracy import Accuracy, Counted


def accuracy_in(text: str) -> Accuracy:
    """Read accuracy.yml. Raises KeyError where a count is missing."""
    recorded = yaml.safe_load(text)
    whole = _counted("合计", recorded)
    families = tuple(_counted(family["类别"], family) for family in recorded["各类"])
    return Accuracy(recorded["日期"], whole, families)


def _counted(title: str, counts: Mapping[str, int]) -> Counted:
    return Counted(title, counts["对数"], counts["相符"], counts["更谨慎"], counts["不符"])
