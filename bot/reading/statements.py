"""A statement that a body, several or an office-holder give in the first person: whole sentences, where no marks stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.model.news import Article
from bot.model.record import Draft, QuoteKind, Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.languages.statements import LANGUAGES, Stated
from bot.reading.text.carriers import leans
from bot.reading.text.sentence import Line, lines

SURE = 0.9  # how sure it is whose statement a page is that says so in its headline
LEAST = 2  # sentences in the first person of a page that is a statement
FEWEST = 4  # words of a sentence that says something
HEAD = 2_000  # characters of a text in which a joint statement names who gives it
LONGEST = 200  # characters of a name
_MARKED = re.compile(r"\s*[:;–—|].*|\s+-\s.*")
_CAPITAL = r"(?:[dDlL][’'])?[A-ZÀ-Þ][\w.’'-]*"
_DECLARED = re.compile(r"(?i)statement|declaration|communiqué|erklärung|déclaration|declaración|comunicado")
_JOINT = re.compile(r"(?i)joint|common|gemeinsame|conjoint|commune|conjunt")


@dataclass(frozen=True, slots=True)
class Issuer:
    """Hold whose statement a page is, and in which language."""

    speaker: Speaker
    words: Stated


def drafts(article: Article) -> Iterator[Draft]:
    """Yield the sentences in the first person of a page whose headline says whose statement it is; else nothing.

    A page that tells of a statement, with verbs of saying outside quotation marks, is an article about it.
    """
    title = article.publication.title
    found = issuer(title) or _signed(title, article.text)
    if found is None:
        return
    text, own = article.text, list(_own(article.text))
    first = re.compile(found.words.i if found.speaker.kind is SpeakerKind.PERSON else found.words.we)
    told = re.compile(found.words.told)
    spoken = [(before, span) for before, span in own if first.search(span.of(text))]
    if len(spoken) < LEAST or any(told.search(span.of(text)) for _, span in own):
        return
    for before, span in spoken:
        words = span.of(text)
        if len(words.split()) >= FEWEST:
            lead = before if before and leans(words) else None
            yield Draft(span, QuoteKind.STATEMENT, span, lead, found.speaker, None, "", None, SURE)


def issuer(title: str) -> Issuer | None:
    """Return whose statement a page is by its headline: a body's, several bodies', or an office-holder's by name."""
    said = " ".join(title.split())[:LONGEST]
    for words in LANGUAGES:
        found = re.fullmatch(words.title, said, re.IGNORECASE)
        if found is None:
            continue
        named = found["by"] or found.groupdict().get("own") or ""
        who = _MARKED.sub("", re.sub(f"(?i){words.about}", "", named)).strip(" .,’'")
        who = re.sub(f"^(?i:{words.article})", "", who)
        speaker = _speaker(who, words, joint=bool(_JOINT.search(said)))
        if speaker and (found["by"] or " " in who or who.isupper()):
            return Issuer(speaker, words)
    return None


def _speaker(who: str, words: Stated, *, joint: bool) -> Speaker | None:
    """Return who is named, or None where that is not sure; of several bodies only a joint statement is one's."""
    bodies, several = len(re.findall(words.body, who)), re.search(words.group, who)
    alone = bodies and who.islower() and words.last
    if not (re.fullmatch(_name(words), who) or alone):
        return None
    if office := re.fullmatch(words.office, who):
        return Speaker(office["name"], SpeakerKind.PERSON, _begun(office["role"]))
    one = bodies == 1 or joint or not re.search(r" (?:and|und|et|y) ", who)
    return Speaker(_begun(who), SpeakerKind.ORGANISATION) if several or (bodies and one) else None


def _name(words: Stated) -> str:
    """Return the pattern of a name with capitals, as it is written in a language."""
    small = words.small
    name = rf"(?:(?:{small}) ){{0,6}}{_CAPITAL}(?:,? (?:(?:{small}) ){{0,4}}{_CAPITAL})*"
    return name + (rf"(?: (?:{words.last})){{0,2}}" if words.last else "")


def _signed(title: str, text: str) -> Issuer | None:
    """Return who opens a joint statement with “We, the …,” where its headline says no more than that it is one."""
    for words in LANGUAGES:
        if not (_JOINT.search(title[:LONGEST]) and _DECLARED.search(title[:LONGEST])):
            return None
        if found := re.search(rf"\b{words.opening}(?P<who>{_name(words)}),? (?=[a-zà-ÿ])", text[:HEAD]):
            speaker = _speaker(found["who"], words, joint=True)
            if speaker and re.search(words.group, speaker.name):
                return Issuer(speaker, words)
    return None


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]


def _own(text: str) -> Iterator[tuple[Span | None, Span]]:
    """Yield the sentences that hold no quotation marks, each with the one before it in its paragraph."""
    before: Line | None = None
    for line in lines(text):
        if not line.stretches:
            yield before.span if before and before.paragraph == line.paragraph else None, line.span
        before = line
