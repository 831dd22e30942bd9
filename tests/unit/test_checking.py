"""Altered, cut and spliced quotations are never called word for word, and lead to the quote that they came from."""

from __future__ import annotations

import random
import re

import pytest

from bot.ledger.checking import Finding, QuotedWords, phrases, tokens, verdict, within
from bot.model.record import Filed, Speaker
from tests.unit.building import KOVAC, REED, article, filed, quote

SAID = [
    "We will not sign the harbour treaty before the vote in May",
    "The bridge must open by the end of September, whatever it costs us",
    "Our fishermen have waited nine years for a fair share of the coast",
    "I never promised the council that taxes would fall by 12 percent",
    "There is no plan to close the northern station this winter",
    "If Valmora raises its tariffs, we shall answer within three days",
    "The budget can grow by 4.5 billion crowns without new debt",
    "Nobody in this ministry has spoken with Marlow about the tunnel",
    "We should send 300 engineers to the border towns next week",
    "They may have the ships, but we have the better charts",
    "Every child in Kestria will learn to swim at a public school",
    "I cannot accept a deal that leaves the islands without a ferry",
    "The old mine is safe and it will stay safe for our workers",
    "Prices rose because the government looked away for two winters",
    "We have asked the court to look at the contract once more",
    "My party would rather lose an election than sell the water",
    "The army needs boots and bread, not another parade in June",
    "Doctor Imre warned us in 2019 and we did not listen to him",
    "A tunnel under the bay could carry 40 trains every day",
    "You do not end a drought by arguing with the river",
]
NAMES = {"valmora": "Kestria", "kestria": "Valmora", "marlow": "Doctor Imre", "imre": "Marlow"}
MODALS = {"will": "might", "must": "may", "can": "must", "should": "will", "may": "will", "shall": "could"} | {
    "would": "will",
    "could": "will",
    "cannot": "can",
    "needs": "wants",
}
NEGATIONS = {"not": "", "no": "a", "never": "always", "nobody": "somebody", "without": "with", "cannot": "can"}
TIMES = 10_000


def on_record(words: str, number: int) -> Filed:
    """Return a quote of its own article."""
    source = article(f"“{words},” {KOVAC.name} said on Monday.", url=f"https://harbour.example/{number}")
    return filed(quote(source, words, KOVAC if number % 2 else REED))


RECORD = [on_record(words, number) for number, words in enumerate(SAID)]


def exchanged(words: str, table: dict[str, str], chance: random.Random) -> str:
    """Return words of which one that the table knows is another."""
    parts = words.split()
    known = [at for at, part in enumerate(parts) if part.strip(",").lower() in table]
    if not known:
        return words
    at = chance.choice(known)
    parts[at] = table[parts[at].strip(",").lower()]
    return " ".join(filter(None, parts))


def swapped(words: str, chance: random.Random) -> str:
    """Return words of which two neighbours have changed places."""
    parts = words.split()
    at = chance.randrange(len(parts) - 1)
    parts[at], parts[at + 1] = parts[at + 1], parts[at]
    return " ".join(parts)


def altered(number: int, chance: random.Random) -> str:
    """Return a quotation changed in one way: negation, number, name, modal, order, or two put together."""
    words, other = SAID[number], SAID[(number + chance.randrange(1, len(SAID))) % len(SAID)]
    at = chance.randrange(1, len(words.split()))
    ways = {
        "negation": lambda: exchanged(words, NEGATIONS, chance),
        "put in": lambda: " ".join([*words.split()[:at], "not", *words.split()[at:]]),
        "number": lambda: re.sub(r"\d+", lambda found: str(int(found[0]) + chance.randint(1, 9)), words, count=1),
        "name": lambda: exchanged(words, NAMES, chance),
        "modal": lambda: exchanged(words, MODALS, chance),
        "order": lambda: swapped(words, chance),
        "splice": lambda: " ".join(words.split()[: chance.randint(3, 6)] + other.split()[-chance.randint(3, 6) :]),
    }
    return ways[chance.choice(sorted(ways))]()


