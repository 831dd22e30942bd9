from __future__ import annotations

import pytest

from bot.reading.names.finder import names_of
from bot.reading.names.names import Names
from bot.reading.read import mentioned, scene_of
from bot.reading.text.sentence import lines
from tests.unit.reading import only


def full(names: Names) -> set[str]:
    """Return whom a text names, each in the fullest form."""
    return {names.who(each)[0] for each in names.mentions}


WHOLE = (
    ("Greta von der Aue spoke first. Later von der Aue left.", "Greta von der Aue"),
    ("The poems of Inés de la Vega sold well, and De la Vega was glad.", "Inés de la Vega"),
    ("Reporters asked Karim al-Sarni twice. “No,” al-Sarni said.", "Karim al-Sarni"),
    ("Yesterday Claire des Prés resigned.", "Claire des Prés"),
    ("In Sarn, J.D. Finch opened the mill.", "J.D. Finch"),
    ("A spokesman for Łucja Żak declined to comment.", "Łucja Żak"),
    ("He asked Secretary of State Orla Finch to come.", "Orla Finch"),
    ("He asked Minister of Foreign Affairs Orla Finch to come.", "Orla Finch"),
    ("A note by UNHCR Carla Ruiz was found.", "Carla Ruiz"),
    ("The Danish-born Finch wrote to Orla Finch.", "Orla Finch"),
    ("Orla M. Finch came. Orla Finch stayed.", "Orla M. Finch"),
    ("Following Brandt, others spoke. Hugo Brandt had opened. Then Brandt left.", "Hugo Brandt"),
)


@pytest.mark.parametrize(("text", "name"), WHOLE)
def test_a_person_is_named_whole_and_without_what_stands_before(text: str, name: str) -> None:
    """Particles, initials and letters of any alphabet belong to a name; offices and bodies before it do not."""
    found = full(names_of(text))
    surname = name.rsplit(" ", 1)[-1]
    assert {each for each in found if each.endswith(surname)} == {name}


BODIES = (
    ("It was grim, said The Independent in May.", "The Independent"),
    ("A plan of H&R Block and of Marks & Spencer is out.", "H&R Block"),
    ("The Palestinian Presidency called it grave.", "Palestinian Presidency"),
    ("The Board of Tides met in Sarn.", "Board of Tides"),
    ("A study by the Centre for Harbour Safety and Trade is out.", "Centre for Harbour Safety and Trade"),
    ("He reads the People’s Gazette.", "People’s Gazette"),
    ("The Harbour Safety Board (HSB) met. “No,” the HSB said.", "Harbour Safety Board"),
)


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_a_body_is_named_whole(text: str, name: str) -> None:
    """A body's name goes on behind “of” and “for”, and its letters stand for it."""
    found = full(names_of(text))
    assert name in found
    assert not {"HSB", "Tides", "Gazette", "Safety"} & found


CALLED = (
    ("Orla Finch was there. Finch’s office called it “a lake of debt”.", "Finch’s office"),
    ("They came to Sarn. “We regret this,” the French presidency said.", "French presidency"),
    ("They met Finch in Sarn. The Finch campaign said it was “a lie”.", "Finch campaign"),
    ("They met Finch in Sarn. Finch’s office manager, Hugo Brandt, said it was “a lie”.", "Hugo Brandt"),
)


@pytest.mark.parametrize(("text", "name"), CALLED)
def test_a_body_may_be_called_by_whose_it_is(text: str, name: str) -> None:
    """“Finch’s office” and “the French presidency” speak for themselves; who manages an office is a person."""
    scene, _ = scene_of(text)
    assert mentioned(scene)[-1][1] == name


@pytest.mark.parametrize(
    "text", ["It rained on Tuesday and in January.", "He met the Home Secretary.", "She sat in a Sarn-based firm."]
)
def test_what_is_no_name_is_none(text: str) -> None:
    """Days, months, offices and compounds name nobody."""
    assert full(names_of(text)) == set()


def test_a_body_does_not_hide_a_persons_full_name() -> None:
    """A surname is its person's although a body bears it too."""
    names = names_of("The Finch Foundation thanked Orla Finch. Finch smiled.")
    assert names.full("Finch") == ("Orla Finch", True)


def test_the_place_in_a_bodys_name_does_not_stand_for_the_body() -> None:
    """“Sarn” is not the University of Sarn."""
    assert names_of("The University of Sarn is in Sarn.").full("Sarn") == ("Sarn", True)


def test_a_secretary_keeps_the_whole_office() -> None:
    """A role is shown with what it is of."""
    speaker = only("“We will build the dam,” Secretary of State Orla Finch said.").speaker
    assert speaker is not None
    assert (speaker.name, speaker.role) == ("Orla Finch", "Secretary of State")


ROLES = (
    ("“We will build the dam,” said Orla Finch, who replaced Hugo Brandt as minister in 2024.", ""),
    ("“We will build the dam,” said Orla Finch, minister of water since 2024.", "minister of water"),
    (
        "“We will build the dam,” said Orla Finch, an expert on rivers at U.S. Waters, in Sarn.",
        "expert on rivers at U.S. Waters",
    ),
    ("The guests included England captain Orla Finch. “We will build the dam,” Finch said.", "England captain"),
    ("“We will build the dam,” First Lady Orla Finch said.", "First Lady"),
    ("“We will build the dam,” President-elect Orla Finch said.", "President-elect"),
    ("Orla Finch had a team of teenagers. “We will build the dam,” Finch said.", ""),
)


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_a_role_is_whole_and_nothing_but_a_role(text: str, role: str) -> None:
    """A role has all its words and no clause, day or other word beside it."""
    speaker = only(text).speaker
    assert speaker is not None
    assert (speaker.name, speaker.role) == ("Orla Finch", role)


@pytest.mark.parametrize(
    "text",
    [
        "Said Orla Finch, the mayor: “We will build the dam.”",
        "The vote was close. Added Orla Finch: “We will build the dam by May, and nobody will stop us.”",
    ],
)
def test_a_verb_that_opens_a_sentence_is_no_name(text: str) -> None:
    """A verb of saying that stands before its speaker is no given name of theirs."""
    speaker = only(text).speaker
    assert speaker is not None
    assert speaker.name == "Orla Finch"


SENTENCES = (
    ("He came with Vice President J.D. Finch. They left.", 2),
    ("She lives in the U.S. The house is old.", 2),
    ("She works for the U.S. Navy in Sarn.", 1),
    ("It was bought by Harbour Inc. The price was low.", 2),
)


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_initials_end_no_sentence(text: str, count: int) -> None:
    """A sentence goes on behind initials and abbreviations, unless a small word in capitals follows."""
    assert len(list(lines(text))) == count
