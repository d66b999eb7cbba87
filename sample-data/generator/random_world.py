"""Makes a random small world and what the reference expects of it, for the differential test.

    python3.11 sample-data/generator/random_world.py --seed 7 --out /tmp/world-7 [--documents 300]

Writes DIR/headwaters.yaml, DIR/policy.yaml, the inputs as CSV and JSON Lines, and DIR/expected/. Standard library only.
Even seeds have a graph without any cycle, odd ones one with cycles. The same seed makes the same world.
"""

import argparse
import hashlib
import json
import random
import shutil
import sys
from decimal import Decimal
from pathlib import Path

from world import COLUMNS, content_digest, text_digest, url_columns, write_csv, write_jsonl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "reference"))
import reference  # noqa: E402
from pseudonyms import of_rater  # noqa: E402

PERIODS = ["2026-09", "2026-10"]
CRAWLS = ["CC-MAIN-2026-05", "CC-MAIN-2026-18", "CC-MAIN-2026-30"]
SITES = ["alpha-example.com", "beta-example.org", "gamma-example.co.uk", "delta-example.github.io",
         "epsilon-example.net", "zeta-example.de", "eta-example.ac.uk", "theta-example.com", "forum-example.com",
         "code-example.org"]
# The last two sort differently by UTF-16 than by UTF-8.
AUTHORS = ["1001", "1002", "mila k", "a/b:c%d", "Zoë", "\ufb00oo", "\U0001d49cda"]
ACTIONS = ["write", "answer", "edit", "translate", "caption", "moderate", "vote", "sang"]
RELATIONS = {
    ("service", "model"): ["serves", "serves", "finetune", "dependency"],
    ("service", "dataset"): ["retrieval_data", "retrieval_data", "dependency"],
    ("service", "service"): ["serves"],
    ("model", "model"): ["finetune", "adapter", "quantized", "merge", "continued_pretraining", "distillation",
                         "dependency"],
    ("model", "dataset"): ["pretraining_data", "finetuning_data", "preference_data", "retrieval_data", "mixture",
                           "dependency"],
    ("dataset", "dataset"): ["mixture", "subset", "translation", "pretraining_data", "dependency"],
    ("dataset", "model"): ["generated_by", "generated_by", "distillation"],
    ("model", "service"): ["dependency"],
}


