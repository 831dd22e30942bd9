"""Time zones as people type them: names, cities, offsets, the letters of clocks."""

from __future__ import annotations

import re
import unicodedata
from zoneinfo import available_timezones

from bot.briefing.wording import listed
from bot.errors import BadTime

_OFFSET = re.compile(r"(?:gmt|utc|z)?_?([+−-])_?(\d{1,2})(?::?([0-5]\d))?")
_MEANT = {  # the clock that people mean by it, which goes by summer time where that is in force
    **dict.fromkeys(
        ("est", "edt", "et", "eastern", "nyc", "washington", "washington_dc", "us_eastern"), "America/New_York"
    ),
    **dict.fromkeys(("cdt", "ct", "central"), "America/Chicago"),
    **dict.fromkeys(("mst", "mdt", "mt", "mountain"), "America/Denver"),
    **dict.fromkeys(("pst", "pdt", "pt", "pacific", "san_francisco"), "America/Los_Angeles"),
    **dict.fromkeys(("akst", "akdt"), "America/Anchorage"),
    **dict.fromkeys(("nst", "ndt"), "America/St_Johns"),
    **dict.fromkeys(("cest", "mez", "mesz"), "CET"),
    **dict.fromkeys(("aest", "aedt"), "Australia/Sydney"),
    **dict.fromkeys(("nzst", "nzdt"), "Pacific/Auckland"),
    "bst": "Europe/London",
    "eest": "EET",
    "west": "WET",
    "msk": "Europe/Moscow",
    "trt": "Europe/Istanbul",
    "brt": "America/Sao_Paulo",
    "hst": "Pacific/Honolulu",
    "awst": "Australia/Perth",
    "sast": "Africa/Johannesburg",
    "eat": "Africa/Nairobi",
    "wat": "Africa/Lagos",
    "pkt": "Asia/Karachi",
    "sgt": "Asia/Singapore",
    "hkt": "Asia/Hong_Kong",
    "wib": "Asia/Jakarta",
    "kst": "Asia/Seoul",
    "jst": "Asia/Tokyo",
    "z": "Etc/UTC",
}
_SEVERAL = {
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "cst": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "ast": ("America/Halifax", "Asia/Riyadh"),
    "gst": ("Asia/Dubai", "Atlantic/South_Georgia"),
}
_PARTS = {  # minutes east, of zones without summer time
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    570: "Australia/Darwin",
}
FARTHEST = 14  # hours


def zone_named(word: str, examples: str = "Examples: Europe/Berlin, New York, UTC+2.") -> str:
    """Return the IANA zone that a name, a city, an offset or the letters of a clock mean; raises BadTime.

    UTC+2 is two hours ahead, as everybody writes it; Etc/GMT+2 is its own name and two hours behind.
    """
    sought = _sought(word)
    if found := _OFFSET.fullmatch(sought):
        return _at_offset(word, found, examples)
    if sought in _SEVERAL:
        names = _SEVERAL[sought]
        raise BadTime(f"“{word[:40]}” is the clock of several places: {listed(names, 'or')}?", suggestions=names)
    if sought in _MEANT:
        return _MEANT[sought]
    known = {name.casefold(): name for name in available_timezones()}
    if sought in known:
        return known[sought]
    cities = sorted(name for folded, name in known.items() if "/" in folded and folded.rsplit("/", 1)[1] == sought)
    if cities:
        return cities[0]
    from rapidfuzz import process

    near = [known[match[0]] for match in process.extract(sought, known.keys(), limit=3, score_cutoff=75)]
    nearest = f" Did you mean {listed(near, 'or')}?" if near else ""
    raise BadTime(f"“{word[:40]}” is not a time zone.{nearest} {examples}", suggestions=tuple(near))


def _sought(word: str) -> str:
    """Return a name as names of zones are written, without accents and “time”: “Zürich time”, “São Paulo”."""
    bare = re.sub(r"(?i)[ _](?:standard[ _]|daylight[ _])?time$", "", word.strip(" ()."))
    flat = "".join(each for each in unicodedata.normalize("NFD", bare) if not unicodedata.combining(each))
    return flat.replace(" ", "_").casefold()


def _at_offset(word: str, found: re.Match[str], examples: str) -> str:
    hours, minutes = int(found[2]), int(found[3] or 0)
    east = (hours * 60 + minutes) * (1 if found[1] == "+" else -1)
    if hours > FARTHEST or (minutes and east not in _PARTS):
        raise BadTime(f"No clock is at “{word[:40]}”. Name a city. {examples}")
    if minutes:
        return _PARTS[east]
    return f"Etc/GMT{'-' if east > 0 else '+'}{hours}" if hours else "Etc/UTC"


def zone_in_words(zone: str) -> str:
    """Return a zone as people read it: the names of bare offsets have their signs turned round."""
    found = re.fullmatch(r"Etc/GMT([+-])(\d{1,2})", zone)
    return f"UTC{'+' if found[1] == '-' else '−'}{found[2]}" if found else zone
