"""Method 4, assets: the tree of exits of each asset and the money that leaves each group, in exact fractions."""

from fractions import Fraction

from documents import DOCUMENT_UNITS
from revenue import last_day
from splitting import floor

MILLION = 1_000_000
STAGES = {
    "serves": "serving", "finetune": "base", "adapter": "base", "quantized": "base", "merge": "base",
    "continued_pretraining": "base", "distillation": "distillation", "pretraining_data": "pretraining_data",
    "finetuning_data": "finetuning_data", "preference_data": "preference_data", "retrieval_data": "retrieval_data",
    "mixture": "contents", "subset": "contents", "translation": "contents", "generated_by": "contents",
}

# Where a dependency belongs, by the kind of the child and of the parent.
DEPENDENCIES = {
    "model": {"dataset": "pretraining_data", "service": "distillation", "any": "base"},
    "service": {"dataset": "retrieval_data", "any": "serving"},
    "dataset": {"any": "contents"},
}


class Leaf:
    """Where an exit ends: its place in the tree, its exact share, and what is there."""

    def __init__(self, path, share, kind, to_id="", stage="", relation="", reason=""):
        self.path, self.share, self.kind, self.to_id = path, share, kind, to_id
        self.stage, self.relation, self.reason = stage, relation, reason


class Genealogy:
    """What the tables say about the assets in one period."""

    def __init__(self, world, period, contributions):
        self.world, self.policy, self.period = world, world.policy, period
        self.day = last_day(period).isoformat()
        self.contributions = contributions
        self.assets = {row["asset_id"]: row for row in world["assets"]}
        self.described = set(self.assets) | {dataset_id for dataset_id, _ in contributions}
        self.described |= {row["child_id"] for row in world["derivations"] if self.counts(row)}
        for table, column in (("served_usage", "service_id"), ("output_attributions", "asset_id")):
            self.described |= {row[column] for row in world[table] if row["period"] == period}

    def counts(self, derivation):
        """Method 4: an edge counts if it is valid on the period's last day."""
        return derivation["valid_from"] <= self.day and (
            derivation["valid_to"] is None or self.day < derivation["valid_to"])

    def kind(self, asset_id):
        """Decision 0004.2: the table's kind, else the id's prefix; `unknown` where no table describes it."""
        return asset_id.split(":")[0] if asset_id in self.described else "unknown"

    def disclosure(self, asset_id):
        """The table's disclosure; nothing said is `unstated`."""
        row = self.assets.get(asset_id)
        return (row and row["disclosure"]) or "unstated"

    def edges(self, child_id):
        """Method 4, decision 0004.9: the edges valid on the period's last day; the later valid_from counts."""
        rows = [row for row in self.world["derivations"] if row["child_id"] == child_id and self.counts(row)]
        latest = {}
        for row in sorted(rows, key=lambda one: one["valid_from"]):
            latest[row["parent_id"], row["relation"]] = row
        return [latest[key] for key in sorted(latest)]

    def total(self, dataset_id, part):
        """The total weight of a part of a data set's contributions."""
        return sum(row["weight"] for row in self.contributions.get((dataset_id, part), []))


def is_share(edge):
    """Method 4.2.1: an edge with a contract; without evidence it counts as an ordinary one."""
    return edge["share_ppm"] is not None and edge["evidence"] is not None


def stage_of(genealogy, edge):
    """Method 4.1: of a relation; a data set's distillation is contents; a dependency's by the parent's kind."""
    child, parent = genealogy.kind(edge["child_id"]), genealogy.kind(edge["parent_id"])
    if edge["relation"] == "dependency":
        return "" if parent == "unknown" else DEPENDENCIES[child].get(parent, DEPENDENCIES[child]["any"])
    if edge["relation"] == "distillation" and child == "dataset":
        return "contents"
    return STAGES[edge["relation"]]


def edge_weight(edge):
    """To 20 decimals, half to even; or None."""
    exact = edge.exact("weight")
    return None if exact is None else Fraction(round(exact * 10 ** 20), 10 ** 20)


def carries(edge):
    """A part of weight 0 does not exist."""
    return edge.integer("share_ppm") > 0 if is_share(edge) else edge["weight"] is None or edge_weight(edge) > 0


