"""Runs the queries of docs/guides/analyst.md on the demo lake and writes their results into the guide.

    $(bin/python-env checks)/bin/python checks/guide.py [LAKE]
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import lake as lakes

HOME = Path(__file__).resolve().parent.parent
GUIDE = HOME / "docs/guides/analyst.md"

_EXAMPLE = re.compile(r"## (?P<title>\d+\. [^\n]+)\n(?P<text>.*?)```sql\n(?P<sql>.*?)```\n(?P<result>\n```text\n.*?```\n)?", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One question of the guide: its query, and the result that the guide shows."""

    title: str
    sql: str
    shown: str


def examples() -> list[Example]:
    found = _EXAMPLE.finditer(GUIDE.read_text(encoding="utf-8"))
    return [Example(each["title"], each["sql"], each["result"] or "") for each in found]


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
    connection = lakes.connect(lake)

    def with_result(found: re.Match) -> str:
        head = found[0] if found["result"] is None else found[0].removesuffix(found["result"])
        return head + result(connection, found["sql"])

    text = GUIDE.read_text(encoding="utf-8")
    GUIDE.write_text(_EXAMPLE.sub(with_result, text), encoding="utf-8")


if __name__ == "__main__":
    renew(sys.argv[1] if len(sys.argv) > 1 else str(HOME / "demo-lake"))
