"""The data contracts hold, as the tool that others use for them says."""

from __future__ import annotations

import lake as lakes
import pyarrow.parquet as pq
import pytest
import yaml
from datacontract.data_contract import DataContract

CONTRACTS = lakes.contracts()

ARROW = {"string": "string", "bigint": "int64", "int": "int32", "smallint": "int16", "boolean": "bool", "date": "date32[day]", "timestamp": "timestamp[us, tz=UTC]"}


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_lints(name):
    run = DataContract(data_contract_file=str(lakes.SCHEMAS / f"{name}.yaml")).lint()
    assert run.result == "passed", [check.reason for check in run.checks if check.result != "passed"]


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_rows_of_the_demo_lake_keep_to_it(name, demo_lake, tmp_path):
    files = lakes.published(demo_lake, name)
    if files:
        # A table without a month of its own is published whole in each: its key holds within one.
        month = "*" if "period" in lakes.properties_named(CONTRACTS[name]) else "2026-09"
        path = f"{demo_lake}/published/{name}/period={month}/*.parquet"
    else:
        if lakes.delta(demo_lake, name) is None:
            assert name in NEVER_DELIVERED, f"{name} is missing in the demo lake"
            return
        path = f"{tmp_path}/{name}.parquet"
        pq.write_table(lakes.connect(demo_lake).sql(f"FROM {name}").to_arrow_table(), path)
    contract = yaml.safe_load((lakes.SCHEMAS / f"{name}.yaml").read_text(encoding="utf-8"))
    contract["servers"] = [{"server": "demo", "type": "local", "path": path, "format": "parquet"}]
    contract_file = tmp_path / f"{name}.yaml"
    contract_file.write_text(yaml.safe_dump(contract), encoding="utf-8")
    run = DataContract(data_contract_file=str(contract_file), server="demo").test()
    wrong = [
        f"{check.name}: {check.reason}"
        for check in run.checks
        if check.result in ("failed", "error") and check.name not in empty_is_a_value(CONTRACTS[name])
    ]
    assert wrong == []
    assert any(check.result == "passed" for check in run.checks), "nothing was checked"


def empty_is_a_value(contract: dict) -> set[str]:
    """The tool takes every part of a key as required. In ours "no parent" or "covers nothing" is a value of the key."""
    return {
        f"Check that primary key field {column['name']} has no missing values"
        for column in lakes.columns(contract)
        if column.get("primaryKey") and not column.get("required")
    }


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_every_key_is_there_once(name, demo_lake):
    """Counted with empty parts as values, which the tool does not."""
    if name in NEVER_DELIVERED and lakes.delta(demo_lake, name) is None:
        return
    undated = lakes.published(demo_lake, name) and "period" not in lakes.properties_named(CONTRACTS[name])
    names = ", ".join([*lakes.key(CONTRACTS[name]), *(["period"] if undated else [])])
    twice = f"SELECT {names}, count(*) FROM {name} GROUP BY ALL HAVING count(*) > 1"
    assert lakes.connect(demo_lake).sql(twice).fetchall() == []


#: Inputs that the demo's world does not deliver, and what follows from them; nobody is paid out or forgotten in it.
NEVER_DELIVERED = {"erasures", "forgotten_persons", "output_attributions", "payments", "payouts", "rejects", "unresolved_names"}


@pytest.mark.parametrize("name", sorted(CONTRACTS))
def test_published_files_have_the_declared_types(name, demo_lake):
    """datacontract does not check the types of Parquet files."""
    declared = {column["name"]: column["physicalType"] for column in lakes.columns(CONTRACTS[name])}
    for path in lakes.published(demo_lake, name):
        schema = pq.read_schema(path)
        seen = {field.name: str(field.type) for field in schema}
        assert list(seen) == list(declared), path
        assert seen == {column: arrow(kind) for column, kind in declared.items()}, path


def arrow(kind: str) -> str:
    if kind.startswith("array<"):
        return f"list<element: {arrow(kind[len('array<') : -1])}>"
    if kind.startswith("decimal("):
        precision, scale = kind[len("decimal(") : -1].split(",")
        return f"decimal128({int(precision)}, {int(scale)})"
    if kind.startswith("array<"):
        return f"list<element: {arrow(kind[len('array<') : -1])}>"
    return ARROW[kind]
