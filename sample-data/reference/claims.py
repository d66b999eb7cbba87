"""Method 7, sources to holders and buckets."""

from fractions import Fraction

from documents import NO_SOURCE, site_of
from inputs import Row
from pseudonyms import of_holder
from revenue import last_day
from splitting import split

MILLION = 1_000_000


class Claims:
    """The claims, communities and holders that hold in one period."""

    def __init__(self, world, period):
        self.policy = world.policy
        self.day = last_day(period).isoformat()
        self.kinds = {row["holder_id"]: row["kind"] for row in world["holders"]}
        self.secret = world.secret
        self.valid = [Row(row | {"holder_id": self.shown(row["holder_id"])}) for row in world["claims"]
                      if row["valid_from"] <= self.day and (row["valid_to"] is None or self.day < row["valid_to"])
                      and (row["share_ppm"] is None or row.integer("share_ppm") > 0) and row["status"] != "withdrawn"]
        self.members = {}
        for row in sorted(world["community_members"], key=lambda one: one["valid_from"]):
            if row["valid_from"] <= self.day:
                self.members.setdefault(self.shown(row["community_id"]), {})[self.shown(row["holder_id"])] = row.integer("share_ppm")
        for members in self.members.values():
            for member in [one for one, share in members.items() if share == 0]:
                del members[member]
        self.known = {self.shown(holder_id) for holder_id in self.kinds}

    def shown(self, holder_id):
        """DESIGN 1, 5.5: persons by pseudonym; a holder whom no row describes counts as a person."""
        return of_holder(self.secret, holder_id) if self.kinds.get(holder_id, "person") == "person" else holder_id

    def at(self, patterns, *statuses):
        """The valid claims of these statuses on any of these patterns, in key order."""
        return sorted((row for row in self.valid if row["pattern"] in patterns and row["status"] in statuses),
                      key=key_of)

    def names(self, source_id):
        """Whether some claim, of whatever status, is on one of the patterns that could match a source."""
        site = site_of_source(source_id)
        return bool(self.at(levels(source_id) + ([f"domain:{site}"] if site else []),
                            "verified", "disputed", "asserted"))


def key_of(row):
    """What a claim's part of a split is called; holders whose keys are spelled alike are kept apart."""
    return f"claim:{row['holder_id']}/{row['claim_id']}", row["holder_id"]


def levels(source_id):
    """Method 7, decision 0005.1: the patterns that match a source, most specific first."""
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
    """Method 7: one credit, divided into rows (bucket, holder_id, claim_id, reason, amount)."""
    if source_id == NO_SOURCE:
        return [("undisclosed", "", "", "no_source", amount)]
    if claims.policy["consent"] == "hold_for_owner" and weight_refused:
        parts = split(amount, {"clear": weight - weight_refused, "refused": weight_refused})
    else:
        parts = {"clear": amount}
    rows = [row for part, share in parts.items() for row in covered_credit(claims, source_id, share, part == "refused")]
    assert sum(row[4] for row in rows) == amount
    return rows


def covered_credit(claims, source_id, amount, refused):
    """Method 7: what a platform's own domain claim takes of its accounts and paths."""
    site = site_of_source(source_id)
    ppm = claims.policy["domain_claims_cover"].get(site, 0)
    if not ppm or not claims.at([f"domain:{site}"], "verified", "disputed"):
        return claimed_credit(claims, levels(source_id), amount, refused)
    parts = split(amount, {"domain": ppm, "source": MILLION - ppm})
    return (claimed_credit(claims, [f"domain:{site}"], parts.get("domain", 0), refused)
            + claimed_credit(claims, levels(source_id), parts.get("source", 0), refused))


def share_of(row):
    """A claim's part in ppm; the whole where it names none."""
    return MILLION if row["share_ppm"] is None else row.integer("share_ppm")


