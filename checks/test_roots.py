"""Bookings say what is in the lake: the separate proofs (sample-data/reference) rebuild their ids and roots from its rows."""

from __future__ import annotations

import hashlib
import sys
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

import duckdb
import lake as lakes
import pyarrow.parquet as pq
import pytest

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME / "sample-data/reference"))
import proof  # noqa: E402
from pseudonyms import of_holder, of_source  # noqa: E402

SECRET = bytes.fromhex((HOME / "sample-data/demo-secret.hex").read_text(encoding="ascii").strip())
RESULTS = ("policies", "pools", "lineage_nodes", "lineage_edges", "lineage_findings", "asset_flows", "asset_balances", "holder_credits",
           "statement_lines", "coverage", "missing_inputs", "top_sources")
PUBLISHED = ("pools", "asset_flows", "contributions", "holder_credits")
CLAIM = ("claim_id", "share_ppm", "status", "filed_at", "accepts_refused", "valid_from", "valid_to")


@pytest.fixture(scope="module")
def duck(demo_lake) -> duckdb.DuckDBPyConnection:
    return lakes.connect(demo_lake)


@pytest.fixture(scope="module")
def bookings(demo_lake) -> list[dict]:
    rows = lakes.delta(demo_lake, "bookings").to_pyarrow_table().to_pylist()
    assert rows
    return sorted(rows, key=lambda row: row["seq"])


def test_a_booking_is_named_by_all_that_it_says(bookings):
    for booking in bookings:
        said = {name: proof.cell(value) for name, value in booking.items() if name not in ("booking_id", "booked_at")}
        assert hashlib.sha256(proof.canonical(said).encode()).hexdigest() == booking["booking_id"]


def test_tables_root_is_that_of_the_rows(demo_lake, duck, bookings):
    for booking in bookings:
        period = booking["periods"][0]
        roots = [(name, period, *proof.table_root(key, rows)) for name, key, rows in booked(demo_lake, duck, period, booking)]
        roots += [(name, period, leaves, bytes.fromhex(root)) for name, (leaves, root) in trees(demo_lake, duck, period, booking)]
        assert proof.tables_root(roots).hex() == booking["tables_root"], roots


def test_the_roots_of_each_table_are_published(demo_lake, bookings):
    for booking in bookings:
        period = booking["periods"][0]
        roots = [(row["table_name"], period, row["rows"], bytes.fromhex(row["root"]))
                 for row in published(demo_lake, "table_roots", period) if row["booking_id"] == booking["booking_id"]]
        assert proof.tables_root(roots).hex() == booking["tables_root"]


def test_trees_of_contributions_are_those_of_the_rows(demo_lake, duck):
    trees = lakes.delta(demo_lake, "contribution_trees").to_pyarrow_table().to_pylist()
    rows: dict[tuple[str, str], list[dict]] = {}
    for row in dicts(duck, "SELECT * FROM private.contributions"):
        rows.setdefault((row["contributions_id"], row["part"]), []).append(row)
    seen = {(tree["contributions_id"], tree["part"]): (tree["sources"], tree["weight"], tree["root"]) for tree in trees}
    assert seen == {of: proof.contribution_tree(SECRET, *of, of_part) for of, of_part in rows.items()}


