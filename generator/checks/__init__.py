"""Scorecard and report to findings: all checks in one immutable tuple, and the runner.

To add a check, write one function in the module of its kind and name it in that module's CHECKS.
"""

from generator.checks import (
    across,
    against_rule,
    completeness,
    disclosure_gate,
    framework,
    in_narrative,
    money,
    personal_data,
    rates,
    ratios,
    row_grounds,
    sums,
    values,
)
from generator.checks.check import Check

ALL_CHECKS: tuple[Check, ...] = (
    *sums.CHECKS,
    *rates.CHECKS,
    *money.CHECKS,
    *values.CHECKS,
    *ratios.CHECKS,
    *completeness.CHECKS,
    *against_rule.CHECKS,
    *row_grounds.CHECKS,
    *framework.CHECKS,
    *in_narrative.CHECKS,
    *disclosure_gate.CHECKS,
    *personal_data.CHECKS,
    *across.CHECKS,
)
PROBLEMS = tuple(check.problem for check in ALL_CHECKS)
# The gate before publication; no publisher can lower these.
GATE_CODES = frozenset(check.code for check in (*disclosure_gate.CHECKS, *personal_data.CHECKS))
CHECK_CODES = frozenset(check.code for check in ALL_CHECKS)
