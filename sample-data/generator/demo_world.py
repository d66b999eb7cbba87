"""The rows of the demo's world: a few hundred small sites, authors and raters, and the models that learnt from them.

Everybody and everything in it is invented. What looks random is drawn from SHA-256 of a name, so that it is the same
everywhere and for ever.
"""

import hashlib

from world import content_digest, text_digest

CRAWL = "CC-MAIN-2026-05"
WEB = "dataset:openweb/pages@2026-02"
FORUM = "dataset:askwell/answers@2026-03"
CODE = "dataset:codecommons/files@2026-02"
SYNTHETIC = "dataset:acme/teacher-answers@2026-04"
RATINGS = "dataset:acme/ratings@2026-05"
CHAT = "service:acme/chat"
HOST = "service:hearthost/open-models"
BASE = "model:openbase/base-8b"
TEACHER = "model:bigteach/teacher-70b"
STUDENT = "model:acme/student-3b"
CLOSED = "model:dark/closed-1"
ASK = "askwell-example.com"
NEWS = "daily-example.com"
CODE_SITE = "code-example.org"
COPIES = "copies-example.net"
MONTHS = ("2026-09", "2026-10")

PLACES = ["alder", "birch", "brook", "clover", "copper", "ember", "fern", "flint", "harbour", "hazel", "heron",
          "juniper", "lantern", "linden", "meadow", "moss", "orchard", "pebble", "rowan", "saffron"]
CRAFTS = ["baking", "beekeeping", "birds", "cycling", "ferments", "gardens", "knots", "looms", "maps", "pottery",
          "radio", "songs"]
SITES = [f"{place}-{craft}-example.org" for place in PLACES for craft in CRAFTS]
ACCOUNTS = [str(number) for number in range(1001, 1241)]
AUTHORS = [f"{place}{number}" for number in (1, 2) for place in PLACES]
RATERS = [f"rater-{number:02}" for number in range(64)]
BAKERS = "fern-baking-example.org"
# The person of the story: one short answer, years ago, in one thread.
PAULA = "1187"
PAULAS_THREAD = 150
PAULAS_TOKENS = 500


def drawn(low, high, *name):
    """A whole number between low and high, the same for the same name."""
    digest = hashlib.sha256("|".join(str(part) for part in name).encode()).digest()
    return low + int.from_bytes(digest[:8], "big") % (high - low + 1)


def chosen(share_percent, *name):
    """True for so many of a hundred names."""
    return drawn(0, 99, "chosen", *name) < share_percent


def page(url, text, minute):
    """One capture, with what the method uses of it."""
    length = 600 + len(text)
    return {"url": url, "fetch_time": f"2026-01-{12 + minute // 1440:02}T{minute // 60 % 24:02}:{minute % 60:02}:00Z",
            "fetch_status": 200, "content_languages": "deu" if chosen(20, "german", url) else "eng",
            "content_digest": content_digest(f"<p>{text}</p>"), "text_digest": text_digest(text),
            "warc_filename": f"crawl-data/{CRAWL}/segments/1768220400000.12/warc/{CRAWL}-00000.warc.gz",
            "warc_record_offset": 4096 * minute, "warc_record_length": length, "crawl": CRAWL, "subset": "warc"}


def web_pages():
    """(url, tokens) of every page of the web data set: small sites, a newspaper, copies of a few of them."""
    pages = []
    for site in SITES:
        pages += [(f"https://{site}/{number}", drawn(150, 1400, site, number))
                  for number in range(1, drawn(1, 3, site) + 1)]
    pages += [(f"https://www.{NEWS}/2025/{number}", drawn(600, 2400, NEWS, number)) for number in range(1, 25)]
    # What others had first: the first capture takes the credit, and this site none.
    pages += [(f"https://{COPIES}/{number}", drawn(150, 1400, SITES[number], 1)) for number in range(10)]
    return pages