def joined_stage(genealogy, child_id, edge):
    """Method 4.1: a dependency on an unknown kind joins the known parents' stage with most ppm, ties by name."""
    own = stage_of(genealogy, edge)
    if own:
        return own
    ppm = genealogy.policy["stages_ppm"][genealogy.kind(child_id)]
    known = {stage_of(genealogy, other) for other in genealogy.edges(child_id)
             if not is_share(other) and carries(other) and genealogy.kind(other["parent_id"]) != "unknown"}
    used = served(genealogy, child_id)
    if used:
        known = {stage_of(genealogy, other) for other in genealogy.edges(child_id)
                 if not is_share(other) and carries(other) and other["relation"] != "serves"
                 and genealogy.kind(other["parent_id"]) != "unknown"}
        known |= {"serving" for one in used if one[3] > 0 and genealogy.kind(one[0]) != "unknown"}
    open_stages = [stage for stage in known if ppm.get(stage, 0) > 0]
    return min(open_stages, key=lambda stage: (-ppm[stage], stage), default="")


def served(genealogy, service_id):
    """Method 4.1: what a service served, by what each model earned where all have an amount, else by tokens."""
    rows = [row for row in genealogy.world["served_usage"]
            if (row["period"], row["service_id"]) == (genealogy.period, service_id)]
    amounts = [row.exact("earned_amount") for row in rows]
    by = "earned_amount" if None not in amounts and sum(amounts) > 0 else "tokens"
    return [(row["model_id"], "serves", "serving", row.exact(by), MILLION) for row in rows]


def ordinary_edges(genealogy, asset_id):
    """(parent, relation, stage, weight or None, confidence) of the edges without a share; usage replaces `serves`."""
    edges = [(edge["parent_id"], edge["relation"], joined_stage(genealogy, asset_id, edge), edge_weight(edge),
              edge.integer("confidence_ppm")) for edge in genealogy.edges(asset_id) if not is_share(edge)]
    usage = served(genealogy, asset_id)
    if usage:
        edges = [edge for edge in edges if edge[1] != "serves"] + usage
    return [edge for edge in edges if edge[2]]


def weighted(edges):
    """Method 4.2.4: missing weights become the smallest positive one; all missing: equal."""
    known = [edge[3] for edge in edges if edge[3] is not None and edge[3] > 0]
    smallest = min(known, default=Fraction(1))
    return [edge[:3] + (smallest if edge[3] is None else edge[3],) + edge[4:] for edge in edges]


def parts_of(path, share, parts):
    """The children of a node: (path, share) by key, for the parts with a positive weight."""
    present = {key: Fraction(weight) for key, weight in parts.items() if weight > 0}
    total = sum(present.values())
    return {key: (path + (key,), share * weight / total) for key, weight in present.items()}


def leaves(genealogy, asset_id):
    """Method 4.2: the asset's exits, in the order of the tree's keys."""
    if genealogy.kind(asset_id) == "unknown":
        return [Leaf((), Fraction(1), "undisclosed", reason="no_lineage")]
    kind = genealogy.kind(asset_id)
    shares = {f"share:{edge['parent_id']}:{edge['relation']}": edge
              for edge in genealogy.edges(asset_id) if is_share(edge)}
    row = genealogy.assets.get(asset_id)
    own = min((row and row.integer("own_share_ppm")) or 0, genealogy.policy["own_share_max_ppm"][kind])
    parts = {key: edge.integer("share_ppm") for key, edge in shares.items()} | {"own": own}
    rest = MILLION - sum(parts.values())
    if rest < 0:
        return [Leaf((), Fraction(1), "undisclosed", reason="impossible_shares")]
    result = []
    for key, (path, share) in parts_of((), Fraction(1), parts | {"rest": rest}).items():
        if key == "own":
            result.append(Leaf(path, share, "own", f"own:{asset_id}"))
        elif key == "rest":
            result += rest_leaves(genealogy, asset_id, path, share)
        else:
            edge = shares[key]
            stage = joined_stage(genealogy, asset_id, edge)
            result += edge_leaves(path, share, (edge["parent_id"], edge["relation"], stage, None,
                                                edge.integer("confidence_ppm")))
    assert sum(leaf.share for leaf in result) == 1, f"the exits of {asset_id} must add up"
    return sorted(result, key=lambda leaf: leaf.path)