def test_ten_thousand_alterations_are_never_word_for_word() -> None:
    """None of them is called word for word, and at least 95 % are answered with the quote that they came from."""
    chance = random.Random(20)
    tried = same = right = 0
    while tried < TIMES:
        number = chance.randrange(len(SAID))
        claim = altered(number, chance)
        if tokens(claim) == tokens(SAID[number]):
            continue
        tried += 1
        found = verdict(QuotedWords(claim), RECORD)
        same += found.finding is Finding.SAME
        right += RECORD[number] in found.nearest
    assert same == 0
    assert right >= 0.95 * TIMES


@pytest.mark.parametrize("number", range(len(SAID)))
def test_what_was_said_is_word_for_word(number: int) -> None:
    """The quote itself is found, whatever its marks, case and apostrophes; the words that look it up are its own."""
    found = verdict(QuotedWords(f"“{SAID[number].upper()}.”"), RECORD)
    assert (found.finding, found.nearest) == (Finding.SAME, (RECORD[number],))
    assert any(within(tokens(each), tokens(SAID[number])) is not None for each in phrases(SAID[number]))


@pytest.mark.parametrize(
    ("claim", "finding", "number"),
    [
        (QuotedWords("sign the harbour treaty before the vote in May"), Finding.CUT, 0),
        (QuotedWords("we shall answer within three days"), Finding.CUT, 5),
        (QuotedWords("The bridge must open by the end of September"), Finding.SAME, 1),
        (QuotedWords(SAID[1], speaker="Tom Reed"), Finding.OTHER, 1),
        (QuotedWords(SAID[1], speaker="Kovač"), Finding.SAME, 1),
        (QuotedWords("We will sign the harbour treaty before the vote in May"), Finding.ALTERED, 0),
        (QuotedWords("The budget can grow by 45 billion crowns without new debt"), Finding.ALTERED, 6),
        (QuotedWords("Our fishermen have waited nine years to look at the contract once more"), Finding.SPLICED, 2),
    ],
)
def test_each_fault_has_its_name(claim: QuotedWords, finding: Finding, number: int) -> None:
    """Cut, altered, put together, by somebody else: each is told, with the quote on record."""
    found = verdict(claim, RECORD)
    assert found.finding is finding
    assert RECORD[number] in found.nearest


def test_a_dropped_not_is_told_first() -> None:
    """Of several differences the one that turns the sentence stands first."""
    found = verdict(QuotedWords("We will sign the port treaty before the vote in June"), RECORD)
    assert found.differences[0].recorded == "not"
    assert {each.recorded for each in found.differences} == {"not", "harbour", "may"}


@pytest.mark.parametrize("words", ["Pigs can fly on Sundays", "", "…", "the of and"])
def test_what_nobody_said_is_not_on_record(words: str) -> None:
    """Words that share nothing with the record come near nothing."""
    assert verdict(QuotedWords(words), RECORD).finding is Finding.NONE


def test_a_fragment_does_not_lose_the_clause_that_denies_it() -> None:
    """Words that a clause takes back are not on record as said."""
    source = article("Reed does not believe that the city has “a ready-made plan”.")
    denied = filed(quote(source, "a ready-made plan", Speaker("Tom Reed"), part=True))
    assert verdict(QuotedWords("a ready-made plan"), [denied]).finding is Finding.CUT


@pytest.mark.parametrize(
    ("sentence", "finding"),
    [
        ("Kovač called it “a slap in the face of all” and said she would not accept it.", Finding.SAME),
        ("Kovač did not call it “a slap in the face of all” and went home.", Finding.CUT),
        ("It is “a slap in the face of all” and only if nobody helps, Kovač said.", Finding.CUT),
        ("It is “a slap in the face of all” only if nobody helps, Kovač said.", Finding.CUT),
    ],
)
def test_what_a_sentence_tells_besides_cuts_nothing(sentence: str, finding: Finding) -> None:
    """A “not” before the words, or a condition behind them, belongs to them; what follows “and” is another matter."""
    part = filed(quote(article(sentence), "a slap in the face of all", KOVAC, part=True))
    assert verdict(QuotedWords("a slap in the face of all"), [part]).finding is finding
