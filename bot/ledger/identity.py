"""What makes two entries or two pages the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from tld import get_fld

from bot.ledger.words import fold_words
from bot.model.news import Entry, digest_of

_TRACKERS = r"""
    utm_.* ns_.* at_.* mc_[ce]id mkt_tok [fgy]clid gclsrc dclid msclkid igshid cmpid ocid s_cid smid
    _hs(enc|mi) ref_src feature partner traffic_source cmp rss source fbclid xtor wt[._].* pk_.* mtm_.*
    piwik_.* hsa_.* guce_.* guccounter __twitter_impression gbraid wbraid gad_.* _g[al] (tw|tt)clid igsh ftag
    icid intcid ito mbid dgcid
"""  # names of parameters that tell where a reader came from
_TRACKING = re.compile(f"(?i)(?:{'|'.join(_TRACKERS.split())})$")


_FEED_SCHEME = re.compile(r"(?i)(?:feed|rss|pcast|itpc|podcast|view-source):(?://)?")
_PLACE = re.compile(r"\d{0,3}")  # a guid that is a place in the list: it names another article tomorrow
_DIGITS = re.compile(r"(?<!\d)(?!(?:19|20)\d\d[01]\d(?:[0-3]\d)?(?!\d))\d{5,12}(?!\d)")  # but no day
_ARTICLE = re.compile(r"\d{2}|[^\W_]+[-_][^\W_]+[-_][^\W_]+")
_PHONE = re.compile(r"^https://(?:www|m|mobile|amp)\.(?=[^/]+\.)|(?<=[^/:])/amp(?=/|$)|[?&](?:amp|outputType)=[^&]*$")
_COUNTED = re.compile(r"(?:\W|_)v?\d{1,6}$")

SHARED = frozenset(  # names below which each writer has a site, which the public suffix list does not have
    "beehiiv.com buttondown.email canalblog.com dreamwidth.org exblog.jp fc2.com ghost.io hashnode.dev libsyn.com "
    "livejournal.com medium.com micro.blog neocities.org over-blog.com podbean.com svbtle.com tistory.com write.as "
    "squarespace.com substack.com tumblr.com typepad.com webflow.io weebly.com wixsite.com wordpress.com".split()
)


def web(typed: str) -> str:
    """Return as a web address what people and lists have: feed:https://…, feed://…, //…, <https://…>."""
    address = typed.strip().strip("<>").strip()
    while found := _FEED_SCHEME.match(address):
        rest = address[found.end() :]
        address = rest if "://" in rest[:9] else f"https://{rest.lstrip('/')}"
    if address.startswith("//"):
        address = f"https:{address}"
    return re.sub(r"(?i)^(https?):/*", lambda found: f"{found[1].lower()}://", address)


@lru_cache(maxsize=2_000)  # as many as a document has entries: each is asked for by several names
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
    """Return what an entry may be known by, the surest first: guid, address, number in it, else headline or words."""
    found = []
    if entry.guid and not (entry.url and _PLACE.fullmatch(entry.guid)):
        found.append(f"guid:{entry.guid}")
    if entry.url and not entry.shared:
        found += url_keys(entry.url)
    if entry.shared and not found:
        found.append(f"headline:{canonical_url(entry.url)} {fold_words(entry.title) or fingerprint(entry)}")
    return tuple(found) or (f"text:{fingerprint(entry)}",)


def bare(url: str) -> str:
    """Return an address as it is compared, without www and what sites put into addresses for telephones."""
    return _PHONE.sub(lambda found: "https://" if found[0].startswith("https") else "", canonical_url(url))


def url_keys(url: str) -> list[str]:
    """Return what an address is known by: as it is, without www, and by the number in it."""
    found = [f"url:{each}" for each in dict.fromkeys((canonical_url(url), bare(url)))]
    return [*found, *(f"number:{each}" for each in [number(url)] if each)]