def rest_leaves(genealogy, asset_id, path, share):
    """Method 4.2.2: known and undisclosed."""
    ppm = genealogy.policy["undisclosed_ppm"][genealogy.disclosure(asset_id)]
    result = []
    for key, (below, part) in parts_of(path, share, {"known": MILLION - ppm, "undisclosed": ppm}).items():
        if key == "known":
            result += known_leaves(genealogy, asset_id, below, part)
        else:
            result.append(Leaf(below, part, "undisclosed", reason="not_disclosed"))
    return result


def known_leaves(genealogy, asset_id, path, share):
    """Method 4.2.3: the stages present, and `missing`; nothing to go to is `no_lineage`."""
    kind = genealogy.kind(asset_id)
    ppm = genealogy.policy["stages_ppm"][kind]
    present = {stage: below for stage in ppm if (below := stage_parts(genealogy, asset_id, stage))}
    weights = {stage: ppm[stage] for stage in present}
    if not any(weights.values()):
        return [Leaf(path, share, "undisclosed", reason="no_lineage")]
    foundations = {joined_stage(genealogy, asset_id, edge) for edge in genealogy.edges(asset_id) if carries(edge)}
    foundations &= {"base", "pretraining_data"}
    if kind == "model" and genealogy.disclosure(asset_id) != "full" and not foundations:
        weights["missing"] = ppm["pretraining_data"]
    result = []
    for stage, (below, part) in parts_of(path, share, weights).items():
        if stage == "missing":
            result.append(Leaf(below, part, "undisclosed", reason="missing_stage"))
        else:
            result += node_leaves(below, part, present[stage])
    return result


def stage_parts(genealogy, asset_id, stage):
    """What a stage divides into: {key: (weight, an edge, a leaf's kind, or parts below)}; {} when it is not present."""
    if stage == "contents":
        return contents(genealogy, asset_id)
    if stage == "output_attributions":
        total = sum(row.exact("weight") for row in attributions(genealogy, asset_id))
        return {"": (total, "output_attributions")} if total > 0 else {}
    edges = weighted([edge for edge in ordinary_edges(genealogy, asset_id) if edge[2] == stage])
    return {f"{edge[0]}:{edge[1]}": (edge[3], edge) for edge in edges if edge[3] > 0}


def attributions(genealogy, asset_id):
    """The measured contributions to the outputs of an asset in the period."""
    return [row for row in genealogy.world["output_attributions"]
            if (row["period"], row["asset_id"]) == (genealogy.period, asset_id)]


def contents(genealogy, asset_id):
    """Method 4.3: feedback and the rest; either takes all where the other is not there."""
    people = genealogy.total(asset_id, "feedback")
    models = genealogy.contributions.get((asset_id, "feedback_models"), [])
    feedback = {"people": (people, "people")} if people else {}
    feedback |= {f"{row['source_id']}:generated_by":
                 (row["weight"], (row["source_id"], "generated_by", "contents", None, MILLION)) for row in models}
    rest = rest_of_contents(genealogy, asset_id)
    ppm = genealogy.policy["feedback_ppm"]
    both = {"feedback": (ppm if rest else MILLION, feedback), "rest": (MILLION - ppm if feedback else MILLION, rest)}
    return {key: (weight, below) for key, (weight, below) in both.items() if below and weight > 0}


def rest_of_contents(genealogy, asset_id):
    """Method 4, decision 0004.4: documents, the generators found in them, and the declared edges."""
    unit = DOCUMENT_UNITS[genealogy.policy["attribution"]["weighting"]]
    documents = Fraction(genealogy.total(asset_id, "documents"), unit)
    found = {row["source_id"]: Fraction(row["weight"], unit)
             for row in genealogy.contributions.get((asset_id, "generated"), [])}
    edges, replaced = [], {}
    for edge in ordinary_edges(genealogy, asset_id):
        if edge[2] != "contents":
            continue
        if edge[1] == "generated_by" and edge[0] in found:
            replaced[edge[0]] = edge[4]
        elif edge[1] in ("mixture", "subset") and edge[3] is None and (documents or found):
            continue
        else:
            edges.append(edge)
    edges += [(model, "generated_by", "contents", weight, replaced.get(model, MILLION))
              for model, weight in found.items()]
    own = [("", "documents", "contents", documents, MILLION)] if documents else []
    result = {}
    for edge in weighted(edges + own):
        if edge[1] == "documents":
            result["documents"] = (edge[3], "documents")
        elif edge[3] > 0:
            result[f"{edge[0]}:{edge[1]}"] = (edge[3], edge)
    return result


