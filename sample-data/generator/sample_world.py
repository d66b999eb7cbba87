"""The rows of the sample world: invented people and sites, one of each case that the method must handle.

Every site is invented; none is meant to be a real one. Each table is a list of rows as dictionaries.
"""

import hashlib

from world import content_digest, text_digest, url_columns

WINTER = "CC-MAIN-2026-05"
SPRING = "CC-MAIN-2026-18"
SEGMENTS = {WINTER: "1768220400000.12", SPRING: "1776680000000.34"}

WEB = "dataset:openweb/web@1.0"
CLEAN = "dataset:openweb/web-clean@1.0"
FORUM = "dataset:askwell/answers@2026-03"
PICTURES = "dataset:pixelcommons/captioned@2"
CODE = "dataset:codecommons/files@1"
SYNTHETIC = "dataset:acme/teacher-answers@1"
PREFERENCES = "dataset:acme/preferences@1"
MIXTURE = "dataset:openweb/mixture@1"

CHAT = "service:acme/chat"
SEARCH = "service:findly/search"
PRINTS = "service:posterhouse/prints"
BASE = "model:openbase/base-8b"
TEACHER = "model:bigteach/teacher-70b"
STUDENT = "model:acme/student-3b"
STUDENT_Q4 = "model:acme/student-3b-q4"
MERGED = "model:tinkers/merged-8b"
DARK = "model:dark/closed-1"
JUDGE = "model:judges/judge-2"
DRAW = "model:pixelcommons/draw-1"
LOOP_A = "model:loop/alpha-7b"
LOOP_B = "model:loop/beta-7b"
GHOST = "model:vanished/ghost-1"

ASK = "askwell-example.com"
NEWS = "news-example.co.uk"
DAILY = "daily-example.com"
WEAVING = "weaving-example.org"
RECIPES = "recipes-example.com"
COPIES = "copies-example.net"

_offsets = {}


def capture(crawl, time, url, text, template="plain", **more):
    """One response record: the template decides the page's bytes (content_digest), the text its text_digest."""
    subset = more.pop("subset", "warc")
    offset = _offsets.get((crawl, subset), 0)
    length = more.pop("length", 900 + 7 * len(text))
    _offsets[crawl, subset] = offset + length
    segment = SEGMENTS[crawl]
    row = url_columns(url)
    row.update({
        "fetch_time": time, "fetch_status": 200, "content_digest": content_digest(f"<{template}>{text}</{template}>"),
        "content_mime_type": "text/html", "content_mime_detected": "text/html", "content_charset": "UTF-8",
        "content_languages": "eng", "text_digest": text_digest(text),
        "warc_filename": f"crawl-data/{crawl}/segments/{segment}/{subset}/{crawl}-00000.warc.gz",
        "warc_record_offset": offset, "warc_record_length": length, "warc_segment": segment,
        "crawl": crawl, "subset": subset,
    })
    row.update(more)
    return row


def texts():
    """The works of this world, by name."""
    return {
        "river": "How a river finds the sea: a walk along the Example from spring to mouth. " * 6,
        "bread": "Rye bread with caraway: the starter, the wait, the crust. " * 5,
        "loom": "Warp and weft: tying up a four shaft loom for a twill. " * 7,
        "dyes": "Madder, weld and woad: three plants, every colour. " * 5,
        "vote": "The council voted last night on the new bridge. " * 8,
        "flood": "The flood of March: what the gauges said, hour by hour. " * 8,
        "market": "Prices at the market rose again this week. " * 6,
        "poem": "Three short poems about rain. " * 4,
        "question": "Why does my sourdough not rise in winter? ",
        "answer": "Your kitchen is colder than the starter likes. Put the jar beside the oven. " * 3,
        "comment": "Mine sleeps on the boiler, works every time. ",
        "question2": "How do I tie a weaver's knot? ",
        "answer2": "Lay the ends across each other, wrap once, pull through the first loop. " * 3,
        "slop": "In the ever evolving world of bread, it is important to note that bread is bread. " * 6,
        "private": "Members' letters, not for training. " * 6,
        "letters": "Letters to the editor, April. " * 6,
        "short": "Rain today.",
        "code": "def area(radius): return 3 * radius * radius\n" * 10,
        "notes": "Notes on lock free queues, with measurements. " * 6,
        "address": "A page on a bare address: minutes of a sailing club. " * 4,
        "blog": "Anna's blog: mending a jumper. " * 6,
    }