def booked(demo_lake: str, duck: duckdb.DuckDBPyConnection, period: str, booking: dict):
    """Name, key and rows of everything under a booking's tables_root."""
    run = f"WHERE period = '{period}' AND run_id = '{booking['run_ids'][0]}'"
    duck.register("stored", lakes.delta(demo_lake, "journal").to_pyarrow_table())
    yield "journal", key("journal"), dicts(duck, f"SELECT * FROM stored WHERE booking_id = '{booking['booking_id']}'")
    yield "published/journal", key("journal"), [row for row in published(demo_lake, "journal", period)
                                                if row["booking_id"] == booking["booking_id"]]
    duck.register("stored", lakes.delta(demo_lake, "statements").to_pyarrow_table())
    yield "statements", key("statements"), dicts(duck, f"SELECT * FROM stored WHERE booking_id = '{booking['booking_id']}'")
    if booking["kind"] in ("later", "payout"):
        return  # Such a booking adds lines to the books, and rests on what is booked already.
    for table in RESULTS:
        duck.register("stored", lakes.delta(demo_lake, table).to_pyarrow_table())
        yield table, key(table), dicts(duck, f"SELECT * FROM stored {run}")
    yield "contribution_trees", key("contribution_trees"), dicts(duck, f"SELECT * EXCLUDE (period) FROM contribution_trees WHERE period = '{period}'")
    for table in ("assets", "derivations"):
        yield table, key(table), inputs(duck, f"today.{table}")
    yield "served_usage", key("served_usage"), [row for row in inputs(duck, "today.served_usage") if row["period"] == period]
    year, month = map(int, period.split("-"))
    last = date(year, month, monthrange(year, month)[1])
    rates = inputs(duck, "today.exchange_rates")
    usable = [row for row in rates if last - timedelta(days=7) <= row["rate_date"] <= last]
    yield "exchange_rates", key("exchange_rates"), usable
    yield "claims", key("claims"), claims(duck, last)
    yield "community_members", key("community_members"), members(duck)
    for table in PUBLISHED:
        yield f"published/{table}", key(table), published(demo_lake, table, period)


def trees(demo_lake: str, duck: duckdb.DuckDBPyConnection, period: str, booking: dict):
    """Name, size and root of the sum trees under a booking's tables_root; those of contributions stand in a table."""
    duck.register("stored", lakes.delta(demo_lake, "journal").to_pyarrow_table())
    lines = dicts(duck, f"SELECT * FROM stored WHERE booking_id = '{booking['booking_id']}' AND period = '{period}'")
    nonces = {of_holder(SECRET, row["holder_id"]) if row["kind"] == "person" else row["holder_id"]: row["nonce"]
              for row in inputs(duck, "holders") if row["nonce"]}
    yield "tree/statements", proof.statement_tree(SECRET, booking["previous"], period, nonces, lines)
    if booking["kind"] not in ("later", "payout"):
        year, month = map(int, period.split("-"))
        last = date(year, month, monthrange(year, month)[1])
        yield "tree/claims", proof.claim_tree(SECRET, booking["previous"], period, claims(duck, last))


def published(demo_lake: str, table: str, period: str) -> list[dict]:
    return [row for path in Path(demo_lake, "published", table, f"period={period}").glob("*.parquet")
            for row in pq.ParquetFile(path).read().to_pylist()]


def claims(duck: duckdb.DuckDBPyConnection, last: date) -> list[dict]:
    """Those that count on the last day, with sources and holders as they are shown."""
    kinds = {row["holder_id"]: row["kind"] for row in inputs(duck, "holders")}
    rows = []
    for row in inputs(duck, "claims"):
        counts = row["status"] != "withdrawn" and (row["share_ppm"] is None or row["share_ppm"] > 0)
        if counts and row["valid_from"] <= last and (row["valid_to"] is None or last < row["valid_to"]):
            holder = row["holder_id"]
            person = kinds.get(holder, "person") == "person"
            rows.append({name: row[name] for name in CLAIM} | {
                "holder_id": of_holder(SECRET, holder) if person else holder, "holder_known": holder in kinds,
                "pattern": of_source(SECRET, row["pattern"])})
    return rows


def members(duck: duckdb.DuckDBPyConnection) -> list[dict]:
    """Who belongs to a community, of all days, as holders are shown."""
    kinds = {row["holder_id"]: row["kind"] for row in inputs(duck, "holders")}

    def shown(holder: str) -> str:
        return of_holder(SECRET, holder) if kinds.get(holder, "person") == "person" else holder

    return [row | {"community_id": shown(row["community_id"]), "holder_id": shown(row["holder_id"]),
                   "holder_known": row["holder_id"] in kinds} for row in inputs(duck, "community_members")]


def inputs(duck: duckdb.DuckDBPyConnection, table: str) -> list[dict]:
    """An input as it stands, in the contract's columns."""
    names = lakes.properties_named(lakes.contracts()[table.removeprefix("today.")])
    return [{name: row[name] for name in names} for row in dicts(duck, f"SELECT * FROM {table}")]


def key(table: str) -> list[str]:
    return lakes.key(lakes.contracts()[table])


def dicts(duck: duckdb.DuckDBPyConnection, sql: str) -> list[dict]:
    return duck.sql(sql).to_arrow_table().to_pylist()
