"""Writes the sample world into sample-data/ (or the folder given).

    python3.11 -m venv /tmp/venv && /tmp/venv/bin/pip install pyarrow
    /tmp/venv/bin/python sample-data/generator/make_sample.py [FOLDER]
    python3.11 sample-data/generator/make_sample.py --plain FOLDER     # the same rows as CSV and JSON Lines only

pyarrow writes the Parquet files (made with 26.0.1; the rows are the same with any version, the bytes may not be).
Captures have all 32 columns of Common Crawl's flat index, then ours, in Common Crawl's own folders
crawl=…/subset=…; those two columns are in the folders' names and not in the files.
"""

import argparse
import shutil
import sys
from datetime import datetime
from pathlib import Path

import sample_world as sample
from world import COLUMNS, write_csv, write_jsonl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "reference"))
from pseudonyms import of_rater  # noqa: E402

SAMPLE = Path(__file__).resolve().parent.parent
TABLES = {
    "genealogy": ["assets", "derivations", "served_usage", "output_attributions"],
    "revenue": ["revenue", "exchange_rates"],
    "claims": ["holders", "community_members", "claims", "consent_signals", "authorship"],
}


def settings(plain):
    """The headwaters.yaml of the world."""
    lines = ["# The sample world: `bin/headwaters demo` settles it, or `run --config THIS --period 2026-09..2026-10`.",
             "lake: ./lake", "policies: policy.yaml",
             "secret_file: demo-secret.hex                       # a public demo secret: real lakes make their own",
             "inputs:"]
    if plain:
        lines += ["  captures: {format: jsonl, path: crawl/captures.jsonl}",
                  "  manifest_entries: {format: jsonl, path: manifests/entries.jsonl}"]
    else:
        lines += [
            "  captures: {format: parquet, path: crawl/captures}",
            "  manifest_entries:",
            "    - format: parquet                              # FineWeb's columns",
            "      path: manifests/fineweb",
            "      columns: {document_id: id, url: url, crawl: dump, fetched_at: date, warc_filename: file_path, "
            "token_count: token_count}",
            f'      constants: {{dataset_id: "{sample.WEB}"}}',
            '      strip_prefix: {warc_filename: "s3://commoncrawl/"}',
            "    - {format: jsonl, path: manifests/entries.jsonl}",
        ]
    for folder, tables in TABLES.items():
        lines += [f"  {table}: {{format: csv, path: {folder}/{table}.csv}}" for table in tables]
    lines += ["  feedback: {format: jsonl, path: claims/feedback.jsonl}"]
    return "\n".join(lines) + "\n"


def as_time(text):
    """2026-01-12T08:15:30.412Z as a date and time in UTC."""
    return None if text is None else datetime.fromisoformat(text.replace("Z", "+00:00"))


def captures_schema(arrow):
    """Common Crawl's flat types, without the two partition columns, then our own columns."""
    special = {"url_port": arrow.int32(), "fetch_time": arrow.timestamp("ms", tz="UTC"), "fetch_status": arrow.int16(),
               "warc_record_offset": arrow.int32(), "warc_record_length": arrow.int32(),
               "published_at": arrow.timestamp("ms", tz="UTC")}
    required = {"url_surtkey", "url", "url_host_name", "url_protocol", "url_path", "fetch_time", "fetch_status",
                "warc_filename", "warc_record_offset", "warc_record_length", "warc_segment"}
    return arrow.schema([arrow.field(name, special.get(name, arrow.string()), nullable=name not in required)
                         for name in COLUMNS["captures"] if name not in ("crawl", "subset")])


def write_captures(folder, rows):
    """One Parquet file a partition, rows by url_surtkey as in the real index."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    schema = captures_schema(arrow)
    for crawl, subset in sorted({(row["crawl"], row["subset"]) for row in rows}):
        part = [row for row in rows if (row["crawl"], row["subset"]) == (crawl, subset)]
        part.sort(key=lambda row: (row["url_surtkey"], row["fetch_time"]))
        columns = {}
        for field in schema:
            values = [row.get(field.name) for row in part]
            if arrow.types.is_timestamp(field.type):
                values = [as_time(value) for value in values]
            columns[field.name] = arrow.array(values, field.type)
        path = folder / f"crawl={crawl}" / f"subset={subset}"
        path.mkdir(parents=True)
        parquet.write_table(arrow.table(columns, schema), path / "part-00000.c000.gz.parquet", compression="gzip")


def write_fineweb(folder, rows):
    """The web data set in FineWeb's columns (text and scores shortened to what a manifest needs)."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    schema = arrow.schema([("text", arrow.string()), ("id", arrow.string()), ("dump", arrow.string()),
                           ("url", arrow.string()), ("date", arrow.string()), ("file_path", arrow.string()),
                           ("language", arrow.string()), ("language_score", arrow.float64()),
                           ("token_count", arrow.int64())])
    records = [{"text": "(left out)", "id": row["document_id"], "dump": row["crawl"], "url": row["url"],
                "date": row["fetched_at"], "file_path": "s3://commoncrawl/" + row["warc_filename"], "language": "en",
                "language_score": 0.97, "token_count": row["token_count"]} for row in rows]
    folder.mkdir(parents=True)
    parquet.write_table(arrow.Table.from_pylist(records, schema), folder / "000_00000.parquet", compression="snappy")


def write_ecb(path, rates):
    """The same rates in the layout of the ECB's history file: newest first, one column a currency."""
    currencies = sorted({row["currency"] for row in rates})
    days = sorted({row["rate_date"] for row in rates}, reverse=True)
    by_key = {(row["rate_date"], row["currency"]): row["rate"] for row in rates}
    lines = ["Date," + ",".join(currencies) + ","]
    lines += [day + "," + ",".join(by_key.get((day, currency), "N/A") for currency in currencies) + "," for day in days]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_all(root, plain):
    """The whole world below root."""
    for folder in ("crawl", "manifests", "genealogy", "revenue", "claims"):
        shutil.rmtree(root / folder, ignore_errors=True)
    rita = of_rater(bytes.fromhex((SAMPLE / "demo-secret.hex").read_text().strip()), sample.PREFERENCES, "rita")
    web = sample.web_documents()
    if plain:
        entries = [dict(row, dataset_id=sample.WEB) for row in web] + sample.entries()
        write_jsonl(root / "crawl/captures.jsonl", "captures", sample.captures())
    else:
        entries = sample.entries()
        write_captures(root / "crawl/captures", sample.captures())
        write_fineweb(root / "manifests/fineweb", web)
    write_jsonl(root / "manifests/entries.jsonl", "manifest_entries", entries)
    for folder, tables in TABLES.items():
        for table in tables:
            rows = sample.claims(rita) if table == "claims" else getattr(sample, table)()
            write_csv(root / folder / f"{table}.csv", table, rows)
    write_jsonl(root / "claims/feedback.jsonl", "feedback", sample.feedback())
    write_ecb(root / "revenue/eurofxref-hist.csv", sample.exchange_rates())
    (root / "headwaters.yaml").write_text(settings(plain), encoding="utf-8")
    if root != SAMPLE:
        for name in ("policy.yaml", "demo-secret.hex"):
            shutil.copy(SAMPLE / name, root / name)


def main():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=SAMPLE, type=Path)
    parser.add_argument("--plain", action="store_true", help="CSV and JSON Lines only")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    if arguments.plain and arguments.folder.resolve() == SAMPLE:
        parser.error("--plain needs another folder than sample-data itself")
    write_all(arguments.folder.resolve(), arguments.plain)


if __name__ == "__main__":
    main()