def node_leaves(path, share, parts):
    """Everything below a node."""
    result = []
    for key, (below, part) in parts_of(path, share, {key: one[0] for key, one in parts.items()}).items():
        target = parts[key][1]
        if isinstance(target, dict):
            result += node_leaves(below, part, target)
        elif isinstance(target, str):
            stage = "output_attributions" if target == "output_attributions" else "contents"
            result.append(Leaf(below, part, target, stage=stage))
        else:
            result += edge_leaves(below, part, target)
    return result


def edge_leaves(path, share, edge):
    """Method 4.2.5: what is confident is passed on, what is doubtful is undisclosed."""
    parent, relation, stage, _, confidence = edge
    result = []
    parts = {"confident": confidence, "doubtful": MILLION - confidence}
    for key, (below, part) in parts_of(path, share, parts).items():
        if key == "confident":
            result.append(Leaf(below, part, "asset", parent, stage, relation))
        else:
            result.append(Leaf(below, part, "undisclosed", stage=stage, relation=relation, reason="low_confidence"))
    return result


def reachable(exits, start):
    """All assets that money in this asset can come to, by edges with a positive share."""
    seen, waiting = set(), [start]
    while waiting:
        for leaf in exits[waiting.pop()]:
            if leaf.kind == "asset" and leaf.to_id not in seen:
                seen.add(leaf.to_id)
                waiting.append(leaf.to_id)
    return seen


def visits(group, inner, entry):
    """How often a micro that enters at `entry` is expected at each asset of the group: v = e + v P, solved exactly.

    None when money can never leave (the equations have no single solution).
    """
    size = len(group)
    rows = [[Fraction(int(i == j)) - inner[group[j], group[i]] for j in range(size)]
            + [Fraction(int(group[i] == entry))] for i in range(size)]
    for column in range(size):
        pivot = next((row for row in range(column, size) if rows[row][column] != 0), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(size):
            factor = rows[row][column]
            if row != column and factor != 0:
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column])]
    return {asset: rows[index][size] for index, asset in enumerate(group)}


def group_flows(group, exits, inflow):
    """Method 4.4: the flows (asset, leaf, amount) that leave one group for what came in at its assets."""
    inner = {(a, b): sum((leaf.share for leaf in exits[a] if leaf.kind == "asset" and leaf.to_id == b), Fraction(0))
             for a in group for b in group}
    outer = [(asset, leaf) for asset in group for leaf in exits[asset]
             if not (leaf.kind == "asset" and leaf.to_id in group)]
    result = []
    for entry in group:
        amount = inflow.get(entry, 0)
        if amount == 0:
            continue
        expected = visits(group, inner, entry) if outer else None
        if expected is None:
            result.append((group[0], Leaf((), Fraction(1), "undisclosed", reason="closed_cycle"), amount))
            continue
        before, booked = Fraction(0), 0
        for asset, leaf in outer:
            after = before + expected[asset] * leaf.share
            part = floor(abs(amount) * after) - floor(abs(amount) * before)
            result.append((asset, leaf, part if amount > 0 else -part))
            booked += result[-1][2]
            before = after
        assert before == 1 and booked == amount, f"in = out must hold in the group of {group[0]}"
    return result


def settle_assets(genealogy, entered):
    """Method 4.4: settles the whole graph once for entries of one sign; the flows (asset, leaf, amount) of all groups."""
    exits, waiting = {}, sorted(entered)
    while waiting:
        asset_id = waiting.pop()
        if asset_id not in exits:
            exits[asset_id] = leaves(genealogy, asset_id)
            waiting += [leaf.to_id for leaf in exits[asset_id] if leaf.kind == "asset"]
    reach = {asset_id: reachable(exits, asset_id) for asset_id in exits}
    groups = {tuple(sorted({a} | {b for b in reach[a] if a in reach[b]})) for a in exits}
    inflow, flows = dict(entered), []
    while groups:
        ready = min(group for group in groups
                    if not any(group[0] in reach[other[0]] for other in groups if other != group))
        groups.remove(ready)
        for asset, leaf, amount in group_flows(ready, exits, inflow):
            flows.append((asset, leaf, amount))
            if leaf.kind == "asset":
                inflow[leaf.to_id] = inflow.get(leaf.to_id, 0) + amount
    assert sum(entered.values()) == sum(amount for _, leaf, amount in flows if leaf.kind != "asset")
    return flows
