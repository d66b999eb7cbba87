"""The guide for analysts tells the truth: every query runs, and gives what the guide shows."""

from __future__ import annotations

import guide
import lake as lakes
import pytest

EXAMPLES = guide.examples()


@pytest.fixture(scope="module")
def duck(demo_lake):
    return lakes.connect(demo_lake)


def test_there_are_sixteen_questions():
    assert [example.title.split(".")[0] for example in EXAMPLES] == [str(number) for number in range(1, 17)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_shows_what_its_query_gives(example, duck):
    """Renew: $(bin/python-env checks)/bin/python checks/guide.py LAKE"""
    assert example.shown == guide.result(duck, example.sql)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_answers_something_in_the_sample_world(example, duck):
    assert duck.sql(example.sql).fetchall(), "the query finds no rows"