def text_of(url):
    """The text of a page; a copy has that of the page it was taken from."""
    if url.startswith(f"https://{COPIES}/"):
        return text_of(f"https://{SITES[int(url.rsplit('/', 1)[1])]}/1")
    return f"The text of {url}. " * 20


def threads():
    """(number, tokens, one who asked, those who answered, those who voted) of the forum."""
    result = []
    for number in range(1, 181):
        people = [ACCOUNTS[drawn(0, len(ACCOUNTS) - 1, "thread", number, seat)] for seat in range(9)]
        people = [one for one in dict.fromkeys(people) if one != PAULA]
        answers = people[1:1 + drawn(1, 4, "answers", number)]
        if number == PAULAS_THREAD:
            answers = answers[:2] + [PAULA]
        tokens = PAULAS_TOKENS if number == PAULAS_THREAD else drawn(200, 1800, "tokens", number)
        result.append((number, tokens, people[0], answers, people[6:]))
    return result


def captures():
    """The small sites first, the copies last."""
    rows = [page(url, text_of(url), minute) for minute, (url, _) in enumerate(web_pages())]
    forum = [page(f"https://{ASK}/questions/{number}", f"Thread {number} of the forum. " * 20, 1440 + number)
             for number, *_ in threads()]
    code = [page(f"https://{CODE_SITE}/{author}/tools/{number}.py", f"# {author} {number}\n" * 30,
                 2880 + 4 * place + number)
            for place, author in enumerate(AUTHORS) for number in range(1, drawn(2, 4, author))]
    return rows + forum + code


def entries():
    """What the data sets list."""
    def entry(dataset_id, document_id, url, tokens, **more):
        return dict({"dataset_id": dataset_id, "document_id": document_id, "url": url, "token_count": tokens}, **more)

    rows = [entry(WEB, f"p{number:04}", url, tokens, crawl=CRAWL, fetched_at="2026-02-01T00:00:00Z")
            for number, (url, tokens) in enumerate(web_pages())]
    rows += [entry(FORUM, f"thread{number}", f"https://{ASK}/questions/{number}", tokens, crawl=CRAWL,
                   fetched_at="2026-03-01T00:00:00Z") for number, tokens, *_ in threads()]
    rows += [entry(CODE, row["url"].split("/", 3)[3], row["url"], drawn(80, 900, row["url"]), crawl=CRAWL,
                   fetched_at="2026-02-01T00:00:00Z") for row in captures() if CODE_SITE in row["url"]]
    # Nobody wrote these but a model: their money goes on to what the teacher learnt from.
    rows += [entry(SYNTHETIC, f"a{number:03}", None, drawn(100, 700, SYNTHETIC, number), generated_by=TEACHER)
             for number in range(60)]
    return rows


def authorship():
    """Who asked, answered and voted in the forum."""
    rows = []
    for number, _, asked, answered, voted in threads():
        scope = f"{FORUM}#thread{number}"
        acts = [(asked, "write", 1)] + [(one, "answer", 1 if one == PAULA else drawn(1, 5, scope, one))
                                        for one in answered]
        acts += [(one, "vote", 1) for one in voted]
        rows += [{"scope_kind": "document", "scope": scope, "actor": f"account:{ASK}/{one}", "action": action,
                  "weight": str(weight)} for one, action, weight in acts]
    return rows


def feedback():
    """3,000 judgements by 64 people."""
    return [{"dataset_id": RATINGS, "event_id": f"e{number:04}",
             "rater_id": RATERS[min(drawn(0, 63, "rater", number), drawn(0, 63, "again", number))],
             "rater_kind": "human", "item_id": f"i{number // 3}", "signal": "ab"[drawn(0, 1, "signal", number)]}
            for number in range(3000)]


