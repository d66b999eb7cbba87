"""The books are added up by another tool, and payments are read by the schema that banks use."""

from __future__ import annotations

import os
import re
import subprocess
from importlib.resources import files

import pytest
import xmlschema
from beancount import loader
from conftest import HOME, PACKAGE

PAYOUT = HOME / "jobs/src/test/resources/org/headwaters/jobs/books/payout.xml"


@pytest.fixture(scope="module")
def books(demo_lake) -> str:
    """The journal of the demo, in Beancount's words."""
    return subprocess.run(
        [PACKAGE / "bin/headwaters", "export", "--lake", demo_lake, "--table", "journal", "--format", "beancount", "--out", "-"],
        capture_output=True,
        check=True,
        timeout=300,
        text=True,
        env={**os.environ, "HEADWATERS_HEAP": "2g"},
    ).stdout


def test_beancount_adds_the_books_up(books):
    entries, errors, _ = loader.load_string(books)
    assert not errors
    assert len([entry for entry in entries if type(entry).__name__ == "Transaction"]) >= 2


def test_beancount_refuses_books_that_are_off_by_one_micro(books):
    amount = re.search(r"\d+\.\d{5}(\d) EUR$", books, re.MULTILINE)
    last = str(int(amount[1]) + (-1 if amount[1] == "9" else 1))
    wrong = books[: amount.start(1)] + last + books[amount.end(1) :]
    _, errors, _ = loader.load_string(wrong)
    assert len(errors) == 1
    assert "does not balance" in errors[0].message


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(files("sepaxml") / "schemas/pain.001.001.09.xsd"))


def test_the_schema_of_payments_takes_what_payout_writes(schema):
    """PayoutTest holds what is written to this file."""
    schema.validate(PAYOUT.read_bytes())


def test_the_schema_refuses_elements_in_another_order(schema):
    text = PAYOUT.read_text(encoding="utf-8")
    moved = text.replace("<PmtMtd>TRF</PmtMtd>\n", "").replace("<ChrgBr>", "<PmtMtd>TRF</PmtMtd>\n<ChrgBr>")
    assert moved != text
    assert not schema.is_valid(moved.encode())
