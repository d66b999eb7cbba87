"""Opens a lake with DuckDB, without Spark: one view for every table, as it stands.

    $(bin/python-env checks)/bin/python checks/lake.py LAKE "SELECT … FROM holder_credits …"

- A published table (pools, asset_flows, holder_credits …) is read from its plain Parquet files, in
  which persons are told by site.
- Any other table is read from its Delta log by delta-rs: inputs as the deliveries, taken together,
  say today; document_links of the current contribution sets and results of the booked runs only.
- What is published by site stands whole, with one row a person, in the schema `private`:
  `private.holder_credits`, `private.contributions`.
- Inputs that are published stand a month each, as it was booked; as they are today, in the schema
  `today`: `today.assets`.
"""

from __future__ import annotations

import functools
import glob
import os
import sys
from pathlib import Path

import duckdb
import yaml
from deltalake import DeltaTable

#: Spark's names of types where DuckDB has others.
SQL = {"string": "VARCHAR", "int": "INTEGER"}

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"


@functools.cache
def contracts() -> dict[str, dict]:
    """Every data contract, by its table."""
    found = {}
    for path in sorted(SCHEMAS.glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        if document.get("kind") == "DataContract":
            found[document["name"]] = document
    return found


def properties(contract: dict) -> dict[str, object]:
    return {each["property"]: each["value"] for each in contract.get("customProperties", [])}


def columns(contract: dict) -> list[dict]:
    return contract["schema"][0]["properties"]


def properties_named(contract: dict) -> set[str]:
    return {column["name"] for column in columns(contract)}


def key(contract: dict) -> list[str]:
    return [column["name"] for column in columns(contract) if column.get("primaryKey")]


def published(lake: str, table: str) -> list[str]:
    return sorted(glob.glob(f"{glob.escape(lake)}/published/{table}/period=*/*.parquet"))


def stored_at(lake: str, table: str) -> str:
    """A table's folder: those with personal data lie apart."""
    return os.path.join(lake, "private", table) if is_private(table) else os.path.join(lake, table)


def delta(lake: str, table: str) -> DeltaTable | None:
    path = stored_at(lake, table)
    return DeltaTable(path) if os.path.isdir(os.path.join(path, "_delta_log")) else None


def connect(lake: str) -> duckdb.DuckDBPyConnection:
    """A connection with the views; tables that nobody wrote yet are missing in it."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    # Exact: as whole micros times a decimal, never by way of a double.
    connection.execute(
        "CREATE MACRO units(micros) AS CAST(micros AS DECIMAL(30, 0)) * CAST(0.000001 AS DECIMAL(7, 6))"
    )
    for table, contract in contracts().items():
        if published(lake, table):
            # A row of contributions or of assets has no period of its own: the folder says it.
            dated = "period" in {column["name"] for column in columns(contract)}
            connection.execute(
                f"CREATE VIEW {table} AS SELECT * FROM read_parquet("
                f"'{lake}/published/{table}/period=*/*.parquet', hive_partitioning = {not dated}, hive_types_autocast = false)"
            )
        # Of bookings, those that others took the place of are in the lake alone.
        if (whole(lake, table) or is_input(table) or table == "bookings") and (stored := delta(lake, table)) is not None:
            store(connection, table, contract, stored)
    connection.execute("CREATE SCHEMA private")
    for table, contract in contracts().items():
        if whole(lake, table) and delta(lake, table) is not None:
            name = f"private.{table}" if published(lake, table) else table
            connection.execute(f"CREATE VIEW {name} AS {as_it_stands(table, contract)}")
    connection.execute("CREATE SCHEMA today")
    for table, contract in contracts().items():
        if is_input(table) and published(lake, table) and delta(lake, table) is not None:
            connection.execute(f"CREATE VIEW today.{table} AS {as_it_stands(table, contract)}")
    return connection


def whole(lake: str, table: str) -> bool:
    """Whether the published rows are not all there is of a table."""
    return not published(lake, table) or is_private(table)


def is_input(table: str) -> bool:
    return properties(contracts()[table]).get("role") == "input"


def is_private(table: str) -> bool:
    return bool(properties(contracts()[table]).get("private", False))


def store(connection: duckdb.DuckDBPyConnection, table: str, contract: dict, stored: DeltaTable) -> None:
    """All rows of a Delta table: the files that its log names, partition columns from their paths."""
    files = stored.file_uris()
    if not files:
        connection.register(f"stored_{table}", stored.to_pyarrow_table())
        return
    kinds = {"delivery_seq": "BIGINT", "delivery_id": "VARCHAR"}
    kinds |= {column["name"]: SQL.get(column["physicalType"], column["physicalType"]) for column in columns(contract)}
    partitions = ", ".join(f"'{name}': {kinds[name]}" for name in stored.metadata().partition_columns)
    options = f"hive_partitioning = true, hive_types = {{{partitions}}}" if partitions else "hive_partitioning = false"
    names = ", ".join("'" + name.replace("'", "''") + "'" for name in files)
    connection.execute(f"CREATE VIEW stored_{table} AS SELECT * FROM read_parquet([{names}], {options})")


def as_it_stands(table: str, contract: dict) -> str:
    if "delivery" in properties(contract):
        named = (
            f"SELECT * FROM stored_{table} SEMI JOIN "
            f"(SELECT delivery_seq, delivery_id FROM stored_deliveries WHERE table_name = '{table}') USING (delivery_seq, delivery_id)"
        )
        if properties(contract)["delivery"] == "replaces":
            return (
                f"SELECT * FROM ({named}) WHERE delivery_seq = "
                f"(SELECT max(delivery_seq) FROM stored_deliveries WHERE table_name = '{table}')"
            )
        latest = (
            f"SELECT * FROM ({named}) "
            f"QUALIFY row_number() OVER (PARTITION BY {', '.join(key(contract))} ORDER BY delivery_seq DESC) = 1"
        )
        deletable = any(column["name"] == "deleted" for column in columns(contract))
        return f"SELECT * FROM ({latest}) WHERE NOT coalesce(deleted, false)" if deletable else latest
    if table in ("contributions", "contribution_trees", "document_links"):
        return (
            f"SELECT * FROM stored_{table} WHERE contributions_id IN "
            "(SELECT arg_max(contributions_id, seq) FROM stored_contribution_sets GROUP BY dataset_id)"
        )
    if {"period", "run_id"} <= {column["name"] for column in columns(contract)} and table != "runs":
        return (
            f"SELECT * FROM stored_{table} WHERE (period, run_id) IN "
            "(SELECT (period, arg_max(run_ids[1], seq)) FROM bookings GROUP BY period)"
        )
    if table == "journal":
        return f"SELECT * FROM stored_{table} WHERE booking_id IN (SELECT booking_id FROM stored_bookings)"
    return f"SELECT * FROM stored_{table}"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: lake.py LAKE SQL")
    connect(sys.argv[1]).sql(sys.argv[2]).show(max_rows=1000, max_width=200)
