"""DESIGN 8.6: the names under which people stand in every split, table and page."""

import base64
import hashlib
import hmac
import re

RATER = re.compile("rater:[a-z2-7]{32}")


def salt(secret, kind, identity):
    """What opens a pseudonym: HMAC-SHA-256(secret, kind, 0x00, id)."""
    return hmac.new(secret, kind.encode() + b"\0" + identity.encode(), hashlib.sha256).digest()


def pseudonym(secret, kind, identity):
    """32 characters of base 32 of SHA-256("hw-id-1", 0x00, kind, 0x00, salt, id), after what may be told of the id."""
    text = b"hw-id-1\0" + kind.encode() + b"\0" + salt(secret, kind, identity) + identity.encode()
    code = base64.b32encode(hashlib.sha256(text).digest()).decode().lower()[:32]
    place = identity.split("/")[0] + "/~" if "/" in identity else kind + ":/~"
    return {"rater": "rater:", "holder": "holder:~"}.get(kind, place) + code


def of_rater(secret, dataset_id, rater_id):
    """A person who gave feedback in a data set."""
    return pseudonym(secret, "rater", dataset_id + "\0" + rater_id)


def of_source(secret, source_id):
    """Accounts and paths by pseudonym; a rater is given by pseudonym; other sources stay as they are."""
    kind = source_id.split(":")[0]
    if kind in ("account", "path") or kind == "rater" and not RATER.fullmatch(source_id):
        return pseudonym(secret, kind, source_id)
    return source_id


def of_holder(secret, holder_id):
    """A holder who is a person."""
    return pseudonym(secret, "holder", holder_id)
