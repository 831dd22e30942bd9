"""Reported changes of position: what counts, whose it is, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.position import AssertedBy, Extent, MoveKind, Recency, ReportedChange
from bot.model.record import SpeakerKind
from bot.reading.changes import cues
from bot.reading.changes.changes import SHOWN_FROM
from bot.reading.languages import english_changes
from tests.unit.reading import reading

BEFORE = (
    "Elena Marsh, the prime minister, met Tomas Reuel, the defence minister, on Monday. "
    "Reuel said that he would speak. Marsh said that she would listen.\n\n"
)


def shown(text: str) -> list[ReportedChange]:
    """Return what a reader would be shown of a text."""
    return [each for each in reading(text).changes if each.asserted_by.counts and each.confidence >= SHOWN_FROM]


CHANGED = (
    ("Elena Marsh reversed herself on the port tax.", "Elena Marsh", MoveKind.REVERSED),
    ("Elena Marsh reversed course on Tuesday and backed the port tax.", "Elena Marsh", MoveKind.REVERSED),
    ("Elena Marsh has reversed her position on the port tax.", "Elena Marsh", MoveKind.REVERSED),
    ("Elena Marsh, who leads the coalition, has changed her mind about the bridge.", "Elena Marsh", MoveKind.REVERSED),
    (
        "Under pressure from the harbour towns, Elena Marsh changed her stance on fishing quotas.",
        "Elena Marsh",
        MoveKind.REVERSED,
    ),
    ("Elena Marsh changed her story about the dinner.", "Elena Marsh", MoveKind.CLARIFIED),
    ("Tomas Reuel walked back his remarks on the valley.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel backed away from his earlier threat to close the border.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel backtracked on Wednesday.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel has backpedaled from his pledge to publish the review.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel was forced to retract a claim that the bridge was safe.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel recanted within the hour.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel withdrew his statement about the union.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel apologized for his remarks about the islanders.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel apologized on Friday for calling the teachers lazy.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel said he regretted his comments about the islanders.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel admitted that he misspoke about the cost.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel conceded that he had been wrong about the bridge.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel distanced himself from his own remarks about the valley.", "Tomas Reuel", MoveKind.REVERSED),
    ("Tomas Reuel abandoned his earlier promise to resign.", "Tomas Reuel", MoveKind.REVERSED),
    ("Tomas Reuel has dropped his opposition to the treaty.", "Tomas Reuel", MoveKind.REVERSED),
    ("Tomas Reuel renounced his pledge never to tax the ports.", "Tomas Reuel", MoveKind.REVERSED),
    ("Tomas Reuel reneged on his promise to the fishermen.", "Tomas Reuel", MoveKind.REVERSED),
    ("Tomas Reuel revised his plan for the valley, cutting it by half.", "Tomas Reuel", MoveKind.OTHER),
    ("Tomas Reuel softened his stance on the strike.", "Tomas Reuel", MoveKind.SOFTENED),
    ("Tomas Reuel has toned down his criticism of the union.", "Tomas Reuel", MoveKind.SOFTENED),
    ("Tomas Reuel toughened his position on the strike on Thursday.", "Tomas Reuel", MoveKind.HARDENED),
    ("Tomas Reuel clarified his remarks about the valley on Thursday.", "Tomas Reuel", MoveKind.CLARIFIED),
    ("Tomas Reuel later clarified that he meant the lower valley only.", "Tomas Reuel", MoveKind.CLARIFIED),
    ("Tomas Reuel has shifted on the port tax.", "Tomas Reuel", MoveKind.OTHER),
    ("Tomas Reuel has evolved on membership of the alliance.", "Tomas Reuel", MoveKind.OTHER),
    ("Tomas Reuel did an about-face on the ferry.", "Tomas Reuel", MoveKind.REVERSED),
    ("Tomas Reuel rescinded his endorsement of the plan.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel relented on Monday and published the letter.", "Tomas Reuel", MoveKind.REVERSED),
    ("The Harbour Union has reversed its opposition to night shifts.", "Harbour Union", MoveKind.REVERSED),
    ("Marsh’s campaign backtracked within hours.", "Marsh’s campaign", MoveKind.WALKED_BACK),
    ("A Harbour Union official walked back the comments on night shifts.", "Harbour Union", MoveKind.WALKED_BACK),
    ("An aide to the minister clarified Tomas Reuel’s comments on the valley.", "Tomas Reuel", MoveKind.CLARIFIED),
    ("Tomas Reuel signed the order, reversing his earlier refusal.", "Tomas Reuel", MoveKind.REVERSED),
    ("Tomas Reuel refused to sign before reversing himself a day later.", "Tomas Reuel", MoveKind.REVERSED),
    ("The storm forced Tomas Reuel to abandon his pledge to keep the bridge open.", "Tomas Reuel", MoveKind.REVERSED),
    ("Tomas Reuel walks back comments on the valley.", "Tomas Reuel", MoveKind.WALKED_BACK),
    ("Tomas Reuel softens stance on the strike.", "Tomas Reuel", MoveKind.SOFTENED),
    ("Tomas Reuel said he made a mistake in supporting the toll.", "Tomas Reuel", MoveKind.WALKED_BACK),
    # before against now
    ("After initially saying she would not run, Elena Marsh entered the race.", "Elena Marsh", MoveKind.REVERSED),
    ("Elena Marsh, after initially opposing the ferry, voted for it.", "Elena Marsh", MoveKind.REVERSED),
    ("After months of refusing to back the ferry, Elena Marsh said it was needed.", "Elena Marsh", MoveKind.REVERSED),
    ("Elena Marsh no longer supports the port tax.", "Elena Marsh", MoveKind.REVERSED),
    ("Elena Marsh said she would no longer oppose the ferry.", "Elena Marsh", MoveKind.REVERSED),
    ("Elena Marsh, who once opposed the ferry, now supports it.", "Elena Marsh", MoveKind.REVERSED),
    (
        "Elena Marsh initially rejected the ferry, but on Friday she announced a line to the islands.",
        "Elena Marsh",
        MoveKind.REVERSED,
    ),
    ("Elena Marsh backed the tax on Friday, a reversal of her earlier position.", "Elena Marsh", MoveKind.REVERSED),
    ("Once a critic of the ferry, Elena Marsh now rides it to work.", "Elena Marsh", MoveKind.REVERSED),
    ("The ferry is a plan that Elena Marsh has since abandoned.", "Elena Marsh", MoveKind.REVERSED),
    ("It was a position Elena Marsh has since modified.", "Elena Marsh", MoveKind.OTHER),
    ("It was a position the Harbour Union has since modified.", "Harbour Union", MoveKind.OTHER),
    ("Reporters recalled comments Elena Marsh made and later retracted.", "Elena Marsh", MoveKind.WALKED_BACK),
    ("Elena Marsh turned against the treaty she had negotiated.", "Elena Marsh", MoveKind.REVERSED),
    ("Elena Marsh has since come out against the treaty.", "Elena Marsh", MoveKind.REVERSED),
    # nouns
    ("Elena Marsh’s about-face on the ferry surprised the islands.", "Elena Marsh", MoveKind.REVERSED),
    ("Elena Marsh’s change of heart on the ferry surprised the islands.", "Elena Marsh", MoveKind.REVERSED),
    ("Elena Marsh’s position on the ferry has changed.", "Elena Marsh", MoveKind.REVERSED),
    ("Elena Marsh’s stance on the ferry has softened.", "Elena Marsh", MoveKind.SOFTENED),
    # the speaker's own words
    ("“I’ve changed my mind about the ferry,” Elena Marsh said.", "Elena Marsh", MoveKind.REVERSED),
    ("“I misspoke about the ferry,” Elena Marsh said.", "Elena Marsh", MoveKind.WALKED_BACK),
    ("“I should not have said that about the islanders,” said Elena Marsh.", "Elena Marsh", MoveKind.WALKED_BACK),
    ("“I regret my comments about the islanders,” Elena Marsh said.", "Elena Marsh", MoveKind.WALKED_BACK),
)


@pytest.mark.parametrize(("text", "name", "kind"), CHANGED)
def test_a_told_change_has_its_speaker_and_kind(text: str, name: str, kind: MoveKind) -> None:
    """A change that the outlet or the speaker tells as a fact is found, with whose it is and how it moved."""
    found = shown(BEFORE + text)
    assert [(each.speaker.name, each.kind) for each in found] == [(name, kind)]


NOT_CHANGED = (
    "Tomas Reuel said he would change his position on the valley only if the evidence changed.",
    "In the novel, Tomas Reuel changes his mind about the valley.",
    "Tomas Reuel has yet to reverse his position on the valley.",
    "Tomas Reuel has all but reversed his position on the valley.",
    "Tomas Reuel nearly dropped his opposition to the treaty.",
    "A doctored video appears to show Tomas Reuel reversing his position on the valley.",
    "Without Tomas Reuel reversing his position on the valley, the talks will fail.",
    "Tomas Reuel said he regretted that the valley tax had been dropped by Elena Marsh.",
    "Elena Marsh and Tomas Reuel have failed to apologise or withdraw their calls for her resignation.",
    "“I regret those comments that he made,” Elena Marsh said.",
    "Elena Marsh eased her defiant tone.",
    "Despite her own opposition, Elena Marsh pointed at the ferry.",
    "Elena Marsh clarified that Monday’s ferry was late.",
    "Elena Marsh reiterated her support for the ferry.",
    "Elena Marsh doubled down on her remarks about the ferry.",
    "Elena Marsh stood by her comments on the ferry.",
    "Elena Marsh refused to walk back her comments on the ferry.",
    "Elena Marsh declined to retract her statement.",
    "Elena Marsh did not change her mind about the ferry.",
    "Elena Marsh has never wavered on the ferry.",
    "Elena Marsh never disavowed her plan for the ferry.",
    "Elena Marsh stopped short of reversing her position.",
    "Elena Marsh showed no sign of backing down.",
    "Elena Marsh spoke for an hour without softening her stance.",
    "Elena Marsh denied that she had changed her position on the ferry.",
    "Elena Marsh denied changing her position on the ferry.",
    "Elena Marsh should retract her comments.",
    "Elena Marsh may change her mind about the ferry.",
    "Elena Marsh could soften her stance on the ferry.",
    "Elena Marsh is expected to reverse her position on the ferry.",
    "Elena Marsh was asked to withdraw her remarks.",
    "Unions urged Elena Marsh to reverse her decision on the ferry.",
    "Tomas Reuel called on Elena Marsh to apologize for her remarks.",
    "If Elena Marsh changes her mind, the ferry will sail.",
    "Reporters asked whether Elena Marsh had changed her position on the ferry.",
    "Unless Elena Marsh reverses her position, the ferry will sink.",
    "Perhaps Elena Marsh has changed her mind about the ferry.",
    "Has Elena Marsh changed her mind about the ferry?",
    "Elena Marsh was willing to abandon her pledge.",
    "Elena Marsh wants to revise her plan for the ferry.",
    "Tomas Reuel said that Elena Marsh had reversed her position on the ferry.",
    "Tomas Reuel accused Elena Marsh of changing her position on the ferry.",
    "Tomas Reuel claims Elena Marsh flip-flopped on the ferry.",
    "Elena Marsh has changed her position on the ferry, Tomas Reuel said.",
    "According to Tomas Reuel, Elena Marsh has changed her position on the ferry.",
    "“Elena Marsh has reversed herself on the ferry,” Tomas Reuel said.",
    "Press chief Ana Ruiz acknowledged that the candidate misspoke about the ferry.",
    "Rumours that Elena Marsh had changed her mind spread through the port.",
    "Elena Marsh disavowed Tomas Reuel’s remarks about the islanders.",
    "Elena Marsh distanced herself from Tomas Reuel.",
    "Elena Marsh repudiated decades of her party’s support for the ferry.",
    "Elena Marsh contradicted Tomas Reuel’s remarks.",
    "Voters have changed their minds about the ferry.",
    "Some members have reversed their position on the ferry.",
    "Shares reversed course in the afternoon.",
    "The polls have shifted on the ferry.",
    "The Supreme Court reversed its position on quotas.",
    "A judge reversed the ruling on quotas.",
    "Elena Marsh walked back to her hotel with her comments in her hand.",
    "Elena Marsh reversed the car into the quay.",
    "Elena Marsh withdrew her troops from the valley.",
    "Elena Marsh dropped her phone on the stairs.",
    "Elena Marsh apologized for arriving late.",
    "Elena Marsh apologized to the crew for her behaviour.",
    "Elena Marsh shifted her weight and smiled.",
    "Elena Marsh changed her name after the wedding.",
    "Elena Marsh softened the butter.",
    "Elena Marsh clarified the butter.",
    "Elena Marsh, who once backed Tomas Reuel, now supports Ana Ruiz.",
    "Elena Marsh, after initially refusing to comment, said the ferry was late.",
    "Elena Marsh could no longer support the weight of the bag.",
    "The port tax is no longer supported by Elena Marsh.",
    "The remarks were later retracted.",
    "Elena Marsh switched her support from Tomas Reuel to Ana Ruiz.",
    "Elena Marsh often changes her mind.",
    "Elena Marsh made a reversal of fortune look easy.",
    "Elena Marsh has changed her position on several issues.",
    "“If I was wrong to say it, tell me,” Elena Marsh said.",
    "“I never changed my mind about the ferry,” Elena Marsh said.",
    "“You think I’m going to change my mind?” Elena Marsh said.",
)


@pytest.mark.parametrize("text", NOT_CHANGED)
def test_what_only_looks_like_a_change_is_not_shown(text: str) -> None:
    """Denials, maybes, charges, other people's words, crowds and literal senses are shown as no change."""
    assert [(each.speaker.name, each.words) for each in shown(BEFORE + text)] == []