def claimed_credit(claims, patterns, amount, refused):
    """Method 7: the most specific level's claims divide the amount; what is asserted takes of what they leave."""
    level = next((n for n, pattern in enumerate(patterns) if claims.at([pattern], "verified", "disputed")), None)
    chosen = [] if level is None else claims.at([patterns[level]], "verified", "disputed")
    asserted = sum(map(share_of, claims.at(patterns if level is None else patterns[level:], "asserted")))
    shares = {key_of(row): share_of(row) for row in chosen if row["status"] == "verified"}
    disputed = {key_of(row): share_of(row) for row in chosen if row["status"] == "disputed"}
    left = MILLION - sum(shares.values())
    if left < 0:
        return [("on_hold", "", "", "over_claim", amount)]
    shares |= split(min(left, sum(disputed.values())), disputed)
    left = MILLION - sum(shares.values())
    shares["asserted", ""] = min(asserted, left)
    shares["unclaimed", ""] = left - shares["asserted", ""]
    parts = split(amount, shares)
    rows = []
    for row in chosen:
        holder, claim, part = row["holder_id"], row["claim_id"], parts.get(key_of(row), 0)
        if refused and row["accepts_refused"] not in ("true", True):
            rows.append(("on_hold", holder, claim, "refused", part))
        elif row["status"] == "disputed":
            rows.append(("on_hold", holder, claim, "disputed", part))
        elif holder not in claims.known:
            rows.append(("on_hold", holder, claim, "unknown_holder", part))
        else:
            rows += [(bucket, to, claim, reason, share) for bucket, to, reason, share in paid(claims, holder, part)]
    waiting, nobodys = parts.get(("asserted", ""), 0), parts.get(("unclaimed", ""), 0)
    if refused:
        return rows + [("on_hold", "", "", "refused", waiting + nobodys)]
    return rows + [("on_hold", "", "", "asserted", waiting), ("unclaimed", "", "", "", nobodys)]


def explicit_sum(claims, holder):
    """What the members of a community hold with a share of their own, in ppm."""
    return sum(share or 0 for share in claims.members[holder].values())


def divides(claims, holder):
    """Whether money for a holder goes on to members."""
    return holder in claims.known and bool(claims.members.get(holder)) and explicit_sum(claims, holder) <= MILLION


def reaches(claims, holder):
    """The communities that a holder's money could come to, by how far away they are; the holder itself at 0."""
    distances, found = {holder: 0}, [holder]
    for community in found:
        for member in claims.members[community]:
            if member not in distances and divides(claims, member):
                distances[member] = distances[community] + 1
                found.append(member)
    return distances


def paid(claims, holder, amount):
    """Method 7: a holder's part over the members of communities: [(bucket, holder_id, reason, amount)].

    What reaches a community is added up, then divided once. Where communities can reach each other, money moves only
    away from the holder that it came for; what would come back, or go sideways, stays with the community it comes to.
    """
    if not divides(claims, holder):
        return [ends(claims, holder, amount)]
    distances = reaches(claims, holder)
    within = {one: reaches(claims, one) for one in distances}

    def passes(community, member):
        return member in claims.members[community] and member in distances and not (
            community in within[member] and distances[member] <= distances[community])

    rows, arrived, waiting = [], {holder: amount}, set(distances)
    while waiting:
        community = min(one for one in waiting if not any(passes(other, one) for other in waiting))
        waiting.remove(community)
        members, left = claims.members[community], MILLION - explicit_sum(claims, community)
        equal = sum(share is None for share in members.values())
        weights = {f"member:{member}": Fraction(left, equal) if share is None else Fraction(share)
                   for member, share in members.items()}
        weights["rest"] = Fraction(0 if equal else left)
        for key, part in split(arrived.get(community, 0), weights).items():
            member = key.removeprefix("member:")
            if key == "rest":
                rows.append(("payable", community, "", part))
            elif passes(community, member):
                arrived[member] = arrived.get(member, 0) + part
            elif member in distances:
                rows.append(("payable", member, "", part))
            else:
                rows.append(ends(claims, member, part))
    return rows


def ends(claims, holder, amount):
    """Where money for a holder ends that goes on to nobody."""
    if holder not in claims.known:
        return "on_hold", holder, "unknown_holder", amount
    if claims.members.get(holder) and explicit_sum(claims, holder) > MILLION:
        return "on_hold", holder, "over_shares", amount
    return "payable", holder, "", amount
