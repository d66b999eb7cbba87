"""Method 3, revenue to pools, in exact fractions."""

from datetime import date, timedelta
from fractions import Fraction

from splitting import floor, split

BASE_CURRENCY = "EUR"
ASSET_KINDS = ("service:", "model:", "dataset:")


def last_day(period):
    """The last day of a month."""
    year, month = int(period[:4]), int(period[5:])
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return first_of_next - timedelta(days=1)


def rate(world, currency, day):
    """Decision 0006.2: the last rate on or before the day, 7 days old at most; None without one."""
    if currency == BASE_CURRENCY:
        return Fraction(1)
    known = [row for row in world["exchange_rates"]
             if row["currency"] == currency and date.fromisoformat(row["rate_date"]) <= day]
    newest = max(known, key=lambda row: row["rate_date"], default=None)
    if newest is None or (day - date.fromisoformat(newest["rate_date"])).days > 7:
        return None
    return newest.exact("rate")


def half_even(value):
    """Rounds an exact number once; Python rounds halves to even."""
    return round(value)


def amount_of(line):
    """Method 3: gross_amount, else quantity x unit_price."""
    gross = line.exact("gross_amount")
    return gross if gross is not None else line.exact("quantity") * line.exact("unit_price")


def pools(world, period):
    """Method 3: one row per (earner, kind, currency, covers); lines without a fresh rate are left out."""
    sums = {}
    for line in world["revenue"]:
        if line["period"] == period:
            key = (line["asset_id"], line["kind"], line["currency"], world.shown(line["covers"]) or "")
            count, total = sums.get(key, (0, Fraction(0)))
            sums[key] = (count + 1, total + amount_of(line))
    day = last_day(period)
    reporting = rate(world, world.policy["reporting_currency"], day)
    assert reporting is not None, "a reporting currency without a fresh rate stops the run"
    rows = []
    for (earner, kind, currency, covers), (lines, amount) in sorted(sums.items()):
        own = rate(world, currency, day)
        if own is None:
            continue
        gross = half_even(amount * 1_000_000 * reporting / own)
        pool = floor(Fraction(abs(gross) * world.policy["royalty_rate_ppm"][kind], 1_000_000))
        pool = -pool if gross < 0 else pool
        rows.append({"earner_id": earner, "kind": kind, "currency": currency, "covers": covers, "lines": lines,
                     "amount": amount, "gross_micros": gross, "pool_micros": pool, "retained_micros": gross - pool})
    return rows


def pool_flows(world, pool_rows):
    """Method 3: pools added per (earner, covers), then divided over the levies and `graph`.

    Returns flows (earner, to_kind, to_id, amount): retained, fund, graph (to an asset) or source.
    """
    flows, sums = [], {}
    for row in pool_rows:
        flows.append((row["earner_id"], "retained", "", row["retained_micros"]))
        key = (row["earner_id"], row["covers"])
        sums[key] = sums.get(key, 0) + row["pool_micros"]
    levies = world.policy["levies_ppm"]
    parts = levies | {"graph": 1_000_000 - sum(levies.values())}
    for (earner, covers), pool in sorted(sums.items()):
        for key, amount in split(pool, parts).items():
            if key != "graph":
                flows.append((earner, "fund", key, amount))
            elif covers and not covers.startswith(ASSET_KINDS):
                flows.append((earner, "source", covers, amount))
            else:
                flows.append((earner, "graph", covers or earner, amount))
    assert sum(flow[3] for flow in flows) == sum(row["gross_micros"] for row in pool_rows)
    return flows
