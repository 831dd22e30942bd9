from __future__ import annotations

import lxml.html
import pytest

from bot.edges.web.beside import cleared

FIRST = "<p>“We will dredge it,” the minister said, and the council agreed to pay for most of the works.</p>"
REST = "<p>The port was built in the nineteenth century and has been repaired twice since then, at some cost.</p>" * 6


def seen(inside: str) -> str:
    """Return the text of an article with something in its middle."""
    tree = lxml.html.document_fromstring(
        f"<html><body><article><h1>Port</h1>{FIRST}{inside}{REST}</article></body></html>"
    )
    return str(cleared(tree).text_content())


@pytest.mark.parametrize(
    "box",
    [
        "<figure><figcaption>“Out of place,” said Kern.</figcaption></figure>",
        '<p class="caption">“Out of place,” said Kern.</p>',
        '<blockquote class="pull-quote">Out of place</blockquote>',
        "<aside><p>“Out of place,” says Vik.</p></aside>",
        '<div class="related-articles"><a href="/x">Out of place</a></div>',
        '<p>Read also: <a href="/y">Roth: “Out of place”</a></p>',
        '<p><b>Lesen Sie auch:</b> <a href="/y">„Out of place“</a></p>',
    ],
)
def test_what_stands_beside_an_article_is_taken_away(box: str) -> None:
    """Captions, pull quotes, boxes and lines that lead elsewhere are no sentences of the article; the rest stays."""
    text = seen(box)
    assert "Out of place" not in text
    assert "We will dredge it" in text


def test_a_pull_quote_is_known_by_its_words() -> None:
    """A block quote that repeats the article is left out; one with words of its own stays, in marks."""
    assert seen("<blockquote><p>The port was built in the nineteenth century</p></blockquote>").count("built in") == 6
    assert "“No word of this stands elsewhere.”" in seen(
        "<blockquote><p>No word of this stands elsewhere.</p></blockquote>"
    )


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>He said <q>we sign</q> twice.</p>", "He said “we sign” twice."),
        ("<p>He said <q>“we sign”</q> twice.</p>", "He said “we sign” twice."),
        ("<p>He said <q>we <q>sign</q> it</q>.</p>", "He said “we ‘sign’ it”."),
        ("<p>He said <q>we <b>sign</b></q>.</p>", "He said “we sign”."),
        ("<blockquote><p>One.</p><p>Two.</p></blockquote>", "“One.“Two.”"),
        ("<blockquote><p>„Eins.“</p></blockquote>", "„Eins.“"),
    ],
)
def test_quotations_have_the_marks_that_browsers_draw(markup: str, text: str) -> None:
    """Elements of quotation get marks, once, whatever stands inside them."""
    assert text in seen(markup)


def test_a_page_that_calls_itself_related_is_still_there() -> None:
    """A name on the article itself takes nothing away."""
    tree = lxml.html.document_fromstring(
        f'<html><body><div class="related"><div>{FIRST}{REST}</div></div></body></html>'
    )
    assert "We will dredge it" in cleared(tree).text_content()