EXTENTS = (
    ("Tomas Reuel sought to walk back part of his remarks on the valley.", Extent.ATTEMPTED),
    ("Tomas Reuel tried to clarify his remarks on the valley.", Extent.ATTEMPTED),
    ("In an effort to clarify his remarks, Tomas Reuel wrote to the islanders.", Extent.ATTEMPTED),
    ("Tomas Reuel walked back part of his remarks on the valley.", Extent.PART),
    ("Tomas Reuel partly withdrew his remarks on the valley.", Extent.PART),
    ("Tomas Reuel withdrew some of his claims about the valley.", Extent.PART),
    ("Tomas Reuel softened his stance on the valley.", Extent.PART),
    ("Tomas Reuel withdrew his remarks on the valley.", Extent.WHOLE),
)


@pytest.mark.parametrize(("text", "extent"), EXTENTS)
def test_an_attempt_and_a_part_say_so(text: str, extent: Extent) -> None:
    """An attempt is shown as one, whatever else it is; a part as a part."""
    assert [each.extent for each in shown(BEFORE + text)] == [extent]


PRONOUNS = (
    ("Elena Marsh spoke on Monday. She has reversed her position on the ferry.", "Elena Marsh"),
    ("Tomas Reuel opened the bridge. He later walked back his remarks on the toll.", "Tomas Reuel"),
    ("Tomas Reuel said he had changed his mind about the toll.", "Tomas Reuel"),
)


