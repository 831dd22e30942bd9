"""What people press: buttons, menus, and the forms that these open."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import discord

from bot.briefing.objections import choices
from bot.edges.platforms.discord import forms
from bot.edges.platforms.discord.asking import SETTING, lacks_told
from bot.edges.platforms.discord.bodies import note
from bot.edges.platforms.discord.elements import Json
from bot.edges.platforms.discord.fit import drawn
from bot.edges.platforms.discord.payloads import Interaction
from bot.edges.platforms.discord.places import NOWHERE, spot
from bot.edges.platforms.discord.posting import shown_in
from bot.edges.platforms.discord.welcome import redraw
from bot.edges.platforms.kit.forms import Field, filled_in, line_of, title
from bot.edges.platforms.kit.forms import fields as form_fields
from bot.edges.platforms.kit.presses import Presses
from bot.edges.platforms.kit.references import FORM, Pressed, action, pressed
from bot.edges.platforms.units import Place
from bot.errors import OnRecordError
from bot.model.message import Actions, Button, Message, Section

if TYPE_CHECKING:
    from bot.edges.platforms.discord.replies import Replies
    from bot.edges.platforms.kit.index import Index
    from bot.model.ask import Asker
    from bot.model.record import Filed
    from bot.ports.store import Store
    from bot.ports.world import Answers, Clock


class Pressing:
    """Handle buttons and forms; a button says itself what it stands for, whichever process shows or hears it."""

    def __init__(self, replies: Replies, answers: Answers, store: Store, clock: Clock, index: Index) -> None:
        """Take what answers and what brings the answers; the index knows what forms offer."""
        self._replies, self._answers, self._store, self._clock = replies, answers, store, clock
        self._index, self._presses = index, Presses(answers, store, clock, replies.seen)
        self._verbs: dict[str, Callable[[Interaction, Pressed, Asker], Coroutine[Any, Any, None]]] = {
            "go": self._go,
            "menu": self._go,
            "p": self._page,
            "ask": self._ask,
            "sure": self._sure,
            "cx": self._context,
            "sh": self._share,
            "rp": self._report,
        }

    async def press(self, asked: Interaction, custom_id: str) -> None:
        """Do what a button says; pressing it twice does it once."""
        meant, asker = pressed(custom_id), self._replies.known(asked)
        if meant is None or meant.verb not in self._verbs:
            await self._replies.done(asked)
            return
        meant = replace(meant, ref=_chosen(asked) or meant.ref)
        try:
            if spot(asker.person).guild == NOWHERE:
                asker = await asyncio.to_thread(self._at_home, asked, asker)
            post = str(asked.message.id) if asked.message else ""
            if await asyncio.to_thread(self._presses.counts, meant.verb, f"{post}|{custom_id}|{meant.ref}", asker):
                await self._verbs[meant.verb](asked, meant, asker)
            else:
                await self._replies.done(asked)
        except OnRecordError as error:
            await self._replies.sorry(asked, error)

    def _at_home(self, asked: Interaction, asker: Asker) -> Asker:
        """Return who pressed: below an alert in a direct message, as a member of the server that it comes from."""
        kept = self._store.reference(shown_in(str(asked.message.id))) if asked.message else None
        if kept is None or spot(kept.channel_id).person != spot(asker.person).person:
            return asker
        return replace(asker, channel_id=kept.channel_id, person=kept.channel_id)

    async def submitted(self, asked: Interaction) -> None:
        """Answer the line that a form was filled in for."""
        data: Any = asked.data or {}
        meant, asker = pressed(str(data.get("custom_id") or "")), self._replies.known(asked)
        given = forms.values(data.get("components") or [])
        if meant is None:
            return
        if meant.verb == "rp":
            await self._run(asked, asker, _reporting(given))
        elif kept := await self._line(asked, meant.ref, asker):
            begun, asks, _ = kept.split(FORM)
            fields = form_fields(begun, asks, "")
            given = forms.parted(fields, given)
            again = Button("Change it", begun, ask=asks, typed=filled_in(fields, given))
            await self._run(asked, asker, line_of(begun, fields, given), again)

    async def _go(self, asked: Interaction, meant: Pressed, asker: Asker) -> None:
        """Run a line, in place of the asker's own list, beside what others see; or open the form for its rest."""
        line = await self._line(asked, meant.ref, asker)
        if FORM in line:
            await self._open(asked, asker, line)
        elif line:
            await self._run(asked, asker, line)

    async def _page(self, asked: Interaction, meant: Pressed, asker: Asker) -> None:
        """Turn the page."""
        if line := await self._line(asked, meant.ref, asker):
            await self._run(asked, asker, f"{line} page:{meant.number}" if meant.number > 1 else line)

    async def _run(self, asked: Interaction, asker: Asker, line: str, again: Button | None = None) -> None:
        """Answer a line; below a mistake in a form stands `again`, which opens it with what was typed."""

        def work() -> Message:
            message = lacks_told(self._answers.line(line, asker), line, asked)
            mistaken = again and message.private and message.empty
            return replace(message, blocks=(*message.blocks, Actions((again,)))) if again and mistaken else message

        await self._replies.soon(asked, asker, line, work, update=_hidden(asked))
        if asked.message:
            post = None if SETTING.match(line) else str(asked.message.id)
            await self._replies.later(partial(redraw, self._replies.platform, self._answers, self._store, asker, post))

    async def _ask(self, asked: Interaction, meant: Pressed, asker: Asker) -> None:
        """Open the form for the rest of a line."""
        if kept := await self._line(asked, meant.ref, asker):
            await self._open(asked, asker, kept)

    async def _open(self, asked: Interaction, asker: Asker, kept: str) -> None:
        line, asks, typed = kept.split(FORM)
        fields = await asyncio.to_thread(self._with_choices, form_fields(line, asks, typed), asker)
        await self._replies.open(asked, forms.form(action("ask", kept), title(line), fields))

    def _with_choices(self, fields: Sequence[Field], asker: Asker) -> list[Field]:
        """Return fields with what is known to choose from, where it has room."""
        known = (self._index.found((each.offers,), "", asker) if each.offers else () for each in fields)
        return [forms.with_choices(each, names) for each, names in zip(fields, known, strict=True)]

    async def _sure(self, asked: Interaction, meant: Pressed, asker: Asker) -> None:
        """Ask once more before a line is run."""
        if kept := await self._line(asked, meant.ref, asker):
            line, question = kept.split(FORM)
            await self._say(asked, asker, Message((Section(question), Actions((Button("Yes, do that", line),)))))

    async def _context(self, asked: Interaction, meant: Pressed, asker: Asker) -> None:
        """Show a quote in its paragraph, beside the list."""
        line = f"context {meant.ref}"
        await self._replies.soon(asked, asker, line, lambda: self._answers.line(line, asker))

    async def _share(self, asked: Interaction, meant: Pressed, asker: Asker) -> None:
        """Show a list to the whole channel, once."""
        line = await self._line(asked, meant.ref, asker)
        if not line:
            return
        post = str(asked.message.id) if asked.message else ""
        message = await self._replies.worked(line, partial(self._presses.shared, meant.ref, line, post, asker))
        if message is None:
            await self._replies.done(asked)
        elif message.private:
            await self._say(asked, asker, message)
        else:
            made = drawn(message, place=Place.PUBLIC, line=line)
            await asyncio.to_thread(self._replies.keep, made, asker)
            await self._replies.show(asked, made.lead, public=True)

    async def _report(self, asked: Interaction, meant: Pressed, asker: Asker) -> None:
        """Ask what is wrong with which quote."""
        quotes = await asyncio.to_thread(self._quotes, asked, meant, asker, _beside(asked))
        if quotes:
            await self._replies.open(asked, forms.report(action("rp"), choices(quotes)))
        else:
            await self._replies.show(asked, note("There is no quote to report."))

    def _quotes(self, asked: Interaction, meant: Pressed, asker: Asker, beside: list[str]) -> list[Filed]:
        """Return the quotes that a button stands below: of its own post, of the answer, else of its line."""
        kept = self._store.reference(shown_in(str(asked.message.id))) if asked.message else None
        return self._presses.quotes(kept.line.split() if kept else beside, meant.ref, asker)

    async def _say(self, asked: Interaction, asker: Asker, message: Message) -> None:
        """Show something to who pressed, beside what was pressed."""
        made = drawn(message, place=Place.PRIVATE)
        await asyncio.to_thread(self._replies.keep, made, asker)
        await self._replies.show(asked, made.lead)

    async def _line(self, asked: Interaction, ref: str, asker: Asker) -> str:
        """Return the line that a reference stands for; one that is too old is offered anew, and '' returned."""
        found = await asyncio.to_thread(self._presses.line, ref)
        if isinstance(found, str):
            return found
        await self._say(asked, asker, found)
        return ""


