"""DESIGN 5.5, sources to holders and buckets."""

from fractions import Fraction

from documents import NO_SOURCE, site_of
from revenue import last_day
from splitting import split

MILLION = 1_000_000


class Claims:
    """The claims, communities and directions that hold in one period."""

    def __init__(self, world, period):
        self.policy = world.policy
        self.day = last_day(period).isoformat()
        self.valid = [row for row in world["claims"]
                      if row["valid_from"] <= self.day and (row["valid_to"] is None or self.day < row["valid_to"])
                      and (row["share_ppm"] is None or row.integer("share_ppm") > 0)]
        self.members = {}
        for row in sorted(world["community_members"], key=lambda one: one["valid_from"]):
            if row["valid_from"] <= self.day:
                self.members.setdefault(row["community_id"], {})[row["holder_id"]] = row.integer("share_ppm")
        self.directs_to = {row["holder_id"]: row["directs_to"] for row in world["holders"] if row["directs_to"]}

    def at(self, patterns, *statuses):
        """The valid claims of these statuses on any of these patterns, by claim_id."""
        return sorted((row for row in self.valid if row["pattern"] in patterns and row["status"] in statuses),
                      key=lambda row: row["claim_id"])


def levels(source_id):
    """DESIGN 5.5, decision 0005.1: the patterns that match a source, most specific first."""
    if not source_id.startswith("path:"):
        return [source_id]
    segments = source_id.split("/")
    return ["/".join(segments[:count]) for count in range(len(segments), 1, -1)]


def site_of_source(source_id):
    """The site whose domain claim may cover an account or a path; None for other sources."""
    kind, _, rest = source_id.partition(":")
    place = rest.split("/")[0]
    return {"account": place, "path": site_of(place) if kind == "path" else None}.get(kind)


def credit(claims, source_id, amount, weight=0, weight_refused=0):
    """DESIGN 5.5: one credit, divided into rows (bucket, holder_id, claim_id, reason, amount)."""
    if source_id == NO_SOURCE:
        return [("undisclosed", "", "", "no_source", amount)]
    if claims.policy["consent"] == "hold_for_owner" and weight_refused:
        parts = split(amount, {"clear": weight - weight_refused, "refused": weight_refused})
    else:
        parts = {"clear": amount}
    rows = [("on_hold", "", "", "refused", parts["refused"])] if "refused" in parts else []
    rows += covered_credit(claims, source_id, parts.get("clear", 0))
    assert sum(row[4] for row in rows) == amount
    return rows


def covered_credit(claims, source_id, amount):
    """DESIGN 5.5, decision 0005.3: what a platform's own domain claim takes of its accounts and paths."""
    site = site_of_source(source_id)
    ppm = claims.policy["domain_claims_cover"].get(site, 0)
    if not ppm or not claims.at([f"domain:{site}"], "verified", "disputed"):
        return claimed_credit(claims, levels(source_id), amount)
    parts = split(amount, {"domain": ppm, "source": MILLION - ppm})
    return (claimed_credit(claims, [f"domain:{site}"], parts.get("domain", 0))
            + claimed_credit(claims, levels(source_id), parts.get("source", 0)))


def claimed_credit(claims, patterns, amount):
    """DESIGN 5.5, decisions 0005.1, 2 and 4: the most specific level's claims divide the amount."""
    chosen = next((found for pattern in patterns if (found := claims.at([pattern], "verified", "disputed"))), [])
    shares = {row["claim_id"]: MILLION if row["share_ppm"] is None else row.integer("share_ppm") for row in chosen}
    verified = sum(shares[row["claim_id"]] for row in chosen if row["status"] == "verified")
    if verified > MILLION:
        return [("on_hold", "", "", "over_claim", amount)]
    left = MILLION - verified
    for row in chosen:
        if row["status"] == "disputed":
            shares[row["claim_id"]] = min(shares[row["claim_id"]], left)
            left -= shares[row["claim_id"]]
    parts = split(amount, {f"claim:{claim_id}": share for claim_id, share in shares.items()} | {"unclaimed": left})
    rows = []
    for row in chosen:
        part = parts.get(f"claim:{row['claim_id']}", 0)
        if row["status"] == "disputed":
            rows.append(("on_hold", row["holder_id"], row["claim_id"], "disputed", part))
        else:
            rows += [(bucket, holder, row["claim_id"], reason, share)
                     for bucket, holder, reason, share in held(claims, row["holder_id"], part, [])]
    if claims.at(patterns, "asserted"):
        rows.append(("on_hold", "", "", "asserted", parts.get("unclaimed", 0)))
    else:
        rows.append(("unclaimed", "", "", "", parts.get("unclaimed", 0)))
    return rows


def held(claims, holder_id, amount, above):
    """DESIGN 5.5, decision 0005.5: a community's part over its members: (bucket, holder_id, reason, amount)."""
    members = claims.members.get(holder_id, {})
    explicit = sum(share for share in members.values() if share is not None)
    equal = [member for member, share in members.items() if share is None]
    if explicit > MILLION and holder_id not in above:
        return [("on_hold", holder_id, "over_shares", amount)]
    if holder_id in above or len(above) >= 8 or not (explicit or equal):
        return [("payable", directed(claims, holder_id), "", amount)]
    left = MILLION - explicit
    weights = {f"member:{member}": Fraction(left, len(equal)) if share is None else Fraction(share)
               for member, share in members.items()}
    parts = split(amount, weights | {"rest": Fraction(0 if equal else left)})
    rows = []
    for key, part in parts.items():
        if key == "rest":
            rows.append(("payable", directed(claims, holder_id), "", part))
        else:
            rows += held(claims, key.removeprefix("member:"), part, above + [holder_id])
    return rows


def directed(claims, holder_id):
    """Decision 0005.6: directs_to is followed, to depth 8; a cycle keeps the money with the first holder."""
    at, seen = holder_id, [holder_id]
    while at in claims.directs_to and len(seen) <= 8:
        at = claims.directs_to[at]
        if at in seen:
            return holder_id
        seen.append(at)
    return at