def captures():
    """Two crawls: originals, copies, other templates, a revisit, a redirect, a machine's page, refused pages."""
    _offsets.clear()
    text = texts()
    rows = [
        # January: the originals. Times carry milliseconds, as Common Crawl's do; they count to the second.
        capture(WINTER, "2026-01-12T08:15:30.412Z", "https://www.rivers-example.org/walk", text["river"]),
        capture(WINTER, "2026-01-12T08:16:02.000Z", f"https://{RECIPES}/rye", text["bread"]),
        capture(WINTER, "2026-01-12T08:20:00.120Z", f"https://{WEAVING}/loom", text["loom"]),
        capture(WINTER, "2026-01-12T08:20:09.120Z", f"https://{WEAVING}/dyes", text["dyes"]),
        capture(WINTER, "2026-01-12T09:01:00.000Z", f"https://www.{NEWS}/2026/bridge", text["vote"]),
        capture(WINTER, "2026-01-12T09:30:00.000Z", f"https://{DAILY}/market", text["market"]),
        capture(WINTER, "2026-01-13T10:00:00.000Z", f"https://{DAILY}/members/letters", text["private"]),
        capture(WINTER, "2026-01-13T10:00:30.000Z", f"https://{DAILY}/letters-april", text["letters"]),
        capture(WINTER, "2026-01-13T10:02:00.000Z", "https://poems-example.org/rain", text["poem"], author_id="mila k"),
        capture(WINTER, "2026-01-13T11:00:00.000Z", f"https://{ASK}/questions/7", text["question"] + text["answer"]),
        capture(WINTER, "2026-01-13T11:00:04.000Z", f"https://{ASK}/questions/8", text["question2"] + text["answer2"]),
        capture(WINTER, "2026-01-13T12:00:00.000Z", "https://anna-example.github.io/jumper", text["blog"]),
        capture(WINTER, "2026-01-13T12:10:00.000Z", "http://192.0.2.7/club", text["address"]),
        capture(WINTER, "2026-01-13T12:20:00.000Z", "https://tiny-example.net/rain", text["short"], length=310),
        capture(WINTER, "2026-01-13T13:00:00.000Z", "https://code-example.org/Lena/queues/notes", text["notes"]),
        # A page that a model wrote, and says so.
        capture(WINTER, "2026-01-14T07:00:00.000Z", "https://slop-example.net/bread", text["slop"],
                generated_by=TEACHER),
        # A redirect: no text, not a page anybody read.
        capture(WINTER, "2026-01-14T07:05:00.000Z", "http://rivers-example.org/walk", "", subset="crawldiagnostics",
                fetch_status=301, fetch_redirect="https://www.rivers-example.org/walk", length=420),
        # April: an exact copy of the rye bread elsewhere.
        capture(SPRING, "2026-04-20T05:00:00.000Z", f"https://{COPIES}/best-bread", text["bread"]),
        # The river walk in another page template: other bytes, same text.
        capture(SPRING, "2026-04-20T05:10:00.000Z", f"https://mirror.{COPIES}/river", text["river"], template="mirror"),
        # A tiny original that is copied: too short to take credit from anybody.
        capture(SPRING, "2026-04-20T05:20:00.000Z", "https://weather-example.com/today", text["short"], length=1400),
        # The flood report: first fetched at the copying site, but the newspaper's own date is earlier and trusted.
        capture(SPRING, "2026-04-21T06:00:00.000Z", f"https://{COPIES}/flood", text["flood"]),
        capture(SPRING, "2026-04-21T09:00:00.000Z", f"https://www.{NEWS}/2026/flood", text["flood"], template="news",
                published_at="2026-03-18T06:00:00Z"),
        # A revisit of the market page: the server said nothing changed.
        capture(SPRING, "2026-04-21T09:30:00.000Z", f"https://{DAILY}/market", text["market"],
                content_mime_type="warc/revisit", content_mime_detected="warc/revisit", length=380),
        capture(SPRING, "2026-04-21T10:00:30.000Z", f"https://{DAILY}/letters-april", text["letters"],
                template="april"),
        capture(SPRING, "2026-04-21T11:00:00.000Z", f"https://{ASK}/questions/7",
                text["question"] + text["answer"] + text["comment"]),
        capture(SPRING, "2026-04-21T13:00:00.000Z", "https://code-example.org/lena/queues/area.py", text["code"]),
    ]
    return rows


