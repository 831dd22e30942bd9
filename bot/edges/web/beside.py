"""Take away what stands in an article and is none of its sentences; write marks where browsers draw them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import lxml.html

from bot.ledger.words import fold_words

_BESIDE = re.compile(  # what sites call them: captions, pull quotes, boxes with other stories
    r"(?i)(?<![a-z-])(pull-?_?quote|(wp-|image-|photo-|media-)?caption(-text)?|cutline|fig-?caption|"
    r"related(-(articles?|stories|content|links|posts|box))?|read-?(also|next)|see-also)(?![a-z])"
)
_ELSEWHERE = re.compile(
    r"(?i)(read|see|watch|listen|more|also|related|lesen sie|mehr zum thema|auch interessant|lire|à lire|leer|lea|"
    r"te puede|leggi|leia|lees ook|läs|les også|læs|czytaj|читайте)\b[^.!?]{0,40}?(also|more|next|on|this|:|auch|aussi|"
    r"también|anche|também|mer|også|też|также|ook|thema)"
)
_MARKS = re.compile(r"""\s*["“”„«»‹›‘’']""")
ALWAYS = {"figcaption", "aside"}
MOST_SHARE = 0.1  # of the page's words; whatever has more is the article
LONGEST_LINK = 300  # characters of a line that leads elsewhere
LONGEST_PULLED = 500  # characters of a pull quote
MOST_PULLED = 20


def cleared(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """Return the tree without captions, pull quotes, boxes and links to other stories, and with quotations in marks."""
    sizes = _sizes(tree)
    most = MOST_SHARE * sizes.get(tree, 0)
    for node in [each for each in tree.iter("*") if _beside(each) and sizes.get(each, 0) <= most]:
        _drop(node)
    for node in [each for each in tree.iter("p", "li", "div") if _leads_elsewhere(each, sizes)]:
        _drop(node)
    for node in list(_pulled(tree)):
        _drop(node)
    for node in reversed(list(tree.iter("q", "blockquote"))):  # what is inside first
        _mark(node)
    return tree


def _sizes(tree: lxml.html.HtmlElement) -> dict[lxml.html.HtmlElement, int]:
    """Return how many characters of text each element holds, in one pass."""
    sizes: Counter[lxml.html.HtmlElement] = Counter()
    for node in reversed(list(tree.iter())):
        if not isinstance(node.tag, str) or node.tag in {"script", "style", "noscript"}:
            sizes[node] = 0
        else:
            sizes[node] += len(node.text or "")
        if (parent := node.getparent()) is not None:
            sizes[parent] += sizes[node] + len(node.tail or "")
    return sizes


def _beside(node: lxml.html.HtmlElement) -> bool:
    if node.tag in {"html", "body", "main", "article", "h1"}:
        return False
    return node.tag in ALWAYS or bool(_BESIDE.search(f"{node.get('class', '')[:300]} {node.get('id', '')[:100]}"))


def _leads_elsewhere(node: lxml.html.HtmlElement, sizes: dict[lxml.html.HtmlElement, int]) -> bool:
    """Say whether a line is a link to another story with “Read also” before it."""
    size = sizes.get(node, 0)
    if not 0 < size <= LONGEST_LINK or node.find(".//a") is None:
        return False
    linked = sum(sizes.get(each, 0) for each in node.iter("a"))
    return linked * 3 >= size and bool(_ELSEWHERE.match(str(node.text_content()).strip()))


def _pulled(tree: lxml.html.HtmlElement) -> Iterator[lxml.html.HtmlElement]:
    """Yield block quotes whose words stand in the text as well."""
    quotes = [each for each in tree.iter("blockquote") if len(each.text_content()) <= LONGEST_PULLED][:MOST_PULLED]
    if not quotes:
        return
    text = fold_words(" ".join(str(each.text_content()) for each in tree.iter("p") if not _in_quote(each)))
    for each in quotes:
        lines = [fold_words(part.text_content()) for part in each.iter("p")] or [fold_words(each.text_content())]
        if len(lines[0].split()) >= 4 and lines[0] in text:
            yield each


def _in_quote(node: lxml.html.HtmlElement) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == "blockquote"


def _mark(node: lxml.html.HtmlElement) -> None:
    """Put marks around the words of a quotation that has none of its own."""
    said = str(node.text_content())
    if not said.strip() or _MARKS.match(said):
        if node.tag == "q":
            node.drop_tag()
        return
    if node.tag == "q":
        parent = node.getparent()
        opening, closing = ("‘", "’") if parent is not None and parent.tag == "q" else ("“", "”")
        _enclose(node, opening, closing)
        node.drop_tag()  # the extractor does not know it
        return
    parts = [each for each in node.iter("p") if str(each.text_content()).strip()] or [node]
    for each in parts:
        _enclose(each, "“", "”" if each is parts[-1] else "")


def _enclose(node: lxml.html.HtmlElement, opening: str, closing: str) -> None:
    node.text = opening + (node.text or "").lstrip()
    if len(node):
        last = node[-1]
        last.tail = (last.tail or "").rstrip() + closing
    else:
        node.text = node.text.rstrip() + closing


def _drop(node: lxml.html.HtmlElement) -> None:
    if node.getparent() is not None:
        node.drop_tree()
