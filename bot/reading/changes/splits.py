"""Where a text says that members of one government strike different tones; every other split is left to a language model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.model.news import Article, digest_of
from bot.model.position import Split
from bot.model.record import Speaker, SpeakerKind
from bot.model.text import Span
from bot.reading.gate import told
from bot.reading.languages import english_splits as words
from bot.reading.text.dates import said_on
from bot.reading.text.scene import Scene
from bot.reading.text.sentence import Line

SHOWN_FROM = 0.8  # confidence from which a split is shown
SURE = 0.95
BACK = 4  # sentences in which the two are looked for whom “their words” means
_TONE, _TAKEN_BACK = re.compile(words.TONE), re.compile(words.TAKEN_BACK)
_GOVERNMENT = re.compile(words.GOVERNMENT)
_SECRETARY, _MINISTER = re.compile(words.SECRETARIES), re.compile(words.MINISTERS)
_THEIRS = re.compile(r"\b[Tt]heir $")


def splits(article: Article, scene: Scene, all_lines: Sequence[Line]) -> Iterator[Split]:
    """Yield the splits inside one government that a text tells, in its order, each government's members once."""
    if "different" not in article.text:
        return
    seen: set[frozenset[str]] = set()
    for number, line in enumerate(all_lines):
        back = all_lines[max(0, number - BACK)].span.start
        found = _split(article, scene, line.span, back)
        if found and (members := frozenset(each.name for each in found.members)) not in seen:
            seen.add(members)
            yield found


def _split(article: Article, scene: Scene, here: Span, back: int) -> Split | None:
    """Return the split that a sentence tells, where each who is named holds an office of the one government in the text."""
    tone = _TONE.search(scene.text, here.start, here.end)
    if tone is None or scene.inside(tone.start()) or _TAKEN_BACK.search(here.of(scene.text)):
        return None
    camp, leader, office = _government(scene.text)
    named = _named(scene, tone, here, back, leader)
    if not camp or len(named) < 2 or not all(_office(scene, name, leader, office) for name in named):
        return None
    return Split(
        id=digest_of("split", article.publication.page_id, here.of(scene.text)),
        told=told(article, here, said_on(here.of(scene.text), article.publication.published_on)),
        span=Span(tone.start(), tone.end()),
        members=tuple(Speaker(name, SpeakerKind.PERSON) for name in named),
        camp=camp,
        ground=camp,
        confidence=SURE,
    )


def _government(text: str) -> tuple[str, str, re.Pattern[str]]:
    """Return the one government that a text names, its leader, and what its offices are called; "" for none or two."""
    found = {each.group(): each for each in _GOVERNMENT.finditer(text)}
    if len({each[1] or each[2] for each in found.values()}) != 1:
        return "", "", _MINISTER
    one = next(iter(found.values()))
    return one.group(), one[1] or "", _SECRETARY if one[1] else _MINISTER


def _named(scene: Scene, tone: re.Match[str], here: Span, back: int, leader: str) -> tuple[str, ...]:
    """Return whose words differ: the owner and those behind the tone up to a comma, or the two whom “their” means."""
    if _THEIRS.search(scene.text[here.start : tone.start()]):
        return _people(scene, back, here.start, leader)
    comma = scene.text.find(",", tone.end(), here.end)
    owner = scene.names.between(here.start, tone.start())[-1:]
    if not owner or not owner[0].owner:
        return ()
    behind = _people(scene, tone.end(), here.end if comma < 0 else comma, leader)
    return (scene.names.who(owner[0])[0], *behind) if behind else ()


def _people(scene: Scene, start: int, end: int, leader: str) -> tuple[str, ...]:
    names = [scene.names.who(each)[0] for each in scene.names.between(start, end)]
    return tuple(dict.fromkeys(each for each in names if scene.names.person(each) or each == leader))


def _office(scene: Scene, name: str, leader: str, office: re.Pattern[str]) -> str:
    """Return the office that a text gives somebody in a government, its leader's name for the leader, else ""."""
    if leader == name.rsplit(maxsplit=1)[-1]:
        return leader
    known = scene.names.of(name)
    role = known.role.removeprefix("the ") if known else ""
    return role if office.fullmatch(role) else ""
