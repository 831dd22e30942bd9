from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edges.web.metadata import MOST_OBJECTS, own_data
from bot.edges.web.pages import read_page, sends_on
from bot.errors import Forbidden, Unreadable
from bot.model.news import Completeness, Page

URL = "https://www.gazette.example/2026/bridge"
PARAGRAPHS = [
    f"<p>In the {n}th week of building the engineers reported that pier number {n} stands firm in the river. "
    f"“We will not open before test {n} is done,” said Ada Moor, who leads the works on the site.</p>"
    for n in range(4, 10)
]
BODY = "".join(PARAGRAPHS)
GRAPH = (
    '<script type="application/ld+json">{"@graph":[{"@type":"Report","datePublished":"2026-03-13T08:00:00Z"}]}</script>'
)


def html(head: str = "", body: str = BODY, lang: str = ' lang="en-GB"') -> bytes:
    """Return a news page."""
    return (
        f"<!DOCTYPE html><html{lang}><head><title>Bridge | Gazette</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a></nav><article><h1>The bridge</h1>{body}</article></body></html>"
    ).encode()


def read(body: bytes, content_type: str = "text/html; charset=utf-8") -> Page:
    """Read a page at our address."""
    return read_page(body, URL, content_type)


def test_a_page_gives_its_text_with_quotes_as_printed() -> None:
    """Paragraphs come apart by a blank line, with every mark as the page has it."""
    page = read(html())
    assert "“We will not open before test 7 is done,” said Ada Moor, who leads the works on the site." in page.text
    assert page.text.count("\n\n") >= 5
    assert page.completeness is Completeness.WHOLE
    assert (page.title, page.language) == ("The bridge", "en-GB")


def test_what_a_page_says_of_itself_is_kept() -> None:
    """Open Graph's title and site name win over headings."""
    page = read(
        html('<meta property="og:title" content="Bridge &amp; river"><meta property="og:site_name" content="Gazette">')
    )
    assert (page.title, page.outlet) == ("Bridge & river", "Gazette")


@pytest.mark.parametrize(
    ("head", "moment", "day"),
    [
        ('<script type="application/ld+json">{"datePublished":"2026-03-13T08:00:00+01:00"}</script>', 7, 13),
        (GRAPH, 8, 13),
        ('<meta property="article:published_time" content="2026-03-13T08:00:00-05:00">', 13, 13),
        ('<time datetime="2026-03-13T08:00:00Z">today</time>', 8, 13),
        ('<meta property="article:published_time" content="2026-03-13">', None, 13),
        ('<meta property="article:published_time" content="2026-03-13T08:00:00">', None, 13),
        ('<meta property="article:published_time" content="soon"><time datetime="2026-03-13T08:00:00Z"></time>', 8, 13),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00+14:00">', None, None),
        ('<meta property="article:published_time" content="9999-12-31T23:59:59-14:00">', None, None),
        ("", None, None),
    ],
)
def test_dates_are_moments_only_with_a_zone(head: str, moment: int | None, day: int | None) -> None:
    """A zone makes a moment in UTC; a bare day stays a day; nonsense is passed over."""
    page = read(html(head))
    assert page.published_at == (datetime(2026, 3, 13, moment, tzinfo=UTC) if moment else None)
    assert page.published_on == (date(2026, 3, day) if day else None)


def test_a_plain_text_keeps_its_lines_and_a_headline_that_quotes_is_left_out() -> None:
    """Lines of a text that is no markup stay apart; what a headline quotes stands below it."""
    page = read_page(b'MINUTES\nMayor Ruiz opened at 7.\n\nRuiz: "We begin."', URL, "text/plain; charset=utf-8")
    assert page.text.splitlines() == ["MINUTES", "Mayor Ruiz opened at 7.", "", 'Ruiz: "We begin."']
    told = html('<meta property="og:title" content="‘We begin’: the bridge">').replace(
        b"The bridge", "‘We begin’: the bridge".encode()
    )
    assert read(told).text.startswith("In the 4th week")


