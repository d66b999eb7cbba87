"""Writes sample-data/outside (or the folder given): files as others write them, and nothing that is ours but two lists.

    python3.11 -m venv /tmp/venv && /tmp/venv/bin/pip install pyarrow
    /tmp/venv/bin/python sample-data/generator/make_outside.py [FOLDER]

Small enough to follow by hand; docs/guides/data-team.md settles it. No site, person or model in it is meant to be a
real one. pyarrow writes the Parquet files (made with 26.0.1; the rows are the same with any version, the bytes may
not be).
"""

import argparse
import json
import shutil
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

from make_sample import SAMPLE, as_time, captures_schema
from world import content_digest, url_columns

NEW, OLD = "CC-MAIN-2026-05", "CC-MAIN-2018-30"
SEGMENTS = {NEW: "1768000000000.11", OLD: "1531676589029.26"}
# What the index did not have yet in the summer of 2018 (FORMATS: since 2018-39 and 2019-47).
LATER = ("content_charset", "content_languages", "fetch_redirect", "content_truncated")

ASK = "askwell-example.com"
PAGES = [  # crawl, subset, fetch_time, url, payload, what differs
    (NEW, "warc", "2026-01-18T01:58:10.000Z", "https://www.essays-example.org/on-rivers", "rivers", {}),
    (NEW, "warc", "2026-01-18T01:59:00.000Z", "https://essays-example.org/on-bridges", "bridges", {}),
    (NEW, "warc", "2026-01-18T02:03:41.000Z", "https://recipes-example.net/soup?lang=en", "soup", {}),
    (NEW, "warc", "2026-01-18T02:10:00.000Z", "https://copies-example.com/soup", "soup", {}),
    (NEW, "warc", "2026-01-18T03:00:00.000Z", "https://closed-example.de/members/1", "members", {}),
    (NEW, "warc", "2026-01-18T03:00:07.000Z", "https://closed-example.de/open", "open", {}),
    (NEW, "warc", "2026-01-18T04:00:00.000Z", "https://github.com/mira-example/knots", "knots", {}),
    (NEW, "warc", "2026-01-18T04:10:00.000Z", "https://github.com/mira-example/knots", "",
     {"fetch_status": 304, "content_mime_type": "warc/revisit", "content_mime_detected": None}),
    (NEW, "crawldiagnostics", "2026-01-18T01:57:55.000Z", "http://www.essays-example.org/on-rivers", "",
     {"fetch_status": 301, "fetch_redirect": "https://www.essays-example.org/on-rivers"}),
    (NEW, "robotstxt", "2026-01-18T01:57:50.000Z", "https://www.essays-example.org/robots.txt", "robots",
     {"content_mime_type": "text/plain", "content_mime_detected": "text/plain"}),
    (OLD, "warc", "2018-07-16T10:00:00.000Z", "https://recipes-example.net/soup", "soup", {}),
]


def page(number, crawl, subset, time, url, payload, more):
    """One row of the columnar index, all 32 columns."""
    row = url_columns(url)
    row.update({
        "fetch_time": time, "fetch_status": 200, "content_digest": content_digest(payload),
        "content_mime_type": "text/html", "content_mime_detected": "text/html", "content_charset": "UTF-8",
        "content_languages": "eng", "warc_filename": warc(crawl, subset), "warc_record_offset": number * 4000,
        "warc_record_length": 1500 + 100 * number, "warc_segment": SEGMENTS[crawl],
    })
    row.update(more)
    return row


def warc(crawl, subset="warc"):
    """The one file of a crawl and subset."""
    return f"crawl-data/{crawl}/segments/{SEGMENTS[crawl]}/{subset}/{crawl}-00000.warc.gz"


