"""The report that the demo leaves, against the tables that the money used, and in a browser."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path

import pytest
from browser import complaints, opened
from lake import connect

PERIODS = ["2026-09", "2026-10"]


@pytest.fixture(scope="module")
def folder(demo_lake: str) -> Path:
    return Path(demo_lake + "-report")


@pytest.fixture(scope="module")
def report(folder: Path) -> dict:
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lake(demo_lake: str):
    return connect(demo_lake)


def rows(report: dict, sheet: str, *names: str) -> list[tuple]:
    """Cells of a sheet: figures as numbers, what there is none of as None."""
    return sorted(
        (tuple(number(row.get(name)) for name in names) for row in report["sheets"][sheet]), key=repr
    )


def number(text: str | None) -> object:
    return int(text) if text is not None and re.fullmatch(r"-?\d+", text) else text


def asked(lake, sql: str) -> list[tuple]:
    return sorted((tuple(int(cell) if hasattr(cell, "is_integer") else cell for cell in row) for row in lake.execute(sql).fetchall()), key=repr)


def test_the_totals_are_those_of_the_journal(report: dict, lake) -> None:
    def account(kind: str) -> str:
        return f"sum(amount_micros) FILTER (account LIKE '{kind}/%')"

    assert rows(report, "totals", "period", "gross_micros", "retained_micros", "funds_micros", "payable_micros", "unclaimed_micros", "on_hold_micros", "undisclosed_micros") == asked(
        lake,
        f"""SELECT period, CAST(-{account('revenue')} AS BIGINT), CAST({account('retained')} AS BIGINT), CAST({account('fund')} AS BIGINT),
            CAST({account('payable')} AS BIGINT), CAST({account('unclaimed')} AS BIGINT), CAST({account('on_hold')} AS BIGINT),
            CAST({account('undisclosed')} AS BIGINT) FROM journal GROUP BY period""",
    )
    for row in report["sheets"]["totals"]:
        parts = ("retained", "funds", "payable", "unclaimed", "on_hold", "undisclosed")
        assert int(row["gross_micros"]) == sum(int(row[part + "_micros"]) for part in parts)


def test_the_five_sentences_are_the_tables(report: dict, lake) -> None:
    sentences = report["sentences"]
    assert sorted(sentences) == ["earned", "returned", "to_how_many", "unknown", "waiting"]
    told = {name: int(value) for each in sentences.values() for name, value in each["figures"].items()}
    gross, pool = lake.execute("SELECT sum(gross_micros), sum(pool_micros) FROM pools").fetchone()
    assert (told["gross_micros"], told["pool_micros"], told["retained_micros"]) == (gross, pool, gross - pool)
    for bucket in ("payable", "unclaimed", "on_hold", "undisclosed"):
        (micros,) = lake.execute("SELECT sum(amount_micros) FROM holder_credits WHERE bucket = ?", [bucket]).fetchone()
        assert told[bucket + "_micros"] == micros, bucket
    (payees,) = lake.execute(
        "SELECT count(DISTINCT holder_id) FROM private.holder_credits WHERE bucket = 'payable'"
    ).fetchone()
    assert told["payees"] == payees
    (cause,) = lake.execute(
        """SELECT sum(amount_micros) AS micros FROM holder_credits WHERE bucket = 'undisclosed'
           GROUP BY dataset_id, reason ORDER BY abs(sum(amount_micros)) DESC LIMIT 1"""
    ).fetchone()
    assert told["largest_cause_micros"] == cause
    for each in sentences.values():
        for value in each["figures"].values():
            shown = value if each["figures"].get("payees") == value else f"{int(value) / 1_000_000:.6f}"
            assert shown in each["text"].replace("\u00a0", "")


def test_sheets_are_what_published_says(report: dict, lake) -> None:
    assert rows(report, "coverage", "period", "step", "amount_micros", "share_ppm") == asked(
        lake, "SELECT period, step, amount_micros, ppm FROM coverage"
    )
    assert rows(report, "missing_inputs", "period", "what", "subject", "amount_micros", "fix") == asked(
        lake, "SELECT period, what, subject, amount_micros, fix FROM missing_inputs"
    )
    assert rows(report, "genealogy", "period", "asset_id", "disclosure", "depth", "group_id") == asked(
        lake, "SELECT period, asset_id, disclosure, depth, group_id FROM lineage_nodes"
    )
    assert rows(report, "providers", "period", "provider", "captured_micros", "returned_micros", "returned_ppm") == asked(
        lake,
        """SELECT pools.period, provider, CAST(sum(gross_micros) AS BIGINT), CAST(sum(pool_micros) AS BIGINT),
                  CAST(sum(pool_micros) * 1000000 // sum(gross_micros) AS BIGINT)
           FROM pools JOIN assets ON earner_id = asset_id AND assets.period = pools.period GROUP BY ALL""",
    )
    assert rows(report, "funds", "period", "fund", "amount_micros") == asked(
        lake,
        """SELECT period, to_id, CAST(sum(amount_micros) AS BIGINT) FROM asset_flows WHERE to_kind = 'fund'
           GROUP BY period, to_id""",
    )
    assert rows(report, "refusals", "period", "dataset_id", "weight", "weight_refused") == asked(
        lake,
        """SELECT period, dataset_id, CAST(sum(weight) AS BIGINT), CAST(sum(weight_refused) AS BIGINT)
           FROM contributions WHERE part = 'documents' GROUP BY period, dataset_id""",
    )
    assert rows(report, "buckets", "period", "bucket", "reason", "dataset_id", "part", "amount_micros") == asked(
        lake,
        """SELECT period, bucket, reason, dataset_id, part, CAST(sum(amount_micros) AS BIGINT)
           FROM private.holder_credits GROUP BY ALL""",
    )


def test_sites_are_credited_as_their_contributions_say_and_add_up(report: dict, lake) -> None:
    """The split rule again, in SQL: the difference of two floors of cumulative shares."""
    lake.execute(
        """CREATE OR REPLACE TEMP VIEW of_sites AS
           SELECT c.period, c.source_id AS site, sum((f.micros * (weight_before + weight)::HUGEINT) // weight_total - (f.micros * weight_before::HUGEINT) // weight_total) AS micros
           FROM contributions c JOIN (SELECT period, child_id, CASE to_kind WHEN 'people' THEN 'feedback' ELSE to_kind END AS part, sum(amount_micros)::HUGEINT AS micros
             FROM asset_flows WHERE to_kind IN ('documents', 'people') GROUP BY ALL) f
             ON f.period = c.period AND f.child_id = c.dataset_id AND f.part = c.part
           GROUP BY c.period, c.source_id"""
    )
    credited = {(period, site): int(micros) for period, site, micros in lake.execute("SELECT * FROM of_sites").fetchall()}
    checked = 0
    for row in report["sheets"]["sites"]:
        credit = int(row["credit_micros"])
        assert credit == sum(int(row[part + "_micros"]) for part in ("payable", "unclaimed", "on_hold"))
        assert 0 <= int(row["refused_micros"]) <= int(row["on_hold_micros"])
        assert int(row["unclaimed_micros"]) >= 0
        if not row.get("site_id", "own:").startswith("own:"):
            assert credit == credited[row["period"], row["site_id"]], row
            checked += 1
    assert checked > 100
    assert rows(report, "sites", "period")[-1] == (PERIODS[-1],)
    paid = {period: 0 for period in PERIODS}
    for row in report["sheets"]["sites"]:
        paid[row["period"]] += int(row["payable_micros"])
    assert paid == {row["period"]: int(row["payable_micros"]) for row in report["sheets"]["totals"]}


def test_the_spread_is_that_of_every_source(report: dict, lake) -> None:
    """From one row a person: what the whole report must not show, and rests on."""
    for row in report["sheets"]["concentration"]:
        amounts = [
            int(micros)
            for (micros,) in lake.execute(
                """SELECT sum((f.micros * (weight_before + weight)::HUGEINT) // weight_total - (f.micros * weight_before::HUGEINT) // weight_total) AS micros
                   FROM private.contributions c
                   JOIN (SELECT period, child_id, CASE to_kind WHEN 'people' THEN 'feedback' ELSE to_kind END AS part, sum(amount_micros)::HUGEINT AS micros
                     FROM asset_flows WHERE to_kind IN ('documents', 'people') AND period = ? GROUP BY ALL) f
                     ON f.child_id = c.dataset_id AND f.part = c.part
                   WHERE source_id <> 'undisclosed:no_source' GROUP BY source_id HAVING micros > 0""",
                [row["period"]],
            ).fetchall()
        ] + [
            int(micros)
            for (micros,) in lake.execute(
                "SELECT sum(amount_micros) FROM asset_flows WHERE to_kind IN ('own', 'source') AND period = ? GROUP BY to_id", [row["period"]]
            ).fetchall()
        ]
        amounts.sort(reverse=True)
        assert int(row["sources"]) == len(amounts)
        assert int(row["credit_micros"]) == sum(amounts)
        assert int(row["top_percent_ppm"]) == sum(amounts[: -(-len(amounts) // 100)]) * 1_000_000 // sum(amounts)
        assert int(row["top_ten_ppm"]) == sum(amounts[:10]) * 1_000_000 // sum(amounts)
        ranked = sum(rank * amount for rank, amount in enumerate(amounts, start=1))
        gini = ((len(amounts) + 1) * sum(amounts) - 2 * ranked) * 1_000_000 // (len(amounts) * sum(amounts))
        assert int(row["gini_ppm"]) == gini


def test_no_file_names_a_person(folder: Path, lake) -> None:
    whole = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file())
    names = [name for (name,) in lake.execute("SELECT DISTINCT clear_id FROM people WHERE kind <> 'rater'").fetchall()]
    names += [name for (name,) in lake.execute("SELECT DISTINCT pseudonym FROM people").fetchall()]
    assert len(names) > 100
    assert [name for name in names if name in whole] == []
    assert "holder:" not in whole


def test_hashes_and_csv_are_of_the_same_report(folder: Path, report: dict) -> None:
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert sorted(sums) == sorted(set(files) - {"SHA256SUMS"})
    for name, digest in sums.items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == digest, name
    for sheet, told in report["sheets"].items():
        with open(folder / "csv" / f"{sheet}.csv", encoding="utf-8", newline="") as file:
            read = [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(file)]
        assert read == told, sheet


# --- in a browser


def test_the_page_opens_without_a_complaint_and_draws_its_pictures(browser: str, folder: Path, tmp_path: Path) -> None:
    shot = tmp_path / "report.png"
    run = opened(browser, tmp_path / "profile", "--window-size=1100,1600", f"--screenshot={shot}", (folder / "index.html").as_uri())
    assert complaints(run) == []
    # An empty page of this size is a tenth of it.
    assert shot.stat().st_size > 100_000
    page = opened(browser, tmp_path / "profile", "--dump-dom", (folder / "index.html").as_uri()).stdout
    assert page.count("<svg ") == 2 * len(PERIODS)
    assert page.count('class="band"') > 20 and page.count('class="box"') > 40


def test_printed_it_has_its_pages(browser: str, folder: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "report.pdf"
    opened(browser, tmp_path / "profile", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", (folder / "index.html").as_uri())
    # The first page is the five sentences alone; fonts of another machine may move a page or two.
    assert 16 <= len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) <= 24


def test_everything_that_can_be_used_is_reached_by_the_keyboard(folder: Path) -> None:
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert set(re.findall(r'tabindex="(-?\d+)"', page)) == {"0"}
    assert page.count('class="scroll"') == page.count('role="region" tabindex="0"')
    assert "<a href" in page and not re.search(r"<a (?![^>]*href)", page)
    assert page.index('class="skip" href="#main"') < page.index("<header>")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_against_the_page(axe_on, folder: Path, scheme: str) -> None:
    passed, violations = axe_on(folder / "index.html", scheme)
    assert violations == []
    assert passed > 30
