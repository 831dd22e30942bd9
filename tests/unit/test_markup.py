from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edges.web.links import joined
from bot.edges.web.markup import plain
from bot.ledger.identity import host


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("just words", "just words"),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br>Two.", "One.\n\nTwo."),
        ("<p>One <b>bold</b> <i>word</i>.</p>", "One bold word."),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("<h2>Head</h2>Body", "Head\n\nBody"),
        ("<p>a</p><script>x()</script><style>b{}</style><p>c</p>", "a\n\nc"),
        ("<p>a</p><figure><img><figcaption>Photo: X</figcaption></figure><p>b</p>", "a\n\nb"),
        ("before<!-- hidden -->after", "beforeafter"),
        ("<script>x</script>tail", "tail"),
        ("&ldquo;It is &lt; ready&rdquo; &amp; done", "“It is < ready” & done"),
        ('“Curly” ‘quotes’ «guillemets» "straight"', '“Curly” ‘quotes’ «guillemets» "straight"'),
        ("<p>a\n  b\tc\u00a0d</p>", "a b c d"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("<p>nul\x00byte</p>", "nulbyte"),
        ("<p>unclosed <b>bold", "unclosed bold"),
        ("Ruiz\u00admann\u200bs", "Ruizmanns"),
        ("<p>Ruiz&shy;mann</p>", "Ruizmann"),
        ("</div></div>stray", "stray"),
        ("\r\n\r\n\r\nfirst\r\n\r\n\r\n\r\nsecond\r\n", "first\n\nsecond"),
    ],
)
def test_markup_becomes_plain_text(markup: str, text: str) -> None:
    """Blocks become paragraphs, entities become characters, marks stay as printed, scripts and captions go."""
    assert plain(markup) == text


def test_a_deep_tree_does_not_break_the_walk() -> None:
    """Nesting beyond any page's is no crash."""
    assert plain("<div>" * 200 + "deep" + "</div>" * 200) == "deep"
    plain("<div>" * 50_000 + "x")


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_tidy_text(markup: str) -> None:
    """Whatever comes in, no outer spaces and no runs of blank lines come out."""
    text = plain(markup)
    assert text == text.strip()
    assert "\n\n\n" not in text


@pytest.mark.parametrize(
    ("base", "link", "full"),
    [
        ("https://a.example/x/", "y", "https://a.example/x/y"),
        ("https://a.example/x/", "/y", "https://a.example/y"),
        ("https://a.example/x/", "//b.example/y", "https://b.example/y"),
        ("https://a.example/x/", " https://b.example/y\n", "https://b.example/y"),
        ("https://a.example/x/", "https://b.example/a\nb c", "https://b.example/ab%20c"),
        ("https://a.example/x/", "", ""),
        ("https://a.example/x/", "javascript:alert(1)", ""),
        ("https://a.example/x/", "mailto:a@b.example", ""),
        ("https://a.example/x/", "http://[", ""),
    ],
)
def test_links_are_joined_or_dropped(base: str, link: str, full: str) -> None:
    """A link becomes a full web address, or nothing when it leads elsewhere."""
    assert joined(base, link) == full


def test_a_host_is_named_as_people_know_it() -> None:
    """The host of an address comes without www., and nonsense comes back as it is."""
    assert host("https://www.Gazette.example/feed") == "gazette.example"
    assert host("http://[") == "http://["


def test_struck_words_are_not_said_and_windows_marks_are_marks() -> None:
    """Words that a page strikes out are dropped; characters that only Windows has are read as there."""
    assert plain("<p>He is <del>guilty</del> <s>bad</s>free.</p>") == "He is free."
    assert plain("a &#147;b&#148; c") == plain("a \x93b\x94 c") == "a “b” c"
