"""Scorecard and report to findings: all checks in one immutable tuple, and the runner.

To add a check, write one function in the module of its kind and name it in that module's CHECKS.
"""

from generator.checks import (
    across,
    against_rule,
    amounts_in_text,
    completeness,
    corrected,
    covering,
    damage,
    disclosure_gate,
    evidence,
    framework,
    goal_figures,
    in_narrative,
    kept_back,
    left_open,
    magnitude,
    missed,
    money,
    personal_data,
    plausibility,
    publication_record,
    rates,
    ratios,
    replied,
    retold,
    row_grounds,
    spending,
    stated,
    subtotals,
    sums,
    timing,
    values,
    years,
)
from generator.checks.check import Check

ALL_CHECKS: tuple[Check, ...] = (
    *sums.CHECKS,
    *subtotals.CHECKS,
    *rates.CHECKS,
    *money.CHECKS,
    *values.CHECKS,
    *ratios.CHECKS,
    *magnitude.CHECKS,
    *stated.CHECKS,
    *completeness.CHECKS,
    *evidence.CHECKS,
    *retold.CHECKS,
    *damage.CHECKS,
    *against_rule.CHECKS,
    *missed.CHECKS,
    *row_grounds.CHECKS,
    *plausibility.CHECKS,
    *spending.CHECKS,
    *timing.CHECKS,
    *framework.CHECKS,
    *left_open.CHECKS,
    *in_narrative.CHECKS,
    *amounts_in_text.CHECKS,
    *goal_figures.CHECKS,
    *disclosure_gate.CHECKS,
    *covering.CHECKS,
    *kept_back.CHECKS,
    *corrected.CHECKS,
    *publication_record.CHECKS,
    *replied.CHECKS,
    *personal_data.CHECKS,
    *across.CHECKS,
    *years.CHECKS,
)
PROBLEMS = tuple(check.problem for check in ALL_CHECKS)
# The gate before publication; no publisher can lower these.
_GATE = (disclosure_gate, covering, kept_back, corrected, personal_data)
GATE_CODES = frozenset(check.code for module in _GATE for check in module.CHECKS)
CHECK_CODES = frozenset(check.code for check in ALL_CHECKS)