def number(url: str) -> str:
    """Return an address with its long number and without its headline, or '' for one that does not hold both.

    …/en/old-words/a-70001 and …/en/new-words/a-70001 are one article, so are …/70001/old-words and …/70001/new-words.
    """
    first, *rest = urlsplit(canonical_url(url)).path.strip("/").split("/") if "://" in url else [""]
    last = rest[-2:] if rest and not _DIGITS.search(rest[-1]) else rest[-1:]
    found = _DIGITS.search(last[0]) if last else _DIGITS.search(first)
    wordy = [each for each in (*rest, first if not rest else "") if re.search(r"[^\W\d_]{3}", each)]
    if not found or not wordy or (len(last) > 1 and not last[0].isdigit()):
        return ""
    kind = found.string[: found.start()]
    return f"{host(url)}/{first if rest else ''}/{len(rest)}/{kind if len(kind) < 3 else '*'}{found[0]}"


def told_apart(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], int]:
    """Return the entries of one document, and how many only repeat another there.

    What it gives several names is several things, whatever they share: a guid of several addresses or headlines is no
    guid, an address of several entries is no name of any. One name with the same headline or moment is one thing.
    """
    placed = [(bare(each.url), each) for each in entries]
    guests = Counter(place for place, _ in placed)
    kept: list[tuple[str, Entry]] = []
    seen: set[tuple[object, ...]] = set()
    for place, each in placed:
        signs = _signs(place, each) if guests[place] > 1 else set()
        if seen.isdisjoint(signs):
            kept.append((place, each))
            seen |= signs
    return tuple(_unshared(kept)), len(placed) - len(kept)


def _signs(place: str, entry: Entry) -> set[tuple[object, ...]]:
    """Return what no two entries of a document at one address have in common unless they are one."""
    at = entry.published_at
    signs: set[tuple[object, ...]] = {("words", place, fingerprint(entry), at or entry.guid)}
    if entry.guid:
        signs |= {("headline", entry.guid, place, fold_words(entry.title) or fingerprint(entry))}
        signs |= {("moment", entry.guid, place, at)} if at else set()
    return signs


def _unshared(placed: list[tuple[str, Entry]]) -> Iterator[Entry]:
    """Yield entries without the guids that several have, and marked where they share an address."""
    guids, places = Counter(each.guid for _, each in placed), Counter(place for place, _ in placed)
    for place, each in placed:
        guid, shared = each.guid if guids[each.guid] == 1 else "", bool(each.url) and places[place] > 1
        yield each if (guid, shared) == (each.guid, each.shared) else replace(each, guid=guid, shared=shared)


def same(known: Entry, entry: Entry, *, same_words: bool) -> bool:
    """Say whether an entry is one that is known by one of its names at least.

    The guid of something else at another address, or another guid at the address of a show or a front page, is
    another entry when nothing more agrees: neither headline nor moment nor words.
    """
    here, there = bare(known.url), bare(entry.url)
    moment = known.published_at is not None and known.published_at == entry.published_at
    if same_words or moment or (here == there and (entry.shared or _one_guid(known.guid, entry.guid))):
        return True
    if here != there:
        sure = number(here) == number(there) != "" and bool(_DIGITS.search(there.rpartition("/")[2]))
        return sure or _alike(known.title, entry.title)
    if known.guid and entry.guid:
        dated = known.published_at and entry.published_at
        return _alike(known.title, entry.title) and bool(_names_one(there) or not dated)
    return _names_one(there) or _alike(known.title, entry.title)


def _one_guid(known: str, guid: str) -> bool:
    """Say whether two guids are one, but for a counter behind an address or a long number."""
    stem, other = _COUNTED.sub("", known), _COUNTED.sub("", guid)
    return known == guid or (stem == other and bool(re.search(r"://|\d{3}", stem)))


def _names_one(url: str) -> bool:
    """Say whether an address looks like that of an article: it holds a number, a date or several words."""
    return bool(_ARTICLE.search(url.partition("://")[2].partition("/")[2]))


def _alike(headline: str, other: str) -> bool:
    one, two = (set(fold_words(each).split()) for each in (headline, other))
    return len(one & two) * 2 >= len(one | two) > 0


def page_id(url: str, guid: str, feed_id: str) -> str:
    """Return the id that all revisions of one page share."""
    return digest_of("page", canonical_url(url)) if url else digest_of("page", feed_id, guid)


def page_of(entry: Entry, feed_id: str) -> str:
    """Return the id of an entry's page: its address, or its own name where others share that."""
    return page_id("", keys(entry)[0], feed_id) if entry.shared else page_id(entry.url, entry.guid, feed_id)
