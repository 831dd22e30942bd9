"""A quote as it is cited: the link to its words, text, HTML and BibTeX."""

from __future__ import annotations

import html
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup

from bot.briefing import citing
from bot.briefing.quote_page import BESIDE, quote_page
from bot.briefing.viewer import Viewer
from bot.model.record import Filed
from tests.unit.building import NOW, article, quote

SAID = "The locks stay closed until all boats are counted, and not a day less, well-known pilots or not"
SOURCE = article(f"It rained.\n\n“{SAID},” Ana Kovač said.\n\nNobody else spoke of “a wet - and costly - day”.")
WHOLE = quote(SOURCE, SAID)
PART = quote(SOURCE, "a wet - and costly - day", part=True)


def directive(url: str) -> str:
    return urlsplit(url).fragment.partition(":~:text=")[2]


def test_a_link_leads_to_the_exact_words() -> None:
    """A short quote is named whole; commas and hyphens, which have a meaning in such a link, are escaped."""
    assert directive(citing.exact(PART)) == "a%20wet%20%2D%20and%20costly%20%2D%20day"
    assert citing.exact(PART).startswith("https://harbour.example/roads#:~:text=")


def test_a_long_quote_is_named_by_its_ends() -> None:
    """Of a long quote only the first and last words stand in the link, each as the article has them."""
    first, last = map(unquote, directive(citing.exact(WHOLE)).split(","))
    assert (first, last) == ("The locks stay closed until", "less, well-known pilots or not")
    assert SAID.startswith(first)
    assert SAID.endswith(last)


@given(st.text(min_size=1).filter(lambda text: text.split()))
def test_any_words_make_one_directive(words: str) -> None:
    """Whatever stands between marks, the link has one directive of one or two parts that say words of the quote."""
    made = citing.exact(replace(PART, text=words.encode("utf-8", "replace").decode()))
    assert made.count("#") == 1
    parts = directive(made).split(",")
    assert len(parts) in {1, 2}
    assert not set(directive(made)) & set(' "<>&-')


def test_what_is_not_on_the_web_has_no_link() -> None:
    """An address that is not of the web is never made a link."""
    odd = replace(PART, publication=replace(PART.publication, url="javascript:alert(1)"))
    assert citing.exact(odd) == ""
    assert "<a" not in citing.as_html(odd)


def test_no_way_of_citing_gives_a_bare_fragment() -> None:
    """Text, HTML and BibTeX hold the sentence that carries a part-quote."""
    for made in (citing.as_text(PART), html.unescape(citing.as_html(PART)), citing.as_bibtex(PART)):
        assert "Nobody else spoke of “a wet - and costly - day”." in made


def test_html_to_paste_holds_no_markup_of_strangers() -> None:
    """A headline with markup is text in the HTML that people paste into their pages."""
    hostile = replace(WHOLE, publication=replace(WHOLE.publication, title='"><script>alert(1)</script>'))
    found = markup.fragment_fromstring(citing.as_html(hostile))
    assert {each.tag for each in found.iter()} == {"blockquote", "p", "footer", "a"}
    assert "<script>alert(1)</script>" in found.text_content()


def test_bibtex_is_escaped() -> None:
    """What TeX takes for a command or a group is escaped, and the braces stay even."""
    odd = replace(WHOLE, publication=replace(WHOLE.publication, title="50% & more_\\input{x}"))
    made = citing.as_bibtex(odd)
    assert r"50\% \& more\_\textbackslash{}input\{x\}" in made
    assert made.count("{") - made.count(r"\{") == made.count("}") - made.count(r"\}")


def test_a_name_that_is_not_sure_is_not_cited() -> None:
    """Below the confidence from which names are shown no citation has one."""
    doubtful = replace(WHOLE, confidence=0.4)
    for made in (citing.as_text(doubtful), citing.as_html(doubtful), citing.as_bibtex(doubtful)):
        assert "Kovač:" not in made
        assert "note = {Ana" not in made


def test_a_page_shows_a_paragraph_and_no_article() -> None:
    """The words stand whole between what is before and after them in their paragraph, which is cut, never they."""
    text = f"First paragraph.\n\n{'Rain fell. ' * 200}“{SAID},” Ana Kovač said.{' More rain.' * 200}\n\nLast paragraph."
    source = article(text)
    page = quote_page(Filed(quote(source, SAID)), source, Viewer(NOW))
    assert page.words == SAID
    assert len(page.before) <= BESIDE + 2
    assert len(page.after) <= BESIDE + 2
    assert f"{page.before[2:]}{page.words}{page.after[:-2]}" in text


def test_a_page_outlives_the_article() -> None:
    """When retention has taken the text the page has words, carrier, link and hashes."""
    page = quote_page(Filed(PART), None, Viewer(NOW))
    assert (page.before, page.words, page.after) == ("Nobody else spoke of “", "a wet - and costly - day", "”.")
    assert page.exact.startswith("https://harbour.example/roads#")
    assert page.hashes[1][1] == SOURCE.id
