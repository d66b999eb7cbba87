"""The reference: the method of docs/method.md once more, naively, in exact fractions, and nothing shared with the product.

    python3.11 sample-data/reference/reference.py SETTINGS.yaml OUT [PERIOD …]

Reads the inputs that the settings file names and writes OUT/contributions.csv and OUT/<period>/*.csv. Standard library
only; Parquet inputs need pyarrow. Rows of 0 micros are left out. It asserts that nothing is lost at every level.
"""

import csv
import sys
from pathlib import Path

from assets import Genealogy, attributions, settle_assets
from claims import Claims, credit
from documents import contributions
from inputs import World
from revenue import pool_flows, pools
from splitting import split

BUCKETS = ("payable", "unclaimed", "on_hold", "undisclosed")
COLUMNS = {
    "contributions": ["dataset_id", "part", "source_id", "documents", "tokens", "weight", "weight_refused",
                      "weight_before", "weight_total"],
    "totals": ["period", "gross_micros", "retained_micros", "funds_micros"] + [f"{name}_micros" for name in BUCKETS],
    "pools": ["earner_id", "kind", "currency", "covers", "lines", "gross_micros", "pool_micros", "retained_micros"],
    "asset_flows": ["child_id", "to_kind", "to_id", "stage", "relation", "reason", "amount_micros"],
    "source_credits": ["dataset_id", "part", "source_id", "amount_micros"],
    "holder_credits": ["bucket", "holder_id", "claim_id", "source_id", "dataset_id", "part", "reason",
                       "amount_micros"],
}


def sign(amount):
    """1 for what was earned, -1 for what was refunded, 0 for nothing."""
    return (amount > 0) - (amount < 0)


def source_credits(genealogy, flows, direct):
    """Method 6: {(dataset_id, part, source_id, sign): (amount, weight, weight_refused)} for all sources.

    The inflow of a part is added over the whole period first, each sign by itself, then divided over its sources.
    """
    inflow, result = {}, {}
    for earner, source, amount in direct:
        key = (earner, "licence_fee", source, sign(amount))
        inflow[key] = inflow.get(key, 0) + amount
    for asset_id, leaf, amount in flows:
        if leaf.kind in ("documents", "people", "output_attributions", "own"):
            part = "feedback" if leaf.kind == "people" else leaf.kind
            key = (asset_id, part, leaf.to_id, sign(amount))
            inflow[key] = inflow.get(key, 0) + amount
    for (asset_id, part, source, way), amount in inflow.items():
        if part in ("documents", "feedback"):
            rows = {row["source_id"]: row for row in genealogy.contributions[asset_id, part]}
            for source_id, share in split(amount, {key: row["weight"] for key, row in rows.items()}).items():
                result[asset_id, part, source_id, way] = (share, rows[source_id]["weight"],
                                                          rows[source_id]["weight_refused"])
        elif part == "output_attributions":
            shown = genealogy.world.shown
            weights = {shown(row["source_id"]): row.exact("weight") for row in attributions(genealogy, asset_id)}
            for source_id, share in split(amount, weights).items():
                result[asset_id, part, source_id, way] = (share, 0, 0)
        else:
            result[asset_id, part, source, way] = (amount, 0, 0)
    assert sum(inflow.values()) == sum(one[0] for one in result.values())
    return result


def holder_credits(world, period, credits, flows):
    """Method 6 and 7: {(bucket, holder, claim, source, data set, part, reason): amount}.

    Unclaimed money, refused money of a source that no claim names, and no_source have one row a data set and part.
    """
    claims, result = Claims(world, period), {}

    def add(key, amount):
        result[key] = result.get(key, 0) + amount

    for (asset_id, part, source, _), (amount, weight, weight_refused) in credits.items():
        if amount == 0:
            continue
        # Claims are matched with what a source means; all that is split and kept knows its pseudonym only.
        meant = world.people.get(source, source)
        rows = credit(claims, meant, amount, weight, weight_refused)
        claimed = claims.names(meant)
        for bucket, holder, claim, reason, share in rows:
            named = bucket == "payable" or bucket == "on_hold" and claimed
            add((bucket, holder, claim, source if named else "", asset_id, part, reason), share)
    for asset_id, leaf, amount in flows:
        if leaf.kind == "undisclosed":
            add(("undisclosed", "", "", "", asset_id, "lineage", leaf.reason), amount)
    return result


def asset_flow_rows(revenue_flows, flows):
    """Method 4.4: {(child_id, to_kind, to_id, stage, relation, reason, sign): amount}."""
    result = {}
    for earner, to_kind, to_id, amount in revenue_flows:
        key = (earner, to_kind, to_id, "", "", "", sign(amount))
        result[key] = result.get(key, 0) + amount
    for asset_id, leaf, amount in flows:
        key = (asset_id, leaf.kind, leaf.to_id, leaf.stage, leaf.relation, leaf.reason, sign(amount))
        result[key] = result.get(key, 0) + amount
    return result


def settle(world, period, contribution_rows):
    """One period: all tables of amounts, and the check that the parts add up to the revenue."""
    pool_rows = pools(world, period)
    revenue_flows = pool_flows(world, pool_rows)
    genealogy = Genealogy(world, period, contribution_rows)
    entered, direct = {1: {}, -1: {}, 0: {}}, []
    for earner, to_kind, to_id, amount in revenue_flows:
        if to_kind == "graph":
            ways = entered[sign(amount)]
            ways[to_id] = ways.get(to_id, 0) + amount
        elif to_kind == "source":
            direct.append((earner, to_id, amount))
    flows = settle_assets(genealogy, entered[1]) + settle_assets(genealogy, entered[-1])
    credits = source_credits(genealogy, flows, direct)
    holders = holder_credits(world, period, credits, flows)
    totals = {"period": period, "gross_micros": sum(row["gross_micros"] for row in pool_rows),
              "retained_micros": sum(flow[3] for flow in revenue_flows if flow[1] == "retained"),
              "funds_micros": sum(flow[3] for flow in revenue_flows if flow[1] == "fund")}
    for bucket in BUCKETS:
        totals[f"{bucket}_micros"] = sum(amount for key, amount in holders.items() if key[0] == bucket)
    assert totals["gross_micros"] == sum(amount for name, amount in totals.items()
                                         if name not in ("period", "gross_micros")), "gross must be all its parts"
    return {"totals": [totals], "pools": pool_rows,
            "asset_flows": keyed("asset_flows", asset_flow_rows(revenue_flows, flows)),
            "source_credits": keyed("source_credits", {key: one[0] for key, one in credits.items()}),
            "holder_credits": keyed("holder_credits", holders)}


def keyed(table, amounts):
    """Rows of a {key: amount} table in key order, without those of 0 micros."""
    columns = COLUMNS[table]
    return [dict(zip(columns, key[:len(columns) - 1] + (amounts[key],))) for key in sorted(amounts) if amounts[key]]


def write(folder, table, rows):
    """One CSV file."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS[table], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def run(settings_file, out, periods=()):
    """Everything: the contributions once, then each period (all that have revenue, when none is named)."""
    world = World(settings_file)
    contribution_rows = contributions(world)
    write(Path(out), "contributions", [row for key in sorted(contribution_rows) for row in contribution_rows[key]])
    for period in periods or sorted({row["period"] for row in world["revenue"]}):
        for table, rows in settle(world, period, contribution_rows).items():
            write(Path(out) / period, table, rows)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    run(sys.argv[1], sys.argv[2], sys.argv[3:])