def assets():
    """Two services, four models, five data sets."""
    def asset(asset_id, name, provider, disclosure, **more):
        return dict({"asset_id": asset_id, "kind": asset_id.split(":")[0], "name": name, "provider": provider,
                     "disclosure": disclosure}, **more)

    return [
        asset(CHAT, "Acme Chat", "Acme", "full"),
        asset(HOST, "Open models by the hour", "Hearthost", "full"),
        asset(BASE, "Base 8B", "OpenBase", "full", license="Apache-2.0", own_share_ppm=50000),
        asset(TEACHER, "Teacher 70B", "Bigteach", "partial"),
        asset(STUDENT, "Student 3B", "Acme", "full"),
        asset(CLOSED, "Closed 1", "Dark", "none"),
        asset(WEB, "Pages of small sites", "OpenWeb", "full"),
        asset(FORUM, "Askwell answers", "Askwell", "full"),
        asset(CODE, "Code commons", "Code Commons", "full"),
        asset(SYNTHETIC, "Teacher's answers", "Acme", "full"),
        asset(RATINGS, "Ratings", "Acme", "full"),
    ]


def derivations():
    """Who was made from what."""
    def edge(child, parent, relation, weight="1", **more):
        return dict({"child_id": child, "parent_id": parent, "relation": relation, "valid_from": "2026-01-01",
                     "weight": weight}, **more)

    return [
        # Acme's chat also looks answers up; which models it serves is in served_usage.
        edge(CHAT, STUDENT, "serves"),
        edge(CHAT, FORUM, "retrieval_data"),
        edge(STUDENT, BASE, "finetune"),
        edge(STUDENT, SYNTHETIC, "finetuning_data"),
        edge(STUDENT, RATINGS, "preference_data"),
        edge(SYNTHETIC, TEACHER, "generated_by", None),
        edge(TEACHER, WEB, "pretraining_data", "3"),
        edge(TEACHER, FORUM, "pretraining_data", "1"),
        edge(BASE, WEB, "pretraining_data", "3"),
        edge(BASE, CODE, "pretraining_data", "1"),
        # Anybody may host an open model; what it earns goes the model's way.
        edge(HOST, BASE, "serves"),
    ]


def served_usage():
    """In October three tenths of Acme's chat ran on a model that says nothing of what it was made from."""
    return [
        {"period": "2026-09", "service_id": CHAT, "model_id": STUDENT, "tokens": 10_000_000_000},
        {"period": "2026-10", "service_id": CHAT, "model_id": STUDENT, "tokens": 7_000_000_000},
        {"period": "2026-10", "service_id": CHAT, "model_id": CLOSED, "tokens": 3_000_000_000},
    ]


def revenue():
    """The same in both months, so that the months differ for one reason only."""
    rows = []
    for period in MONTHS:
        def line(asset_id, kind, currency, gross, **more):
            rows.append(dict({"revenue_id": f"{period}-{len(rows) + 1:02}", "period": period, "asset_id": asset_id,
                              "kind": kind, "gross_amount": gross, "currency": currency}, **more))

        line(CHAT, "subscription", "EUR", "48000.00")
        line(CHAT, "subscription", "EUR", "-1200.00")
        line(CHAT, "usage", "EUR", None, quantity="410000000", unit="token", unit_price="0.000009")
        line(HOST, "hosting", "USD", "11700.00")
    return rows


def exchange_rates():
    """Dollars for a euro on the last days of both months."""
    return [{"rate_date": day, "currency": "USD", "rate": "1.1700"} for day in ("2026-09-30", "2026-10-30")]


def receipts():
    """What the two providers really paid in for September; October is still to come."""
    return [{"receipt_id": "in-2026-10-01", "provider": "Acme", "period": "2026-09", "amount": "5049.00",
             "currency": "EUR", "received_on": "2026-10-15", "reference": "ACME-2026-09"},
            {"receipt_id": "in-2026-10-02", "provider": "Hearthost", "period": "2026-09", "amount": "1000.00",
             "currency": "EUR", "received_on": "2026-10-20", "reference": "HH 09/26"}]


