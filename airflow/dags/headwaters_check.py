"""Compares what is published of a period with what is booked, reading both as anybody would.

The booking comes from the Delta table ``bookings``, the amounts from the plain Parquet files in
``published/``. Neither Spark nor Headwaters is asked, so a step that said "done" and was not is
found here.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.fs as pafs
from deltalake import DeltaTable

#: Bookings are few; of the other tables only these columns are read.
_NEEDED = {
    "pools": ["run_id", "gross_micros", "pool_micros", "retained_micros"],
    "asset_flows": ["run_id", "to_kind", "amount_micros"],
    "holder_credits": ["run_id", "bucket", "amount_micros"],
    "coverage": ["run_id", "step", "amount_micros"],
}

_PARTS = ("retained", "funds", "payable", "unclaimed", "on_hold", "undisclosed")


class NotAsBooked(Exception):
    """What readers see is not what was booked."""


def check_published(lake: str, period: str) -> dict:
    """Returns the period's booking; raises NotAsBooked with every difference if there is one."""
    booking = booked(lake, period)
    problems = differences(booking, {table: read(lake, table, period, columns) for table, columns in _NEEDED.items()})
    shown = read(lake, "bookings", period, None).to_pylist()
    if [row["booking_id"] for row in shown] != [booking["booking_id"]]:
        problems.append(f"published/bookings shows {shown}, booked is {booking['booking_id']}")
    if problems:
        raise NotAsBooked(
            f"Period {period} in {lake} is not published as it was booked:\n  "
            + "\n  ".join(problems)
            + "\nRun `headwaters publish` again; if that does not help, please report it."
        )
    return booking


def booked(lake: str, period: str) -> dict:
    """The current booking of the period: the one with the highest number."""
    table = DeltaTable(f"{lake}/bookings").to_pyarrow_table()
    rows = [row for row in table.to_pylist() if period in row["periods"]]
    if not rows:
        raise NotAsBooked(f"Period {period} is not booked in {lake}. Run `headwaters settle --period {period}`.")
    return max(rows, key=lambda row: row["seq"])


def read(lake: str, table: str, period: str, columns: list[str] | None) -> pa.Table:
    files, path = filesystem(f"{lake}/published/{table}/period={period}")
    return ds.dataset(path, filesystem=files, format="parquet").to_table(columns=columns)


def filesystem(uri: str):
    """Arrow's file system for a lake's URI; Hadoop's names for object stores are understood."""
    if not re.match(r"[a-z][a-z0-9+.-]*:", uri):
        return pafs.LocalFileSystem(), uri
    if uri.startswith("file:"):
        return pafs.LocalFileSystem(), re.sub(r"^file:/+", "/", uri)
    return pafs.FileSystem.from_uri(re.sub(r"^s3a:", "s3:", uri))


def differences(booking: dict, tables: dict[str, pa.Table]) -> list[str]:
    """Every total that is not as booked, as a sentence."""
    problems = []
    for name, table in tables.items():
        runs = pc.unique(table["run_id"]).to_pylist()
        if runs not in ([], booking["run_ids"]):
            problems.append(f"{name} has rows of {runs}, booked is {booking['run_ids']}")
    pools, flows, credits, coverage = (tables[name] for name in _NEEDED)
    seen = {
        "gross": total(pools, "gross_micros"),
        "retained": total(where(flows, "to_kind", "retained"), "amount_micros"),
        "funds": total(where(flows, "to_kind", "fund"), "amount_micros"),
        **{
            bucket: total(where(credits, "bucket", bucket), "amount_micros")
            for bucket in ("payable", "unclaimed", "on_hold", "undisclosed")
        },
    }
    for part, micros in seen.items():
        if micros != booking[f"{part}_micros"]:
            problems.append(f"{part}: published {micros}, booked {booking[f'{part}_micros']} micros")
    if seen["gross"] != sum(seen[part] for part in _PARTS):
        problems.append(f"gross {seen['gross']} is not the sum of its parts {seen}")
    # Both signs count by their absolute amounts there, so a refund makes the pool larger, never smaller.
    steps = [total(where(coverage, "step", step), "amount_micros") for step in ("pool", "disclosed", "sourced", "linked")]
    if steps[0] < abs(seen["gross"] - seen["retained"]) or steps != sorted(steps, reverse=True):
        problems.append(f"coverage falls from {steps} of {seen['gross'] - seen['retained']} passed on")
    return problems


def where(table: pa.Table, column: str, value: str) -> pa.Table:
    return table.filter(pc.equal(table[column], value))


def total(table: pa.Table, column: str) -> int:
    """Exact: Arrow's sum of 64 bit integers would wrap."""
    summed = pc.sum(table[column].cast(pa.decimal128(38, 0))).as_py()
    return int(summed or 0)
