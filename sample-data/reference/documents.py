"""DESIGN 5.4, documents to contributions, by plain loops over everything."""

import ipaddress
from fractions import Fraction
from urllib.parse import urlsplit

from pseudonyms import of_rater
from splitting import floor, split

# The worlds' part of the Public Suffix List, private section included.
SUFFIXES = {"com", "org", "net", "edu", "de", "fr", "io", "uk", "co.uk", "ac.uk", "github.io"}
NO_SOURCE = "undisclosed:no_source"
MICRO = 1_000_000
# What one token, or one document, weighs.
DOCUMENT_UNITS = {"tokens": 1_000, "documents": 1_000_000}


def host_of(url):
    """DESIGN 5.4: lower case, no userinfo, port or final dot."""
    return urlsplit(url).hostname.rstrip(".")


def site_of(host):
    """DESIGN 5.4: the private domain of a host; an address of numbers stays as it is."""
    if host.replace(".", "").isdigit():
        return host
    labels = host.split(".")
    for start in range(len(labels)):
        if ".".join(labels[start:]) in SUFFIXES:
            assert start > 0, f"{host} is itself a public suffix"
            return ".".join(labels[start - 1:])
    raise AssertionError(f"{host} ends in a suffix that this reference does not know")


def page_site(url):
    """Method 5.3: the site of a url; None where the url is as good as none: nothing public is at its host."""
    host = None if url is None else host_of(url)
    if host is None or "." not in host or host.endswith((".local", ".internal")):
        return None
    if host.replace(".", "").isdigit() and not ipaddress.ip_address(host).is_global:
        return None
    return site_of(host)


def encoded(text):
    """DESIGN 1: `/`, `:` and `%` percent-encoded."""
    return text.replace("%", "%25").replace("/", "%2F").replace(":", "%3A")


def digest(text):
    """DESIGN 5.4: `sha1:` removed, upper case."""
    return None if text is None else text.removeprefix("sha1:").upper()


def counts(capture):
    """DESIGN 5.4 and decision 0003.7: the captures that count."""
    mimes = (capture["content_mime_type"], capture["content_mime_detected"])
    return (capture.integer("fetch_status") == 200 and capture["subset"] in ("warc", "news-warc")
            and "warc/revisit" not in mimes)


def tie(capture):
    """Decision 0003.2: fetch_time, url, warc_filename, offset."""
    return (capture.time("fetch_time"), capture["url"], capture["warc_filename"],
            capture.integer("warc_record_offset"))


def link(entry, captures):
    """DESIGN 5.4, decision 0003.3: the entry's capture and how it was found; (None, "none") without one."""
    levels = [
        ("digest", lambda capture: entry["content_digest"] is not None
         and digest(entry["content_digest"]) == digest(capture["content_digest"])),
        ("record", lambda capture: None not in (entry["warc_filename"], entry["url"], entry["fetched_at"])
         and (entry["warc_filename"], entry["url"], entry.time("fetched_at"))
         == (capture["warc_filename"], capture["url"], capture.time("fetch_time"))),
        ("crawl_url", lambda capture: None not in (entry["crawl"], entry["url"])
         and (entry["crawl"], entry["url"]) == (capture["crawl"], capture["url"])),
    ]
    for linked_by, fits in levels:
        found = [capture for capture in captures if fits(capture)]
        if found:
            return min(found, key=lambda capture: (capture["url"] != entry["url"],) + tie(capture)), linked_by
    return by_url(entry, captures)


def by_url(entry, captures):
    """DESIGN 5.4: without a crawl, the last capture of the url not after the entry's own fetch, else the earliest."""
    found = [capture for capture in captures if entry["url"] is not None and capture["url"] == entry["url"]]
    if entry["crawl"] is not None or not found:
        return None, "none"
    fetched = entry.time("fetched_at")
    before = [capture.time("fetch_time") for capture in found
              if fetched is not None and capture.time("fetch_time") <= fetched]
    at = max(before) if before else min(capture.time("fetch_time") for capture in found)
    return min((capture for capture in found if capture.time("fetch_time") == at), key=tie), "url"


def effective_time(capture, trusted):
    """DESIGN 5.4: published_at of a trusted publisher, unless it is after its own fetch; else fetch_time."""
    fetched, published = capture.time("fetch_time"), capture.time("published_at")
    if published is not None and published <= fetched and page_site(capture["url"]) in trusted:
        return published
    return fetched