def write_index(folder):
    """Common Crawl's folders crawl=…/subset=…; the old crawl lacks the columns that came later."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    ours = ("author_id", "license", "published_at", "text_digest", "generated_by")
    rows = [(*one[:2], page(number, *one)) for number, one in enumerate(PAGES)]
    for crawl, subset in sorted({one[:2] for one in PAGES}):
        part = sorted((row for c, s, row in rows if (c, s) == (crawl, subset)),
                      key=lambda row: (row["url_surtkey"], row["fetch_time"]))
        schema = arrow.schema([field for field in captures_schema(arrow)
                               if field.name not in ours and not (crawl == OLD and field.name in LATER)])
        columns = {}
        for field in schema:
            values = [row.get(field.name) for row in part]
            if arrow.types.is_timestamp(field.type):
                values = [as_time(value) for value in values]
            columns[field.name] = arrow.array(values, field.type)
        path = folder / "cc-index" / f"crawl={crawl}" / f"subset={subset}"
        path.mkdir(parents=True)
        parquet.write_table(arrow.table(columns, schema), path / "part-00000.c000.gz.parquet", compression="gzip")


def write_fineweb(folder):
    """A data set in FineWeb's columns, and one in FineWeb-2's, which counts no tokens."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    text, whole = arrow.string(), arrow.int64()
    common = [(name, text) for name in ("text", "id", "dump", "url", "date", "file_path", "language")]
    common.append(("language_score", arrow.float64()))
    one = arrow.schema(common + [("token_count", whole)])
    two = arrow.schema(common + [("language_script", text), ("minhash_cluster_size", whole), ("top_langs", text)])
    kept = [(number, *page[:1], *page[2:4]) for number, page in enumerate(PAGES)
            if page[1] == "warc" and page[4] and page[0] == NEW]
    documents = []
    for number, crawl, time, url in kept:
        documents.append({
            "text": "(left out)", "id": f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>", "dump": crawl, "url": url,
            "date": time.replace(".000Z", "Z"), "file_path": "s3://commoncrawl/" + warc(crawl), "language": "en",
            "language_score": 0.98, "token_count": 100 * (number + 1), "language_script": "Latn",
            "minhash_cluster_size": 1, "top_langs": '{"en": 0.98}'})
    sets = {"datasets--openweb--web@1.0": (one, documents[:6]), "datasets--openweb--web-2@1.0": (two, documents[5:])}
    for name, (schema, rows) in sets.items():
        (folder / name).mkdir(parents=True)
        records = [{field.name: row[field.name] for field in schema} for row in rows]
        parquet.write_table(arrow.Table.from_pylist(records, schema), folder / name / "000_00000.parquet",
                            compression="snappy")


CARDS = {
    "models/openlab/base-1": "license: apache-2.0\nlanguage: [en]\ndatasets:\n- openweb/web\n- openweb/web-2\n",
    "models/acme/student-2": "license: llama3.1\nbase_model: openlab/base-1\ndatasets:\n- askwell/answers\n"
                             "- acme/instructions\n- elsewhere/unheard-of\n",
    "models/acme/student-2-gguf": "license: llama3.1\nbase_model:\n- acme/student-2\ntags: [gguf]\n",
    "models/acme/tiny": "base_model: acme/student-2\nbase_model_relation: distilled\nlicense: mit\n",
    "datasets/openweb/web": "license: odc-by\nlanguage_creators:\n- found\n",
    "datasets/openweb/web-2": "license: odc-by\nlanguage_creators:\n- found\n",
    "datasets/acme/instructions": "license: cc-by-4.0\ntags: [synthetic]\n",
}

ALIASES = f"""# Who is meant: an asset's id, and the names by which others call it.
"dataset:openweb/web@1.0": [openweb/web]
"dataset:openweb/web-2@1.0": [openweb/web-2]
"dataset:stackexchange/{ASK}": [askwell/answers]
"model:acme/student-2": [Acme Student]
"""

CATALOGUE = """# What Acme runs, as its own list says it.
- type: application
  id: service:acme/chat
  name: Chat
  organization: Acme
  url: https://acme-example.com/chat
  dependencies: [Acme Student, ACME student 2]
"""

POSTS = """<?xml version="1.0" encoding="utf-8"?>
<posts>
  <row Id="1" PostTypeId="1" AcceptedAnswerId="2" CreationDate="2021-03-01T09:00:00.000" Score="7" ViewCount="120" Body="&lt;p&gt;How is a bowline tied?&lt;/p&gt;" OwnerUserId="10" LastEditorUserId="77" LastEditDate="2021-03-02T09:00:00.000" Title="Bowline" Tags="&lt;knots&gt;" ContentLicense="CC BY-SA 4.0" />
  <row Id="2" PostTypeId="2" ParentId="1" CreationDate="2021-03-01T10:00:00.000" Score="11" Body="&lt;p&gt;Make a loop,&#xA;then once around.&lt;/p&gt;" OwnerUserId="22" ContentLicense="CC BY-SA 4.0" />
  <row Id="3" PostTypeId="2" ParentId="1" CreationDate="2021-03-01T11:00:00.000" Score="-1" Body="&lt;p&gt;Do not.&lt;/p&gt;" OwnerDisplayName="user3" ContentLicense="CC BY-SA 4.0" />
  <row Id="4" PostTypeId="1" CreationDate="2022-05-05T08:00:00.000" Score="2" Body="&lt;p&gt;And a sheet bend?&lt;/p&gt;" OwnerUserId="-1" Title="Sheet bend" Tags="&lt;knots&gt;" ContentLicense="CC BY-SA 4.0" />
</posts>
"""

