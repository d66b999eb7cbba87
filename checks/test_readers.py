"""Other tools read the lake, and see the totals that were booked."""

from __future__ import annotations

import lake as lakes
import pytest

PARTS = {
    "retained_micros": ("asset_flows", "to_kind = 'retained'"),
    "funds_micros": ("asset_flows", "to_kind = 'fund'"),
    "payable_micros": ("holder_credits", "bucket = 'payable'"),
    "unclaimed_micros": ("holder_credits", "bucket = 'unclaimed'"),
    "on_hold_micros": ("holder_credits", "bucket = 'on_hold'"),
    "undisclosed_micros": ("holder_credits", "bucket = 'undisclosed'"),
}

RESULTS = sorted(
    name
    for name, contract in lakes.contracts().items()
    if not lakes.is_private(name)
    and {"period", "run_id"} <= {column["name"] for column in lakes.columns(contract) if column.get("partitioned")}
)


@pytest.fixture(scope="module")
def duck(demo_lake):
    return lakes.connect(demo_lake)


@pytest.fixture(scope="module")
def bookings(demo_lake):
    """By delta-rs: the current booking of each period."""
    rows = lakes.delta(demo_lake, "bookings").to_pyarrow_table().to_pylist()
    return {row["periods"][0]: row for row in sorted(rows, key=lambda row: row["seq"])}


def test_delta_rs_reads_the_bookings_as_a_chain(demo_lake, bookings):
    rows = sorted(lakes.delta(demo_lake, "bookings").to_pyarrow_table().to_pylist(), key=lambda row: row["seq"])
    assert sorted(bookings) == ["2026-09", "2026-10"]
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["previous"] for row in rows] == [""] + [row["booking_id"] for row in rows[:-1]]


def test_duckdb_reads_published_files_with_the_booked_totals(duck, bookings):
    for period, booking in bookings.items():
        assert booking["gross_micros"] == duck.execute(
            "SELECT sum(gross_micros) FROM pools WHERE period = ?", [period]
        ).fetchone()[0]
        for part, (table, rows) in PARTS.items():
            seen = duck.execute(
                f"SELECT coalesce(sum(amount_micros), 0) FROM {table} WHERE period = ? AND {rows}", [period]
            ).fetchone()[0]
            assert seen == booking[part], f"{part} of {period}"


def test_delta_rs_reads_the_tables_with_the_booked_totals(demo_lake, duck, bookings):
    for table in ("asset_flows", "holder_credits"):
        duck.register(f"by_delta_rs_{table}", lakes.delta(demo_lake, table).to_pyarrow_table())
    for period, booking in bookings.items():
        for part, (table, rows) in PARTS.items():
            seen = duck.execute(
                f"SELECT coalesce(sum(amount_micros), 0) FROM by_delta_rs_{table} WHERE period = ? AND run_id = ? AND {rows}",
                [period, booking["run_ids"][0]],
            ).fetchone()[0]
            assert seen == booking[part], f"{part} of {period}"


@pytest.mark.parametrize("table", RESULTS)
def test_published_rows_are_the_booked_rows(demo_lake, duck, bookings, table):
    if not lakes.published(demo_lake, table):
        pytest.fail(f"{table} is not published")
    duck.register("stored", lakes.delta(demo_lake, table).to_pyarrow_table())
    columns = ", ".join(f'"{column["name"]}"' for column in lakes.columns(lakes.contracts()[table]))
    runs = ", ".join(f"'{booking['run_ids'][0]}'" for booking in bookings.values())
    for one, other in (("stored", table), (table, "stored")):
        only = duck.execute(
            f"SELECT {columns} FROM {one} WHERE run_id IN ({runs}) EXCEPT ALL SELECT {columns} FROM {other}"
        ).fetchall()
        assert only == [], f"only in {one}"


@pytest.mark.parametrize(("table", "number"), [("holder_credits", "amount_micros"), ("contributions", "weight")])
def test_persons_are_published_by_site_and_every_sum_stays(duck, table, number):
    """No pseudonym of a person is published; grouped by what may be told, the whole table is the published one."""
    texts = [column["name"] for column in lakes.columns(lakes.contracts()[table]) if column["physicalType"] == "string"]
    anybody = " OR ".join(f"regexp_matches({name}, '(/~|rater:|holder:~)[a-z2-7]{{32}}')" for name in texts)
    assert duck.sql(f"SELECT count(*) FROM {table} WHERE {anybody}").fetchone() == (0,)
    assert duck.sql(f"SELECT count(*) FROM private.{table} WHERE {anybody}").fetchone() > (0,)
    if table == "contributions":
        site = "regexp_replace(source_id, '(/|rater:).*', '\\1')"
        whole = f"SELECT dataset_id, part, if(source_id ~ '(account|path|rater):.*', {site}, source_id), sum({number}) FROM private.{table} GROUP BY ALL"
        shown = f"SELECT DISTINCT dataset_id, part, source_id, {number} FROM {table}"
    else:
        whole = f"SELECT period, bucket, sum({number}) FROM private.{table} GROUP BY ALL"
        shown = f"SELECT period, bucket, sum({number}) FROM {table} GROUP BY ALL"
    assert sorted(duck.sql(shown).fetchall()) == sorted(duck.sql(whole).fetchall())


def test_the_expected_totals_of_the_demo_are_what_duckdb_reads(duck):
    """The same numbers as the independent Python reference of sample-data/demo."""
    for period in ("2026-09", "2026-10"):
        expected = duck.sql(f"FROM 'sample-data/demo/expected/{period}/totals.csv'").fetchall()
        seen = duck.execute(
            "SELECT periods[1], gross_micros, retained_micros, funds_micros, payable_micros, unclaimed_micros, "
            "on_hold_micros, undisclosed_micros FROM bookings WHERE list_contains(periods, ?)",
            [period],
        ).fetchall()
        assert seen == expected


def test_inputs_read_as_their_deliveries_say(duck):
    """Counted in the files of sample-data/demo."""
    assert duck.sql("SELECT count(*) FROM today.assets").fetchone() == (11,)
    assert duck.sql("SELECT count(*) FROM today.derivations").fetchone() == (11,)
    kept = duck.sql("SELECT sum(rows_kept) FROM deliveries WHERE table_name = 'manifest_entries'").fetchone()
    assert duck.sql("SELECT count(*) FROM manifest_entries").fetchone() == kept
