"""Writes the demo's world into sample-data/demo (or the folder given), and its second policy.

    python3.11 sample-data/generator/make_demo.py [FOLDER]
    python3.11 sample-data/reference/reference.py sample-data/demo/headwaters.yaml sample-data/demo/expected

Standard library only.
"""

import shutil
import sys
from pathlib import Path

import demo_world as demo
from world import COLUMNS, write_csv, write_jsonl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "reference"))
from pseudonyms import of_rater  # noqa: E402

SAMPLE = Path(__file__).resolve().parent.parent
JSON_LINES = {"captures": demo.captures, "manifest_entries": demo.entries, "feedback": demo.feedback}
CSV = ["authorship", "assets", "derivations", "served_usage", "revenue", "exchange_rates", "receipts", "value_events",
       "holders", "community_members", "consent_signals"]
COLUMNS |= {"receipts": ["receipt_id", "provider", "period", "amount", "currency", "received_on", "reference"],
            "value_events": ["event_id", "provider", "kind", "amount", "currency", "happened_on", "evidence"]}

SETTINGS = """\
# The demo's world: `headwaters demo` settles it, or `run --config THIS --period 2026-09..2026-10`.
lake: ./lake
policies: policy.yaml
secret_file: ../demo-secret.hex                    # a public demo secret: real lakes make their own
inputs:
  folder: ./inputs                                 # one file a table, named after it
"""

POLICY = """\
# {title}
policy: {name}
version: 1
valid_from: 2026-01-01
reporting_currency: EUR
attribution:
  weighting: tokens                      # tokens | documents
  actions_ppm: {{write: 1000000, answer: 1000000, edit: 300000, translate: 500000, caption: 500000, moderate: 50000, vote: 10000}}
  credit_to: first_capture               # first_capture | as_listed
  min_original_bytes: 512                # shorter records never take credit from others
  trusted_publishers: []
  source_rules: [{{host: code-example.org, source: "path:code-example.org/{{segment1}}", lower: true}}]
royalty_rate_ppm: {{subscription: 100000, usage: 100000, hosting: 100000, advertising: 100000, licence_fee: 1000000}}
levies_ppm: {{"fund:commons": 50000, "fund:audit": 10000}}
stages_ppm:
  service: {{serving: 700000, retrieval_data: 300000, output_attributions: 0}}
  model: {{base: 500000, distillation: 300000, pretraining_data: 600000, finetuning_data: 200000, preference_data: 100000, retrieval_data: 100000, output_attributions: 0}}
  dataset: {{contents: 1000000}}
feedback_ppm: 500000
undisclosed_ppm: {{full: 0, partial: 200000, none: 1000000, unstated: 200000}}
own_share_max_ppm: {{service: 0, model: 100000, dataset: 100000}}
domain_claims_cover: {cover}
consent: pay_and_flag                    # pay_and_flag | hold_for_owner
unclaimed: {{hold_months: 36, then: "fund:commons"}}
undisclosed: {{hold_months: 36, then: "fund:commons"}}
minimum_payout_micros: 1000000
"""

TITLE = """\
The documented default policy, but for the rule by which code-example.org's paths name their authors.
# A platform's own claim takes nothing of its users' credits: domain_claims_cover names no site."""

OTHER = """\
The other rule, to try: the forum's own claim takes a tenth of its users' credits. Settle a lake of its own:
#   headwaters run --config headwaters.yaml --policy policy-platform-share.yaml --lake other-lake --period 2026-09"""


def main(root):
    """The whole world below root."""
    shutil.rmtree(root / "inputs", ignore_errors=True)
    secret = bytes.fromhex((SAMPLE / "demo-secret.hex").read_text().strip())
    for table, rows in JSON_LINES.items():
        write_jsonl(root / f"inputs/{table}.jsonl", table, rows())
    for table in CSV:
        write_csv(root / f"inputs/{table}.csv", table, getattr(demo, table)())
    claims = demo.claims(lambda rater: of_rater(secret, demo.RATINGS, rater))
    write_csv(root / "inputs/claims.csv", "claims", claims)
    (root / "headwaters.yaml").write_text(SETTINGS, encoding="utf-8")
    policies = {"policy.yaml": ("commons-demo", TITLE, "{}"),
                "policy-platform-share.yaml": ("commons-demo-platform-share", OTHER, "{askwell-example.com: 100000}")}
    for name, (policy, title, cover) in policies.items():
        (root / name).write_text(POLICY.format(name=policy, title=title, cover=cover), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else SAMPLE / "demo").resolve())
