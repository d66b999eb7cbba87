"""Reads the input tables that a settings file names: CSV, JSON Lines, and Parquet where pyarrow is installed."""

import csv
import json
from fractions import Fraction
from pathlib import Path

import yaml_subset
from pseudonyms import of_source

DEFAULTS = {
    "manifest_entries": {"modality": "text", "epochs": "1"},
    "authorship": {"weight": "1"},
    "derivations": {"valid_from": "1970-01-01", "confidence_ppm": "1000000"},
    "feedback": {"weight": "1"},
    "community_members": {"valid_from": "1970-01-01"},
    "claims": {"valid_from": "1970-01-01"},
}
TABLES = ["captures", "manifest_entries", "authorship", "assets", "derivations", "served_usage", "feedback",
          "output_attributions", "revenue", "exchange_rates", "holders", "community_members", "claims",
          "consent_signals"]


class World:
    """The tables of one folder (lists of dictionaries of strings or None), its policy and its secret."""

    def __init__(self, settings_file):
        root = Path(settings_file).resolve().parent
        settings = yaml_subset.parse(Path(settings_file).read_text(encoding="utf-8"))
        self.policy = yaml_subset.parse((root / settings["policies"]).read_text(encoding="utf-8"))
        self.secret = bytes.fromhex((root / settings["secret_file"]).read_text(encoding="ascii").strip())
        self.people = {}
        self.tables = {table: [] for table in TABLES}
        for table, given in named_inputs(root, settings["inputs"]).items():
            for one in given if isinstance(given, list) else [given]:
                self.tables[table] += read(root, one)
        for table in TABLES:
            self.tables[table] = accepted(table, self.tables[table])

    def __getitem__(self, table):
        return self.tables[table]

    def shown(self, source_id):
        """DESIGN 1, 8.6: the name under which a source stands in every split; what it means is kept in `people`."""
        name = source_id and of_source(self.secret, source_id)
        self.people[name] = source_id
        return name


def named_inputs(root, inputs):
    """DESIGN 3: paths that the settings name, and one file or folder a table in `folder`."""
    inputs = dict(inputs)
    folder = inputs.pop("folder", None)
    for path in sorted((root / folder).iterdir()) if folder else []:
        table = path.name.split(".")[0]
        if table in TABLES and table not in inputs:
            inputs[table] = {"path": str(path.relative_to(root)) if path.is_relative_to(root) else str(path)}
    return inputs


def read(root, given):
    """All rows of one input, in the table's own column names."""
    path = root / given["path"]
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    rows = []
    for file in files:
        kind = given.get("format") or file.suffix[1:]
        rows += {"csv": read_csv, "jsonl": read_jsonl, "parquet": read_parquet}[kind](path, file)
    if "columns" in given:
        rows = [{ours: row.get(theirs) for ours, theirs in given["columns"].items()} for row in rows]
    for row in rows:
        row.update(given.get("constants", {}))
        for column, prefix in given.get("strip_prefix", {}).items():
            if row[column] is not None and row[column].startswith(prefix):
                row[column] = row[column][len(prefix):]
    return rows


def read_csv(_, file):
    """Empty cells are null."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [{name: value if value != "" else None for name, value in row.items()}
                for row in csv.DictReader(lines)]


def read_jsonl(_, file):
    """One object a line; numbers are read as text, so that no decimal is rounded."""
    rows = []
    for line in file.read_text(encoding="utf-8").split("\n"):
        if line:
            rows.append(json.loads(line, parse_int=str, parse_float=str))
    return rows


def read_parquet(root, file):
    """Plain columns, and the columns that the folders between root and file name (crawl=…/subset=…)."""
    import pyarrow.parquet as parquet

    folders = dict(part.split("=", 1) for part in file.relative_to(root).parts[:-1]) if file != root else {}
    rows = []
    for row in parquet.ParquetFile(file).read().to_pylist():
        plain = {name: as_text(value) for name, value in row.items()}
        rows.append(plain | folders)
    return rows


def as_text(value):
    """Times as 2026-01-12T08:15:30, the rest as it prints."""
    if value is None:
        return None
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def accepted(table, rows):
    """DESIGN 3: identical rows count once, deleted rows not at all; defaults are filled in."""
    result = {}
    for row in rows:
        plain = {name: value for name, value in row.items() if value is not None}
        if plain.pop("deleted", "false") in ("true", True):
            continue
        full = DEFAULTS.get(table, {}) | plain
        result[tuple(sorted(full.items()))] = full
    return [Row(row) for row in result.values()]


class Row(dict):
    """A row; columns that are not there are null."""

    def __missing__(self, column):
        return None

    def integer(self, column):
        """The whole number in this column, or None."""
        return None if self[column] is None else int(self[column])

    def exact(self, column):
        """The decimal in this column as an exact fraction, or None."""
        return None if self[column] is None else Fraction(self[column])

    def time(self, column):
        """DESIGN 1: UTC, truncated to the second, as text that sorts like the time; or None."""
        return None if self[column] is None else self[column].replace(" ", "T")[:19]