HISTORY = """<?xml version="1.0" encoding="utf-8"?>
<posthistory>
  <row Id="1" PostHistoryTypeId="2" PostId="2" CreationDate="2021-03-01T10:00:00.000" UserId="22" Text="Make a loop." />
  <row Id="2" PostHistoryTypeId="5" PostId="2" CreationDate="2021-03-01T10:30:00.000" UserId="77" Text="Make a loop, then around." />
  <row Id="3" PostHistoryTypeId="5" PostId="2" CreationDate="2021-03-01T10:31:00.000" UserId="77" Text="Make a loop, then once around." />
  <row Id="4" PostHistoryTypeId="4" PostId="1" CreationDate="2021-03-02T09:00:00.000" UserId="77" Text="Bowline" />
  <row Id="5" PostHistoryTypeId="10" PostId="3" CreationDate="2021-03-03T09:00:00.000" UserId="5" Comment="101" />
</posthistory>
"""

ROBOTS = [  # host, status, body
    ("www.essays-example.org", 200, "User-agent: *\nDisallow: /cgi-bin/\nContent-Usage: train-ai=y\n"),
    ("recipes-example.net", 200, "# everybody is welcome\n"),
    ("closed-example.de", 200, "User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /members\n\nUser-agent: *\nAllow: /\n"),
    ("copies-example.com", 200, "User-agent: *\nDisallow: /*?print=\n"),
    ("github.com", 404, ""),
]

USAGE = """week,service_id,model,input_tokens,cached_tokens,output_tokens,reasoning_tokens,total_tokens
2026-09-07,service:acme/chat,student-2-latest,800000000,300000000,100000000,20000000,900000000
2026-09-07,service:acme/chat,tiny,2000000000,,500000000,,2500000000
2026-09-14,service:acme/chat,student-2-latest,900000000,400000000,120000000,30000000,1020000000
2026-09-21,service:acme/chat,student-2-latest,,,,,950000000
"""

PRICES = """model,model_id,valid_from,valid_to,currency,input,cached,output,reasoning
student-2-latest,model:acme/student-2,2026-01-01,2026-09-14,USD,2.00,0.50,10.00,
student-2-latest,model:acme/student-2,2026-09-14,,USD,1.80,0.45,9.00,
tiny,model:acme/tiny,2026-01-01,,EUR,0.05,,0.20,
"""

HOLDERS = """holder_id,kind,display_name
essays,organisation,Example Essays
mira,person,Mira
twentytwo,person,Number Twenty-Two
"""

CLAIMS = f"""claim_id,holder_id,pattern,status,evidence,filed_at,valid_from
c1,essays,domain:essays-example.org,verified,DNS record,2026-02-01T00:00:00Z,2010-01-01
c2,mira,path:github.com/mira-example,verified,signed commit,2026-02-01T00:00:00Z,2010-01-01
c3,twentytwo,account:{ASK}/22,verified,signed in,2026-02-01T00:00:00Z,2010-01-01
"""


def write_rates(path):
    """The central bank's file: newest day first, no weekends, cells N/A, an empty last column, in a zip."""
    lines = ["Date,USD,JPY,GBP,CYP,"]
    day = datetime(2026, 9, 30)
    for number in range(24):
        if day.weekday() < 5:
            lines.append(f"{day:%Y-%m-%d},{1.1701 + number / 10000:.4f},{170.5 - number / 10:.2f},0.8655,N/A,")
        day -= timedelta(days=1)
    lines.append("1999-01-04,1.1789,133.73,0.7111,0.58231,")
    entry = zipfile.ZipInfo("eurofxref-hist.csv", date_time=(2026, 10, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(entry, "\n".join(lines) + "\n")


def write_robots(path):
    """One fetched robots.txt a line."""
    with path.open("w", encoding="utf-8") as out:
        for host, status, body in ROBOTS:
            out.write(json.dumps({"url": f"https://{host}/robots.txt", "fetched_at": "2026-01-10T00:00:00Z",
                                  "status": status, "body": body}) + "\n")


def write_all(folder):
    """The whole folder anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_index(folder)
    write_fineweb(folder)
    for name, front in CARDS.items():
        (folder / "cards" / name).mkdir(parents=True)
        (folder / "cards" / name / "README.md").write_text(f"---\n{front}---\n# {name}\n", encoding="utf-8")
    (folder / ASK).mkdir()
    for name, text in {
        f"{ASK}/Posts.xml": POSTS, f"{ASK}/PostHistory.xml": HISTORY, "aliases.yaml": ALIASES,
        "catalogue.yaml": CATALOGUE, "usage.csv": USAGE, "prices.csv": PRICES, "holders.csv": HOLDERS,
        "claims.csv": CLAIMS,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    write_robots(folder / "robots.jsonl")
    write_rates(folder / "eurofxref-hist.zip")


def main():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=SAMPLE / "outside", type=Path)
    write_all(parser.parse_args().folder.resolve())


if __name__ == "__main__":
    main()
