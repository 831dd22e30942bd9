"""What of an article a language model may choose among, as it is sent, and what of an answer gets through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.ledger import controls, gates
from bot.ledger.gist import gist_of
from bot.ledger.proposed import proposed
from bot.ledger.topics import nameable
from bot.model.choice import Candidate, Choice, Claimed, Foreign, Held, NamedWords, Pair, Proposal
from bot.model.position import Statement
from bot.reading.names.offered import speakers_named

if TYPE_CHECKING:
    from bot.model.news import Article
    from bot.model.record import Quote, Speaker, Topic
    from bot.reading.text.parts import Part

BEGINNING = 60  # characters of a quote that tell it from others
LONGEST_WORDS = 240  # characters of a quote or first sentence that an editor gets


@dataclass(frozen=True, slots=True)
class ChoiceSet:
    """Hold what of an article a model may choose among."""

    headline: str
    text: str
    speakers: Mapping[str, Speaker]  # by ids
    topics: Mapping[str, Topic]  # by keys

    @classmethod
    def of(cls, article: Article, quotes: Sequence[Quote], ruled: Choice) -> ChoiceSet:
        """Return what an article offers: the names of its text, and the topics that rules find in it."""
        topics = nameable(article.text, article.publication.title)
        topics |= {topic.key: topic for found in ruled.topics.values() for topic in found}
        named = speakers_named(article.text, [each.speaker for each in quotes])
        speakers = {f"n{at}": each for at, each in enumerate(named, start=1)}
        return cls(article.publication.title, article.text, speakers, topics)

    @property
    def names(self) -> dict[str, str]:
        """Return the names by their ids."""
        return {id_: each.name for id_, each in self.speakers.items()}

    def data(self, part: Part) -> dict[str, object]:
        """Return what is sent of a part: its sentences, the names, and the beginnings of its quotes, all by ids.

        Whom the rules take for the speakers is not sent: the model reads for itself.
        """
        return {
            "headline": self.headline,
            "text": part.numbered,
            "names": self.names,
            "quotes": [{"id": gates.short(each.id), "quote": _beginning(each.text)} for each in part.quotes],
        }

    def gate(self, answer: object, part: Part) -> Choice:
        """Return what of an answer gets through; raises Refused."""
        found = gates.chosen(answer, part.quotes, part.text, self.topics, self.speakers)
        gist = gist_of(answer, part.sentences, self.text, self.headline)
        return replace(found, gist=gist, proposals=proposed(answer, part.sentences, self.speakers, part.text))

    def again(self, part: Part, found: Sequence[Proposal]) -> Part:
        """Return the paragraphs that are read a second time, without the rest."""
        spans = {each.sentence for each in found}
        return part.around({id_ for id_, span in part.sentences.items() if span in spans})

    def moves(self, part: Part) -> dict[str, object]:
        """Return what is sent of some paragraphs to be read a second time, without what was answered first."""
        return {"text": part.numbered, "names": self.names}

    def second(self, answer: object, part: Part) -> tuple[Proposal, ...]:
        """Return what of a second answer gets through; raises Refused."""
        return proposed(answer, part.sentences, self.speakers, part.text)


def joined(found: Sequence[Choice]) -> Choice:
    """Return what was chosen in the parts of an article as one choice; what tells it in short stands in the first."""
    return Choice(
        {id_: each for one in found for id_, each in one.topics.items()},
        {id_: each for one in found for id_, each in one.voices.items()},
        tuple(id_ for one in found for id_ in one.best),
        {id_: each for one in found for id_, each in one.stances.items()},
        found[0].gist if found else (),
        tuple(each for one in found for each in one.proposals),
    )


def pair_row(pair: Pair, *, swapped: bool) -> dict[str, object]:
    """Return what is sent of a pair; its sides may stand in either order, and their days say which is the earlier."""
    sides = [_side(pair.earlier), _side(pair.later)]
    id_, about = gates.short(pair.id), {"speaker": pair.speaker, "topic": pair.topic}
    return {"id": id_, **about, "sides": sides[::-1] if swapped else sides}


def _side(statement: Statement) -> dict[str, str]:
    return {
        "id": gates.side_id(statement),
        "date": statement.on.isoformat() if statement.on else "",
        "quote": statement.quote,
        "context": statement.context,
    }


def held_row(quote: Quote, held: Held, who: str) -> dict[str, str]:
    """Return what is sent of a quote whose label is asked for a second time: not the label."""
    words = {"words": quote.text, "sentence": quote.carrier.text}
    return {"id": gates.short(quote.id), "who": who, **words, "on": held.on}


def known_row(id_: str, words: str) -> dict[str, str]:
    """Return what is sent of words whose label is known, like any other."""
    said = {"words": words, "sentence": f"“{words},” Ana Ruiz said."}
    return {"id": gates.short(id_), "who": "Ana Ruiz", **said, "on": controls.ON}


def claim_row(each: Claimed) -> dict[str, str]:
    """Return what is sent of a claim: not who makes it."""
    how, sides = {"who": each.who, "how": each.how}, {"before": each.before, "after": each.after}
    return {"id": gates.short(each.id), **how, **sides, "paragraph": each.paragraph}


def name_row(each: NamedWords) -> dict[str, str]:
    """Return what is sent of words under a name."""
    return {"id": gates.short(each.id), "name": each.who, "words": each.words, "paragraphs": each.paragraph}


def foreign_row(each: Foreign) -> dict[str, str]:
    """Return what is sent of words that are to be translated."""
    return {"id": gates.short(each.id), "from": each.source, "into": each.target, "words": each.text}


def beside_row(id_: str, original: str, translation: str) -> dict[str, str]:
    """Return what is sent of a translation to be checked: not who made it, nor whether it is known."""
    return {"id": gates.short(id_), "original": original, "translation": translation}


def story_row(each: Candidate) -> dict[str, object]:
    """Return what is sent of a story."""
    quotes = [{"id": gates.short(id_), "quote": _cut(words)} for id_, words in each.quotes.items()]
    about = {"headline": each.headline, "opening": _cut(each.opening), "outlets": each.outlets}
    return {"id": gates.short(each.id), **about, "quotes": quotes}


def _cut(words: str, most: int = LONGEST_WORDS) -> str:
    return words if len(words) <= most else words[:most].rsplit(None, 1)[0] + " …"


def _beginning(words: str) -> str:
    """Return enough of a quote to find it in the text."""
    return _cut(words, BEGINNING)