def test_a_page_for_telephones_names_the_one_for_all() -> None:
    """Hosts of one registered site speak for one another, those below a name that many share do not."""
    said = '<link rel="canonical" href="https://{}/b">'
    assert (
        read_page(html(said.format("www.port.co.uk")), "https://m.port.co.uk/b", "").url == "https://www.port.co.uk/b"
    )
    assert read_page(html(said.format("ada.substack.com")), "https://bo.substack.com/b", "").url.startswith(
        "https://bo"
    )


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/2026/bridge-opens", "https://www.gazette.example/2026/bridge-opens"),
        ("https://gazette.example/b", "https://gazette.example/b"),
        ("https://elsewhere.example/b", URL),
        ("http://[", URL),
        ("javascript:alert(1)", URL),
        ("", URL),
    ],
)
def test_the_canonical_address_counts_on_the_same_site_only(link: str, url: str) -> None:
    """A page may name its own address, not somebody else's."""
    assert read(html(f'<link rel="canonical" href="{link}">')).url == url


@pytest.mark.parametrize("free", ["false", '"False"', '"false"'])
def test_a_declared_paywall_is_one(free: str) -> None:
    """A page that says it is not free is read as what stands before the wall."""
    page = read(html(f'<script type="application/ld+json">{{"isAccessibleForFree": {free}}}</script>'))
    assert page.completeness is Completeness.PAYWALL


def test_a_wall_in_words_is_one() -> None:
    """Little text and an offer to subscribe make a paywall."""
    page = read(html(body="<p>The bridge opened on Friday.</p><p>Subscribe to continue reading this story.</p>"))
    assert page.completeness is Completeness.PAYWALL


def test_a_short_page_is_a_teaser() -> None:
    """A page of a few words is no article."""
    assert read(html(body="<p>The bridge opened on Friday.</p>")).completeness is Completeness.TEASER


def test_a_very_short_page_gives_its_words_once() -> None:
    """Words that the extractor doubles are given once."""
    assert (
        read(b"<html><body><div><p>Only these few words stand here.</p></div></body></html>").text.count("Only these")
        == 1
    )


@pytest.mark.parametrize(
    ("body", "content_type", "words"),
    [
        (b"%PDF-1.7", "text/html", "gazette.example sent a PDF that is damaged or too large to read."),
        (b"\x89PNG", "image/png", "gazette.example sent image/png, not a web page."),
        (b"PK", "application/zip; x=y", "gazette.example sent application/zip, not a web page."),
        (b"<!-- only a comment -->", "text/html", "gazette.example sent a page that cannot be read."),
    ],
)
def test_what_is_no_page_is_named(body: bytes, content_type: str, words: str) -> None:
    """The refusal says what came instead of a page."""
    with pytest.raises(Unreadable) as caught:
        read(body, content_type)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("utf-8", "utf-8"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-8", "nonsense"),
        ("utf-8", "zlib"),
    ],
)
@pytest.mark.parametrize("place", ["header", "meta"])
def test_marks_survive_every_encoding(codec: str, declared: str, place: str) -> None:
    """Quotation marks arrive as printed even when the encoding that was named is a lie."""
    head = f'<meta charset="{declared}">' if place == "meta" else ""
    header = f"text/html; charset={declared}" if place == "header" else "text/html"
    page = read(html(head).decode().encode(codec), header)
    assert "“We will not open before test 7 is done,” said Ada Moor" in page.text


@pytest.mark.timeout(60)
def test_a_tangled_page_is_refused_at_once() -> None:
    """A page of a hundred thousand elements is refused before it is read."""
    with pytest.raises(Unreadable, match=r"more than 30,000 elements, not read\.$"):
        read(html(body="a<br>" * 100_000))


