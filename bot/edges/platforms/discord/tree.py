"""The tree of commands that Discord shows, made from the table of options."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.edges.platforms.discord.payloads import Interaction
from bot.edges.platforms.kit.options import COMMANDS, SUMMARIES, Offered, Option

if TYPE_CHECKING:
    from bot.edges.platforms.discord.app import Bot
    from bot.edges.platforms.discord.asking import Asking

Step = Callable[..., Any]
EVERYWHERE = {
    "allowed_installs": app_commands.AppInstallationType(guild=True, user=True),
    "allowed_contexts": app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
}
IN_SERVERS = {
    "allowed_installs": app_commands.AppInstallationType(guild=True, user=False),
    "allowed_contexts": app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
}


def grow(tree: app_commands.CommandTree[Bot], asking: Asking) -> None:
    """Add all commands and menus to a tree; permissions are looked at for each subcommand, when it is asked."""
    groups: dict[str, app_commands.Group] = {}
    for offered in COMMANDS:
        name, _, inner = offered.path.partition(" ")
        places = IN_SERVERS if offered.in_servers else EVERYWHERE
        if not inner:
            tree.add_command(_command(offered, name, asking, places))
            continue
        if name not in groups:
            groups[name] = app_commands.Group(name=name, description=SUMMARIES[name], **places)  # type: ignore[arg-type]
            tree.add_command(groups[name])
        groups[name].add_command(_command(offered, inner, asking, {}))
    for title, answer in (("Summarize links", _menu(asking.summarize)), ("Who said this?", _menu(asking.check))):
        tree.add_command(app_commands.ContextMenu(name=title, callback=answer, **EVERYWHERE))  # type: ignore[arg-type]


def _command(
    offered: Offered, name: str, asking: Asking, places: dict[str, Any]
) -> app_commands.Command[Any, ..., None]:
    """Return a command whose parameters are the options."""

    async def answer(interaction: Interaction, **values: Any) -> None:  # noqa: ANN401 - words or a file
        given = {each.name: values.get(_parameter(each)) for each in offered.options}
        await asking.command(interaction, offered, {key: value for key, value in given.items() if value})

    step: Step = answer
    step.__signature__ = _signature(offered)  # type: ignore[attr-defined]
    named = {_parameter(each): each for each in offered.options}
    step = app_commands.describe(**{key: each.description for key, each in named.items()})(step)
    step = app_commands.rename(**{key: each.name for key, each in named.items() if key != each.name})(step)
    step = app_commands.choices(
        **{
            key: [app_commands.Choice(name=one, value=one) for one in each.choices]
            for key, each in named.items()
            if each.choices
        }
    )(step)
    step = app_commands.autocomplete(**{key: _offering(each, asking) for key, each in named.items() if each.offers})(
        step
    )
    return app_commands.Command(name=name, description=offered.summary, callback=step, **places)


def _parameter(option: Option) -> str:
    """Return a name that Python takes: “as” and “in” are words of its own."""
    return f"{option.name}_"


def _signature(offered: Offered) -> inspect.Signature:
    """Return the parameters by which discord.py knows the options."""
    first = inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction)
    return inspect.Signature([first, *map(_described, offered.options)])


def _described(option: Option) -> inspect.Parameter:
    return inspect.Parameter(
        _parameter(option),
        inspect.Parameter.KEYWORD_ONLY,
        default=inspect.Parameter.empty if option.required else None,
        annotation=_kind(option),
    )


def _kind(option: Option) -> Any:  # noqa: ANN401 - what discord.py reads from a signature
    if option.file:
        return discord.Attachment
    kind = discord.Role | discord.Member | discord.User if option.who else str
    return kind if option.required else kind | None


def _offering(option: Option, asking: Asking) -> Step:
    async def offer(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        found = await asking.offers(interaction, option, current)
        return [app_commands.Choice(name=each, value=each) for each in found]

    return offer


def _menu(answer: Step) -> Step:
    async def chosen(interaction: discord.Interaction, message: discord.Message) -> None:
        await answer(interaction, message)

    return chosen
