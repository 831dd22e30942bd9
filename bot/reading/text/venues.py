"""Where or to whom something was said, in the text's words, whole or not at all."""

from __future__ import annotations

import re

_TITLED = r"[A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*){0,4}"
_PEOPLE = r"reporters|journalists|lawmakers|supporters|parliament|delegates|the crowd"
_THINGS = r"statement|tweet|memo|email|letter|post on [A-Z]\w*(?: [A-Z]\w*)?"
_TOLD = re.compile(rf"\b(?:told|tells|telling) ((?:the |an? )?{_TITLED}|{_PEOPLE})")
_IN = re.compile(rf"\bin (?:an? |the |his |her )?(?:\w+ )?(interview with (?:the )?{_TITLED}|{_THINGS})")
_ENDS = re.compile(
    r"[’']?\W*(?:$|[\x01.,:;)—–]|(?:that|in|on|at|of|for|from|by|with|during|after|before|when|while|as|and|but|to|if"
    r"|he|she|they|it|his|her|their|the|an?|this|last|earlier|aboard|about|\w+ing)\b)"
)


def venue_of(mask: str) -> str:
    """Return where or to whom the words of a masked sentence say that it was said, "" where they go on beyond a name."""
    found = _TOLD.search(mask) or _IN.search(mask)
    return found[1].rstrip(".,’'") if found and _ENDS.match(mask, found.end(1)) else ""
