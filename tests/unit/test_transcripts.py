"""Transcripts: who speaks in every turn, in the layouts that public ones have; an article with a few colons is none."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.briefing.blocks import plain_quotation, quotation
from bot.model.record import Quote, QuoteKind, SpeakerKind
from bot.model.text import Span
from bot.reading.read import read
from bot.reading.transcripts.turns import turns
from tests.unit.reading import article, reading

FOLDER = Path(__file__).parent / "transcripts"
TEXTS = sorted(FOLDER.glob("*.txt"))


@dataclass(frozen=True)
class Expected:
    """Hold whose words a stretch of a transcript is; “-” is nobody whom the text names."""

    speaker: str
    span: Span


def marked(path: Path, between: str = "\n\n") -> tuple[str, str, list[Expected]]:
    """Return the headline, the text and its turns; a line that begins with @ says whose the next lines are.

    `between` stands between paragraphs: a space makes one paragraph of the whole.
    """
    headline, _, body = path.read_text(encoding="utf-8").partition("\n")
    text, expected, who, start = "", [], "-", 0
    for paragraph in body.strip().split("\n\n"):
        marker, _, rest = paragraph.partition("\n") if paragraph.startswith("@") else ("", "", paragraph)
        if marker:
            if text:
                expected.append(Expected(who, Span(start, len(text))))
            who, start = marker[1:], len(text) + (len(between) if text else 0)
        text += (between if text else "") + (rest if between != " " else " ".join(rest.split()))
    return headline, text, [*expected, Expected(who, Span(start, len(text)))]


def quotes_of(path: Path, between: str = "\n\n") -> tuple[list[Expected], tuple[Quote, ...]]:
    headline, text, expected = marked(path, between)
    made = article(text)
    found = read(replace(made, publication=replace(made.publication, title=headline)))
    assert found.dropped == 0
    return expected, tuple(each for each in found.quotes if each.kind is QuoteKind.TURN)


def named(quote: Quote) -> str:
    return quote.speaker.name if quote.speaker else "-"


def right(each: Expected, quotes: tuple[Quote, ...]) -> bool:
    """Say whether a turn has quotes of its speaker only, or none where it is nobody's."""
    mine = {named(quote) for quote in quotes if each.span.overlaps(quote.span)}
    return mine == (set() if each.speaker == "-" else {each.speaker})


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_turn_has_its_speaker(path: Path) -> None:
    """In nine layouts of public transcripts each turn is its speaker's and nobody else's."""
    expected, quotes = quotes_of(path)
    wrong = [
        (each.speaker, sorted({named(quote) for quote in quotes if each.span.overlaps(quote.span)}), each.span)
        for each in expected
        if not right(each, quotes)
    ]
    assert wrong == []


FLAT = [each for each in TEXTS if each.stem not in {"debate", "earnings"}]  # there only lines of their own are names


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_turns_in_one_long_paragraph_are_nobody_elses(path: Path) -> None:
    """A page that lost its line breaks gives the words of a turn to its speaker, or to nobody."""
    expected, quotes = quotes_of(path, " ")
    wrong = [
        (each.speaker, mine)
        for each in expected
        for mine in [{named(quote) for quote in quotes if each.span.overlaps(quote.span)}]
        if not mine <= {each.speaker}
    ]
    assert wrong == []


def test_98_of_100_turns_in_one_long_paragraph_have_the_right_speaker() -> None:
    """Without any line break all but two of over 80 turns are right, with single line breaks all."""
    for between, least in ((" ", 0.98), ("\n", 1.0)):
        turned = [right(each, quotes) for path in FLAT for own, quotes in [quotes_of(path, between)] for each in own]
        assert len(turned) > 80
        assert sum(turned) >= least * len(turned)


ONE_PARAGRAPH = {
    "Q: Dr. Brandt, what went wrong? A: We did not look at the gauge. I take that on me. Q: When did you know? "
    "A: On Friday, when my phone rang. Q: What will you change? A: We will read it every hour.": ["Lena Brandt"] * 3,
    "Mayor Ruiz: I call the meeting to order. Councilmember Tan: I move item four. Councilmember Ode: I second it, and "
    "I ask for a vote. Mayor Ruiz: All in favor? Thank you. Councilmember Tan: I want to thank you all for it.": [
        "Ruiz",
        "Tan",
        "Ode",
        "Ruiz",
        "Tan",
    ],
    "[00:00:04] Anna Reed: Welcome back to the show. [00:00:12] Tom Okafor: Thank you for having me, Anna. "
    "[00:00:20] Anna Reed: How many cranes do you own? [00:00:24] Tom Okafor: I own none, but I have climbed forty.": [
        "Anna Reed",
        "Tom Okafor",
        "Anna Reed",
        "Tom Okafor",
    ],
    "SENATOR MARSH: I will begin. Mr. Dunn, is that still your view? MR. DUNN: It is. We looked at it twice. "
    "SENATOR MARSH: Who is we? MR. DUNN: My office and I. (Pause.) We have the papers here.": [
        "Marsh",
        "Dunn",
        "Marsh",
        "Dunn",
        "Dunn",
    ],
    "Reporter: Why did you stop? Joana Pires: I was tired, and I told them so. Reporter: For how long? Joana Pires: "
    "For a year. I slept, and I read. Reporter: And now? Joana Pires: Now I want to sing again.": ["Joana Pires"] * 3,
    "FRAGE: Kommt das Gesetz? BUNDESKANZLERIN HOLT: Ja, wir haben uns geeinigt. FRAGE: Und die Kosten? "
    "BUNDESKANZLERIN HOLT: Ich stehe zu allen. FRAGE: Wann? BUNDESKANZLERIN HOLT: Ich sage, im Mai.": ["Holt"] * 3,
}