def _reporting(given: Mapping[str, Sequence[str]]) -> str:
    """Return the line that files a report."""
    said = " ".join(" ".join(given.get(forms.NOTE, ())).replace('"', " ").split())
    return " ".join(["report", *given[forms.QUOTE], *given[forms.REASON], *([f'"{said}"'] if said else [])])


def _chosen(asked: Interaction) -> str:
    """Return what was chosen in a menu, '' for a button."""
    data: Json = dict(asked.data or {})
    chosen = data.get("values") or [""]
    return str(chosen[0])


def _beside(asked: Interaction) -> list[str]:
    """Return the ids of the quotes that an answer shows: each has a button that names it."""
    if asked.message is None or not asked.message.flags.components_v2:
        return []
    parts = discord.ui.LayoutView.from_message(asked.message, timeout=None).walk_children()
    named = (pressed(str(getattr(each, "custom_id", ""))) for each in parts)
    return [each.ref for each in named if each and each.verb == "cx"]


def _hidden(asked: Interaction) -> bool:
    """Say whether what was pressed is seen by the asker alone."""
    return bool(asked.message and asked.message.flags.ephemeral)


class Pressable(discord.ui.DynamicItem[discord.ui.Item[Any]], template=r"or1:.+"):
    """Hear every button and menu of ours, also those of messages that an earlier process posted."""

    @classmethod
    async def from_custom_id(
        cls,
        _asked: discord.Interaction[Any],
        item: discord.ui.Item[Any],
        _match: re.Match[str],
    ) -> Pressable:
        """Return what was pressed."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what it says."""
        await interaction.client.pressing.press(interaction, self.custom_id)