def web_document(number, record, tokens):
    """One FineWeb-shaped document made of a capture."""
    return {
        "document_id": f"<urn:uuid:{hashlib.md5(str(number).encode()).hexdigest()}>", "url": record["url"],
        "crawl": record["crawl"], "warc_filename": record["warc_filename"],
        "fetched_at": record["fetch_time"][:19] + "Z", "token_count": tokens,
    }


def web_documents():
    """The web data set: all readable captures but the forum's, with round token counts; the revisit stays in."""
    rows = []
    for number, record in enumerate(captures()):
        if record["fetch_status"] == 200 and ASK not in record["url"]:
            rows.append(web_document(number, record, 100 + 10 * number))
    # A document whose capture is not in our crawls at all: linked to nothing, still from its site.
    lost = dict(captures()[0], url="https://lost-example.org/page",
                warc_filename="crawl-data/CC-MAIN-2020-05/x.warc.gz", crawl="CC-MAIN-2020-05",
                fetch_time="2020-01-20T00:00:00.000Z")
    rows.append(web_document(900, lost, 150))
    # All other sites, here as one: so a page earns what a page earns.
    rest = dict(lost, url="https://all-others-example.org/", warc_filename="crawl-data/CC-MAIN-2020-05/y.warc.gz")
    rows.append(web_document(901, rest, 6_000_000))
    return rows