def value_events():
    """Shown beside revenue, never payable."""
    return [{"event_id": "v-2026-09-01", "provider": "Acme", "kind": "funding_round", "amount": "40000000.00",
             "currency": "EUR", "happened_on": "2026-09-12", "evidence": "https://acme-example.com/news/round-b"}]


def claimed_accounts():
    """Accounts whose people have come forward."""
    return [one for one in ACCOUNTS if one == PAULA or chosen(45, ASK, one)]


def holders():
    """One for each site, account, author and rater that somebody claims, a platform, a newspaper and its stranger."""
    def holder(holder_id, kind, name):
        return {"holder_id": holder_id, "kind": kind, "display_name": name, "payout_currency": "EUR"}

    rows = [holder(f"holder:{site}", "organisation" if chosen(15, "kind", site) else "person", f"Keeper of {site}")
            for site in SITES if site != BAKERS and chosen(60, site)]
    rows += [holder(f"holder:askwell-{one}", "person", "Paula" if one == PAULA else f"Member {one}")
             for one in claimed_accounts()]
    rows += [holder(f"holder:code-{author}", "person", f"Programmer {author}") for author in AUTHORS
             if chosen(50, author)]
    rows += [holder(f"holder:{rater}", "person", f"Rater {rater[6:]}") for rater in RATERS if chosen(40, rater)]
    return rows + [holder("holder:fern-bakers", "community", "The bakers of fern-baking-example.org"),
                   holder("holder:baker-1", "person", "A baker"), holder("holder:baker-2", "person", "Another baker"),
                   holder("holder:askwell", "organisation", "Askwell Ltd"),
                   holder("holder:daily", "organisation", "The Daily Example"),
                   holder("holder:stranger", "person", "A stranger"),
                   holder("holder:openbase", "organisation", "OpenBase")]


def community_members():
    """Two bakers keep one site together; the first has three quarters."""
    return [{"community_id": "holder:fern-bakers", "holder_id": "holder:baker-1", "valid_from": "2026-01-01",
             "share_ppm": 750000},
            {"community_id": "holder:fern-bakers", "holder_id": "holder:baker-2", "valid_from": "2026-01-01"}]


def consent_signals():
    """The newspaper refused training before it was fetched: such uses are paid and marked."""
    return [{"scope": f"*.{NEWS}", "kind": "robots", "observed_at": "2025-11-01T00:00:00Z",
             "raw_text": "Content-Usage: train-ai=n", "train": "n"}]


def claims(rater_source):
    """Verified ones, but for the newspaper's second: two who claim one site. `rater_source` names a rater's source."""
    rows = []

    def claim(holder_id, pattern, status="verified", **more):
        rows.append(dict({"holder_id": holder_id, "claim_id": f"c{len(rows) + 1:03}", "pattern": pattern,
                          "status": status, "filed_at": "2026-08-01T00:00:00Z"}, **more))

    for site in SITES:
        if site == BAKERS:
            claim("holder:fern-bakers", f"domain:{site}", evidence="DNS record")
        elif chosen(60, site):
            claim(f"holder:{site}", f"domain:{site}", evidence="DNS record")
    for one in claimed_accounts():
        claim(f"holder:askwell-{one}", f"account:{ASK}/{one}", evidence="profile link")
    for author in AUTHORS:
        if chosen(50, author):
            claim(f"holder:code-{author}", f"path:{CODE_SITE}/{author}", evidence="signed commit")
    for rater in RATERS:
        if chosen(40, rater):
            claim(f"holder:{rater}", rater_source(rater), evidence="rater's receipt")
    # The platform's own claim takes nothing of its users' share: domain_claims_cover says 0 where it is silent.
    claim("holder:askwell", f"domain:{ASK}", evidence="DNS record")
    claim("holder:daily", f"domain:{NEWS}", share_ppm=800000, evidence="DNS record")
    claim("holder:stranger", f"domain:{NEWS}", "disputed", share_ppm=400000, evidence="a letter")
    claim("holder:openbase", f"own:{BASE}", evidence="DNS record")
    return rows