@pytest.mark.parametrize(("text", "speakers"), ONE_PARAGRAPH.items())
def test_voices_within_a_paragraph_are_told_apart(text: str, speakers: list[str]) -> None:
    """Titles, times, capitals and “Q” within a paragraph begin a turn; nobody's words go to the one before."""
    made = article(text)
    made = replace(made, publication=replace(made.publication, title="Interview with Dr. Lena Brandt"))
    found = [each for each in read(made).quotes if each.kind is QuoteKind.TURN]
    assert [named(each) for each in found] == speakers
    assert not any(mark in each.text for each in found for mark in (":", "[", "("))


ASKED = (
    "Agnes Holt, 81, has welded steel for six decades. We met in her yard.\n\n"
    "Your new piece is eleven metres tall. Why?\n\nBecause ten was not enough. I tried ten.\n\n"
    "Critics say that it blocks the view of the bay.\n\nThe bay has been there for a while.\n\n"
    "Do you ever want to stop?\n\nEvery morning. Then I have coffee.\n\n"
    "What do you tell young artists?\n\nI tell them to learn a trade first.\n\nThis interview has been edited."
)


@pytest.mark.parametrize(
    ("title", "answers"),
    [
        ("Q&A with the sculptor Agnes Holt", 3),
        ("Agnes Holt: an interview with the sculptor", 0),
        ("‘I tried ten’: interview with Agnes Holt", 3),
        ("What we know of the new sculpture", 0),
    ],
)
def test_questions_without_labels_are_answered_by_the_guest(title: str, answers: int) -> None:
    """Where the headline says with whom, the paragraph below a question is the guest's; what states is nobody's."""
    made = article(ASKED)
    found = read(replace(made, publication=replace(made.publication, title=title))).quotes
    assert [named(each) for each in found if each.kind is QuoteKind.TURN] == ["Agnes Holt"] * answers
    assert not any("Critics" in each.text or "The bay" in each.text or "edited" in each.text for each in found)


def test_an_episode_is_no_voice_and_the_credits_are_nobodys() -> None:
    """Two full names that come again and again talk; a series with its number and who produced it do not."""
    text = (
        "Deep Water, episode 41: Who owns the tide?\n\nNell Carver: Do you still think so?\n\n"
        "Amadi Okoro: I do, and I would say it again.\n\nNell Carver: The rules were public.\n\n"
        "Amadi Okoro: They were wrong for a year. We never heard back.\n\nNell Carver: Would you bid yourself?\n\n"
        "Amadi Okoro: No. I am a scientist.\n\nDeep Water is produced by Ilka Brandt. Write to us about anything."
    )
    said = [(named(each), each.text) for each in reading(text).quotes]
    assert {who for who, _ in said} == {"Nell Carver", "Amadi Okoro"}
    assert not any("produced" in words or "tide" in words for _, words in said)


def test_98_of_100_turns_over_all_layouts_have_the_right_speaker() -> None:
    """Over all re-typed transcripts together at least 98 % of the turns are right, and there are over a hundred."""
    turned = [right(each, quotes) for path in TEXTS for expected, quotes in [quotes_of(path)] for each in expected]
    assert len(turned) > 100
    assert sum(turned) >= 0.98 * len(turned)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_turns_words_are_whole_sentences_of_the_text_and_said_to_be_from_a_transcript(path: Path) -> None:
    """A turn's quotes are the text's own characters, end as its sentences do, and are shown as from a transcript."""
    _, text, _ = marked(path)
    _, quotes = quotes_of(path)
    for each in quotes:
        assert each.span.of(text) == each.text
        assert each.text[-1] in ".!?…-—”"
        assert "from a transcript" in plain_quotation(quotation(each, whole=True))