def entries():
    """The data sets delivered as JSON Lines."""
    text = texts()
    rows = [
        # The Q&A page, one document a post: three authors.
        {"dataset_id": FORUM, "document_id": "q7", "url": f"https://{ASK}/questions/7", "crawl": WINTER,
         "token_count": 40, "author_id": "1001", "license": "CC-BY-SA-4.0"},
        {"dataset_id": FORUM, "document_id": "a71", "url": f"https://{ASK}/questions/7", "crawl": WINTER,
         "token_count": 120, "author_id": "1002", "license": "CC-BY-SA-4.0"},
        {"dataset_id": FORUM, "document_id": "a71-comment", "url": f"https://{ASK}/questions/7", "crawl": SPRING,
         "token_count": 20, "author_id": "1003", "license": "CC-BY-SA-4.0"},
        # All other posts of the forum, here as one document: so an answer earns what an answer earns.
        {"dataset_id": FORUM, "document_id": "all-others", "url": f"https://{ASK}/archive", "token_count": 24_000_000,
         "author_id": "all-others"},
        # A whole thread as one document: authorship says who did what to it.
        {"dataset_id": FORUM, "document_id": "thread8", "url": f"https://{ASK}/questions/8", "crawl": WINTER,
         "token_count": 1000, "epochs": "1.5"},
        # No tokens: estimated from the record's length, and flagged.
        {"dataset_id": FORUM, "document_id": "page7", "url": f"https://{ASK}/questions/7",
         "crawl": WINTER, "content_digest": "sha1:" + content_digest(
             f"<plain>{text['question']}{text['answer']}</plain>")},
        # Pictures with captions: the photographer and the person who wrote the caption.
        {"dataset_id": PICTURES, "document_id": "heron", "url": "https://photos-example.org/heron.jpg",
         "modality": "image", "author_id": "ines"},
        {"dataset_id": PICTURES, "document_id": "kettle", "url": "https://photos-example.org/kettle.jpg",
         "modality": "image", "author_id": "joao"},
        {"dataset_id": PICTURES, "document_id": "loom", "url": f"https://{WEAVING}/loom.jpg", "modality": "image"},
        {"dataset_id": PICTURES, "document_id": "stray", "modality": "image"},
        # Code: the source is a path, by the policy's rule; names of owners differ only in case.
        {"dataset_id": CODE, "document_id": "queues", "url": "https://code-example.org/Lena/queues/notes",
         "crawl": WINTER, "token_count": 300},
        {"dataset_id": CODE, "document_id": "area", "url": "https://code-example.org/lena/queues/area.py",
         "crawl": SPRING, "token_count": 500},
        {"dataset_id": CODE, "document_id": "tools", "url": "https://code-example.org/omar/tools/sort.py",
         "token_count": 200, "epochs": "2"},
        # What the teacher wrote for the student, and the two prompts that people wrote.
        {"dataset_id": SYNTHETIC, "document_id": "s1", "token_count": 700, "generated_by": TEACHER},
        {"dataset_id": SYNTHETIC, "document_id": "s2", "token_count": 500, "generated_by": TEACHER},
        {"dataset_id": SYNTHETIC, "document_id": "p1", "token_count": 60, "author_id": "prompt-writer/1"},
        {"dataset_id": SYNTHETIC, "document_id": "p2", "token_count": 40, "author_id": "prompt-writer/2"},
        # The cleaned web: its own list of documents; that it is a subset is provenance only.
        {"dataset_id": CLEAN, "document_id": "c1", "url": "https://www.rivers-example.org/walk", "crawl": WINTER,
         "token_count": 400},
        {"dataset_id": CLEAN, "document_id": "c2", "url": f"https://{COPIES}/best-bread", "crawl": SPRING,
         "token_count": 300},
        {"dataset_id": CLEAN, "document_id": "c3", "url": f"https://{WEAVING}/dyes", "crawl": WINTER,
         "token_count": 300},
    ]
    return rows


def authorship():
    """Thread 8: a question, an answer, an edit, a moderator and two voters; and the captions."""
    thread = f"{FORUM}#thread8"
    return [
        {"scope_kind": "document", "scope": thread, "actor": f"account:{ASK}/1003", "action": "write", "weight": "1"},
        {"scope_kind": "document", "scope": thread, "actor": f"account:{ASK}/1001", "action": "answer", "weight": "3"},
        {"scope_kind": "document", "scope": thread, "actor": f"account:{ASK}/1002", "action": "edit", "weight": "1"},
        {"scope_kind": "document", "scope": thread, "actor": f"account:{ASK}/mod-1", "action": "moderate",
         "weight": "1"},
        {"scope_kind": "document", "scope": thread, "actor": f"account:{ASK}/1004", "action": "vote", "weight": "1"},
        {"scope_kind": "document", "scope": thread, "actor": f"account:{ASK}/1002", "action": "vote", "weight": "1"},
        {"scope_kind": "url", "scope": f"https://{WEAVING}/loom.jpg", "actor": f"domain:{WEAVING}", "action": "write",
         "weight": "1"},
        {"scope_kind": "url", "scope": f"https://{WEAVING}/loom.jpg", "actor": "account:photos-example.org/ines",
         "action": "caption", "weight": "1"},
    ]


