"""The folder that everybody may look things up in, as the demo leaves it: that it tells no more than it should."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from browser import complaints, opened
from ortools.sat.python import cp_model

PARTS = ("payable", "unclaimed", "on_hold")


@pytest.fixture(scope="module")
def site(demo_lake: str) -> Path:
    return Path(demo_lake + "-site")


@pytest.fixture(scope="module")
def reports(site: Path) -> dict[str, dict]:
    """The public reports in the folder, by month."""
    return {path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(site.glob("reports/*/report.json"))}


@pytest.fixture(scope="module")
def truth(demo_lake: str) -> dict[tuple[str, str | None], dict]:
    """What the regulator is told, by month and site."""
    whole = json.loads(Path(demo_lake + "-report/report.json").read_text(encoding="utf-8"))
    return {(row["period"], row.get("site_id")): row for row in whole["sheets"]["sites"]}


def test_it_tells_the_months_of_the_demo_and_their_totals(reports: dict, demo_lake: str) -> None:
    whole = json.loads(Path(demo_lake + "-report/report.json").read_text(encoding="utf-8"))
    assert [row for report in reports.values() for row in report["sheets"]["totals"]] == whole["sheets"]["totals"]


def test_what_few_get_is_silent_in_every_month_and_on_every_page(site: Path, reports: dict, truth: dict) -> None:
    few = {site_id for (_, site_id), row in truth.items() if 0 < int(row["payees"]) < 10}
    silent = told = 0
    for report in reports.values():
        for row in report["sheets"]["sites"]:
            if row.get("site_id") in few:
                assert not set(row) & {part + "_micros" for part in PARTS} | set(row) & {"payees", "refused_micros"}, row
                silent += 1
            elif "payable_micros" in row:
                told += 1
    assert silent > 20 and told > 2
    for site_id in few:
        host = re.sub(r"^\w+:|/$", "", site_id or "")
        page = site / "domains" / f"{host}.html"
        if page.exists():
            shown = set(re.findall(r'<data value="([^"]*)">', page.read_text(encoding="utf-8")))
            credits = {row["credit_micros"] for (_, each), row in truth.items() if each and host in each}
            others = {row[part + "_micros"] for (_, each), row in truth.items() if each and host in each and each not in few for part in PARTS}
            assert shown <= credits | others | {"0"} | {row["payees"] for row in truth.values()}, site_id


def test_no_silent_amount_can_be_narrowed_to_less_than_a_tenth(reports: dict, truth: dict) -> None:
    """Everything that a reader of the folder has, as whole numbers: what is the least and the most that a site could have got?"""
    model = cp_model.CpModel()
    amounts: dict[tuple[str, str | None, str], cp_model.IntVar] = {}
    for month, report in reports.items():
        totals = report["sheets"]["totals"][0]
        sites = report["sheets"]["sites"]
        for row in sites:
            site_id, credit = row.get("site_id"), int(row["credit_micros"])
            parts = []
            for part in PARTS:
                told = row.get(part + "_micros")
                low, high = (0, credit) if told is None else (int(told), int(told))
                parts.append(model.new_int_var(low, high, f"{month} {site_id} {part}"))
                amounts[month, site_id, part] = parts[-1]
            model.add(sum(parts) == credit)
        # What is payable is payable for some site; of the others, a part waits for no site at all.
        model.add(sum(amounts[month, row.get("site_id"), "payable"] for row in sites) == int(totals["payable_micros"]))
        for part in ("unclaimed", "on_hold"):
            model.add(sum(amounts[month, row.get("site_id"), part] for row in sites) <= int(totals[part + "_micros"]))
    for key, amount in amounts.items():
        model.add_hint(amount, int(truth[key[:2]][key[2] + "_micros"]))
    asked = 0
    for (month, site_id), row in truth.items():
        if 0 < int(row["payees"]) < 10 and int(row["payable_micros"]) > 0 and asked < 40:
            bounds = []
            for sign in (1, -1):
                model.minimize(sign * amounts[month, site_id, "payable"])
                solver = cp_model.CpSolver()
                solver.parameters.max_time_in_seconds = 20
                assert solver.solve(model) == cp_model.OPTIMAL, (month, site_id)
                bounds.append(solver.value(amounts[month, site_id, "payable"]))
            least, most = bounds
            assert least <= int(row["payable_micros"]) <= most
            assert most > least and most * 10 >= least * 11, (month, site_id, least, most)
            asked += 1
    assert asked == 40


@pytest.mark.parametrize("page", ["index.html", "periods/2026-10.html", "domains/daily-example.com.html", "reports/2026-09/index.html"])
def test_its_pages_open_without_a_complaint(browser: str, site: Path, tmp_path: Path, page: str) -> None:
    run = opened(browser, tmp_path / "profile", "--dump-dom", (site / page).as_uri())
    assert complaints(run) == []
    assert "<h1>" in run.stdout and run.stdout.count("<script") == 0


def test_axe_finds_nothing_against_its_pages(axe_on, site: Path) -> None:
    for page in ("index.html", "domains/daily-example.com.html"):
        passed, violations = axe_on(site / page, "light")
        assert violations == []
        assert passed > 20
