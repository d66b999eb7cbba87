"""A model's form, its lineage in exchange formats and its credits, as the packaged command writes them from the demo's lake."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import mlcroissant
import pytest
from browser import complaints, opened
from conftest import PACKAGE
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from lake import connect
from prov.model import ProvDerivation, ProvDocument, ProvEntity

MODEL = "model:openbase/base-8b"


def written(demo_lake: str, out: Path, *words: str) -> Path:
    subprocess.run(
        [PACKAGE / "bin/headwaters", "report", "--config", PACKAGE / "sample-data/demo/headwaters.yaml", "--lake", demo_lake,
         "--period", "2026-10", "--model", MODEL, "--out", out, *words],
        check=True,
        timeout=300,
        stdin=subprocess.DEVNULL,
    )
    return out


@pytest.fixture(scope="module")
def form(demo_lake: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(demo_lake, tmp_path_factory.mktemp("model") / "form", "--template", "eu-art53")


@pytest.fixture(scope="module")
def credits(demo_lake: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(demo_lake, tmp_path_factory.mktemp("model") / "credits", "--profile", "credits")


@pytest.fixture(scope="module")
def lake(demo_lake: str):
    return connect(demo_lake)


def test_its_bill_of_materials_is_cyclonedx(form: Path) -> None:
    text = (form / "exchange/bom.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_7).validate_str(text) is None
    assert JsonStrictValidator(SchemaVersion.V1_7).validate_str(text.replace('"machine-learning-model"', '"magic"')) is not None
    assert json.loads(text)["metadata"]["component"]["bom-ref"] == MODEL


def test_its_lineage_is_prov(form: Path, lake) -> None:
    document = ProvDocument.deserialize(form / "exchange/prov.json", format="json")
    derived = list(document.get_records(ProvDerivation))
    (edges,) = lake.execute(
        """WITH RECURSIVE above(id) AS (SELECT ? UNION SELECT parent_id FROM lineage_edges JOIN above ON child_id = id WHERE period = '2026-10')
           SELECT count(*) FROM lineage_edges WHERE period = '2026-10' AND child_id IN (SELECT id FROM above)""",
        [MODEL],
    ).fetchone()
    assert len(derived) == edges > 0
    assert len(list(document.get_records(ProvEntity))) == len(json.loads((form / "exchange/bom.cdx.json").read_text(encoding="utf-8"))["dependencies"])


def test_its_data_sets_are_croissant(form: Path) -> None:
    found = sorted((form / "exchange/croissant").glob("*.json"))
    assert found
    for path in found:
        dataset = mlcroissant.Dataset(jsonld=json.loads(path.read_text(encoding="utf-8")))
        assert dataset.metadata.ctx.issues.errors == set(), path
        assert dataset.metadata.name


def test_its_sizes_are_those_of_its_documents(form: Path, lake) -> None:
    told = json.loads((form / "eu-art53.json").read_text(encoding="utf-8"))
    for row in told["sheets"]["datasets"]:
        (tokens,) = lake.execute(
            """SELECT CAST(sum(tokens) AS BIGINT) FROM (SELECT document_id, max(tokens) AS tokens FROM document_links WHERE dataset_id = ? GROUP BY document_id)""",
            [row["dataset_id"]],
        ).fetchone()
        assert int(row["size"]) == tokens, row
    domains = [(row["domain"], int(row["documents"]), int(row["tokens"])) for row in told["sheets"]["domains"]]
    assert domains == sorted(domains, key=lambda each: (-each[2], each[0]))
    answers, origins = told["answers"], told["origins"]
    assert {key for key, origin in origins.items() if origin == "missing"} == {key for key, answer in answers.items() if answer == "TO_BE_PROVIDED"}
    assert "attested" not in origins.values()


def test_the_form_opens_without_a_complaint_and_axe_finds_nothing(browser: str, axe_on, form: Path, tmp_path: Path) -> None:
    assert complaints(opened(browser, tmp_path / "profile", "--dump-dom", (form / "index.html").as_uri())) == []
    passed, violations = axe_on(form / "index.html", "light")
    assert violations == []
    assert passed > 20


def test_its_credits_are_every_work_once_and_name_nobody_who_did_not_ask(credits: Path, lake) -> None:
    (folder,) = [path for path in credits.iterdir() if path.is_dir()]
    told = json.loads((folder / "ATTRIBUTION.json").read_text(encoding="utf-8"))
    datasets = [each["asset_id"] for each in told["datasets"]]
    assert datasets
    (pages,) = lake.execute(
        """SELECT count(*) FROM (SELECT DISTINCT dataset_id, coalesce(credited_url, listed_url) AS url FROM document_links
           WHERE part = 'documents' AND list_contains(?, dataset_id) AND source_id NOT LIKE 'account:%' AND source_id NOT LIKE 'path:%' AND url IS NOT NULL)""",
        [datasets],
    ).fetchone()
    assert len(told["works"]) == pages
    assert not [work for work in told["works"] if "author" in work]
    whole = (folder / "ATTRIBUTION.md").read_text(encoding="utf-8") + json.dumps(told)
    names = [name for (name,) in lake.execute("SELECT DISTINCT clear_id FROM people WHERE kind <> 'rater' UNION SELECT DISTINCT pseudonym FROM people").fetchall()]
    assert [name for name in names if name in whole] == []