def assets():
    """Models, services and data sets, with what their makers say of themselves."""
    def asset(asset_id, name, provider, disclosure=None, **more):
        return dict({"asset_id": asset_id, "kind": asset_id.split(":")[0], "name": name, "provider": provider,
                     "disclosure": disclosure}, **more)

    return [
        asset(CHAT, "Acme Chat", "Acme", "full"),
        asset(SEARCH, "Findly answers", "Findly", "full"),
        asset(PRINTS, "Posterhouse", "Posterhouse", "full"),
        asset(BASE, "Base 8B", "OpenBase", "full", own_share_ppm=50000, released_on="2026-02-01",
              license="Apache-2.0"),
        asset(TEACHER, "Teacher 70B", "Bigteach", "partial", released_on="2026-01-05"),
        asset(STUDENT, "Student 3B", "Acme", "full", released_on="2026-05-01"),
        asset(STUDENT_Q4, "Student 3B, 4 bit", "Acme", "full", released_on="2026-05-10"),
        asset(MERGED, "Merged 8B", "Tinkers", "partial", released_on="2026-06-01"),
        asset(DARK, "Closed 1", "Dark", "none"),
        asset(JUDGE, "Judge 2", "Judges", None),
        asset(DRAW, "Draw 1", "Pixel Commons", "full"),
        asset(LOOP_A, "Alpha 7B", "Loop", "full"),
        asset(LOOP_B, "Beta 7B", "Loop", "full"),
        asset(WEB, "Web", "OpenWeb", "full", license="ODC-By-1.0"),
        asset(CLEAN, "Web, cleaned", "OpenWeb", "full"),
        asset(FORUM, "Askwell answers", "Askwell", "full", own_share_ppm=20000),
        asset(PICTURES, "Captioned pictures", "Pixel Commons", "full"),
        asset(CODE, "Code commons", "Code Commons", "full"),
        asset(SYNTHETIC, "Teacher's answers", "Acme", "full"),
        asset(PREFERENCES, "Preferences", "Acme", "full"),
        asset(MIXTURE, "Mixture", "OpenWeb", "full"),
    ]


def derivations():
    """Who was made from what."""
    def edge(child, parent, relation, weight=None, **more):
        return dict({"child_id": child, "parent_id": parent, "relation": relation, "valid_from": "2026-01-01",
                     "weight": weight}, **more)

    return [
        # Acme's chat also looks answers up. Its served models come from served_usage, not from this list.
        edge(CHAT, STUDENT_Q4, "serves"),
        edge(CHAT, FORUM, "retrieval_data", "1"),
        edge(STUDENT_Q4, STUDENT, "quantized", "1"),
        edge(STUDENT, BASE, "finetune", "1"),
        edge(STUDENT, SYNTHETIC, "finetuning_data", "1"),
        edge(STUDENT, PREFERENCES, "preference_data", "1"),
        # The student was also distilled from the teacher's outputs directly; a contract gives the code 2 %.
        edge(STUDENT, TEACHER, "distillation", "1", confidence_ppm=900000),
        edge(STUDENT, CODE, "finetuning_data", None, share_ppm=20000, evidence="contract 2026-17"),
        edge(BASE, MIXTURE, "pretraining_data", "1"),
        edge(MIXTURE, WEB, "mixture", "0.7"),
        edge(MIXTURE, FORUM, "mixture", "0.1"),
        edge(MIXTURE, CODE, "mixture", "0.2"),
        edge(TEACHER, CLEAN, "pretraining_data", "3"),
        edge(TEACHER, CODE, "pretraining_data", None),
        edge(CLEAN, WEB, "subset", None),
        edge(SYNTHETIC, TEACHER, "generated_by", None, confidence_ppm=950000),
        # A merge of two, the second of them gone from the world.
        edge(SEARCH, MERGED, "serves", "2"),
        edge(SEARCH, LOOP_A, "serves", "1"),
        edge(MERGED, BASE, "merge", None),
        edge(MERGED, GHOST, "merge", None, confidence_ppm=400000),
        # A real cycle: alpha was made from beta, and beta distilled alpha.
        edge(LOOP_A, LOOP_B, "continued_pretraining", "1"),
        edge(LOOP_A, WEB, "pretraining_data", "1"),
        edge(LOOP_B, LOOP_A, "distillation", "1"),
        edge(LOOP_B, CODE, "finetuning_data", "1"),
        edge(JUDGE, BASE, "finetune", "1"),
        edge(PRINTS, DRAW, "serves", "1"),
        edge(DRAW, PICTURES, "pretraining_data", "1"),
        # Ended: the print shop's old model, not valid in our periods.
        edge(PRINTS, DARK, "serves", "5", valid_to="2026-09-30"),
    ]