@pytest.mark.parametrize(("text", "name"), PRONOUNS)
def test_a_pronoun_is_followed_to_the_one_person_it_fits(text: str, name: str) -> None:
    """He and she are resolved where one person fits."""
    assert [each.speaker.name for each in shown(text)] == [name]


def test_an_office_that_opens_a_text_is_whom_the_next_sentence_names() -> None:
    """“The minister withdrew it. Ruiz said …”: the one who speaks next holds the office; without one nobody does."""
    lead = "The defence minister withdrew his remarks on the valley on Thursday. "
    assert [each.speaker.name for each in shown(f"{lead}Tomas Reuel told parliament that he was sorry.")] == [
        "Tomas Reuel"
    ]
    assert shown(f"{lead}Parliament met in the evening.") == []


def test_what_has_its_position_is_a_body() -> None:
    """A name that the text takes for a person is a body where it drops “its” objection."""
    (found,) = shown("Valmora withdrew its objection to the rescue mission on Thursday.")
    assert (found.speaker.name, found.speaker.kind) == ("Valmora", SpeakerKind.ORGANISATION)


MORE_HISTORY = (
    "During the campaign Tomas Reuel abandoned his pledge to cut the toll. On Thursday he met the crews.",
    "Earlier this year Tomas Reuel gave up his opposition to the toll.",
    "At the time Tomas Reuel backed down after a day.",
    "Tomas Reuel, who died on Thursday, famously changed his mind about the toll.",
    "Tomas Reuel dropped his opposition to the toll two years ago.",
    "Over the years Tomas Reuel softened his stance on the toll.",
)


