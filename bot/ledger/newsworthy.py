"""Words by which a desk tells news from what can wait, as data; each in its usual forms, a capital as written."""

from __future__ import annotations

import re

POWER = """
president presidency presidential minister chancellor ministry government parliament senate House Congress court judge
election elected vote voter law bill treaty sanction summit talks ceasefire nato UN EU kremlin embassy ambassador army
military troops soldier police prosecutor party coalition opposition budget tariff bank union governor mayor lawmaker
senator congressman republican democrat constitution referendum diplomat diplomatic intelligence pentagon border
refugee asylum deportation regulator agency official politician political leader king pope spy nuclear economy
inflation unemployment workers supreme sovereign premier envoy regime impeachment parliamentary judicial federal chief
secretary spokesman spokeswoman spokesperson commander regierung kanzler bundestag gericht wahl gesetz polizei
präsident partei streit zölle
"""
HARM = """
kill dead deadly death die attack shooting shot bomb bombing missile drone war strike earthquake flood hurricane
wildfire cyclone crash explosion hostage famine outbreak arrest charged sentence convict jail genocide massacre victim
violence violent rape abuse murder wound injure injured detain detained abduct abduction poison poisoning crisis
corruption fraud prison krieg angriff anschlag tote tot verletzte erdbeben
"""
ACT = """
announce announcement ban approve reject resign resignation sign agree agreement order impose sue disqualify deport
withdraw suspend demand accuse accusation warn vow pledge deny oust impeach urge condemn condemnation threaten block
halt launch pass rule ruling seize cut raise protest investigate investigation probe visit meet meeting push oppose
endorse unveil repatriate scrap sworn
"""
SOFT = """
podcast quiz review recipe best celebrity celebration celebrate festivity album film movie actor actress star fashion
horoscope newsletter game tv season episode book novel author writer music singer concert festival restaurant travel
traveller hotel dog cat wedding photo comedian comedy art artist museum exhibition literary poem style beauty fitness
tips gift shopping oscar grammy olympic olympics athlete coach medal skating hockey soccer football basketball tennis
goal champion team player racer astronomy dinosaur mystery trend viral meme magazine printables crossword puzzle
explained explainer guide history foodie dreamy homes mortgage apr investments investing taxes flops box-office
influencer showmances carnival edition product exquisite relationship horror romance sudoku waterfront haven resort
holiday weekend vegetable cookbook hollywood starlet rezept kino fußball urlaub
"""


_WORD = re.compile(r"[^\W_]+")


def forms(words: str) -> frozenset[str]:
    """Return words in the forms in which a text may have them, verbs among them."""
    return frozenset(form for word in words.split() for form in (*_plurals(word), *_verbs(word)))


def plurals(words: str) -> frozenset[str]:
    """Return nouns with their plurals."""
    return frozenset(form for word in words.split() for form in _plurals(word))


def _plurals(word: str) -> tuple[str, ...]:
    return (word,) if word[0].isupper() else (word, f"{word}s", f"{word}es", f"{word[:-1]}ies")


def _verbs(word: str) -> tuple[str, ...]:
    if word[0].isupper():
        return ()
    stem, last = word[:-1], word[-1:]
    ends = {"e": ("ed", "ing"), "y": ("ied",)}.get(last, ())
    doubled = (f"{word}{last}ed", f"{word}{last}ing")
    return (*(f"{word}{end}" for end in ("ed", "ing", "n")), *(stem + end for end in ends), *doubled)


OFFICES = forms(POWER)
AS_WRITTEN = frozenset(word for word in f"{POWER} {HARM} {ACT} {SOFT}".split() if word[0].isupper())


def heard(text: str) -> dict[str, None]:
    """Return the words of a text in the form in which they are compared, each once, in order."""
    return dict.fromkeys(word if word in AS_WRITTEN else word.casefold() for word in _WORD.findall(text))


def in_office(role: str) -> bool:
    """Say whether a role is one of those that decide: a minister, a judge, a spokesman of the government."""
    return not OFFICES.isdisjoint(heard(role))