def test_an_external_entity_reads_no_file(tmp_path: Path) -> None:
    """A page cannot make us read a file of the machine."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    body = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>words &x;</p>{BODY}</body></html>'
    assert "secret words" not in read(body.encode()).text


def test_deep_and_broken_linked_data_do_no_harm() -> None:
    """JSON-LD that is endless, broken or of odd types is passed over."""
    for script in ('{"a":' + "[" * 100_000, "{", "null", '"x"', '{"datePublished": {"a": 1}}', "[" * 50 + "]" * 50):
        assert read(html(f'<script type="application/ld+json">{script}</script>')).published_at is None


PIECES = st.sampled_from(
    [
        *"<html> <body> <p> </p> <article> “words” <script type='application/ld+json'> </script> &#0; &nope;".split(),
        *"<link rel=canonical href=http://[> <meta charset=utf-16> <time datetime=9999> <!DOCTYPE <?xml \x00".split(),
        '{"datePublished":"2026"}',
    ]
)


@given(st.binary(max_size=300) | st.lists(PIECES, max_size=25).map(lambda parts: " ".join(parts).encode()))
@settings(max_examples=120, deadline=None)
def test_any_bytes_are_a_page_or_unreadable(body: bytes) -> None:
    """Whatever bytes come, reading gives a page, Unreadable or, for a wall, Forbidden."""
    with suppress(Unreadable, Forbidden):
        assert isinstance(read(body), Page)


OTHERS = '{"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","datePublished":"2019-01-02T08:00:00Z"}]}'
OWN = '{"@type":"NewsArticle","headline":"The bridge","datePublished":"2026-03-13T08:00:00Z"}'


STORM = OWN.replace("The bridge", "A storm").replace("2026", "2019")
ADDRESSED = OWN.replace('"headline":"The bridge"', '"url":"/2026/bridge"')
LATER = '<time datetime="2030-05-01T10:00Z">1 May 2030</time>'
SERIES = OWN.replace("datePublished", "dateCreated")[:-1] + ',"isPartOf":{"datePublished":"2019-01-02"}}'
OF_ITSELF = '<meta itemprop="datePublished" content="2026-03-13T08:00Z">'


@pytest.mark.parametrize(
    ("data", "head"),
    [
        (f"[{OTHERS},{OWN}]", ""),
        (OTHERS, OF_ITSELF),
        (f"[{STORM},{OWN}]", ""),
        (f"[{STORM},{ADDRESSED}]", ""),
        (SERIES, ""),
        ("{}", '<aside><time datetime="2019-01-02"></time></aside><time datetime="2026-03-13T08:00:00Z"></time>'),
        (OWN[:-1] + ",}", ""),
        (OWN.replace("The bridge", "The\nbridge"), ""),
        (f"//<![CDATA[\n{OWN}\n//]]>", ""),
        (f"<!-- {OWN} -->", ""),
        (f'{{"@type":"Organization"}};{OWN}', ""),
        (f'{{"@type":"WebPage","datePublished":"2019-01-02","mainEntity":{OWN}}}', ""),
        ("{}", '<meta name="DC.date.issued" content="2026-03-13T08:00:00Z">'),
        ("{}", '<meta name="PubDate" content="1773388800000">'),
        ("{}", '<abbr class="published" title="2026-03-13T08:00:00Z">13 March</abbr>'),
        ("{}", '<time class="updated" datetime="2026-03-15T08:00Z"></time><time datetime="2026-03-13T08:00Z"></time>'),
        ("{}", f'<div class="related">{LATER}</div><time datetime="2026-03-13T08:00Z"></time>'),
        ("{}", f'<div id="comments">{LATER}</div><time datetime="2026-03-13T08:00Z"></time>'),
        ("{}", f'<p>They march on {LATER}.</p><p>Published <time datetime="2026-03-13T08:00Z"></time></p>'),
    ],
)
def test_the_date_is_the_articles_own(data: str, head: str) -> None:
    """Lists, series, comments and other stories on the page have dates that are not the article's."""
    page = read(html(f'<script type="application/ld+json">{data}</script>{head}'))
    assert page.published_at == datetime(2026, 3, 13, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("meta", "place"),
    [
        ('content="0; url=/next"', "https://www.gazette.example/next"),
        ("content=\"0;URL='https://other.example/x'\"", "https://other.example/x"),
        ('content="3, https://other.example/x"', "https://other.example/x"),
        ('content="300; url=/next"', ""),
        ('content="0; url=https://www.gazette.example/2026/bridge"', ""),
        ('content="0; url=javascript:alert(1)"', ""),
    ],
)
def test_a_page_that_only_sends_on_says_where(meta: str, place: str) -> None:
    """A refresh at once leads on; one that reloads an article, or leads nowhere on the web, does not."""
    assert (
        sends_on(f"<html><head><meta http-equiv=refresh {meta}></head><body>Wait</body></html>".encode(), URL) == place
    )
    assert sends_on(html(f"<meta http-equiv=refresh {meta}>"), URL) == ""


def test_data_without_end_is_read_as_far_as_an_article_goes() -> None:
    """A list of a million objects in a page's data is looked at up to a thousand, not one by one from its front."""
    many = ",".join(['{"@type":"NewsArticle","url":"https://a.example/x"}'] * 60_000)
    page = f'<html><script type="application/ld+json">[{many}]</script><p>We go.</p></html>'
    tree = lxml.html.document_fromstring(page)
    assert len(own_data(tree, "https://a.example/x", "")) == MOST_OBJECTS