def first_capture(entry, linked, captures, policy):
    """DESIGN 5.4, decision 0003.1: the earliest capture of the same text (else the same bytes), or None."""
    text = entry["text_digest"] or (linked and linked["text_digest"])
    content = digest(entry["content_digest"]) or (linked and digest(linked["content_digest"]))
    same = [capture for capture in captures if text is not None and capture["text_digest"] == text]
    if not same:
        same = [capture for capture in captures
                if content is not None and digest(capture["content_digest"]) == content]
    trusted = policy["attribution"]["trusted_publishers"]
    return min(same, key=lambda one: (effective_time(one, trusted),) + tie(one)[1:], default=None)


def credited(entry, linked, captures, policy):
    """DESIGN 5.4: the listed url, and the first capture where it takes the credit (else None)."""
    listed = linked["url"] if linked and page_site(entry["url"]) is None else entry["url"]
    if policy["attribution"]["credit_to"] == "as_listed":
        return listed, None
    first = first_capture(entry, linked, captures, policy)
    length = first and first.integer("warc_record_length")
    if length is None or length < policy["attribution"]["min_original_bytes"]:
        return listed, None
    if page_site(first["url"]) in (None, page_site(listed)):
        return listed, None
    return listed, first


def tokens_of(entry, linked):
    """DESIGN 5.4, decision 0003.8: tokens, given or estimated; None for what has none, such as a picture."""
    if entry["token_count"] is not None:
        return entry.integer("token_count")
    if entry["modality"] != "text":
        return None
    return max(1, (linked.integer("warc_record_length") or 0) // 4) if linked else 1


def weight_of(entry, linked, policy):
    """Method 5.4: w in thousandths of a token; a document without tokens counts as one token.

    Where documents are counted instead, each is a million millionths.
    """
    if policy["attribution"]["weighting"] == "documents":
        return DOCUMENT_UNITS["documents"]
    tokens = tokens_of(entry, linked)
    return floor((1 if tokens is None else tokens) * entry.exact("epochs") * DOCUMENT_UNITS["tokens"])


def rule_source(url, rules):
    """DESIGN 5.4: the first source rule for this host whose segments the url has; else the site."""
    host = host_of(url)
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    for rule in rules:
        if rule["host"] != host:
            continue
        source = rule["source"]
        for number, segment in enumerate(segments, 1):
            source = source.replace("{segment%d}" % number, segment.lower() if rule.get("lower") else segment)
        if "{" not in source:
            return source
    return "domain:" + site_of(host)


def authors(entry, linked, listed, first, world):
    """DESIGN 5.4, decision 0003.4: {source: weight} of the credited page's authors."""
    page = first["url"] if first else listed
    bytes_digest = digest(entry["content_digest"]) or (linked and digest(linked["content_digest"]))
    actions = world.policy["attribution"]["actions_ppm"]
    scopes = [("document", f"{entry['dataset_id']}#{entry['document_id']}"), ("digest", bytes_digest), ("url", page)]
    for kind, scope in scopes:
        weights = {}
        for row in world["authorship"]:
            named = digest(row["scope"]) if kind == "digest" else row["scope"]
            if scope is not None and (row["scope_kind"], named) == (kind, scope):
                weight = row.exact("weight") * actions.get(row["action"], 0)
                weights[row["actor"]] = weights.get(row["actor"], Fraction(0)) + weight
        if sum(weights.values()) > 0:
            return weights
    author = author_id(entry, linked, listed, first)
    if author is not None:
        place = page_site(page) or encoded(entry["dataset_id"])
        return {f"account:{place}/{encoded(author)}": 1}
    if page_site(page) is None:
        return {NO_SOURCE: 1}
    return {rule_source(page, world.policy["attribution"]["source_rules"]): 1}


def author_id(entry, linked, listed, first):
    """Decision 0003.4: the first capture's where it took the credit; else the entry's, else the linked page's."""
    if first:
        return first["author_id"]
    if entry["author_id"] is not None:
        return entry["author_id"]
    if linked and page_site(linked["url"]) == page_site(listed):
        return linked["author_id"]
    return None


def scope_length(scope, url):
    """Decision 0003.6: (host labels, path length) where the consent scope covers this url, else None."""
    pattern, slash, path = scope.partition("/")
    host = host_of(url)
    bare = pattern.removeprefix("*.")
    covers = host == bare or pattern.startswith("*.") and host.endswith("." + bare)
    if not covers or slash and not urlsplit(url).path.startswith("/" + path):
        return None
    return len(bare.split(".")), len(slash + path)


def refused(entry, linked, listed, signals):
    """DESIGN 5.4, decision 0003.6: whether the listed url was under an effective refusal to train at its fetch."""
    if listed is None:
        return False
    fetch = linked.time("fetch_time") if linked else entry.time("fetched_at")
    by_length = {}
    for signal in signals:
        length = scope_length(signal["scope"], listed)
        effective = signal.time("effective_from") or signal.time("observed_at")
        if length is not None and (fetch is None or effective <= fetch):
            by_length.setdefault(length, []).append((signal["scope"], signal["kind"], effective,
                                                     signal.time("observed_at"), signal["train"]))
    for length in sorted(by_length, reverse=True):
        values = set()
        for scope, kind in {(one[0], one[1]) for one in by_length[length]}:
            own = sorted((one for one in by_length[length] if one[:2] == (scope, kind)), key=lambda one: one[2:4])
            values |= {one[4] for one in (own if fetch is None else own[-1:])}
        if values - {None}:
            return "n" in values
    return False


def document_links(world):
    """DESIGN 5.4: one row per (document, source), the model's where a model made the document."""
    captures = [capture for capture in world["captures"] if counts(capture)]
    rows = []
    for entry in world["manifest_entries"]:
        linked, _ = link(entry, captures)
        listed, first = credited(entry, linked, captures, world.policy)
        weight = weight_of(entry, linked, world.policy)
        row = {"dataset_id": entry["dataset_id"], "document_id": entry["document_id"],
               "tokens": tokens_of(entry, linked) or 0,
               "refused": refused(entry, linked, listed, world["consent_signals"])}
        model = entry["generated_by"] or (linked and linked["generated_by"])
        if model:
            shares, part = {model: weight}, "generated"
        else:
            named = {world.shown(source): share for source, share in authors(entry, linked, listed, first, world).items()}
            shares, part = split(weight, named), "documents"
        rows += [row | {"part": part, "source_id": source, "weight": share}
                 for source, share in shares.items() if share > 0]
    return rows


def feedback_rows(world):
    """DESIGN 5.4: feedback in the form of document links; weights in units of 0.000001."""
    rows = []
    for event in world["feedback"]:
        person = event["rater_kind"] == "human"
        source = of_rater(world.secret, event["dataset_id"], event["rater_id"]) if person else event["rater_id"]
        weight = event.exact("weight") * MICRO
        assert weight.denominator == 1
        if weight > 0:
            rows.append({"dataset_id": event["dataset_id"], "part": "feedback" if person else "feedback_models",
                         "source_id": source, "tokens": 0, "weight": int(weight), "refused": False})
    return rows


def contributions(world):
    """DESIGN 5.4: {(dataset_id, part): rows in source order} with weight_before and weight_total."""
    sums = {}
    for link_row in document_links(world) + feedback_rows(world):
        key = (link_row["dataset_id"], link_row["part"], link_row["source_id"])
        row = sums.setdefault(key, {"documents": 0, "tokens": 0, "weight": 0, "weight_refused": 0})
        row["documents"] += 1
        row["tokens"] += link_row["tokens"]
        row["weight"] += link_row["weight"]
        row["weight_refused"] += link_row["weight"] if link_row["refused"] else 0
    result = {}
    for (dataset_id, part, source_id) in sorted(sums):
        rows = result.setdefault((dataset_id, part), [])
        before = rows[-1]["weight_before"] + rows[-1]["weight"] if rows else 0
        rows.append({"dataset_id": dataset_id, "part": part, "source_id": source_id}
                    | sums[dataset_id, part, source_id] | {"weight_before": before})
    for rows in result.values():
        total = sum(row["weight"] for row in rows)
        assert rows[-1]["weight_before"] + rows[-1]["weight"] == total
        for row in rows:
            row["weight_total"] = total
    return result
