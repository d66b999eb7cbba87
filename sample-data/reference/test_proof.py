"""The separate proofs, on vectors that the Java tests read too."""

import json
import random
import sys
import unittest
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import proof  # noqa: E402

VECTORS = json.loads((HERE / "proof_vectors.json").read_text(encoding="utf-8"))
RFC_LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
RFC_ROOTS = ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
             "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
             "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
             "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
             "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
             "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
             "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
             "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
             "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"]


def typed(table):
    """Rows of a vector as values of the language."""
    return [{name: None if text is None else proof.parsed(table["columns"][name], text) for name, text in cells.items()}
            for cells in table["rows"]]


class Proofs(unittest.TestCase):
    """Known answers, and answers both languages must give."""

    def test_the_trees_of_rfc_6962(self):
        leaves = [proof.leaf(bytes.fromhex(data)) for data in RFC_LEAVES]
        self.assertEqual(RFC_ROOTS, [proof.root(leaves[:size]).hex() for size in range(9)])

    def test_the_example_of_rfc_8785(self):
        names = {"\u20ac": "1", "\r": "2", "\ufb33": "3", "1": "4", "\U0001f600": "5", "\u0080": "6", "\u00f6": "7"}
        self.assertEqual('{"\\r":"2","1":"4","\u0080":"6","\u00f6":"7","\u20ac":"1","\U0001f600":"5","\ufb33":"3"}',
                         proof.canonical(names))
        self.assertEqual('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"', proof.canonical("\u20ac$\u000f\nA'B\"\\\\\"/"))
        with self.assertRaises(UnicodeEncodeError):
            proof.canonical("\ud83d")

    def test_texts_of_cells(self):
        for text, value in [("-12.5", Decimal("-12.500000")), ("100", Decimal("1E+2")), ("0", Decimal("-0.00")),
                            ("true", True), ("7", 7), ("0001-01-01", date(1, 1, 1)), (["a", "-1"], ["a", -1]),
                            ("0987-06-05T04:03:02.000001Z", datetime(987, 6, 5, 4, 3, 2, 1, timezone.utc)),
                            ("2026-09-30T22:00:00.000000Z",
                             datetime(2026, 10, 1, tzinfo=timezone(timedelta(hours=2))))]:
            self.assertEqual(text, proof.cell(value))

    def test_tables_have_the_roots_of_the_file(self):
        entries = []
        for table in VECTORS["tables"]:
            rows = typed(table)
            random.Random(5).shuffle(rows)
            count, hashed = proof.table_root(table["key"], rows)
            self.assertEqual((len(rows), table["root"]), (count, hashed.hex()), table["table"])
            entries.append((table["table"], table["period"], count, hashed))
        self.assertEqual(VECTORS["tables_root"], proof.tables_root(entries[::-1]).hex())

    def test_sum_trees_have_the_roots_of_the_file(self):
        for tree in VECTORS["sum_trees"]:
            leaves = [proof.sum_leaf([int(amount) for amount in sums], data.encode()) for sums, data in tree["leaves"]]
            hashed, sums = proof.sum_root(leaves)
            self.assertEqual((tree["root"], tree["sums"]), (hashed.hex(), [str(amount) for amount in sums]))
        with self.assertRaises(OverflowError):
            proof.sum_root([proof.sum_leaf([2**128 - 1], b"a"), proof.sum_leaf([1], b"b")])

    def test_trees_of_contributions_have_the_roots_of_the_file(self):
        secret = bytes.fromhex(VECTORS["contributions"]["secret"])
        for tree in VECTORS["contributions"]["trees"]:
            rows = [{name: text if name == "source_id" else int(text) for name, text in row.items()} for row in tree["rows"]]
            of = (tree["contributions_id"], tree["part"])
            seen = proof.contribution_tree(secret, *of, rows[::-1])
            self.assertEqual((int(tree["sources"]), int(tree["weight"]), tree["root"]), seen)
            rows[0]["tokens"] += 1
            self.assertNotEqual(tree["root"], proof.contribution_tree(secret, *of, rows)[2])

    def test_what_stands_twice_is_an_error(self):
        with self.assertRaises(ValueError):
            proof.table_root(["id", "run_id"], [{"id": 1, "run_id": "a"}, {"id": 1, "run_id": "b"}])
        entry = ("pools", "2026-09", 0, proof.root([]))
        with self.assertRaises(ValueError):
            proof.tables_root([entry, entry])


if __name__ == "__main__":
    unittest.main()
