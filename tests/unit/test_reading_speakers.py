from __future__ import annotations

from datetime import date

import pytest

from bot.model.record import QuoteKind, SpeakerKind
from bot.reading.text.agencies import agency
from bot.reading.text.dates import said_on
from tests.unit.reading import FRIDAY, named, only, reading

FINCH = "Orla Finch"
ONE = (
    ("“We will build the dam,” Orla Finch said.", FINCH),
    ("“We will build the dam,” said Orla Finch.", FINCH),
    ("Orla Finch said: “We will build the dam.”", FINCH),
    ("Orla Finch said “we will build the dam” before the summer.", FINCH),
    ("“We will build the dam,” the water minister, Orla Finch, said.", FINCH),
    ("“We will build the dam,” Water Minister Orla Finch told reporters.", FINCH),
    ("“We will build the dam,” said Orla Finch, 52, from Lower Sarn.", FINCH),
    ("“We will build the dam,” Orla Finch, 52, from Lower Sarn, said.", FINCH),
    ("According to Orla Finch, the dam will be “ready by the spring”.", FINCH),
    ("The dam was described by Orla Finch as “a promise in concrete”.", FINCH),
    ("Orla Finch spoke first. “We will build the dam,” she said.", FINCH),
    ("Hugo Brandt spoke first. “We will build the dam,” he said.", "Hugo Brandt"),
    ("Mr. Hugo Brandt came late. “We will build the dam,” Mr. Brandt said.", "Hugo Brandt"),
    ("Orla Finch opened the session. “We will build the dam,” Finch said.", FINCH),
    ("Orla Finch attacked the plan, saying “nobody will live in a lake”.", FINCH),
    ("‘We will build the dam,’ Orla Finch said.", FINCH),
    ('"We will build the dam," Orla Finch said.', FINCH),
    ("''We will build the dam,'' Orla Finch said.", FINCH),
    ("“We will build the dam.” — Orla Finch", FINCH),
)


@pytest.mark.parametrize(("text", "name"), ONE)
def test_the_speaker_is_found(text: str, name: str) -> None:
    """One plain way of attributing speech gives the full name of its speaker."""
    assert [speaker for _, speaker in named(text)] == [name]


OTHERS = (
    ("The ministry said the road was “safe for the time being”.", "ministry", SpeakerKind.UNNAMED),
    ("A senior official said the road was “safe for the time being”.", "official", SpeakerKind.UNNAMED),
    ("The Harbour Board said the road was “safe for the time being”.", "Harbour Board", SpeakerKind.ORGANISATION),
    ("In a note, Department said the road was “safe for the time being”.", "Department", SpeakerKind.UNNAMED),
    ("The report said the road was “safe for the time being”.", "report", SpeakerKind.UNNAMED),
)


@pytest.mark.parametrize(("text", "word", "kind"), OTHERS)
def test_bodies_and_unnamed_sources_are_what_they_are(text: str, word: str, kind: SpeakerKind) -> None:
    """A body with a name is an organisation; a source without one stays unnamed, by its own words."""
    speaker = only(text).speaker
    assert speaker is not None
    assert speaker.kind is kind
    assert word in speaker.name


def test_two_persons_of_one_surname_are_not_mixed_up() -> None:
    """A surname that two persons share gives neither of their full names."""
    text = "Lena Thorne met Marcus Thorne in the lobby. “The levy stays where it is,” Thorne said."
    assert named(text)[0][1] not in {"Lena Thorne", "Marcus Thorne"}


def test_a_pronoun_never_reaches_over_a_named_newcomer() -> None:
    """“He said” after a sentence about another man is that man, or nobody, never the earlier one."""
    text = "Hugo Brandt said the dam would wait. Marcus Thorne, for the opposition, laughed. “It will wait,” he said."
    assert named(text)[-1][1] in {"Marcus Thorne", None}


def test_a_pronoun_against_the_signs_of_the_text_is_nobody() -> None:
    """“She said” does not go to a man whom the text calls Mr."""
    text = "Mr. Hugo Brandt came late. “We will build the dam,” she said."
    assert named(text)[-1][1] is None


def test_speech_goes_on_over_paragraphs() -> None:
    """A quotation of several paragraphs, each opened and closed once, has one speaker."""
    text = (
        "“The harbour is old, and I know every stone of it,” Orla Finch said.\n\n"
        "“I did not come here to sell it to the first man with a chequebook.\n\n"
        "“I came to ask you for ten nights of work.”"
    )
    assert {speaker for _, speaker in named(text)} == {FINCH}
    assert len(named(text)) == 3


def test_scare_quotes_titles_and_nicknames_are_no_speech() -> None:
    """Words in marks that nobody says are left out."""
    text = (
        "The so-called “quiet hours” ended in May. She read the novel “The Last Ferry” twice. "
        "Ivo “Sparky” Brandt owns the boat."
    )
    assert named(text) == []


