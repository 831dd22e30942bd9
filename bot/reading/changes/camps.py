"""Why two who differ are one camp, in the text's own words; rivals never are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.languages import english, english_splits
from bot.reading.names.names import Mention
from bot.reading.text.scene import Scene

REACH = 250  # characters from “her running mate” back to whose it is
MOST = 20  # mentions of one name that are looked at
_HOME = frozenset({"us", "u.s", "american", "united", "republican", "democratic", "democrat", "gop"})
_CAPITAL = re.compile(r"\b[A-Z][\w.]*")
RELATED, SHARED, GOVERNING, SITTING, PARTY = 0.97, 0.95, 0.93, 0.93, 0.9  # how sure each ground makes one camp


@dataclass(frozen=True, slots=True)
class Camp:
    """Hold a camp's name, the words that show two to be of it, and how sure that is."""

    name: str
    ground: str
    sure: float


@dataclass(frozen=True, slots=True)
class Beside:
    """Hold the words of its sentence right before and right behind a name."""

    before: str
    after: str
    start: int


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one of two with the words beside each mention, looked up once."""

    speaker: Speaker
    places: tuple[Beside, ...]


def camp_of(scene: Scene, sentence: Span, one: Speaker, other: Speaker, *, breaks: bool) -> Camp | None:
    """Return the camp of two, or None where the text gives no ground; `breaks`: the verb itself says that they were one."""
    if other.role and english_splits.STAFF_ROLE.match(other.role):
        return Camp(f"{last(one)} camp", other.role, RELATED)
    if other.kind is not SpeakerKind.PERSON:
        return _own_body(scene, one, other)
    if one.kind is not SpeakerKind.PERSON:
        return _own_body(scene, other, one)
    first, second = (Side(each, tuple(_beside(scene, each))) for each in (one, other))
    mine, theirs = first.places, second.places
    found = _related(scene, first, second) or _governing(scene, first, second)
    found = found or _sitting(scene, mine, theirs, breaks=breaks)
    if found:
        return found
    if _rivals(scene, sentence, first, second):
        return None
    return _party(scene, sentence, mine, theirs, breaks=breaks) or _served(scene, first, second)


def _own_body(scene: Scene, one: Speaker, body: Speaker) -> Camp | None:
    """Return the camp of a member against the body that the text shows to be his or hers."""
    owner = body.name.split()[0]
    if owner == last(one):
        return Camp(body.name, body.name, RELATED)
    if body.role:  # the body’s own words are the ground: “his own party”
        party = _party_of(scene, one) or _body_named(scene)
        return Camp(party, body.role, GOVERNING)
    if body.name in english_splits.PARTIES.values():
        return Camp(body.name, body.name, GOVERNING) if _party_of(scene, one) == body.name else None
    for each in _beside(scene, one):
        office = _office(each)
        if (
            office
            and body.name.endswith(("dministration", " government", " cabinet", "White House"))
            and not _foreign(office)
        ):
            return Camp(body.name, office, GOVERNING)
    if body.name.endswith((" campaign", " administration")):
        tie = _tie(scene, Side(Speaker(owner, SpeakerKind.PERSON), ()), Side(one, tuple(_beside(scene, one))))
        return Camp(body.name, tie, RELATED) if tie else None
    return None


def _party_of(scene: Scene, speaker: Speaker) -> str:
    """Return the party that the text gives somebody."""
    tag = _tag_of(tuple(_beside(scene, speaker)))
    return tag[0] if tag else ""


def last(speaker: Speaker) -> str:
    """Return the surname."""
    words = speaker.name.split()
    return words[-2] if len(words) > 1 and words[-1].lower().strip(".") in english.GENERATIONS else words[-1]


def mentions_of(scene: Scene, speaker: Speaker) -> Iterator[Mention]:
    """Yield the places that name a speaker, the first ones of many."""
    left, surname = MOST, last(speaker)
    for each in scene.names.mentions:
        if left and surname in each.name and scene.names.who(each)[0] == speaker.name:
            left -= 1
            yield each


def _beside(scene: Scene, speaker: Speaker) -> Iterator[Beside]:
    for each in mentions_of(scene, speaker):
        start = each.end - len(each.name)
        before = re.split(r"[.!?\n] (?=[A-Z])|\n", scene.text[max(0, start - 80) : start])[-1]
        after = scene.text[each.end : each.end + 90].split("\n")[0]
        yield Beside(before.replace("\u00a0", " "), after, start)


def _related(scene: Scene, one: Side, other: Side) -> Camp | None:
    """Return the camp of two of whom the text says what one is to the other: “his running mate”, “a Ruiz ally”."""
    for owner, member in ((one, other), (other, one)):
        words = _tie(scene, owner, member)
        if words and not english_splits.PAST.search(words):
            return Camp(_called(scene, words, owner.speaker, member.speaker), words, RELATED)
    return None


def _tie(scene: Scene, owner: Side, member: Side) -> str:
    """Return the words that stand beside one and tie him or her to the other."""
    words = english_splits
    for each in member.places:
        before = words.TIED_BEFORE.search(each.before)
        found = before or words.TIED_AFTER.match(each.after) or words.BACKING.match(each.after)
        if not found:
            continue
        if found["whose"] == last(owner.speaker) or (before and _whose(scene, each, before) == owner.speaker.name):
            return found["tie"].strip()
    return _close(scene, owner, member.speaker)


def _close(scene: Scene, owner: Side, member: Speaker) -> str:
    """Return “served under Ruiz” where the one named last before it is the member."""
    for each in owner.places:
        found = english_splits.CLOSE.search(each.before)
        if not found:
            continue
        at = each.start - len(each.before) + found.start()
        before = map(scene.names.who, scene.names.between(max(0, at - REACH), at))
        names = [name for name, _ in before if scene.names.person(name)]
        if names and names[-1] == member.name:
            end = scene.text.find(last(owner.speaker), each.start) + len(last(owner.speaker))
            return scene.text[at:end]
    return ""


def _whose(scene: Scene, each: Beside, found: re.Match[str]) -> str:
    """Return the last other person named before “her running mate”, "" for no pronoun."""
    if found["whose"].lower() not in {"his", "her"}:
        return ""
    at = each.start - len(each.before) + found.start()
    before = [scene.names.who(one)[0] for one in scene.names.between(max(0, at - REACH), at)]
    return next((name for name in reversed(before) if scene.names.person(name)), "")


def _called(scene: Scene, words: str, owner: Speaker, member: Speaker) -> str:
    """Return what a camp of a leader is called: its ticket, campaign or administration."""
    text = scene.text
    if english_splits.CLOSE_OPENS.match(words):
        both = {party for party in (_party_of(scene, owner), _party_of(scene, member)) if party}
        return both.pop() if len(both) == 1 else f"{last(owner)} camp"
    if "running" in words or "vice-presidential" in words:
        party = next((p for p in ("Republican", "Democratic") if f"{p} " in text), "")
        return f"{party} ticket" if party else f"{last(owner)} ticket"
    for kind in ("administration", "campaign", "cabinet", "government"):
        if f"{last(owner)} {kind}" in text:
            return f"{last(owner)} {kind}"
    return f"{last(owner)} camp"


def _office(each: Beside) -> str:
    """Return the office of a government that stands beside a name, "" for a former one."""
    found = english_splits.OFFICE_BEFORE.search(each.before) or english_splits.OFFICE_AFTER.match(each.after)
    if not found or english_splits.PAST.search(
        each.before[-40:] if found.re is english_splits.OFFICE_BEFORE else found.group()
    ):
        return ""
    return found[1].strip()


def _foreign(office: str) -> str:
    """Return the country or body that an office names, "" for none or the United States."""
    words = [word.lower().strip(".") for word in _CAPITAL.findall(office.replace("’s", "").replace("'s", ""))]
    known = english.ROLES | english.OFFICES | {"white", "house", "foreign", "prime", "deputy", "vice", "general"}
    return next((word for word in words if word not in known and word not in _HOME), "")


def _government(scene: Scene, sides: tuple[Side, Side]) -> str:
    """Return the government that a text names: of one of the two, or the only one."""
    found = english_splits.CAMP.findall(scene.text)
    named = {each for each in found if each.endswith(("administration", "cabinet", "government"))}
    own = sorted(each for each in named if each.split()[0] in {last(side.speaker) for side in sides})
    return own[0] if own else named.pop() if len(named) == 1 else ""


def _governing(scene: Scene, one: Side, other: Side) -> Camp | None:
    """Return the government in which both hold an office."""
    offices = [[found for found in map(_office, each) if found] for each in (one.places, other.places)]
    lands = [{land for land in map(_foreign, each) if land} for each in offices]
    if not all(offices) or lands[0] != lands[1]:
        return None
    if all(office.lower() in english_splits.ALONE for each in offices for office in each):
        return None  # two presidents are of two countries
    together = english_splits.SIDE_BY_SIDE.search(scene.text)
    most = _government(scene, (one, other))
    ministers = {"minister" in office.lower() for each in offices for office in each}
    if len(ministers) > 1 and not (lands[0] or together or most):
        return None  # a minister and a secretary may be of two countries
    ground = together.group().removeprefix("who ") if together else offices[1][0]
    return Camp(most or "government", ground, GOVERNING)


def _sitting(scene: Scene, mine: tuple[Beside, ...], theirs: tuple[Beside, ...], *, breaks: bool) -> Camp | None:
    """Return the board or committee that one heads and the other breaks with or is said to be of."""
    for each in theirs:
        head = english_splits.BODY_BEFORE.search(each.before)
        if not head or head[1].lower() in english.PLACES_AND_TIMES | english.DEMONYMS | english.STARTERS:
            continue
        if _of_body(scene, head[1], mine):
            return Camp(head[1], head.group().strip(" ,"), SHARED)
        if breaks:
            return Camp(head[1], head.group().strip(" ,"), SITTING)
    return None


def _of_body(scene: Scene, body: str, mine: tuple[Beside, ...]) -> bool:
    """Say whether a person is said to be of a body, or of a part that the text calls the body's."""
    for each in mine:
        if re.search(rf"\b{re.escape(body)}\b", each.before[-40:] + "|" + each.after[:50]):
            return True
        part = english_splits.PART_HEAD.search(each.before)
        if part and re.search(
            rf"\b{re.escape(body)}[’']s (?:\w+ ){{0,2}}{re.escape(part[1])}\b", scene.text, re.IGNORECASE
        ):
            return True
    return False


