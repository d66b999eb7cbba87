"""What every generated world shares: digests, Common Crawl columns, and writers of plain files.

Standard library only, so that random worlds can be made by a bare Python 3.11.
"""

import base64
import csv
import hashlib
import json
from pathlib import Path
from urllib.parse import urlsplit

# The part of the Public Suffix List that these worlds use: host ending -> (ICANN suffix, private suffix).
# Worlds must stay within it; the product ships the whole list.
ICANN_SUFFIXES = {"com", "org", "net", "edu", "de", "fr", "io", "uk", "co.uk", "ac.uk"}
PRIVATE_SUFFIXES = {"github.io"}

# Column order of the files; the contracts in schemas/ are the authority on types.
COLUMNS = {
    "captures": [
        "url_surtkey", "url", "url_host_name", "url_host_tld", "url_host_2nd_last_part", "url_host_3rd_last_part",
        "url_host_4th_last_part", "url_host_5th_last_part", "url_host_registry_suffix", "url_host_registered_domain",
        "url_host_private_suffix", "url_host_private_domain", "url_host_name_reversed", "url_protocol", "url_port",
        "url_path", "url_query", "fetch_time", "fetch_status", "fetch_redirect", "content_digest",
        "content_mime_type", "content_mime_detected", "content_charset", "content_languages", "content_truncated",
        "warc_filename", "warc_record_offset", "warc_record_length", "warc_segment", "crawl", "subset",
        "author_id", "license", "published_at", "text_digest", "generated_by",
    ],
    "manifest_entries": [
        "dataset_id", "document_id", "url", "content_digest", "text_digest", "crawl", "warc_filename", "fetched_at",
        "modality", "token_count", "epochs", "author_id", "license", "generated_by",
    ],
    "authorship": ["scope_kind", "scope", "actor", "action", "weight"],
    "assets": ["asset_id", "kind", "name", "version", "provider", "released_on", "license", "disclosure",
               "own_share_ppm", "homepage"],
    "derivations": ["child_id", "parent_id", "relation", "valid_from", "weight", "share_ppm", "confidence_ppm",
                    "valid_to", "evidence"],
    "served_usage": ["period", "service_id", "model_id", "tokens", "earned_amount"],
    "feedback": ["dataset_id", "event_id", "rater_id", "rater_kind", "item_id", "signal", "weight", "rated_at"],
    "output_attributions": ["period", "asset_id", "source_id", "weight"],
    "revenue": ["revenue_id", "period", "asset_id", "kind", "covers", "quantity", "unit", "unit_price",
                "gross_amount", "currency"],
    "exchange_rates": ["rate_date", "currency", "rate"],
    "holders": ["holder_id", "kind", "display_name", "payout_currency", "payout_address", "payout_method",
                "minimum_payout_micros", "directs_to", "same_as"],
    "community_members": ["community_id", "holder_id", "valid_from", "share_ppm"],
    "claims": ["holder_id", "claim_id", "pattern", "share_ppm", "status", "evidence", "filed_at", "accepts_refused",
               "valid_from", "valid_to"],
    "consent_signals": ["scope", "kind", "observed_at", "raw_text", "train", "search", "payment_type", "amount",
                        "currency", "effective_from"],
}


def content_digest(html):
    """SHA-1 of the payload in Base32, as Common Crawl writes it."""
    return base64.b32encode(hashlib.sha1(html.encode()).digest()).decode()


def text_digest(text):
    """SHA-256 of the extracted text in lower-case hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def suffix_of(host, suffixes):
    """The longest ending of the host that is in the list, or None."""
    labels = host.split(".")
    for start in range(len(labels)):
        ending = ".".join(labels[start:])
        if ending in suffixes:
            return ending
    return None


def domain_of(host, suffix):
    """One label more than the suffix, or None when there is none."""
    if suffix is None or host == suffix:
        return None
    labels = host.split(".")
    return ".".join(labels[-(suffix.count(".") + 2):])


def url_columns(url):
    """Common Crawl's url_* columns of one address."""
    parts = urlsplit(url)
    host = parts.hostname
    is_ip = host.replace(".", "").isdigit()
    labels = [] if is_ip else host.split(".")
    icann = None if is_ip else suffix_of(host, ICANN_SUFFIXES)
    private = None if is_ip else suffix_of(host, ICANN_SUFFIXES | PRIVATE_SUFFIXES)
    reversed_labels = list(reversed(labels))
    surt_labels = reversed_labels[:-1] if reversed_labels[-1:] == ["www"] else reversed_labels
    surt_host = host if is_ip else ",".join(surt_labels)
    path = parts.path or "/"
    return {
        "url_surtkey": surt_host + ")" + path.lower() + ("?" + parts.query if parts.query else ""),
        "url": url,
        "url_host_name": host,
        "url_host_tld": labels[-1] if labels else None,
        "url_host_2nd_last_part": labels[-2] if len(labels) > 1 else None,
        "url_host_3rd_last_part": labels[-3] if len(labels) > 2 else None,
        "url_host_4th_last_part": labels[-4] if len(labels) > 3 else None,
        "url_host_5th_last_part": labels[-5] if len(labels) > 4 else None,
        "url_host_registry_suffix": icann,
        "url_host_registered_domain": domain_of(host, icann),
        "url_host_private_suffix": private,
        "url_host_private_domain": domain_of(host, private),
        "url_host_name_reversed": None if is_ip else ".".join(reversed_labels),
        "url_protocol": parts.scheme,
        "url_port": parts.port,
        "url_path": path,
        "url_query": parts.query or None,
    }


def cell(value):
    """One CSV cell: nothing for null, plain text for all else."""
    return "" if value is None else str(value)


def write_csv(path, table, rows):
    """Writes rows in the table's column order; a comma, quotes only where needed, LF at line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS[table])
        for row in rows:
            unknown = set(row) - set(COLUMNS[table])
            assert not unknown, f"{table}: no such column {unknown}"
            writer.writerow([cell(row.get(column)) for column in COLUMNS[table]])


def write_jsonl(path, table, rows):
    """Writes one JSON object a line, nulls left out; decimals are JSON strings so that no reader rounds them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            unknown = set(row) - set(COLUMNS[table])
            assert not unknown, f"{table}: no such column {unknown}"
            kept = {column: row[column] for column in COLUMNS[table] if row.get(column) is not None}
            out.write(json.dumps(kept, ensure_ascii=False) + "\n")