def test_a_mark_without_a_partner_spoils_its_paragraph_only() -> None:
    """One broken paragraph leaves the quotes of the others."""
    text = 'He measured 6" of rain and a "strange light over the bay.\n\n“We will build the dam,” Orla Finch said.'
    assert ("We will build the dam,", FINCH) in named(text)


def test_role_venue_and_day_come_from_the_text() -> None:
    """The role is the text's, the venue is where it was said, and the day only where the text dates it."""
    quote = only("“We will build the dam,” Orla Finch, the water minister, told The Harbour Times on Wednesday.")
    assert quote.speaker is not None
    assert quote.speaker.name == FINCH
    assert quote.speaker.role == "water minister"
    assert quote.venue == "The Harbour Times"
    assert quote.said_on == date(2026, 3, 11)
    assert only("“We will build the dam,” Orla Finch said.").said_on is None


DAYS = (
    ("said on Friday", FRIDAY),
    ("said on Thursday", date(2026, 3, 12)),
    ("said last Friday", date(2026, 3, 6)),
    ("said yesterday", date(2026, 3, 12)),
    ("said on 12 February", date(2026, 2, 12)),
    ("said on December 3", date(2025, 12, 3)),
    ("said on 31 February", None),
    ("said before Monday", None),
    ("said", None),
)


@pytest.mark.parametrize(("words", "day"), DAYS)
def test_days_are_counted_back_from_publication(words: str, day: date | None) -> None:
    """A weekday is the last one before publication, a calendar day the last such; other words date nothing."""
    assert said_on(words, FRIDAY) == day


def test_without_a_day_of_publication_nothing_is_dated() -> None:
    """Weekdays of an undated article date nothing."""
    assert said_on("said on Friday", None) is None


def test_whole_sentences_stand_alone_and_fragments_do_not() -> None:
    """A whole sentence in marks is direct; a fragment is not, and is shown in its carrier."""
    assert only("“We will build the dam,” Orla Finch said.").kind is QuoteKind.DIRECT
    fragment = only("Orla Finch called the dam “a promise in concrete”.")
    assert fragment.kind is QuoteKind.MIXED
    assert fragment.shown.before.startswith("Orla Finch called")


def test_split_quotes_are_shown_whole() -> None:
    """Both halves of a split sentence are shown in the sentence that holds them."""
    text = "“We will build the dam,” Orla Finch said, “and nobody will drown.”"
    for quote in reading(text).quotes:
        assert quote.shown.part
        assert "and nobody will drown" in quote.carrier.text


def test_sure_indirect_speech_is_a_report() -> None:
    """“X said that …” by a named person is kept as a report, and is no quote."""
    found = reading("Orla Finch said that the dam would be built by the spring.")
    assert found.quotes == ()
    assert [report.text for report in found.reports] == ["the dam would be built by the spring."]


AGENCIES = (
    ("LONDON, June 3 (Reuters) - The bridge is shut.", "Reuters"),
    ("PARIS (AP) — The bridge is shut.", "Associated Press"),
    ("PORT AUREL (Northwire) - The bridge is shut.", "Northwire"),
    ("The bridge is shut.\n\nReuters", "Reuters"),
    ("The bridge (built in 1902) is shut - for good.", ""),
)


@pytest.mark.parametrize(("text", "name"), AGENCIES)
def test_the_agency_is_named_where_the_text_names_it(text: str, name: str) -> None:
    """A dateline or a last line names the agency; a bracket in a sentence does not."""
    assert agency(text, "Post") == name


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("What they said:\n\nOrla Finch, mayor of Sarn: “We will build the dam.”", "Orla Finch", "mayor of Sarn"),
        ("What they said:\n\nMayor Orla Finch: “Will you build the dam?”", "Orla Finch", "Mayor"),
        ("What they said:\n\nAna Ruiz (Greens): “We will build the dam!”", "Ana Ruiz", ""),
    ],
)
def test_a_line_that_only_names_somebody_gives_their_words(text: str, name: str, role: str) -> None:
    """A name, with a role at most, and a colon before a whole sentence say whose it is."""
    quote = only(text)
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.role) == (name, role)
    assert quote.confidence >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "Climate Change: “It is here to stay.”\n\nClimate Change: “We will all pay for it.”",
        "Breaking News: “The dam is open again.”",
        "Orla Finch: “Summer Dam”",  # a song
    ],
)
def test_a_heading_before_words_is_nobody(text: str) -> None:
    """A rubric before a colon, and a name before the title of a work, say nothing of who spoke."""
    assert all(quote.confidence < 0.9 for quote in reading(text).quotes)