@pytest.mark.parametrize("text", MORE_HISTORY)
def test_a_past_month_a_term_and_an_obituary_are_history(text: str) -> None:
    """What happened at another time is history, whatever day of now stands beside it."""
    assert [each.recency for each in shown(BEFORE + text)] == [Recency.BACKGROUND]


def test_what_has_changed_is_news() -> None:
    """The present perfect tells of now, unless it is told as history."""
    far = "The toll was in the accounts of the port. " * 12
    assert [each.recency for each in shown(far + "Tomas Reuel has dropped his opposition to it.")] == [Recency.NEW]
    assert [each.recency for each in shown(far + "Tomas Reuel has since dropped his opposition to it.")] == [
        Recency.BACKGROUND
    ]


def test_a_pronoun_of_nobody_is_silent() -> None:
    """A text that names nobody gives no change."""
    assert shown("She has reversed her position on the ferry.") == []


def test_the_sentence_that_held_the_position_stands_beside_the_change() -> None:
    """What the outlet told before of the same speaker is carried along, word for word."""
    text = (
        "Tomas Reuel on Wednesday called the bridge “a dead end”.\n\n"
        "But Reuel sought to walk back that statement on Thursday."
    )
    (found,) = shown(text)
    assert found.earlier is not None
    assert found.earlier.sentence.text.startswith("Tomas Reuel on Wednesday")
    assert found.earlier.said_on == date(2026, 3, 11)
    assert found.told.said_on == date(2026, 3, 12)
    assert found.date_words == "on Thursday"
    assert found.recency is Recency.NEW


