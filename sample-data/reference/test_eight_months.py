"""docs/eight-months-by-hand.md once more, from the claims and the split rule of this folder alone."""

import sys
import unittest
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from claims import MILLION, Claims, credit  # noqa: E402
from inputs import Row  # noqa: E402
from splitting import floor, split  # noqa: E402

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "eight-months-by-hand.md"
EURO = 1_000_000
CENT = 10_000
MINIMUM = 2_500_000
CLASSES = ("settle", "claim", "expiry", "receipt", "payout")
HOLDERS = ("h-ada", "h-ben", "h-dee", "h-eve", "h-fay", "h-guild", "h-gus")
A, B, C = "domain:a.example", "domain:b.example", "domain:c.example"
RATES = {1: (100_000, 50_000), 2: (200_000, 100_000)}


def claim(holder, source, status="verified", share=None, since="1970-01-01", until=None):
    """A row of claims.csv."""
    return Row(holder_id=holder, claim_id="1", pattern=source, share_ppm=share, status=status, valid_from=since,
               valid_to=until, accepts_refused=False)


def member(holder, since, share=None):
    """A row of community_members.csv."""
    return Row(community_id="h-guild", holder_id=holder, share_ppm=share, valid_from=since)


class World(dict):
    """Claims and members as they are delivered at some time."""

    policy = {"consent": "pay_and_flag", "domain_claims_cover": {}}
    secret = bytes(32)

    def __init__(self, claims, members):
        super().__init__(claims=list(claims), community_members=list(members),
                         holders=[Row(holder_id=holder, kind="organisation") for holder in HOLDERS])


class Books:
    """What is booked, and what should be: {(period, class, account): micros}."""

    def __init__(self):
        self.months, self.claims, self.members, self.receipts, self.paid, self.states, self.booked = {}, [], [], [], [], {}, {}

    def settle(self, period, euros, version, weights):
        """Method 3 and 6: what a month earned, down to its sources, with the claims of now pinned."""
        rate, levy = RATES[version]
        gross = euros * EURO
        pool = floor(Fraction(abs(gross) * rate, MILLION)) * (-1 if gross < 0 else 1)
        parts = split(pool, {"fund:commons": levy, "graph": MILLION - levy})
        self.months[period] = {"gross": gross, "pool": pool, "levy": parts["fund:commons"],
                               "sources": split(parts["graph"], weights), "pinned": World(self.claims, self.members)}

    def credits(self, period, world):
        """Method 7: where the month's credits are by some claims."""
        sums = {}
        for source, micros in self.months[period]["sources"].items():
            for bucket, holder, _, reason, part in credit(Claims(world, period), source, micros):
                account = {"payable": f"payable/{holder}", "unclaimed": "unclaimed/dataset:d",
                           "on_hold": f"on_hold/{reason}/dataset:d"}[bucket]
                sums[account] = sums.get(account, 0) + part
        return sums

    def targets(self):
        """Method 8, class by class."""
        targets = {}

        def add(period, kind, account, micros):
            key = period, kind, account
            targets[key] = targets.get(key, 0) + micros

        for period, month in self.months.items():
            add(period, "settle", "revenue/service:chat", -month["gross"])
            add(period, "settle", "retained/service:chat", month["gross"] - month["pool"])
            add(period, "settle", "passed_on/service:chat", month["pool"])
            add(period, "settle", "due/Acme", -month["pool"])
            add(period, "settle", "fund/commons", month["levy"])
            for account, micros in self.credits(period, month["pinned"]).items():
                add(period, "settle", account, micros)
                add(period, "claim", account, -micros)
            for account, micros in self.credits(period, World(self.claims, self.members)).items():
                add(period, "claim", account, micros)
        for period, micros in self.receipts:
            add(period, "receipt", "cash/Acme", -micros)
            add(period, "receipt", "due/Acme", micros)
        for payment, account, period, micros in self.paid:
            state = self.states.get(payment, "sent")
            if state != "returned":
                add(period, "payout", account, -micros)
                add(period, "payout", "cash/Acme" if state == "settled" else f"in_transit/{payment}", micros)
        return targets

    def missing(self):
        """What has to be booked now."""
        targets, lines = self.targets(), {}
        for key in sorted(targets.keys() | self.booked.keys(), key=lambda one: (one[0], CLASSES.index(one[1]), one[2])):
            micros = targets.get(key, 0) - self.booked.get(key, 0)
            if micros:
                lines[key] = micros
        return lines

    def book(self):
        """Books what is missing and returns it."""
        lines = self.missing()
        for key, micros in lines.items():
            self.booked[key] = self.booked.get(key, 0) + micros
        return lines

    def balance(self, account):
        """What an account holds over all months and classes."""
        return sum(micros for (_, _, one), micros in self.booked.items() if one == account)

    def funded(self, period):
        """Method 8: what the provider's cash may pay of a month, over all that waits or is owed."""
        received = sum(micros for one, micros in self.receipts if one == period)
        funded = min(self.months[period]["pool"], received)
        parts = self.credits(period, World(self.claims, self.members))
        parts["fund/commons"] = self.months[period]["levy"]
        positive = {account: micros for account, micros in parts.items() if micros > 0}
        return split(min(funded, sum(positive.values())), positive) if funded > 0 else {}

    def pay(self):
        """Method 8: everybody but the fund has an account; whole cents, oldest month first, not below the minimum."""
        for holder in HOLDERS:
            account, pieces = f"payable/{holder}", []
            for period in sorted(self.months):
                before = sum(micros for payment, one, month, micros in self.paid
                             if (one, month) == (account, period) and self.states.get(payment) != "returned")
                left = self.funded(period).get(account, 0) - before
                if left > 0:
                    pieces.append((period, left))
            rest = min(self.balance(account), sum(micros for _, micros in pieces))
            rest -= rest % CENT
            if rest < MINIMUM:
                continue
            payment = f"payment-{len(self.paid) + 1}"
            for period, micros in pieces:
                part = min(rest, micros)
                if part > 0:
                    self.paid.append((payment, account, period, part))
                    rest -= part