def test_the_talk_has_its_day_and_the_recording_its_moment() -> None:
    """A transcript's own date dates its words; a time beside a name is said as the moment of the recording."""
    days = {path.stem: {each.said_on for each in quotes_of(path)[1]} for path in TEXTS}
    assert days["briefing"] == {date(2026, 3, 12)}
    assert days["debate"] == {date(2026, 3, 10)}
    assert days["hearing"] == {date(2026, 3, 4)}
    assert days["court"] == {None}
    video = quotes_of(FOLDER / "video.txt")[1]
    assert [each.venue for each in video if each.text.startswith("The dam holds")] == ["at 02:40 of the recording"]


def test_an_answer_that_says_little_alone_has_its_question_before_it() -> None:
    """“No.” is never shown without what was asked."""
    quotes = quotes_of(FOLDER / "briefing.txt")[1]
    no = next(each for each in quotes if each.text.startswith("No. He has never"))
    assert no.lead_in is not None
    assert no.lead_in.text.endswith("Does the President still want the bridge toll?")


def test_roles_and_offices_are_the_transcripts_own() -> None:
    """What stands beside a name is its role, and goes with every later turn; an office without a holder has no name."""
    debate = {named(each): each.speaker.role for each in quotes_of(FOLDER / "debate.txt")[1] if each.speaker}
    assert debate["Rupert Fennimore"] == "Saltmarsh, Con"
    assert debate["Amira Quill"] == "Secretary of State for Rivers"
    chair = [each for each in quotes_of(FOLDER / "plenary.txt")[1] if named(each) == "President"]
    assert chair
    assert {each.speaker.kind for each in chair if each.speaker} == {SpeakerKind.UNNAMED}


NONE = sorted((FOLDER / "none").glob("*.txt"))


@pytest.mark.parametrize("path", NONE, ids=lambda path: path.stem)
def test_an_article_with_colons_or_names_on_lines_is_no_transcript(path: Path) -> None:
    """Boxes, lists, explainers, letters and quotes in marks give no words of a transcript."""
    assert turns(path.read_text(encoding="utf-8")) == ()


def test_who_breaks_in_within_a_paragraph_is_not_taken_for_the_one_before() -> None:
    """Behind another voice's name inside a paragraph nothing is given to the paragraph's own voice."""
    text = (
        "ANA RUIZ: I will begin. We have time.\n\nTOM REED: Thank you, Ana. I have a question.\n\n"
        "ANA RUIZ: I think that you are right. Reed: No, I am not sure of that.\n\nTOM REED: We shall see what you do."
    )
    said = {named(each): each.text for each in reading(text).quotes if "not sure" in each.text}
    assert said == {}
    assert [named(each) for each in reading(text).quotes if "you are right" in each.text] == ["Ana Ruiz"]


def test_what_stands_below_the_last_turn_is_nobodys() -> None:
    """A page's own end (follow us, copyright, a headline) is not the last speaker's."""
    text = (
        "ANA RUIZ: I will begin. We have time.\n\nTOM REED: Thank you, Ana. I have a question.\n\n"
        "ANA RUIZ: I like questions, as you know.\n\nTOM REED: Will you pay for it?\n\nANA RUIZ: We will.\n\n"
        "Sign up for our letter: you will get the best of the harbour every morning, and we never sell your address."
        "\n\nFollow Nora Berg on Gull @nberg.\n\n"
        "Five bridges that fell\n\nThe Harbour Post keeps a list of every bridge."
    )
    assert not [each for each in reading(text).quotes if re.search("Sign up|Follow|list of every", each.text)]


def test_an_outlets_words_before_the_first_turn_are_read_as_an_article() -> None:
    """The introduction of an interview keeps its quotation in marks, as any article's."""
    expected = quotes_of(FOLDER / "interview.txt")
    assert expected
    _, text, _ = marked(FOLDER / "interview.txt")
    first = reading(text).quotes[0]
    assert (first.text, first.kind, named(first)) == ("I was born the year after,", QuoteKind.DIRECT, "Petra Lindqvist")


@given(st.text(alphabet="ABab:.–()Q \n\t“”?1", max_size=400))
def test_any_text_gives_turns_inside_itself(text: str) -> None:
    """Whatever the text, the turns lie in it, in order, and apart."""
    ends = 0
    for turn in turns(text, "Transcript of remarks"):
        for part in turn.parts:
            assert ends <= part.span.start <= part.span.end <= len(text)
            ends = part.span.end


def test_ten_times_the_turns_take_about_ten_times_as_long() -> None:
    """Reading grows with the length of a transcript, however many names it has."""

    def seconds(count: int) -> float:
        text = "\n\n".join(f"MR. A{n}B: I have said so, and you know it. Q{n}: no." for n in range(count))
        began = time.process_time()
        turns(text, "Transcript")
        return time.process_time() - began

    seconds(100)
    assert seconds(5000) < 40 * seconds(500) + 0.5