def served_usage():
    """What Acme's chat really served."""
    return [
        {"period": "2026-09", "service_id": CHAT, "model_id": STUDENT_Q4, "tokens": 9_000_000_000},
        {"period": "2026-09", "service_id": CHAT, "model_id": DARK, "tokens": 1_000_000_000},
        {"period": "2026-10", "service_id": CHAT, "model_id": STUDENT_Q4, "tokens": 12_000_000_000},
    ]


def feedback():
    """Twelve judgements by three people, four by a judge model."""
    rows = []
    raters = ["rita", "sam", "rita", "tove", "rita", "sam", "rita", "tove", "rita", "sam", "rita", "rita"]
    for number, rater in enumerate(raters):
        rows.append({"dataset_id": PREFERENCES, "event_id": f"e{number:02}", "rater_id": rater, "rater_kind": "human",
                     "item_id": f"i{number}", "signal": "a" if number % 2 else "b",
                     "weight": "0.5" if number == 0 else "1", "rated_at": f"2026-04-{number + 1:02}T12:00:00Z"})
    for number in range(4):
        rows.append({"dataset_id": PREFERENCES, "event_id": f"j{number:02}", "rater_id": JUDGE, "rater_kind": "model",
                     "item_id": f"i{number}", "signal": "a", "rated_at": f"2026-04-2{number}T12:00:00Z"})
    return rows


def output_attributions():
    """October: Acme counted which pages its answers cited."""
    return [
        {"period": "2026-10", "asset_id": CHAT, "source_id": f"domain:{NEWS}", "weight": "412"},
        {"period": "2026-10", "asset_id": CHAT, "source_id": f"account:{ASK}/1001", "weight": "73.5"},
        {"period": "2026-10", "asset_id": CHAT, "source_id": "domain:rivers-example.org", "weight": "14"},
    ]


def revenue():
    """Every kind, two currencies, a refund, lines of less than a micro, fees that cover a source and an asset."""
    rows = []

    def line(period, asset_id, kind, currency, gross=None, **more):
        rows.append(dict({"revenue_id": f"{period}-{len(rows):03}", "period": period, "asset_id": asset_id,
                          "kind": kind, "gross_amount": gross, "currency": currency}, **more))

    line("2026-09", CHAT, "subscription", "EUR", "480000.00")
    line("2026-09", CHAT, "subscription", "USD", "250000.00")
    line("2026-09", CHAT, "subscription", "EUR", "-12000.00")
    line("2026-09", CHAT, "usage", "EUR", None, quantity="41000000", unit="token", unit_price="0.000009")
    line("2026-09", CHAT, "usage", "EUR", "22.50", quantity="2500000", unit="token", unit_price="0.000009")
    for _ in range(20):
        line("2026-09", CHAT, "usage", "EUR", None, quantity="1", unit="token", unit_price="0.000009")
    for _ in range(15):
        line("2026-09", CHAT, "usage", "USD", None, quantity="1", unit="token", unit_price="0.0000003")
    line("2026-09", SEARCH, "advertising", "USD", "120345.67")
    line("2026-09", BASE, "hosting", "EUR", "9500.00")
    line("2026-09", PRINTS, "subscription", "EUR", "3120.40")
    line("2026-09", CHAT, "licence_fee", "EUR", "25000.00", covers=f"domain:{NEWS}")
    line("2026-09", CHAT, "licence_fee", "USD", "40000.00", covers=FORUM)
    line("2026-10", CHAT, "subscription", "EUR", "515000.00")
    line("2026-10", CHAT, "subscription", "USD", "260000.00")
    line("2026-10", CHAT, "usage", "EUR", None, quantity="57000000", unit="token", unit_price="0.000009")
    line("2026-10", SEARCH, "advertising", "USD", "98765.43")
    line("2026-10", BASE, "hosting", "EUR", "9750.00")
    # October at the print shop: nothing sold, one refund.
    line("2026-10", PRINTS, "subscription", "EUR", "-340.50")
    line("2026-10", CHAT, "licence_fee", "EUR", "25000.00", covers=f"domain:{NEWS}")
    return rows


