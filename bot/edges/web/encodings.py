"""Names of encodings, by the web's own table, to codecs; and bytes to text where a few of them are broken."""

from __future__ import annotations

import codecs
import re

import webencodings

CODECS = frozenset(  # of Python, which are encodings of texts and nothing else
    "utf-8 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 "
    "iso8859-15 iso8859-16 cp866 cp874 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8-r koi8-u "
    "tis-620 mac-roman mac-cyrillic gb18030 gbk big5 big5hkscs euc_jp shift_jis cp932 iso2022_jp euc_kr cp949 "
    "utf-16-le utf-16-be".split()
)
_AS = {  # where the web reads more under a name than Python does (WHATWG Encoding, section 4.2)
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
}
_WINDOWS = re.compile(r"(?:x-)?(?:win|windows|cp|ms)[-_ ]?(125\d|874|932|949)")
WHOLE = 4  # whole signs for a broken one make UTF-8 of what calls itself something else


def codec(label: str) -> str:
    """Return the codec that a document's label stands for, or '' for one that the web does not have."""
    label = label.strip().lower()
    if found := webencodings.lookup(label):
        return _known(found.codec_info.name)
    if named := _WINDOWS.fullmatch(label):
        return f"cp{named[1]}"
    return _known(label)


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    found = _AS.get(found, found)
    return found if found in CODECS else ""


def mostly_utf_8(body: bytes, least: int = 1) -> str:
    """Return text that is UTF-8 but for some broken bytes, each of them a replacement sign; '' for anything else.

    `least` signs of several bytes are whole for one that is broken; what Java writes for emoji is read as them.
    """
    try:
        pairs = body.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
        return pairs.decode("utf-16-le", "replace")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f") - broken
    return text if whole >= least * broken or (whole and broken == 1) else ""
