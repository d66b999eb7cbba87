"""Canonical JSON, hash trees and roots of tables (decision 0010), apart from the product's."""

import hashlib
import hmac
import json
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
LEFT_OUT = ("seq", "run_id", "booking_id")


def canonical(value):
    """RFC 8785 of texts, lists and dicts."""
    if isinstance(value, str):
        value.encode()  # half a surrogate pair has no UTF-8 form
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"


def sha256(*pieces):
    return hashlib.sha256(b"".join(pieces)).digest()


def leaf(data):
    return sha256(b"\0", data)


def root(leaves):
    """RFC 6962 §2.1 as it is written: split at the largest power of two below n."""
    if not leaves:
        return sha256()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1", root(leaves[:half]), root(leaves[half:]))


def sum_leaf(sums, data):
    """A leaf of a sum tree: its hash and its sums."""
    return sha256(b"\0", packed(sums), sha256(data)), list(sums)


def sum_root(leaves):
    """Hash and sums of a tree of at least one leaf."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    (left, left_sums), (right, right_sums) = sum_root(leaves[:half]), sum_root(leaves[half:])
    sums = [a + b for a, b in zip(left_sums, right_sums, strict=True)]
    packed(sums)  # a total that does not fit is an error
    return sha256(b"\1", left, packed(left_sums), right, packed(right_sums)), sums


def leaf_salt(secret, kind, of, key):
    """Hex of HMAC-SHA-256: the same leaf has the same salt in every run, and nobody guesses it."""
    text = "\0".join(("hw-leaf-1", kind, of, key))
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def contribution_tree(secret, contributions_id, part, rows):
    """(sources, weight, root in hex) of one part's sum tree; rows are dicts of contributions in any order."""
    of, leaves = f"{contributions_id}/{part}", []
    for cells in sorted(rows, key=lambda cells: cells["source_id"].encode()):
        source = cells["source_id"]
        content = {name: str(cells[name]) for name in ("source_id", "documents", "tokens", "weight_refused")}
        data = canonical(["contributions", of, leaf_salt(secret, "contributions", of, source), content])
        leaves.append(sum_leaf([cells["weight"]], data.encode()))
    hashed, sums = sum_root(leaves)
    return len(leaves), sums[0], hashed.hex()


def statement_tree(secret, previous, period, nonces, lines):
    """(holders, root in hex) of what a booking adds to the accounts of one month; lines are dicts of journal, nonces by holder as shown."""
    of, micros = f"{previous}/{period}", {}
    for line in lines:
        kind, _, holder = line["account"].partition("/")
        if kind == "payable":
            micros.setdefault(holder, {})[line["class"] + "_micros"] = line["amount_micros"]
    leaves = []
    for holder in sorted(micros, key=str.encode):
        content = {"holder_id": holder} | {name: str(amount) for name, amount in micros[holder].items()}
        if holder in nonces:
            content["nonce"] = nonces[holder]
        data = canonical(["statements", of, leaf_salt(secret, "statements", of, holder), content])
        sums = [sum(max(amount, 0) for amount in micros[holder].values()), sum(max(-amount, 0) for amount in micros[holder].values())]
        leaves.append(sum_leaf(sums, data.encode()))
    return len(leaves), (sum_root(leaves)[0] if leaves else sha256()).hex()


def claim_tree(secret, previous, period, rows):
    """(claims, root in hex) of the claims that a booking rests on, given as dicts in any order."""
    of, leaves = f"{previous}/{period}", []
    rows = [row(cells) for cells in rows]
    names = ("pattern", "holder_id", "claim_id")
    for cells in sorted(rows, key=lambda cells: tuple(cells[name].encode() for name in names)):
        salt = leaf_salt(secret, "claims", of, "\0".join(cells[name] for name in names))
        same = sum(1 for other in rows if other["pattern"] == cells["pattern"])
        leaves.append(sum_leaf([1], canonical(["claims", of, salt, cells | {"of_pattern": str(same)}]).encode()))
    return len(leaves), (sum_root(leaves)[0] if leaves else sha256()).hex()


def packed(sums):
    """Unsigned, 16 bytes each; OverflowError for anything larger or negative."""
    return b"".join(amount.to_bytes(16, "big") for amount in sums)


def cell(value):
    """A cell's canonical value."""
    if isinstance(value, list):
        return [cell(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = format(value, "f")
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return "0" if text in ("-0", "0") else text
    if isinstance(value, datetime):
        value = value.astimezone(timezone.utc)
        return f"{value.year:04}" + value.strftime("-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, str)):
        return str(value)
    raise TypeError(f"{value!r} has no canonical text")


def row(cells):
    """A dict of column to value as it is hashed."""
    return {name: cell(value) for name, value in cells.items() if value is not None and name not in LEFT_OUT}


def table_root(key, rows):
    """(number of rows, root) of a table, given as dicts in any order."""
    key = [column for column in key if column not in LEFT_OUT]
    keyed = {}
    for cells in map(row, rows):
        # A missing cell stands before every other; texts by their UTF-8 bytes.
        order = tuple((column in cells, cells.get(column, "").encode()) for column in key)
        if order in keyed:
            raise ValueError(f"two rows of the key {order}")
        keyed[order] = leaf(canonical(cells).encode())
    return len(keyed), root([keyed[order] for order in sorted(keyed)])


def tables_root(tables):
    """Root over (table, period, rows, root)."""
    tables = sorted(tables, key=lambda entry: (entry[0].encode(), entry[1].encode()))
    names = [entry[:2] for entry in tables]
    if len(set(names)) < len(names):
        raise ValueError(f"a table and period twice: {names}")
    return root([leaf(canonical({"table": table, "period": period, "rows": str(rows), "root": hashed.hex()}).encode())
                 for table, period, rows, hashed in tables])


def parsed(kind, text):
    """A value of one of the contracts' types, from its text in a file of vectors."""
    if kind.startswith("array"):
        return text
    if kind.startswith("decimal"):
        return Decimal(text)
    if kind == "timestamp":
        # Microseconds since 1970, which every year of a table has.
        return EPOCH + timedelta(microseconds=int(text))
    return {"string": str, "bigint": int, "int": int, "smallint": int, "boolean": lambda t: t == "true",
            "date": date.fromisoformat}[kind](text)
