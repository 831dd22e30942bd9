"""Make one clean document of a feed's bytes before any parser sees them.

Parsers decode, expand and open what bytes tell them to; this decodes with codecs of the web only and begins at the root
element, so that nothing is left that could declare or name anything.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5

from bot.edges.web.encodings import WHOLE, codec, mostly_utf_8

_SEVEN_BITS = "iso2022_jp"  # looks like UTF-8
_WIDE = (  # by a byte order mark, or by "<" at the beginning
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
CHARSET = re.compile(r"(?i)charset\s*=\s*[\"']?([\w.:-]{1,40})")
_NAMED = re.compile(rb"\A\s{0,20}<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([\w.:-]{1,40})")
_OPENING = re.compile(r"<!--|<\?|<(?=[A-Za-z_])")
_ROOT = re.compile(r"(?i)<(?:[\w.-]+:)?(?:rss|feed|rdf)[\s>]")
_APART = re.compile(r"<!--|<!\[CDATA\[")
_ENTITY = re.compile(r"(?i)<!ENTITY")
_REFERENCE = re.compile(r"(?i)&#(?:x([0-9a-f]{1,8})|([0-9]{1,10}));(?:&#(?:x(d[c-f][0-9a-f]{2})|(5[67][0-9]{3}));)?")
_AUTHOR = re.compile(
    r"(?i)(<(?:[\w.-]+:)?(?:author|creator|managingeditor|webmaster|contributor|owner|publisher|name)(?:\s[^<>]*)?>"
    r"\s*(?:<!\[CDATA\[)?)((?:(?!\]\]>)[^<])*)"
)
MOST_AUTHOR = 500  # characters
_NAMED_REFERENCE = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{1,30});|(?!#\w{1,10};))")
_XML_HAS = {"amp", "lt", "gt", "quot", "apos"}
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_OPENED = re.compile(r"(?i)<(?:[\w-]+:)?(?:item|entry)(?:\s[^<>]*)?(?<!/)>")
_CLOSED = re.compile(r"(?i)</(?:[\w-]+:)?(?:item|entry|channel|feed|rss|rdf)\s*>")


def decoded(body: bytes, content_type: str) -> str:
    """Return the text of a document: by its byte order, as UTF-8 where it can be, else as it is said to be encoded.

    What is said is wrong often; bytes that are UTF-8 by chance are not. Whatever fits nothing is read as Windows-1252.
    """
    if wide := next((codec for mark, codec in _WIDE if body.startswith(mark)), ""):
        return body.decode(wide, "replace")
    named = list(_codecs(body, content_type))
    least = WHOLE if {*named} - {"utf-8", "cp1252"} else 1
    for each in named:
        try:
            return body.decode(each)
        except UnicodeDecodeError:
            if each == "utf-8" and (text := mostly_utf_8(body, least)):
                return text
    return body.decode("cp1252", "replace")


def _codecs(body: bytes, content_type: str) -> Iterator[str]:
    named = _NAMED.search(body)
    said = [codec(name) for name in (*CHARSET.findall(content_type), named[1].decode("ascii") if named else "")]
    if _SEVEN_BITS in said and b"\x1b" in body:
        yield _SEVEN_BITS
    yield "utf-8"
    yield from filter(None, said)
    yield "cp1252"


def rooted(text: str) -> tuple[str, str]:
    """Return what stands before the root element, and the document from there on: nothing where no tag is.

    Words before it are what a broken server adds: warnings, blank lines.
    """
    first, at, endless = -1, 0, set[str]()
    while found := _OPENING.search(text, at):
        if found[0] == "<":
            if _ROOT.match(text, found.start()):
                return text[: found.start()], text[found.start() :]
            first, at = (first if first >= 0 else found.start()), found.end()
            continue
        end = "-->" if found[0] == "<!--" else "?>"
        closed = -1 if end in endless else text.find(end, found.end())
        endless |= {end} if closed < 0 else set()
        at = closed + len(end) if closed >= 0 else found.end()
    return (text[:first], text[first:]) if first >= 0 else (text, "")


def declares_entities(prolog: str) -> bool:
    """Say whether entities are declared, which may grow without end or stand for files."""
    return bool(_ENTITY.search(prolog))


def tags(text: str) -> int:
    """Return how many tags, comments and CDATA sections a document has."""
    return markup(text).count("<") + text.count("<!--") + text.count("<![CDATA[")


def markup(text: str) -> str:
    """Return a document without its comments and CDATA sections; one that does not end stays."""
    return "".join(part for part, outside in _parts(text) if outside)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a document in parts, each with whether it lies outside of comments and CDATA sections."""
    at = 0
    while found := _APART.search(text, at):
        end = "-->" if found[0] == "<!--" else "]]>"
        closed = text.find(end, found.end())
        if closed < 0:
            break
        yield text[at : found.start()], True
        at = closed + len(end)
        yield text[found.start() : at], False
    yield text[at:], True


def mended(text: str) -> str:
    """Return a document without what XML does not have; halves of a character are put together.

    A bare & stands for itself, a name of HTML for its character, a control for a space.
    """
    whole = _REFERENCE.sub(_mended, _CONTROLS.sub(" ", text))
    return "".join(_NAMED_REFERENCE.sub(_character, part) if outside else part for part, outside in _parts(whole))


def _character(found: re.Match[str]) -> str:
    """Return what a reference stands for, if XML does not know it."""
    name = found[1]
    if not name:
        return "&amp;"
    if name in _XML_HAS:
        return found[0]
    return html5.get(f"{name};") or f"&amp;{name};"


def unsigned(text: str) -> str:
    """Return a document without endless names of authors: nobody reads them, and feedparser takes for ever."""
    return _AUTHOR.sub(lambda found: found[1] if len(found[2]) > MOST_AUTHOR else found[0], text)


def _mended(found: re.Match[str]) -> str:
    first, second = _number(found[1], found[2]), _number(found[3], found[4])
    if 0xD800 <= first < 0xDC00 <= second < 0xE000:
        return f"&#{0x10000 + (first - 0xD800) * 0x400 + second - 0xDC00};"
    return "".join(map(_reference, (each for each in (first, second) if each >= 0)))


def _reference(number: int) -> str:
    return f"&#{number};" if _exists(number) else " " if 0 < number < 0x20 else "&#65533;"


def _number(hexadecimal: str | None, decimal: str | None) -> int:
    return int(hexadecimal, 16) if hexadecimal else int(decimal) if decimal else -1


def _exists(number: int) -> bool:
    """Say whether XML 1.0 has a character (section 2.2)."""
    return (
        number in {0x9, 0xA, 0xD} or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or 0xFFFF < number < 0x110000
    )


def breaks_off(text: str) -> bool:
    """Say whether the document ends inside an entry."""
    outside = markup(text)
    last = max((each.end() for each in _OPENED.finditer(outside)), default=-1)
    return last >= 0 and not _CLOSED.search(outside, last)
