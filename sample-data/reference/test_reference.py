"""Known answers for the reference itself."""

import sys
import unittest
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import yaml_subset  # noqa: E402
from assets import Leaf, group_flows  # noqa: E402
from claims import Claims, credit, levels, paid  # noqa: E402
from documents import encoded, page_site, scope_length, site_of  # noqa: E402
from pseudonyms import of_holder, of_source, pseudonym  # noqa: E402
from inputs import Row  # noqa: E402
from splitting import split  # noqa: E402


def edge(to_id, numerator, denominator, key):
    """An exit to another asset."""
    return Leaf((key,), Fraction(numerator, denominator), "asset", to_id)


class World(dict):
    """Only claims and what they need."""

    policy = {"consent": "hold_for_owner", "domain_claims_cover": {}}
    secret = bytes(32)

    def __init__(self, claims=(), members=()):
        super().__init__(
            claims=[Row(dict(zip(("holder_id", "claim_id", "pattern", "share_ppm", "status"), row)),
                        valid_from="1970-01-01", accepts_refused=row[0] == "ann") for row in claims],
            community_members=[Row(zip(("community_id", "holder_id", "share_ppm"), row), valid_from="1970-01-01")
                               for row in members],
            holders=[Row(holder_id=holder, kind="organisation") for holder in ("ann", "bob", "k", "l", "m")])


class KnownAnswers(unittest.TestCase):
    """Each of these can be checked by hand."""

    def test_equal_parts_of_a_large_amount(self):
        parts = split(150_000_000_000, {f"{n:06}": 1 for n in range(48_246)})
        self.assertEqual({3_109_066, 3_109_067}, set(parts.values()))

    def test_a_negative_amount_is_the_mirror_of_the_positive_one(self):
        self.assertEqual({"a": 3, "b": 3, "c": 4}, split(10, {"b": 1, "a": 1, "c": 1}))
        self.assertEqual({"a": -3, "b": -3, "c": -4}, split(-10, {"b": 1, "a": 1, "c": 1}))
        self.assertEqual({}, split(10, {"a": 0}))

    def test_keys_are_in_the_order_of_their_bytes(self):
        self.assertEqual(["Z", "a", "\ufb00", "\U0001d49c"], list(split(8, dict.fromkeys("\U0001d49c\ufb00aZ", 1))))

    def test_a_cycle_passes_on_everything(self):
        # a keeps 1/2 and gives 1/2 to b; b gives 1/2 back and keeps 1/2: a ends with 2/3, b with 1/3.
        exits = {"a": [edge("b", 1, 2, "k"), Leaf(("own",), Fraction(1, 2), "own")],
                 "b": [edge("a", 1, 2, "k"), Leaf(("own",), Fraction(1, 2), "own")]}
        flows = group_flows(("a", "b"), exits, {"a": 999_999, "b": 0})
        self.assertEqual([("a", 666_666), ("b", 333_333)], [(asset, amount) for asset, _, amount in flows])

    def test_a_cycle_without_an_exit_is_named_by_its_smallest_asset(self):
        exits = {"a": [edge("b", 1, 1, "k")], "b": [edge("a", 1, 1, "k")]}
        (asset, leaf, amount), = group_flows(("a", "b"), exits, {"b": 5})
        self.assertEqual(("a", "closed_cycle", 5), (asset, leaf.reason, amount))

    def test_names_and_scopes(self):
        self.assertEqual("news-example.co.uk", site_of("www.news-example.co.uk"))
        self.assertEqual("anna-example.github.io", site_of("anna-example.github.io"))
        self.assertEqual("9.9.9.9", page_site("http://9.9.9.9/a"))
        for nowhere in ("http://192.0.2.7/", "https://intranet/x", "https://printer.local/", None):
            self.assertIsNone(page_site(nowhere))
        self.assertEqual("a%2Fb%3Ac%25d", encoded("a/b:c%d"))
        self.assertEqual(["path:h/a/b", "path:h/a"], levels("path:h/a/b"))
        self.assertEqual((2, 9), scope_length("*.daily-example.com/members/", "https://a.daily-example.com/members/x"))
        self.assertIsNone(scope_length("daily-example.com", "https://www.daily-example.com/"))

    def test_people_stand_under_pseudonyms(self):
        # The characters: printf 'hw-id-1\0account\0SALTaccount:example.org/ada' | openssl dgst -sha256 -binary | base32
        self.assertEqual("account:example.org/~5l66wuo3hwy2ltcrfo3iytz6w4f2ws4h",
                         of_source(bytes(32), "account:example.org/ada"))
        self.assertEqual("holder:~tymybtmkuy7qnjsarp4frfv6hoswdtod", pseudonym(bytes(32), "holder", "holder:ada"))
        self.assertEqual("domain:example.org", of_source(bytes(32), "domain:example.org"))

    def test_claims_are_one_split_and_disputes_share_what_the_verified_leave(self):
        claims = Claims(World([
            ("ann", "1", "path:h.org/a", 600_000, "verified"), ("bob", "1", "path:h.org/a", 300_000, "disputed"),
            ("bob", "2", "path:h.org/a", 300_000, "disputed"), ("eve", "1", "path:h.org/a", 1, "asserted"),
            ("eve", "2", "path:h.org/a/b/c", None, "asserted")]), "2026-09")
        self.assertEqual(
            [("payable", "ann", "1", "", 60), ("on_hold", "bob", "1", "disputed", 20),
             ("on_hold", "bob", "2", "disputed", 20)],
            [row for row in credit(claims, "path:h.org/a/b", 100) if row[4]])

    def test_refused_money_goes_to_claims_that_accept_it_and_else_waits(self):
        claims = Claims(World([
            ("ann", "1", "rater:r", 500_000, "verified"), ("bob", "1", "rater:r", 250_000, "verified"),
            ("eve", "1", "rater:r", 250_000, "verified")]), "2026-09")
        self.assertEqual(
            [("payable", "ann", "1", "", 30), ("payable", "bob", "1", "", 15),
             ("on_hold", of_holder(bytes(32), "eve"), "1", "unknown_holder", 15), ("payable", "ann", "1", "", 20),
             ("on_hold", "bob", "1", "refused", 10), ("on_hold", of_holder(bytes(32), "eve"), "1", "refused", 10)],
            [row for row in credit(claims, "rater:r", 100, 10, 4) if row[4]])

    def test_communities_in_a_circle_pass_money_only_away_from_whom_it_came_for(self):
        circle = [(one, other, None) for one in "klm" for other in "klm" if one != other]
        rows = paid(Claims(World(members=circle), "2026-09"), "k", 100)
        self.assertEqual({"k": 50, "l": 25, "m": 25},
                         {holder: sum(row[3] for row in rows if row[1] == holder) for holder in "klm"})
        way = [("k", "l", None), ("k", "ann", None), ("l", "k", None), ("l", "gone", 500_000)]
        self.assertEqual([("payable", "ann", "", 50), ("on_hold", of_holder(bytes(32), "gone"), "unknown_holder", 25),
                          ("payable", "k", "", 25)], paid(Claims(World(members=way), "2026-09"), "k", 100))

    def test_settings_and_policies_are_read(self):
        text = 'a: {b: 1, "c:d": "e f"}   # note\nlist:\n  - {x: y}\n  - k: 2\n    m: [n, {o: true}]\nempty: {}\n'
        self.assertEqual({"a": {"b": 1, "c:d": "e f"}, "list": [{"x": "y"}, {"k": 2, "m": ["n", {"o": True}]}],
                          "empty": {}}, yaml_subset.parse(text))


if __name__ == "__main__":
    unittest.main()