def exchange_rates():
    """Units of currency per euro on some days; the month's last rate counts. Saturdays have none."""
    dollars = {"2026-09-28": "1.1672", "2026-09-29": "1.1688", "2026-09-30": "1.1701",
               "2026-10-29": "1.1594", "2026-10-30": "1.1618"}
    yen = {"2026-09-28": "172.11", "2026-09-29": "172.40", "2026-09-30": "172.68", "2026-10-29": "175.02",
           "2026-10-30": "175.21"}
    return [{"rate_date": day, "currency": currency, "rate": rates[day]}
            for day in sorted(dollars) for currency, rates in (("JPY", yen), ("USD", dollars))]


def holders():
    """People, organisations, two communities and a fund. All invented."""
    def holder(holder_id, kind, name, **more):
        return dict({"holder_id": holder_id, "kind": kind, "display_name": name, "payout_currency": "EUR"}, **more)

    return [
        holder("holder:ada", "person", "Ada of Askwell", payout_address="demo-account-1", payout_method="sepa"),
        holder("holder:ben", "person", "Ben of Askwell"),
        holder("holder:cleo", "person", "Cleo of Askwell"),
        holder("holder:askwell", "organisation", "Askwell Ltd"),
        holder("holder:news", "organisation", "The Example News"),
        holder("holder:daily", "organisation", "The Daily Example"),
        holder("holder:daily-freelancers", "organisation", "Freelancers of the Daily"),
        holder("holder:stranger", "person", "A stranger"),
        holder("holder:rye", "person", "The rye baker"),
        holder("holder:rye-rival", "person", "Another rye baker"),
        holder("holder:lena", "person", "Lena"),
        holder("holder:dora", "person", "Dora", directs_to="holder:literacy-fund"),
        holder("holder:literacy-fund", "fund", "Literacy fund"),
        holder("holder:openbase", "organisation", "OpenBase"),
        holder("holder:rita", "person", "Rita, a rater"),
        holder("holder:weavers", "community", "The weavers' guild"),
        holder("holder:dyers", "community", "The dyers among them"),
        holder("holder:wim", "person", "Wim"),
        holder("holder:xenia", "person", "Xenia"),
        holder("holder:yara", "person", "Yara"),
    ]


def community_members():
    """Wim looks after the guild's site and has 30 %; the dyers and Xenia share the rest. Xenia leaves in October."""
    return [
        {"community_id": "holder:weavers", "holder_id": "holder:wim", "valid_from": "2026-01-01", "share_ppm": 300000},
        {"community_id": "holder:weavers", "holder_id": "holder:dyers", "valid_from": "2026-01-01"},
        {"community_id": "holder:weavers", "holder_id": "holder:xenia", "valid_from": "2026-01-01"},
        {"community_id": "holder:weavers", "holder_id": "holder:xenia", "valid_from": "2026-10-05", "share_ppm": 0},
        {"community_id": "holder:dyers", "holder_id": "holder:yara", "valid_from": "2026-01-01", "share_ppm": 400000},
    ]