@pytest.mark.parametrize(
    "text",
    [
        "In 2013, Tomas Reuel reversed himself on the toll.",
        "Tomas Reuel had changed his mind about the toll years earlier.",
        "It was a toll policy that Tomas Reuel has since abandoned.",
        "Last year Tomas Reuel reversed himself on the toll.",
        "Tomas Reuel had earlier reversed himself on the toll.",
        "Tomas Reuel spoke for the toll before reversing himself months later.",
    ],
)
def test_recalled_history_is_background(text: str) -> None:
    """A change that the outlet recalls is no news."""
    assert [each.recency for each in shown(BEFORE + text)] == [Recency.BACKGROUND]


def test_a_change_is_news_only_where_the_text_says_when() -> None:
    """Without a day of now in the sentence or before it, a change counts as history."""
    far = "The toll was in the accounts of the port. " * 12
    assert [each.recency for each in shown(far + "Tomas Reuel reversed himself on the toll.")] == [Recency.BACKGROUND]
    assert [each.recency for each in shown(far + "Tomas Reuel reversed himself on Friday.")] == [Recency.NEW]
    assert [each.recency for each in shown(far + "It was Friday. Tomas Reuel reversed himself on it.")] == [Recency.NEW]


CUES = [(each.fits, each.misses) for each in (*english_changes.TAKING, *english_changes.TELLING)]


@pytest.mark.parametrize("number", range(len(CUES)))
def test_each_cue_fits_its_sentences_and_no_other(number: int) -> None:
    """Each cue of the table finds both sentences that it stands over, and neither of those that it must not."""
    fits, misses = CUES[number]
    found = {each: [*cues.moves(number, each)] for each in (*fits, *misses)}
    assert all(found[each] for each in fits)
    assert not any(found[each] for each in misses)


def test_an_admission_is_the_speakers_own() -> None:
    """Who admits a change tells it; a charge by somebody else is kept apart."""
    (own,) = shown(BEFORE + "Tomas Reuel acknowledged that he had changed his position on the toll.")
    assert own.asserted_by is AssertedBy.SELF
    charges = reading(BEFORE + "Elena Marsh said that Tomas Reuel had changed his position on the toll.").changes
    assert [each.asserted_by for each in charges] == [AssertedBy.ACCUSER]


@given(
    st.lists(
        st.sampled_from(
            [each[0] for each in CHANGED]
            + list(NOT_CHANGED)
            + ["“", "”", "\n\n", "İ", "She ", "his remarks ", "after ", "backed away from ", ", ", "who "]
        ),
        max_size=8,
    ).map(" ".join)
    | st.text(max_size=200)
)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_evidence_inside_its_sentence(text: str) -> None:
    """Whatever the text, the evidence lies inside its sentence and the sentence is the text's own."""
    for each in reading(text).changes:
        sentence = each.told.sentence
        assert sentence.text == text[sentence.span.start : sentence.span.end]
        assert sentence.span.holds(each.span)
        assert each.words == text[each.span.start : each.span.end]
        assert 0 < each.confidence <= 1