def _rivals(scene: Scene, sentence: Span, one: Side, other: Side) -> bool:
    """Say whether two run against each other, or the sentence calls anybody a rival."""
    if english_splits.RIVALS.search(scene.text, sentence.start, sentence.end):
        return True
    return _runs(one) and _runs(other)


def _runs(side: Side) -> bool:
    """Say whether a text shows somebody to be a candidate."""
    return any(
        english_splits.RUNNING.search(each.before[-35:])
        or re.match(rf"^(?:[’']s)?,? (?:[\w-]+ ){{0,4}}?{english_splits.RUNNING.pattern}", each.after)
        for each in side.places
    )


def _party(
    scene: Scene, sentence: Span, mine: tuple[Beside, ...], theirs: tuple[Beside, ...], *, breaks: bool
) -> Camp | None:
    """Return the party that the text gives both, or one of both and the other as its nominee."""
    tags = [_tag_of(each) for each in (mine, theirs)]
    known = {tag[0] for tag in tags if tag}
    if len(known) > 1:
        return None
    owned = english_splits.PARTY_OF.search(scene.text, sentence.start, sentence.end)
    owned = owned or english_splits.OWN.search(scene.text, sentence.start, sentence.end)
    owned = owned or english_splits.SERVED.search(scene.text, sentence.start, sentence.end)
    if owned and (breaks or known):
        return Camp(known.pop() if known else _body_named(scene), owned.group(), RELATED)
    fellows = english_splits.FELLOWS.search(scene.text, sentence.start, sentence.end)
    if fellows and (breaks or known):
        party = english_splits.PARTIES[fellows[1] or fellows[2]]
        return Camp(party, fellows.group(), RELATED) if known <= {party} else None
    tag = tags[0] or tags[1]
    return Camp(*tag, PARTY) if tag and (breaks or all(tags)) else None


