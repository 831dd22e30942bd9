"""What makes two entries or two pages the same."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from tld import get_fld

from bot.ledger.words import fold_words
from bot.model.news import Entry, digest_of

_TRACKING = re.compile(
    r"(?i)^(utm_.*|ns_.*|at_.*|mc_[ce]id|mkt_tok|[fgy]clid|gclsrc|dclid|msclkid|igshid|cmpid|ocid|s_cid|smid|"
    r"_hs(enc|mi)|ref_src|feature|partner|traffic_source|cmp|rss|source|fbclid)$"
)


_PLACE = re.compile(r"\d{0,3}")  # a guid that is a place in the list: it names another article tomorrow


SHARED = frozenset(  # names below which each writer has a site, which the public suffix list does not have
    "beehiiv.com buttondown.email canalblog.com dreamwidth.org exblog.jp fc2.com ghost.io hashnode.dev libsyn.com "
    "livejournal.com medium.com micro.blog neocities.org over-blog.com podbean.com svbtle.com tistory.com write.as "
    "squarespace.com substack.com tumblr.com typepad.com webflow.io weebly.com wixsite.com wordpress.com".split()
)


def canonical_url(url: str) -> str:
    """Return an address as it is compared: https, lower-case host; no tracking, fragment, default port, last slash."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return url.strip()
    place = host if port in {None, 80, 443} else f"{host}:{port}"
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=-._~%").rstrip("/")
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    return f"https://{place}{path}" + (f"?{urlencode(kept)}" if kept else "")


def host(url: str) -> str:
    """Return an address's host as people know it, without www."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def site(url: str) -> str:
    """Return whose site an address is on, by the public suffix list: bbc.co.uk, ada.wordpress.com; else the host."""
    try:
        parts = urlsplit(url)
        return _site(parts.hostname or "") or parts.netloc.lower()
    except ValueError:  # https://[
        return url


@lru_cache(maxsize=10_000)
def _site(name: str) -> str:
    """Return the site of a host, or ''."""
    here = name.encode("idna").decode("ascii").lower()
    if any(here.endswith(f".{shared}") for shared in SHARED):
        return here
    return (get_fld(here, fail_silently=True, search_private=True, fix_protocol=True) if here else None) or ""


def fingerprint(entry: Entry) -> str:
    """Return the hash of an entry's headline and text; its date does not count."""
    return digest_of(fold_words(entry.title), fold_words(entry.text))


def keys(entry: Entry) -> tuple[str, ...]:
    """Return what an entry may be known by, the surest first: guid, address, else the fingerprint."""
    found = []
    if entry.guid and not (entry.url and _PLACE.fullmatch(entry.guid)):
        found.append(f"guid:{entry.guid}")
    if entry.url:
        found.append(f"url:{canonical_url(entry.url)}")
    return tuple(found) or (f"text:{fingerprint(entry)}",)


def page_id(url: str, guid: str, feed_id: str) -> str:
    """Return the id that all revisions of one page share."""
    return digest_of("page", canonical_url(url)) if url else digest_of("page", feed_id, guid)