def document():
    """The tables of the document by step: lines, balances and refusals."""
    lines, balances, refused, step = {}, {}, {}, ""
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("### "):
            step = line[4:line.index(".")]
        elif line.startswith("| 20"):
            lines.setdefault(step, []).append((cells[0], cells[1], cells[2], int(cells[3])))
        elif line.startswith("| balance | ") and cells[1] != "account":
            balances.setdefault(step, []).append((cells[1], int(cells[2])))
        elif line.startswith("| refused | ") and cells[1] != "holder":
            refused.setdefault(step, []).append((cells[1], int(cells[2])))
    return lines, balances, refused


class EightMonths(unittest.TestCase):
    """The document's events in their order; every line and balance is worked out here once more."""

    def setUp(self):
        self.lines, self.balances, self.refused = document()
        self.books = Books()

    def step(self, step):
        """Books, and holds what is booked to the document."""
        booked = [(*key, micros) for key, micros in self.books.book().items()]
        self.assertEqual(self.lines.pop(step, []), booked, step)
        for account, micros in self.balances.pop(step, []):
            self.assertEqual(micros, self.books.balance(account), f"{step} {account}")
        for period in self.books.months:
            for kind in CLASSES:
                self.assertEqual(0, sum(micros for (month, one, _), micros in self.books.booked.items()
                                        if (month, one) == (period, kind)), f"{step} {period} {kind}")

    def test_every_line_of_the_document(self):
        books = self.books
        first = {A: 50, B: 30, C: 20}
        second, third = {A: 40, B: 40, C: 20}, {A: 50, B: 40, C: 10}
        ada, ben = claim("h-ada", A, share=600_000), claim("h-ben", B)
        dee, guild = claim("h-dee", A, "disputed", 400_000), claim("h-guild", C)
        books.claims = [ada, claim("h-ben", B, "disputed"), dee, guild]
        books.settle("2026-01", 100, 1, first)
        self.step("1")
        books.claims = [ada, ben, claim("h-dee", A, "withdrawn", 400_000), guild]
        books.members = [member("h-eve", "2026-02-10"), member("h-fay", "2026-02-10")]
        books.settle("2026-02", 100, 1, first)
        self.step("2")
        books.receipts = [("2026-01", 10 * EURO), ("2026-02", 10 * EURO)]
        self.step("3")
        books.pay()
        self.step("4")
        books.states = {"payment-1": "settled", "payment-3": "returned"}
        self.step("5")
        books.claims[0] = claim("h-ada", A, share=600_000, until="2026-03-16")
        books.claims.append(claim("h-gus", A, share=600_000, since="2026-03-16"))
        books.settle("2026-03", 100, 1, first)
        self.step("6")
        books.settle("2026-02", 100, 1, second)
        self.step("7")
        books.settle("2026-02", 100, 1, third)
        self.step("8")
        books.settle("2026-04", 100, 2, third)
        self.step("9")
        books.settle("2026-05", 100, 1, third)
        books.receipts += [("2026-03", 10 * EURO), ("2026-04", 20 * EURO), ("2026-05", 10 * EURO)]
        self.step("10")
        books.pay()
        self.step("11")
        books.settle("2026-06", -60, 1, third)
        self.step("12")
        books.members.append(member("h-fay", "2026-07-15", 0))
        books.settle("2026-07", 100, 1, third)
        books.receipts.append(("2026-07", 10 * EURO))
        self.step("13")
        whole, books.claims = books.claims, books.claims[:1]
        lowered = {}
        for (_, kind, account), micros in books.missing().items():
            if kind == "claim" and account.startswith("payable/"):
                lowered[account[8:]] = lowered.get(account[8:], 0) + micros
        self.assertEqual(self.refused.pop("14"), sorted(lowered.items()))
        books.claims = whole
        self.step("14")
        books.settle("2026-08", 100, 1, third)
        books.receipts.append(("2026-08", 10 * EURO))
        self.step("15")
        books.pay()
        self.step("16")
        self.assertEqual(({}, {}, {}), (self.lines, self.balances, self.refused), "steps of the document that nobody takes")


if __name__ == "__main__":
    unittest.main()
