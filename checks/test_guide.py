"""The guide for analysts tells the truth: every query runs, and gives what the guide shows."""

from __future__ import annotations

import shutil

import duckdb
import guide
import pytest

EXAMPLES = guide.examples()


@pytest.fixture(scope="module")
def opened(demo_lake, tmp_path_factory):
    """By whether private/ may be read; what is published as a copy, in which nothing else is at hand."""
    copy = tmp_path_factory.mktemp("copied") / "published"
    shutil.copytree(f"{demo_lake}/published", copy)
    return {False: guide.open_published(str(copy)), True: guide.open_private(demo_lake)}


def test_there_are_twenty_questions_for_anybody_and_five_for_those_who_may_read_private():
    assert [example.title.split(".")[0] for example in EXAMPLES] == [str(number) for number in range(1, 26)]
    assert [example.private for example in EXAMPLES] == [False] * 20 + [True] * 5


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_shows_what_its_query_gives(example, opened):
    """Renew: $(bin/python-env checks)/bin/python checks/guide.py LAKE"""
    assert example.shown == guide.result(opened[example.private], example.sql)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_answers_something_in_the_sample_world(example, opened):
    assert opened[example.private].sql(example.sql).fetchall(), "the query finds no rows"


def test_the_views_are_found_in_the_folder_where_duckdb_was_started(demo_lake, monkeypatch):
    for folder, file in ((f"{demo_lake}/published", "views.sql"), (demo_lake, "private/views.sql")):
        monkeypatch.chdir(folder)
        connection = duckdb.connect()
        connection.execute("SET autoload_known_extensions = false")
        with open(file, encoding="utf-8") as views:
            connection.execute(views.read())
        assert connection.sql("SELECT count(*) FROM months").fetchone() == (2,)


def test_views_split_to_the_micro(opened):
    """What reached an asset is paid by its earners, and credits by earner and by model are the credits."""
    duck = opened[False]
    assert duck.sql("""
        SELECT * FROM (SELECT period, group_id, sum(amount_micros) AS paid FROM who_paid GROUP BY ALL) AS paid
          JOIN (SELECT period, group_id, sum(in_micros) AS arrived FROM asset_balances GROUP BY ALL) AS arrived USING (period, group_id)
        WHERE paid <> arrived AND group_id IN (SELECT group_id FROM lineage_nodes GROUP BY ALL HAVING count(*) = count(DISTINCT period))
    """).fetchall() == []
    assert duck.sql("SELECT sum(amount_micros) > 0 FROM source_credits").fetchone() == (True,)
    for split in ("source_credits_by_earner", "source_credits_by_model"):
        assert duck.sql(f"""
            SELECT period, dataset_id, part, source_id, sum(amount_micros) FROM {split} GROUP BY ALL
            EXCEPT SELECT period, dataset_id, part, source_id, amount_micros FROM source_credits
        """).fetchall() == []
        assert duck.sql(f"SELECT sum(amount_micros) = (SELECT sum(amount_micros) FROM source_credits) FROM {split}").fetchone() == (True,)


def test_credits_by_person_are_those_by_site(opened):
    duck = opened[True]
    site = "regexp_replace(source_id, '^((account|path):[^/]*/|rater:).*$', '\\1')"
    one = f"SELECT period, dataset_id, part, {site} AS source_id, sum(amount_micros)::BIGINT AS amount_micros FROM private.source_credits GROUP BY ALL"
    other = "SELECT * FROM source_credits"
    assert duck.sql(f"{one} EXCEPT {other}").fetchall() == [] and duck.sql(f"{other} EXCEPT {one}").fetchall() == []
