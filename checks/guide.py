"""Runs the queries of docs/guides/analyst.md on the demo lake, in plain DuckDB, and writes their results into the guide.

    $(bin/python-env checks)/bin/python checks/guide.py [LAKE]
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb

HOME = Path(__file__).resolve().parent.parent
GUIDE = HOME / "docs/guides/analyst.md"

#: From here on, questions are for those who may read private/.
PRIVATE = "# For those who may read private\n"

_EXAMPLE = re.compile(r"## (?P<title>\d+\. [^\n]+)\n(?P<text>.*?)```sql\n(?P<sql>.*?)```\n(?P<result>\n```text\n.*?```\n)?", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One question of the guide: its query, and the result that the guide shows."""

    title: str
    sql: str
    shown: str
    private: bool


def examples() -> list[Example]:
    text = GUIDE.read_text(encoding="utf-8")
    border = text.index(PRIVATE)
    return [Example(each["title"], each["sql"], each["result"] or "", each.start() > border) for each in _EXAMPLE.finditer(text)]


def open_published(folder: str) -> duckdb.DuckDBPyConnection:
    """As the guide tells anybody to: the folder and its views, nothing else."""
    connection = duckdb.connect()
    connection.execute(f"SET VARIABLE published = '{folder}'")
    connection.execute(Path(folder, "views.sql").read_text(encoding="utf-8"))
    return connection


def open_private(lake: str) -> duckdb.DuckDBPyConnection:
    """As the guide tells those who may read private/."""
    connection = duckdb.connect()
    connection.execute(f"SET VARIABLE lake = '{lake}'")
    connection.execute(Path(lake, "private/views.sql").read_text(encoding="utf-8"))
    return connection


def result(connection, sql: str) -> str:
    """The rows as a block of the guide, numbers to the right."""
    relation = connection.sql(sql)
    rows = [["" if cell is None else str(cell) for cell in row] for row in relation.fetchall()]
    right = [str(kind) not in ("VARCHAR", "DATE") for kind in relation.types]
    widths = [max(map(len, column)) for column in zip(relation.columns, *rows)]
    lines = [relation.columns, *rows]
    text = "\n".join(
        "  ".join(cell.rjust(width) if to_right else cell.ljust(width) for cell, width, to_right in zip(line, widths, right)).rstrip()
        for line in lines
    )
    return f"\n```text\n{text}\n```\n"


def renew(lake: str) -> None:
    published, private = open_published(f"{lake}/published"), open_private(lake)
    text = GUIDE.read_text(encoding="utf-8")
    border = text.index(PRIVATE)

    def with_result(found: re.Match) -> str:
        head = found[0] if found["result"] is None else found[0].removesuffix(found["result"])
        return head + result(private if found.start() > border else published, found["sql"])

    GUIDE.write_text(_EXAMPLE.sub(with_result, text), encoding="utf-8")


if __name__ == "__main__":
    renew(sys.argv[1] if len(sys.argv) > 1 else str(HOME / "demo-lake"))
