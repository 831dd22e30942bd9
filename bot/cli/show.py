"""Show the whole product in a few seconds, on the fictional newswire."""

from __future__ import annotations

import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot import wiring
from bot.commands.answering import answer
from bot.commands.grammar import parse
from bot.config import Settings
from bot.demo import READ
from bot.edges.clock import ShiftedClock
from bot.edges.logs import open_log
from bot.edges.platforms.console import draw as console

if TYPE_CHECKING:
    from bot.desk import Desk

STEPS = ("digest preview", "who-said nato")


def show_demo() -> int:
    """Poll the newswire, print its digest and an answer, then open a prompt when a person is there."""
    from bot.cli.polling import poll_now
    from bot.cli.talking import talk_on

    with tempfile.TemporaryDirectory(prefix="onrecord-demo-") as folder:
        settings = Settings(database=str(Path(folder) / "demo.db"))
        open_log(Path(folder) / "onrecord.log", settings.log_level)
        with wiring.demo_desk(settings) as desk:
            typer.echo("On Record · demo: three fictional outlets, four days of news, no network.\n")
            poll_now(desk)
            look_when_read(desk)
            for line in STEPS:
                typer.echo(f"\n$ onrecord --demo {line}\n")
                typer.echo(console.drawn(answer(parse(line), desk)))
            return talk_on(desk) if sys.stdin.isatty() and sys.stdout.isatty() else 0


def serve_demo(http: str) -> int:
    """Serve the archive of the newswire until Ctrl-C and return the exit code."""
    from starlette.applications import Starlette

    from bot.archive import site
    from bot.cli.polling import poll_now
    from bot.cli.running import hear
    from bot.edges.site.app import Server, place

    host, port = place(http)
    at = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    with tempfile.TemporaryDirectory(prefix="onrecord-demo-") as folder:
        settings = Settings(database=str(Path(folder) / "demo.db"), archive="public", public_url=at)
        with wiring.demo_desk(settings) as desk:
            poll_now(desk, quiet=True)
            look_when_read(desk)
            routes, lifespan = site(desk)
            server, stop = Server(Starlette(routes=routes, lifespan=lifespan), http), threading.Event()
            hear(stop)
            server.start()
            typer.echo(f"The archive of the fictional newswire: {at}/ (Ctrl-C stops)")
            stop.wait()
            server.stop()
    return 0


def read_the_demo(desk: Desk) -> None:
    """Poll the newswire when its ledger is still empty, so that the first command has something to say."""
    if not desk.store.totals().articles:
        from bot.cli.polling import poll_now

        poll_now(desk, quiet=True)
    look_when_read(desk)


def look_when_read(desk: Desk) -> None:
    """Look at the demo from a moment when all of it is read, so that every command shows the same morning."""
    if isinstance(desk.clock, ShiftedClock):
        desk.clock.forward_to(READ)
