"""onrecord people: which names are one person, and which are not, as managers decide."""

from __future__ import annotations

from bot.briefing import people as told
from bot.commands.looking import bearers
from bot.commands.permission import noticed, require_decider
from bot.commands.place import channel_of, viewer_of
from bot.desk import Desk
from bot.errors import NotFound, UnknownCommand, UserError
from bot.ledger import people
from bot.model.ask import Ask
from bot.model.message import Message
from bot.model.news import digest_of
from bot.model.query import KnownSpeaker
from bot.model.record import Naming

DECIDING = "decide who is who"


def who_is_who(rest: str, ask: Ask, desk: Desk) -> Message:
    """Return what is decided of names, or what became of a decision; raises UserError."""
    name, _, typed = rest.partition(" ")
    if name.casefold() in {"", "list"}:
        return told.listing(desk.store.namings(), viewer_of(channel_of(ask, desk), desk))
    decide = {"merge": merge, "split": split, "undo": undo}.get(name.casefold())
    if decide is None:
        raise UnknownCommand(f"Type {told.EXAMPLES}.", suggestions=("onrecord people",))
    require_decider(ask, desk, DECIDING)
    return decide(typed, ask, desk)


def merge(typed: str, ask: Ask, desk: Desk) -> Message:
    """File the words of one person under another; raises UserError, NotFound."""
    one, equals, other = typed.partition("=")
    if not (one.strip() and equals and other.strip()):
        raise UserError("Who is whom? Example: onrecord people merge Jim Reed = Tom Reed")
    here, there = known(one, desk), known(other, desk)
    if here.key == there.key:
        raise UserError(f"{here.speaker.name} and {there.speaker.name} are one person already.")
    return decided(here.key, there.key, f"{here.speaker.name} is {there.speaker.name}", ask, desk)


def split(typed: str, ask: Ask, desk: Desk) -> Message:
    """Part a spelling from the person under whom it is filed; raises UserError, NotFound."""
    if not typed.strip():
        raise UserError("Which spelling? Example: onrecord people split Volodymyr Zelenskyy")
    whole = known(typed, desk)
    spelling = people.fold(typed)
    spelled = {people.fold(name): name for name, _ in desk.store.spellings(whole.key)}
    if spelling not in spelled:
        raise NotFound(f"Nobody is quoted here as “{typed[:60]}”. Spellings: {', '.join(spelled.values())}.")
    if len(spelled) == 1:
        raise UserError(f"{spelled[spelling]} is the only name of that person: there is nothing to part.")
    if spelling == people.key(typed):
        others = " or ".join(name for each, name in spelled.items() if each != spelling)
        raise UserError(f"{spelled[spelling]} is the name that all go by. Part the other one: {others}.")
    said = f"{spelled[spelling]} is somebody else than {whole.speaker.name}"
    return decided(spelling, f"{people.ALONE}{spelling}", said, ask, desk)


def decided(name: str, person: str, said: str, ask: Ask, desk: Desk) -> Message:
    """Keep a decision and confirm it."""
    now = desk.clock.now()
    made = Naming(
        digest_of("naming", name, person, now.isoformat())[:12], name, person, said, ask.name or "console", now
    )
    quotes = desk.store.decide(made)
    return noticed(told.decided(made, quotes), ask, desk, f"decided: {said}")


def undo(typed: str, ask: Ask, desk: Desk) -> Message:
    """Take a decision back, the newest where none is named; raises NotFound."""
    kept = desk.store.namings()
    made = next((each for each in kept if each.id == typed.strip() or not typed.strip()), None)
    quotes = desk.store.undo(made.id) if made else None
    if made is None or quotes is None:
        raise NotFound("There is no such decision. onrecord people lists them.", suggestions=("onrecord people",))
    return noticed(told.undone(made, quotes), ask, desk, f"took back: {made.said}")


def known(typed: str, desk: Desk) -> KnownSpeaker:
    """Return the one person with a name; raises NotFound for nobody, UserError for several."""
    name = typed.strip().strip('"“”')
    found = bearers(name, desk.store)
    whole = [each for each in found if people.fold(each.speaker.name) == people.fold(name)]
    if len(whole or found) == 1:
        return (whole or list(found))[0]
    if found:
        raise UserError(
            f"Several are called “{name}”: {', '.join(each.speaker.name for each in found)}. Type all of it."
        )
    raise NotFound(f"Nobody called “{name[:60]}” is on record.")
