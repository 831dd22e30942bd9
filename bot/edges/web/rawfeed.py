"""Look at a feed's bytes before a parser does: what is dangerous in them, and what many a generator gets wrong."""

from __future__ import annotations

import re

_NAMED = re.compile(rb"encoding\s*=\s*[\"']([^\"']{1,60})")
_CHARSET = re.compile(r"(?i)charset\s*=\s*([^;]{1,60})")
# What some codec does not leave as it is: UTF-7, Python's escapes, HZ, ISO 2022, names of hosts.
_PROBE = b"<!DOCTYPE +ADw- \\x3c \\u003c ~{ \x1b(B .xn--mnchen-3ya. &x;>"
_WIDE = ("utf-16", "utf-32")  # ASCII with zero bytes in between
_EBCDIC = b"\x4c\x6f\xa7\x94"  # "<?xm"
_DOCTYPE, _ENTITY = (re.compile(word, re.IGNORECASE) for word in (rb"<!DOCTYPE", rb"<!ENTITY"))
_REFERENCE = re.compile(rb"(?i)&#(?:x([0-9a-f]{1,8})|([0-9]{1,10}));(?:&#(?:x(d[c-f][0-9a-f]{2})|([0-9]{5}));)?")
_OPENED, _CLOSED = (re.compile(word) for word in (rb"<(?:\w+:)?(?:item|entry)[\s>]", rb"</(?:\w+:)?(?:item|entry)\s*>"))


def hidden(body: bytes, content_type: str) -> str:
    """Return the name of an encoding in which markup can hide from who looks at the bytes, or ''."""
    if body.startswith(_EBCDIC):
        return "EBCDIC"
    line = body.partition(b"\n")[0].replace(b"\0", b"")
    names = [*(each.decode("ascii", "replace") for each in _NAMED.findall(line)), *_CHARSET.findall(content_type)]
    return next((name for each in names if not _open(name := each.strip(" \t\"'"))), "")


def _open(codec: str) -> bool:
    """Say whether ASCII looks in a codec like ASCII; one that nobody knows is used by nobody."""
    try:
        return codec.lower().replace("_", "-").startswith(_WIDE) or _PROBE.decode(codec) == _PROBE.decode("ascii")
    except (LookupError, ValueError) as error:
        return isinstance(error, LookupError)


def declares_entities(body: bytes) -> bool:
    """Say whether a document declares entities of its own, which may grow without end or stand for files."""
    text = body.replace(b"\0", b"")
    declared = _DOCTYPE.search(text)
    return bool(declared and _ENTITY.search(text, declared.end()))


def mended(body: bytes) -> bytes:
    """Return a document without references to characters that do not exist; halves of a pair become their character."""
    return _REFERENCE.sub(_mended, body)


def _mended(found: re.Match[bytes]) -> bytes:
    first, second = _number(found[1], found[2]), _number(found[3], found[4])
    if 0xD800 <= first < 0xDC00 <= second < 0xE000:
        return b"&#%d;" % (0x10000 + (first - 0xD800) * 0x400 + second - 0xDC00)
    return b"".join(b"&#%d;" % (each if _exists(each) else 0xFFFD) for each in (first, second) if each >= 0)


def _number(hexadecimal: bytes | None, decimal: bytes | None) -> int:
    return int(hexadecimal, 16) if hexadecimal else int(decimal) if decimal else -1


def _exists(number: int) -> bool:
    """Say whether XML 1.0 has a character (section 2.2)."""
    return (
        number in {0x9, 0xA, 0xD} or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0xFFFF < number < 0x110000
    )


def breaks_off(body: bytes) -> bool:
    """Say whether the document ends inside an entry."""
    last = max((each.start() for each in _OPENED.finditer(body)), default=-1)
    return last >= 0 and not _CLOSED.search(body, last)
