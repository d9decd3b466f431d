"""Recount the totals of a site from its CSV files, with nothing but the standard library.

It shares no code with the software. Usage: python tests/recount.py SITE/data
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

PUBLISHED = ("已公开", "逾期公开")
FREE = ("豁免", "依法不予公开")


def table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def ledger(data: Path) -> dict[str, Counter[str]]:
    """Return the ledger's sums by year and by year/department, from its lines."""
    sums: dict[str, Counter[str]] = {}
    for line in table(data / "ledger/ledger_projects.csv"):
        for key in (line["year"], f"{line['year']}/{line['department']}"):
            found = sums.setdefault(key, Counter())
            found[line["became"]] += 1
            if line["became"] not in FREE:
                found["owed"] += 1
                found["published"] += line["became"] in PUBLISHED
                yuan = int(Decimal(line["budget"] or 0))
                found["owed_money"] += yuan
                found["published_money"] += yuan * (line["became"] in PUBLISHED)
    return sums


def reports(data: Path) -> dict[str, tuple[int, Decimal]]:
    """Return number and adjusted budget (where executed is stated) of the self-evaluations of projects, by year."""
    sums: dict[str, tuple[int, Decimal]] = {}
    for line in table(data / "tables/reports.csv"):
        if line["kind"] == "项目自评":
            count, money = sums.get(line["year"], (0, Decimal(0)))
            stated = line["adjusted"] and line["executed"]
            sums[line["year"]] = (count + 1, money + Decimal(line["adjusted"] if stated else 0))
    return sums


def second_scores(data: Path) -> dict[str, dict[str, Decimal]]:
    """Return by year and by year/department how second totals of projects stand to declared ones, in 分."""
    sums: dict[str, dict[str, Decimal]] = {}
    for line in table(data / "tables/reports.csv"):
        if line["kind"] == "项目自评":
            for key in (line["year"], f"{line['year']}/{line['department']}"):
                names = ("reports", "second", "same", "lower", "higher", "apart")
                found = sums.setdefault(key, dict.fromkeys(names, Decimal(0)))
                found["reports"] += 1
                found["second"] += bool(line["second_by"])
                if line["second_total"] and line["declared_total"]:
                    apart = Decimal(line["second_total"]) - Decimal(line["declared_total"])
                    found["same" if not apart else "lower" if apart < 0 else "higher"] += 1
                    found["apart"] += apart
    return sums


def promises(data: Path, day: str) -> dict[str, dict[str, int]]:
    """Return by year and by year/department the promises about projects, and which are overdue on a day."""
    kinds = {line["id"]: line["kind"] for line in table(data / "tables/reports.csv")}
    sums: dict[str, dict[str, int]] = {}
    for line in table(data / "tables/promises.csv"):
        year, department, _ = line["report"].split("/")
        if kinds[line["report"]] == "项目自评":
            for key in (year, f"{year}/{department}"):
                found = sums.setdefault(key, dict.fromkeys(("all", "open", "closed", "overdue"), 0))
                is_open = line["state"] in ("未整改", "整改中")
                found["all"] += 1
                found["open" if is_open else "closed"] += 1
                found["overdue"] += is_open and "" < line["term"] < day
    return sums


if __name__ == "__main__":
    for name, found in [*ledger(Path(sys.argv[1])).items(), *reports(Path(sys.argv[1])).items()]:
        print(name, found)  # noqa: T201
