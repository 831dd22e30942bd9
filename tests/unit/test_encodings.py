from __future__ import annotations

import pytest

from bot.edges.web.encodings import codec
from bot.edges.web.rawfeed import decoded


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("x-sjis", "cp932"),
        ("Windows-31J", "cp932"),
        ("unicode-1-1-utf-8", "utf-8"),
        ("ks_c_5601-1987", "cp949"),
        ("iso-ir-149", "cp949"),
        ("x-cp1251", "cp1251"),
        ("win-1250", "cp1250"),
        ("cp-1252", "cp1252"),
        ("koi", "koi8-r"),
        ("x-gbk", "gb18030"),
        ("cn-big5", "big5hkscs"),
        ("dos-874", "cp874"),
        (" Latin1 ", "cp1252"),
    ],
)
def test_labels_are_those_of_the_web(label: str, wanted: str) -> None:
    """Feeds name encodings as browsers know them; each has its codec."""
    assert codec(label) == wanted


@pytest.mark.parametrize("label", ["rot13", "zlib", "unicode_escape", "idna", "utf-7", "", "no such thing", "hex"])
def test_no_other_codec_is_let_in(label: str) -> None:
    """Codecs that are no encodings of texts, and those that hide markup, are nothing."""
    assert codec(label) == ""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("“Yes,” she said. ".encode() + b"\xed\xa0\xbd\xed\xb8\x89", "“Yes,” she said. 😉"),  # what Java writes
        (
            "“Yes,” she said, and “n".encode() + "ö".encode()[:1] + b" ... " + "“G".encode()[:2],
            "“Yes,” she said, and “n",
        ),
        ("Zürich, Köln, Bâle".encode() + b" \x96 \x97", "Zürich, Köln, Bâle \ufffd \ufffd"),
    ],
)
def test_words_cut_within_a_sign_cost_no_other_word(body: bytes, words: str) -> None:
    """A text cut by bytes, or with emoji in pairs, stays UTF-8; what calls itself otherwise needs more to be it."""
    assert decoded(body, "").startswith(words)
    czech = "Zürich, Köln".encode("iso-8859-2") + "ö".encode() * 2
    assert decoded(czech, "text/xml; charset=iso-8859-2").startswith("Zürich, Köln")


def test_one_broken_byte_breaks_one_sign() -> None:
    """UTF-8 with a few broken bytes stays UTF-8, wherever they stand; what is none is read as it says."""
    whole = "Premiér: přístav prohloubíme, řekl Jiří Dvořák."
    body = whole.encode()
    for at in range(len(body)):
        if body[at] < 0x80:
            assert (
                decoded(body[:at] + b"\xff" + body[at + 1 :], "")
                == body[:at].decode() + "\ufffd" + body[at + 1 :].decode()
            )
    assert decoded(whole.encode("cp1250"), "text/xml; charset=windows-1250") == whole
    assert decoded("déjà vu à Zürich".encode("cp1252"), "") == "déjà vu à Zürich"