def claims(rita):
    """Verified, asserted, disputed, over-claimed, withdrawn, ended; a platform's; a rater's; a model maker's own."""
    def claim(claim_id, holder_id, pattern, status, share_ppm=None, **more):
        return dict({"claim_id": claim_id, "holder_id": holder_id, "pattern": pattern, "status": status,
                     "share_ppm": share_ppm, "filed_at": "2026-08-01T00:00:00Z"}, **more)

    return [
        claim("claim-01", "holder:ada", f"account:{ASK}/1001", "verified", evidence="profile link"),
        claim("claim-02", "holder:ben", f"account:{ASK}/1002", "verified", 600000, evidence="profile link"),
        claim("claim-03", "holder:cleo", f"account:{ASK}/1003", "asserted"),
        claim("claim-04", "holder:askwell", f"domain:{ASK}", "verified", evidence="DNS record"),
        claim("claim-05", "holder:news", f"domain:{NEWS}", "verified", 900000, evidence="DNS record"),
        claim("claim-06", "holder:daily", f"domain:{DAILY}", "verified", 700000, evidence="DNS record"),
        claim("claim-07", "holder:daily-freelancers", f"domain:{DAILY}", "disputed", 500000),
        claim("claim-08", "holder:stranger", f"domain:{DAILY}", "asserted", 1),
        claim("claim-09", "holder:rye", f"domain:{RECIPES}", "verified", 800000, evidence="DNS record"),
        claim("claim-10", "holder:rye-rival", f"domain:{RECIPES}", "verified", 400000, evidence="a letter"),
        claim("claim-11", "holder:lena", "path:code-example.org/lena", "verified", evidence="signed commit"),
        claim("claim-12", "holder:stranger", "path:code-example.org/lena/queues", "asserted"),
        claim("claim-13", "holder:dora", "domain:rivers-example.org", "verified", evidence="DNS record"),
        claim("claim-14", "holder:openbase", f"own:{BASE}", "verified", evidence="DNS record"),
        claim("claim-15", "holder:rita", rita, "verified", evidence="rater's receipt"),
        claim("claim-16", "holder:weavers", f"domain:{WEAVING}", "verified", evidence="DNS record"),
        claim("claim-17", "holder:stranger", "domain:lost-example.org", "withdrawn"),
        claim("claim-18", "holder:xenia", "domain:poems-example.org", "verified", evidence="DNS record",
              valid_to="2026-10-01"),
        claim("claim-01", "holder:stranger", "domain:tiny-example.net", "asserted"),
    ]


def consent_signals():
    """The daily paper refuses its members' pages since before the crawls, everything else between the two crawls."""
    return [
        {"scope": f"{DAILY}/members/", "kind": "robots", "observed_at": "2025-11-01T00:00:00Z",
         "raw_text": "Content-Usage: /members/ train-ai=n", "train": "n"},
        {"scope": DAILY, "kind": "robots", "observed_at": "2025-11-01T00:00:00Z",
         "raw_text": "Content-Usage: train-ai=y", "train": "y"},
        {"scope": DAILY, "kind": "robots", "observed_at": "2026-03-01T00:00:00Z",
         "raw_text": "Content-Usage: train-ai=n", "train": "n"},
        {"scope": f"*.{NEWS}", "kind": "tdmrep", "observed_at": "2026-04-01T00:00:00Z",
         "raw_text": '{"location": "/", "tdm-reservation": 1}', "train": "n", "effective_from": "2026-06-01T00:00:00Z"},
        {"scope": COPIES, "kind": "robots", "observed_at": "2026-01-01T00:00:00Z",
         "raw_text": "Content-Usage: search=y", "search": "y"},
    ]