class Maker:
    """One world: tables of rows, all drawn from one seeded generator."""

    def __init__(self, seed, documents):
        self.random = random.Random(seed)
        self.cyclic = seed % 2 == 1
        self.documents = documents
        self.secret = hashlib.sha256(f"secret of world {seed}".encode()).digest()
        self.services = [f"service:firm{n}/app" for n in range(3)]
        self.models = [f"model:lab{n}/m{n}" for n in range(9)] + ["model:lab0/\U0001d49c", "model:lab0/\ufb00"]
        self.datasets = [f"dataset:hub{n % 3}/set{n}@1" for n in range(8)]
        order = self.services + self.models[:8] + self.datasets
        self.random.shuffle(order)
        # Where there may be no cycle, only the last ones write documents or judge: they were made from nothing known.
        self.order = order + self.models[8:]
        self.writers = self.models if self.cyclic else self.models[8:]
        # Two models made of each other and of nothing else: money that comes there can never leave.
        self.closed = ["model:closed/a", "model:closed/b"] if self.cyclic and self.chance(0.5) else []
        self.ghosts = ["model:gone/ghost", "dataset:gone/lost@1"]
        self.filled = self.datasets[:self.random.randint(3, 6)]

    def chance(self, probability):
        """True with this probability."""
        return self.random.random() < probability

    def maybe(self, probability, make):
        """A made value with this probability, else None."""
        return make() if self.chance(probability) else None

    def ppm(self):
        """Some share, with the awkward ones more often."""
        return self.random.choice([1, 333333, 250000, 500000, 999999, 1000000, self.random.randint(1, 1000000)])

    def decimal(self, largest, places=6):
        """A positive decimal as text."""
        return f"{self.random.randint(1, largest)}.{self.random.randint(0, 10 ** places - 1):0{places}}"

    def policy(self):
        """The documented default with some of its values drawn anew."""
        pick = self.random.choice
        royalty = {kind: pick([100000, 100000, 333333, 0]) for kind in
                   ("subscription", "usage", "hosting", "advertising")} | {"licence_fee": pick([1000000, 700001])}
        stages = {
            "service": {"serving": 700000, "retrieval_data": 300000, "output_attributions": pick([0, 100000, 333333])},
            "model": {"base": 500000, "distillation": 300000, "pretraining_data": 600000, "finetuning_data": 200000,
                      "preference_data": 100000, "retrieval_data": pick([100000, 0]),
                      "output_attributions": pick([0, 50000])},
            "dataset": {"contents": 1000000},
        }
        rules = [{"host": "code-example.org", "source": "path:code-example.org/{segment1}", "lower": True}]
        if self.chance(0.5):
            rules.insert(0, {"host": "code-example.org", "source": "path:code-example.org/{segment1}/{segment2}"})
        return {
            "policy": "random", "version": 1, "valid_from": "2026-01-01",
            "reporting_currency": pick(["EUR", "EUR", "USD"]),
            "attribution": {
                "weighting": pick(["tokens", "tokens", "documents"]),
                "actions_ppm": {"write": 1000000, "answer": 1000000, "edit": 300000, "translate": 500000,
                                "caption": 500000, "moderate": 50000, "vote": 10000},
                "credit_to": pick(["first_capture", "first_capture", "first_capture", "as_listed"]),
                "min_original_bytes": pick([0, 512, 1500]),
                "trusted_publishers": self.random.sample(SITES, 2),
                "source_rules": rules,
            },
            "royalty_rate_ppm": royalty,
            "levies_ppm": pick([{"fund:commons": 50000, "fund:audit": 10000}, {"fund:commons": 333333}]),
            "stages_ppm": stages,
            "feedback_ppm": pick([500000, 500000, 1, 1000000, 0]),
            "undisclosed_ppm": {"full": 0, "partial": 200000, "none": 1000000, "unstated": pick([200000, 333333])},
            "own_share_max_ppm": {"service": pick([0, 50000]), "model": 100000, "dataset": 100000},
            "domain_claims_cover": pick([{}, {"forum-example.com": 100000, "code-example.org": 333333}]),
            "consent": pick(["pay_and_flag", "hold_for_owner"]),
            "unclaimed": {"hold_months": 36, "then": "fund:commons"},
            "undisclosed": {"hold_months": 36, "then": "fund:commons"},
            "minimum_payout_micros": 1000000,
        }

    def url(self):
        """A page; few enough that pages meet again in other crawls."""
        host = self.random.choice(SITES)
        if self.chance(0.05):
            return f"http://192.0.2.{self.random.randint(1, 3)}/p{self.random.randint(1, 5)}"
        prefix = self.random.choice(["", "", "www."]) if host != "code-example.org" else ""
        folder = self.random.choice(["news/", "members/", "Lena/", "omar/tools/", ""])
        return f"https://{prefix}{host}/{folder}p{self.random.randint(1, 12)}"

    def time(self, months=(1, 8)):
        """A second in 2026."""
        draw = self.random.randint
        return (f"2026-{draw(*months):02}-{draw(1, 28):02}"
                f"T{draw(0, 23):02}:{draw(0, 59):02}:{draw(0, 59):02}")

    def captures(self):
        """Originals, copies, other templates, revisits, redirects, machine-made pages."""
        rows, month = [], {CRAWLS[0]: (1, 1), CRAWLS[1]: (4, 4), CRAWLS[2]: (7, 7)}
        for number in range(self.documents):
            crawl = self.random.choice(CRAWLS)
            text = f"text {self.random.randint(1, self.documents // 3)}"
            row = url_columns(self.url())
            segment = "1768220400000.12"
            subset = self.random.choice(["warc"] * 12 + ["news-warc", "crawldiagnostics", "robotstxt"])
            page = f"<{self.random.choice('aab')}>{text}"
            fetched = self.time(month[crawl])
            row.update({
                "fetch_time": fetched + self.random.choice(["Z", ".250Z"]),
                "fetch_status": self.random.choice([200] * 15 + [304, 404]),
                "content_digest": self.maybe(0.95, lambda: content_digest(page)),
                "content_mime_type": "text/html",
                "content_mime_detected": "warc/revisit" if self.chance(0.04) else "text/html",
                "warc_filename": f"crawl-data/{crawl}/segments/{segment}/warc/{number % 3:05}.warc.gz",
                "warc_record_offset": 1000 * number, "warc_record_length": self.random.randint(1, 3000),
                "warc_segment": segment, "crawl": crawl, "subset": subset,
                "author_id": self.maybe(0.25, lambda: self.random.choice(AUTHORS)),
                "published_at": self.maybe(0.2, lambda: self.time() + "Z"),
                "text_digest": self.maybe(0.8, lambda: text_digest(text)),
                "generated_by": self.maybe(0.05, lambda: self.random.choice(self.writers + self.ghosts[:1])),
            })
            rows.append(row)
        return rows

    def with_or_without_prefix(self, digest):
        """WARC headers write `sha1:`, the index does not."""
        return digest and "sha1:" * self.chance(0.5) + digest

    def entries(self, captures):
        """Documents that name captures in every way that links, or none."""
        rows = []
        for number in range(self.documents):
            record = self.random.choice(captures)
            row = {"dataset_id": self.random.choice(self.filled), "document_id": f"d{number:04}",
                   "modality": self.random.choice([None] * 9 + ["text", "image", "code"]),
                   "token_count": self.maybe(0.8, lambda: self.random.choice([0, 1, self.random.randint(1, 5000)])),
                   "epochs": self.random.choice([None, None, "1", "0.5", "1.25", "0", "2.333333"]),
                   "author_id": self.maybe(0.2, lambda: self.random.choice(AUTHORS)),
                   "generated_by": self.maybe(0.08, lambda: self.random.choice(self.writers))}
            if self.chance(0.5):
                row["content_digest"] = self.with_or_without_prefix(record["content_digest"])
            if self.chance(0.7):
                row["url"] = record["url"] if self.chance(0.9) else self.url()
            if self.chance(0.6):
                row["warc_filename"], row["fetched_at"] = record["warc_filename"], record["fetch_time"][:19] + "Z"
            if self.chance(0.6):
                row["crawl"] = record["crawl"]
            if self.chance(0.15):
                row["text_digest"] = record["text_digest"]
            rows.append(row)
        return rows

    def authorship(self, entries, captures):
        """Several authors for documents, for bytes and for pages."""
        rows = {}
        for _ in range(self.documents // 3):
            entry, record = self.random.choice(entries), self.random.choice(captures)
            kind, scope = self.random.choice([
                ("document", f"{entry['dataset_id']}#{entry['document_id']}"),
                ("digest", self.with_or_without_prefix(record["content_digest"])),
                ("url", record["url"])])
            for _ in range(self.random.randint(1, 4)):
                if scope:
                    actor = self.random.choice(self.account_sources() + ["domain:alpha-example.com"])
                    action = self.random.choice(ACTIONS)
                    rows[kind, scope.removeprefix("sha1:"), actor, action] = {
                        "scope_kind": kind, "scope": scope, "actor": actor, "action": action,
                        "weight": self.random.choice([None, "1", "0", "2.5", self.decimal(9)])}
        return list(rows.values())

    def account_sources(self):
        """Accounts that the documents' author ids come to."""
        def encoded(text):
            return text.replace("%", "%25").replace("/", "%2F").replace(":", "%3A")
        return [f"account:{site}/{encoded(author)}" for site in SITES for author in AUTHORS]

    def sources(self):
        """Sources that claims, fees and attributions may name."""
        raters = [of_rater(self.secret, dataset, f"r{n}") for dataset in self.datasets for n in range(3)]
        domains = [f"domain:{site}" for site in SITES] + ["domain:9.9.9.9"]
        paths = ["path:code-example.org/lena", "path:code-example.org/Lena/p1", "path:code-example.org/omar",
                 "path:code-example.org/omar/tools", "path:code-example.org/members", "path:code-example.org/news/p2"]
        return domains * 6 + paths * 4 + self.account_sources() + raters + [
            f"own:{asset}" for asset in self.services + self.models + self.datasets]

    def assets(self):
        """Most assets have a row; some only edges; ghosts nothing."""
        return [{"asset_id": asset, "kind": asset.split(":")[0], "name": asset,
                 "disclosure": self.random.choice(["full", "full", "full", "partial", "none", None]),
                 "own_share_ppm": self.maybe(0.4, lambda: self.random.choice([20000, 33333, 200000]))}
                for asset in self.services + self.models + self.datasets if self.chance(0.85)] + [
                    {"asset_id": asset, "kind": "model", "disclosure": "full"} for asset in self.closed]

    def derivations(self):
        """Diamonds, contracts with and without evidence, doubts, lost weights, ended edges; cycles in odd worlds."""
        order, rows = self.order, {}
        certain = {"valid_from": "2026-01-01", "valid_to": None, "confidence_ppm": None, "share_ppm": None,
                   "weight": "1"}
        for _ in range(self.random.randint(40, 90)):
            child, parent = self.random.choice(order), self.random.choice(order + self.datasets + self.ghosts)
            if not self.cyclic and parent in order and order.index(parent) <= order.index(child):
                continue
            relations = RELATIONS.get((child.split(":")[0], parent.split(":")[0]))
            if relations:
                row = self.edge(child, parent, self.random.choice(relations))
                rows[child, parent, row["relation"], row["valid_from"]] = row
        result = list(rows.values())
        if self.closed:
            first, second = self.closed
            result += [dict(self.edge(first, second, "finetune"), **certain),
                       dict(self.edge(second, first, "merge"), **certain),
                       self.edge(self.models[0], second, "distillation")]
        for row in result:
            others = [one for one in result if one is not row and (one["child_id"], one["relation"])
                      == (row["child_id"], row["relation"])]
            if self.chance(0.05) and all(one["weight"] is not None for one in others) and len(others) > 1:
                row["weight"] = "0"
        return result

    def edge(self, child, parent, relation):
        """One derivation."""
        share = self.random.choice([50000, 200000, 333333, 700000]) if self.chance(0.15) else None
        return {"child_id": child, "parent_id": parent, "relation": relation,
                "valid_from": self.random.choice(["2026-01-01"] * 3 + ["2026-09-30", "2026-10-15"]),
                "weight": self.maybe(0.65, lambda: self.decimal(4, self.random.choice([6, 6, 6, 17, 20, 24]))),
                "share_ppm": share,
                "confidence_ppm": self.random.choice([None, None, None, 1000000, 900000, 333333, 0]),
                "valid_to": self.random.choice([None] * 6 + ["2027-01-01", "2026-10-01", "2026-10-31"])
                if not share else None,
                "evidence": "contract" if share and self.chance(0.8) else None}

    def served_usage(self, derivations):
        """For a service that has no contract on what it serves."""
        contracts = {row["child_id"] for row in derivations if row["share_ppm"]}
        rows = []
        for period in PERIODS:
            for service in self.services:
                if self.chance(0.4) and service not in contracts:
                    earned = self.chance(0.5)
                    for model in self.random.sample(self.models + self.ghosts[:1], 3):
                        rows.append({
                            "period": period, "service_id": service, "model_id": model,
                            "tokens": self.random.choice([0, 1, self.random.randint(1, 10 ** 12)]),
                            "earned_amount": self.random.choice(["0", "12.5", self.decimal(9)])
                            if earned and self.chance(0.95) else None})
        return rows

    def feedback(self):
        """People and models judge."""
        rows = []
        for dataset in self.random.sample(self.datasets, 3):
            for number in range(self.random.randint(1, 20)):
                model = self.chance(0.25)
                rater = f"r{self.random.randint(0, 4)}"
                if model:
                    rater = self.random.choice(self.writers[:3] + self.ghosts[:1])
                rows.append({"dataset_id": dataset, "event_id": f"e{number}", "rater_id": rater,
                             "rater_kind": "model" if model else "human",
                             "weight": self.random.choice([None, None, "0.5", "0", "2.25", "0.000001"])})
        return rows

    def output_attributions(self):
        """Measured sources of some assets' outputs."""
        rows = {}
        for period in PERIODS:
            for asset in self.random.sample(self.services + self.models[:4], 3):
                for source in self.random.sample(self.sources(), 4):
                    rows[period, asset, source] = {"period": period, "asset_id": asset, "source_id": source,
                                                   "weight": self.random.choice(["0", "1", self.decimal(99)])}
        return list(rows.values())

    def revenue(self):
        """Lines of every kind, refunds larger than sales, currencies without a fresh rate, fees with covers."""
        rows = []
        earners = self.services * 2 + self.models[:5] + self.ghosts[:1] + self.closed[:1]
        targets = self.datasets + self.models[:3] + ["dataset:gone/unheard@1"] + self.random.sample(self.sources(), 6)
        for number in range(self.random.randint(20, 60)):
            kind = self.random.choice(["subscription", "usage", "hosting", "advertising", "licence_fee"])
            row = {"revenue_id": f"r{number:03}", "period": self.random.choice(PERIODS),
                   "asset_id": self.random.choice(earners), "kind": kind,
                   "currency": self.random.choice(["EUR", "EUR", "USD", "USD", "JPY", "GBP", "CHF"])}
            row["covers"] = self.random.choice(targets + [None]) if kind == "licence_fee" else None
            if kind == "usage" and self.chance(0.8):
                row.update(quantity=str(self.random.randint(1, 10 ** 7)), unit="token",
                           unit_price=self.random.choice(["0.000009", "0.0000004", "0.000000333333"]))
                if self.chance(0.2):
                    exact = Decimal(row["quantity"]) * Decimal(row["unit_price"])
                    row["gross_amount"] = str(exact.quantize(Decimal("0.01")))
            else:
                row["gross_amount"] = self.random.choice(["", "", "", "-"]) + self.decimal(
                    self.random.choice([9, 900, 900000]), 2)
            rows.append(row)
        return rows

    def exchange_rates(self):
        """Dollars are fresh; yen seven days old and just in time; pounds too old; francs only from the future."""
        rows = [("2026-09-30", "USD", "1.1701"), ("2026-09-29", "USD", "1.2"), ("2026-10-30", "USD", "1.1618"),
                ("2026-09-23", "JPY", "172.68"), ("2026-10-24", "JPY", "175.21"), ("2026-09-22", "GBP", "0.87"),
                ("2026-10-23", "GBP", "0.88"), ("2026-11-02", "CHF", "0.93")]
        return [{"rate_date": day, "currency": currency, "rate": rate} for day, currency, rate in rows]

    def holders(self):
        """People, communities in communities, and some who give theirs to others."""
        people = [f"holder:p{n}" for n in range(12)]
        rows = [{"holder_id": one, "kind": "person", "directs_to": self.maybe(
            0.2, lambda one=one: self.random.choice([other for other in people if other != one]))} for one in people]
        return rows + [{"holder_id": f"holder:c{n}", "kind": "community"} for n in range(4)]

    def community_members(self):
        """Shares given and left open, ended, too large; members whom no row describes; communities in a circle."""
        rows = {}
        for number in range(4):
            possible = [f"holder:p{n}" for n in range(12)] + ["holder:unheard"] + [
                f"holder:c{n}" for n in range(4) if n != number]
            members = self.random.sample(possible, self.random.randint(0, 7))
            for member in members + (["holder:unheard"] if number == 0 and "holder:unheard" not in members else []):
                for since in self.random.sample(["1970-01-01", "2026-06-01", "2026-10-20", "2027-01-01"], 2):
                    share = self.random.choice([None, None, 0, 100000, 250000, 400000, 900000])
                    rows[number, member, since] = {"community_id": f"holder:c{number}", "holder_id": member,
                                                   "valid_from": since, "share_ppm": share}
        return list(rows.values())

    def claims(self):
        """Every status on every kind of source, current, ended and to come; one id is used by several holders."""
        holders = [f"holder:p{n}" for n in range(12)] + [f"holder:c{n}" for n in range(4)] * 2 + ["holder:unheard"]
        wanted = self.sources()
        rows = {}
        for number in range(90):
            row = {"holder_id": self.random.choice(holders), "claim_id": f"c{number % 30:03}",
                   "pattern": self.random.choice(wanted),
                   "share_ppm": self.random.choice([None, 500000, 300000, self.ppm(), 1000, 0]),
                   "status": self.random.choice(["verified"] * 3 + ["asserted", "disputed", "disputed", "withdrawn"]),
                   "filed_at": "2026-08-01T00:00:00Z", "accepts_refused": self.random.choice([None, "false", "true"]),
                   "valid_from": self.random.choice([None, None, "2026-01-01", "2026-10-01"]),
                   "valid_to": self.random.choice([None, None, None, "2026-10-01", "2026-09-30"])
                   if number % 4 else None}
            rows[row["holder_id"], row["claim_id"]] = row
        rows["holder:unheard", "c900"] = {"holder_id": "holder:unheard", "claim_id": "c900", "status": "verified",
                                          "pattern": f"domain:{SITES[0]}", "share_ppm": 1000,
                                          "accepts_refused": None, "filed_at": None, "valid_from": None,
                                          "valid_to": None}
        return list(rows.values())

    def consent_signals(self):
        """Refusals and permissions for hosts, for all below a host, and for folders; before and after fetches."""
        rows = {}
        for site in self.random.sample(SITES, 6):
            scope = self.random.choice(["", "*."]) + site
            for _ in range(self.random.randint(1, 5)):
                where = scope + self.random.choice(["", "", "/members/", "/news/"])
                kind = self.random.choice(["robots", "tdmrep"])
                observed = self.time() + "Z"
                rows[where, kind, observed] = {
                    "scope": where, "kind": kind, "observed_at": observed, "raw_text": "…",
                    "train": self.random.choice(["n", "n", "y", None]), "search": self.random.choice(["y", None]),
                    "effective_from": self.maybe(0.2, lambda: self.time() + "Z")}
        return list(rows.values())

    def tables(self):
        """All tables, rows shuffled, some rows delivered twice."""
        captures = self.captures()
        entries = self.entries(captures)
        derivations = self.derivations()
        tables = {"captures": captures, "manifest_entries": entries, "derivations": derivations,
                  "authorship": self.authorship(entries, captures), "served_usage": self.served_usage(derivations)}
        for table in COLUMNS:
            if table not in tables:
                tables[table] = getattr(self, table)()
        for row in tables["derivations"] + tables["claims"]:
            if row["valid_to"] and row["valid_to"] <= (row["valid_from"] or ""):
                row["valid_to"] = None
        for rows in tables.values():
            rows += self.random.sample(rows, min(2, len(rows))) if self.chance(0.3) else []
            self.random.shuffle(rows)
        return tables


def yaml_of(value, indent=""):
    """A map as YAML: top levels as blocks, deeper ones in flow style."""
    lines = []
    for key, one in value.items():
        if isinstance(one, dict) and one and len(indent) < 2 and key == "attribution":
            lines += [f"{indent}{key}:"] + yaml_of(one, indent + "  ")
        else:
            lines.append(f"{indent}{key}: {json.dumps(one)}")
    return lines


def write_world(maker, out):
    """The files of one world: in one folder named by its tables, or with every path in the settings."""
    shutil.rmtree(out, ignore_errors=True)
    by_folder = maker.chance(0.5)
    settings = ["lake: ./lake", "policies: policy.yaml", "secret_file: secret.hex", "inputs:"]
    settings += ["  folder: ./inputs"] if by_folder else []
    policy = maker.policy()
    for table, rows in maker.tables().items():
        kind = maker.random.choice(["csv", "jsonl"])
        writer = write_csv if kind == "csv" else write_jsonl
        if len(rows) > 50 and maker.chance(0.5):
            half = len(rows) // 2
            writer(out / f"inputs/{table}/part-0.{kind}", table, rows[:half])
            writer(out / f"inputs/{table}/part-1.{kind}", table, rows[half:])
            path = f"inputs/{table}"
        else:
            path = f"inputs/{table}.{kind}"
            writer(out / path, table, rows)
        settings += [] if by_folder else [f"  {table}: {{format: {kind}, path: {path}}}"]
    (out / "headwaters.yaml").write_text("\n".join(settings) + "\n", encoding="utf-8")
    (out / "policy.yaml").write_text("\n".join(yaml_of(policy)) + "\n", encoding="utf-8")
    (out / "secret.hex").write_text(maker.secret.hex() + "\n", encoding="ascii")


def main():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=300)
    arguments = parser.parse_args()
    write_world(Maker(arguments.seed, arguments.documents), arguments.out)
    reference.run(arguments.out / "headwaters.yaml", arguments.out / "expected", PERIODS)


if __name__ == "__main__":
    main()