def _served(scene: Scene, one: Side, other: Side) -> Camp | None:
    """Return the government that one served under the other, as the text says anywhere."""
    for member, head in ((one, other), (other, one)):
        if not any(english_splits.SECRETARY.search(each.before + each.after) for each in member.places):
            continue
        whose = {"", last(head.speaker)}
        told = next(
            (
                each
                for each in english_splits.SERVICE.finditer(scene.text)
                if (each[1] or each[2] or each[3] or "") in whose
            ),
            None,
        )
        if told and (told[3] or any(_office(each).lower() == "president" for each in head.places)):
            party = _tag_of(member.places)
            return Camp(party[0] if party else f"{last(head.speaker)} administration", told.group(), SITTING)
    return None


def _body_named(scene: Scene) -> str:
    """Return the party or committee that a text names, for “his own party”."""
    found = re.search(
        r"\b(?:Republican National Committee|(?:Republican|Democratic|Labour|Conservative|Liberal) Party)\b", scene.text
    )
    party = re.search(r"\b(?:Republican|GOP|Democratic)\b", scene.text)
    return found.group() if found else english_splits.PARTIES[party.group()] if party else "party"


def _tag_of(places: tuple[Beside, ...]) -> tuple[str, str] | None:
    """Return the one party that stands beside a name, and the words that say so; two parties are none."""
    tags = [tag for tag in map(_tag, places) if tag]
    return tags[0] if len({tag[0] for tag in tags}) == 1 else None


def _tag(each: Beside) -> tuple[str, str] | None:
    """Return the party that stands beside a name, and the words that say so."""
    before = english_splits.PARTY_BEFORE.search(each.before)
    if before:
        return english_splits.PARTIES[before[2] or before[4] or before[6]], (before[1] or before[3] or before[5]).strip(
            " ,"
        )
    after = english_splits.PARTY_AFTER.match(each.after)
    if after:
        return english_splits.PARTIES[after[2] or after[4]], after[1] or after[3]
    return None
