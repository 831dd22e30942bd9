"""A statement that a body or an office-holder gives in the first person: whole sentences, where no marks stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.model.news import Article
from bot.model.record import Draft, QuoteKind, Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.languages.english_statements import BODY, OFFICE, TOLD_BY_OTHERS
from bot.reading.text.carriers import leans
from bot.reading.text.quotes import paragraphs, stretches
from bot.reading.text.sentences import sentences

SURE = 0.9  # how sure it is whose statement a page is that says so in its headline
LEAST = 2  # sentences in the first person of a page that is a statement
FEWEST = 4  # words of a sentence that says something
_KINDS = r"(?:(?:press|official|public|media|joint)\s+)?statement"
_ON = r"(?:on|regarding|about|concerning|following|after|in response to|at the)"
_TITLE = re.compile(
    rf"(?:(?:full text|in full):\s+)?(?:{_KINDS}\s+(?:issued\s+)?(?:by|of|from)\s+(?:the\s+)?(?P<by>.+)"
    rf"|(?:the\s+)?(?P<own>.+?)(?:[’']s?)?\s+{_KINDS}(?:\s+{_ON}\s.*|\s*[:–—-].*)?)",
    re.IGNORECASE,
)
_ABOUT = re.compile(rf"(?i)\s+{_ON}\s+.*|\s*[:;–—|].*|\s+-\s.*")
_NAME = re.compile(r"[A-ZÀ-Þ][\w.’'-]*(?: (?:of|for|the|on|and|de|von|van|al|[A-ZÀ-Þ][\w.’'-]*))*")
_BODY, _OFFICE, _TOLD = re.compile(BODY), re.compile(OFFICE), re.compile(TOLD_BY_OTHERS)
_WE, _I = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b(?![’']?\w)"), re.compile(r"\bI\b(?!\.)|\b[Mm]y\b|\b[Ww]e\b|\b[Oo]ur\b")


def drafts(article: Article) -> Iterator[Draft]:
    """Yield the sentences in the first person of a page whose headline says whose statement it is; else nothing.

    A page that tells of a statement, with verbs of saying outside quotation marks, is an article about it.
    """
    speaker = issuer(article.publication.title)
    if speaker is None:
        return
    text, first = article.text, _I if speaker.kind is SpeakerKind.PERSON else _WE
    own = list(_own(text))
    spoken = [(before, span) for before, span in own if first.search(span.of(text))]
    if len(spoken) < LEAST or any(_TOLD.search(span.of(text)) for _, span in own):
        return
    for before, span in spoken:
        words = span.of(text)
        if len(words.split()) >= FEWEST:
            lead = before if before and leans(words) else None
            yield Draft(span, QuoteKind.STATEMENT, span, lead, speaker, None, "", None, SURE)


def issuer(title: str) -> Speaker | None:
    """Return whose statement a headline says that the page is: one body, or one office-holder by name."""
    found = _TITLE.fullmatch(" ".join(title.split()))
    if found is None:
        return None
    who = _ABOUT.sub("", found["by"] or found["own"]).strip(" .,’'")
    several = " and " in who and len(_BODY.findall(who)) > 1
    if several or not _NAME.fullmatch(who) or (" " not in who and not who.isupper()):
        return None
    if office := _OFFICE.fullmatch(who):
        return Speaker(office["name"], SpeakerKind.PERSON, office["role"])
    return Speaker(who, SpeakerKind.ORGANISATION) if _BODY.search(who) else None


def _own(text: str) -> Iterator[tuple[Span | None, Span]]:
    """Yield the sentences that hold no quotation marks, each with the one before it in its paragraph."""
    marked: Sequence[Span] = [each.outer for each in stretches(text)]
    at = 0
    for paragraph in paragraphs(text):
        while at < len(marked) and marked[at].end <= paragraph.start:
            at += 1
        here = [each for each in marked[at:] if each.start < paragraph.end] if at < len(marked) else []
        before = None
        for sentence in sentences(text, paragraph, ()):
            if not any(each.overlaps(sentence) for each in here):
                yield before, sentence
            before = sentence
