"""The command line: every chat command, and what only an operator needs.

Options that hold for every command (`--demo`, `--db`, `--json`) may stand anywhere in the line.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.benching import bench
from bot.cli.evaluating import evaluation
from bot.cli.everywhere import everywhere, take_everywhere
from bot.errors import BadSetting, OnRecordError, UserError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from bot.config import Settings
    from bot.desk import Desk
    from bot.model.ask import Command
    from bot.model.message import Message

FOUND, EMPTY, USAGE, FAILURE = 0, 1, 2, 3
FILL = """Put the past on record, quietly: what an archive lists, one page at a time; nothing of it is posted.

\b
onrecord fill <feed, sitemap, folder or list of addresses> [since:<when>] [at:<address>]

\b
Examples:
  onrecord fill https://press.example/feed/ since:2026-01-01
  onrecord fill https://parliament.example/sitemap.xml since:6m
  onrecord fill ./records at:https://parliament.example/records
  onrecord fill addresses.txt"""

app = typer.Typer(
    name="onrecord",
    help="Who said what, word for word, with the source.",
    epilog="--demo (the built-in fictional newswire), --db FILE and --json may stand anywhere in the line.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(evaluation, name="eval")
app.add_typer(bench, name="bench")


def settings() -> Settings:
    """Read the settings; raises BadSetting that names the setting and what is wrong with it."""
    import tomllib

    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from bot.config import SETTINGS_FILE, Settings, misspelt, said_of

    complain(*misspelt(os.environ))
    try:
        read = Settings()
    except ValidationError as error:
        raise BadSetting(said_of(error)) from error
    except (SettingsError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"The settings cannot be read: {error}. Look at {SETTINGS_FILE} and ONRECORD_*.") from error
    if everywhere.database:
        return read.model_copy(update={"database": everywhere.database})
    return read.model_copy(update={"database": str(demo_file())}) if everywhere.demo else read


def demo_file() -> Path:
    """Return where the demo keeps its ledger between two commands."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "onrecord"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "demo.db"


def desk() -> AbstractContextManager[Desk]:
    """Open the desk that the line asks for: the real one or the demo's."""
    from bot import wiring
    from bot.config import folder_of
    from bot.edges.logs import open_log

    read = settings()
    open_log(folder_of(read) / "onrecord.log", read.log_level)
    return wiring.demo_desk(read) if everywhere.demo else wiring.desk(read)


def show(message: Message) -> int:
    """Print an answer for a person or as JSON and return the exit code."""
    from bot.edges.platforms.console import draw as console

    typer.echo(console.as_json(message) if everywhere.json else console.drawn(message))
    return EMPTY if message.empty else FOUND


def chat(line: str) -> int:
    """Answer one chat line on the console and return the exit code."""
    from bot.commands.answering import asked, require_readable

    require_readable(line)  # a wrong line is told before anything is opened
    with desk() as opened:
        if everywhere.demo:
            from bot.cli.show import read_the_demo

            read_the_demo(opened)
        return show(asked(line, opened))


def chat_command(name: str, help_text: str, *before: str) -> None:
    """Offer a chat command as a subcommand that takes the rest of the line as it stands."""

    def run(context: typer.Context) -> None:
        from bot.commands.grammar import line_of

        words = [*before, name, *context.args]
        raise typer.Exit(chat(" ".join(words) if name == "check" else line_of(words)))  # a draft keeps its marks

    anything = {"allow_extra_args": True, "ignore_unknown_options": True, "allow_interspersed_args": False}
    app.command(name, help=help_text, context_settings=anything)(run)


def told(command: Command) -> str:
    """Return a command's help: what it does, how it is typed, examples."""
    examples = "\n".join(f"  onrecord {each}" for each in command.examples)
    return f"{command.summary}.\n\n\b\nonrecord {command.usage}\n\n\b\nExamples:\n{examples}"


@app.command()
def init(
    bundle: Annotated[str | None, typer.Option(help="A starter bundle: europe, world, germany … or “none”.")] = None,
    zone: Annotated[str | None, typer.Option(help="Your time zone, such as Europe/Berlin.")] = None,
    time: Annotated[str | None, typer.Option(help="When the digest comes: “08:00 weekdays”.")] = None,
    topics: Annotated[str | None, typer.Option(help="Topics of the digest, separated by commas, or “all”.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take the proposals for what is not given.")] = False,
) -> None:
    """Set up this folder: feeds, zone, time and topics of the digest."""
    from bot.cli.setup import initialise

    raise typer.Exit(initialise(settings(), bundle=bundle, zone=zone, time=time, topics=topics, ask=not yes))


@app.command()
def run(
    platform: Annotated[
        str, typer.Argument(help="“slack” or “discord”: not without it; nothing: all that there are tokens for.")
    ] = "",
    http: Annotated[
        str | None,
        typer.Option(help="Serve /healthz, /readyz, /metrics and what Slack and Discord send at this address."),
    ] = None,
) -> None:
    """Keep polling, reading and delivering until Ctrl-C."""
    from bot.cli.running import keep_running, leave
    from bot.config import Secrets

    if platform not in {"", "slack", "discord"}:
        raise BadSetting(f"“{platform}” is no platform. Type onrecord run, with slack or discord after it or without.")
    with desk() as opened:
        code = keep_running(opened, http=http, platforms={*Secrets().platforms, platform} - {""})
    leave(code)


@app.command()
def manifest(
    platform: Annotated[str, typer.Argument(help="slack")] = "slack",
    prefix: Annotated[str, typer.Option(help="Begin every command with this, such as or-")] = "",
    only: Annotated[str, typer.Option(help="The commands to offer, separated by commas.")] = "",
    http: Annotated[str, typer.Option(help="Your public https:// address, for requests over HTTP.")] = "",
    many: Annotated[bool, typer.Option("--many", help="Any number of workspaces install it at that address.")] = False,
) -> None:
    """Print the manifest from which the Slack app is made: at api.slack.com/apps, “From a manifest”."""
    from bot.commands.catalogue import SHOWN
    from bot.edges.platforms.slack.manifest import manifest as slack_manifest

    if platform != "slack":
        raise BadSetting(f"There is no manifest for “{platform}”. Type onrecord manifest slack.")
    names = tuple(name.strip().lstrip("/") for name in only.split(",") if name.strip())
    typer.echo(slack_manifest(SHOWN, prefix=prefix, only=names, http=http, many=many), nl=False)


@app.command()
def poll(
    all_feeds: Annotated[bool, typer.Option("--all", help="Ask every feed now, due or not.")] = False,
) -> None:
    """Read the feeds that are due, once, and put their quotes on the record."""
    from bot.cli.polling import poll_now

    with desk() as opened:
        raise typer.Exit(poll_now(opened, every=all_feeds or everywhere.demo))


@app.command(help=FILL)
def fill(
    archive: Annotated[list[str], typer.Argument(help="A feed, a sitemap, a folder, a list of addresses; since: at:")],
) -> None:
    """Put on record what an archive holds."""
    from bot.cli.filling import fill_now

    with desk() as opened:
        raise typer.Exit(fill_now(opened, archive))


@app.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def ask(context: typer.Context) -> None:
    """Answer one line of chat: onrecord ask "who-said nato since:7d"."""
    from bot.commands.grammar import line_of

    raise typer.Exit(chat(context.args[0] if len(context.args) == 1 else line_of(context.args)))


@app.command()
def console() -> None:
    """Open a prompt that answers every chat command."""
    from bot.cli.talking import talk_on

    with desk() as opened:
        if everywhere.demo:
            from bot.cli.show import read_the_demo

            read_the_demo(opened)
        raise typer.Exit(talk_on(opened))


@app.command()
def read(
    file: Annotated[str, typer.Argument(help="A text, a saved page or a PDF, or - for standard input.")] = "-",
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help='Lines {"id","title","text","date","publisher","language"} in, lines of quotes out; '
            'only "text" must be there, "date" is like 2025-02-14.',
        ),
    ] = False,
) -> None:
    """Read a text and print its quotes; needs no ledger."""
    from bot.cli.measuring import read_lines, read_text

    raise typer.Exit(read_lines(file, settings()) if jsonl else read_text(file, settings(), as_json=everywhere.json))


@app.command()
def compare(
    file: Annotated[str, typer.Argument(help="A file, or - for standard input.")] = "-",
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Lines {"id","speaker","topic","earlier":{…},"later":{…}} in, labels out.')
    ] = True,
) -> None:
    """Compare pairs of dated quotes of one speaker on one topic; needs no ledger."""
    from bot.cli.measuring import compare_lines

    if not jsonl:
        raise BadSetting("Type onrecord compare --jsonl and the file.")
    raise typer.Exit(compare_lines(file))


@app.command()
def doctor(
    bundles: Annotated[bool, typer.Option("--bundles", help="Ask every feed of the starter bundles, too.")] = False,
) -> None:
    """Check settings, database, feeds, clock and tokens, and say what to do."""
    from bot.cli.doctor import examine

    raise typer.Exit(examine(settings, demo=everywhere.demo, bundles=bundles))


@app.command()
def demo(
    http: Annotated[str, typer.Option(help="Serve the newswire's archive at this address until Ctrl-C.")] = "",
) -> None:
    """Show it all on a fictional newswire: a digest, an answer, a prompt; or its archive on the web."""
    from bot.cli.show import serve_demo, show_demo

    raise typer.Exit(serve_demo(http) if http else show_demo())


@app.command()
def mcp() -> None:
    """Answer an assistant over standard input and output (Model Context Protocol)."""
    from bot.archive import serve_assistant

    with desk() as opened:
        if everywhere.demo:
            from bot.cli.show import read_the_demo

            read_the_demo(opened)
        serve_assistant(opened)


@app.command()
def migrate() -> None:
    """Bring the database's tables to this version (Postgres; SQLite does it by itself)."""
    from bot.cli.keeping import brought_up

    typer.echo(brought_up(settings()))


@app.command()
def backup(file: Annotated[str, typer.Argument(help="The new file to write.")]) -> None:
    """Copy the whole ledger to a new file, also while On Record runs, and check the copy."""
    from bot.cli.keeping import copied

    typer.echo(copied(settings(), file))


@app.command()
def restore(file: Annotated[str, typer.Argument(help="A file that onrecord backup wrote.")]) -> None:
    """Put a backup in the ledger's place; the old one stays beside. On Record must not be running."""
    from bot.cli.keeping import put_back

    typer.echo(put_back(settings(), file))


def main() -> None:
    """Run one command line and leave with its exit code; no traceback reaches a person."""
    from bot.commands import catalogue

    for command in catalogue.SHOWN:
        chat_command(command.name, told(command))
    for word, summary in catalogue.DESK.items():
        chat_command(word, summary, catalogue.ONRECORD.name)
    try:
        app(args=take_everywhere(sys.argv[1:]))
    except UserError as error:
        complain(str(error), *error.suggestions)
        sys.exit(USAGE)
    except OnRecordError as error:
        complain(str(error))
        sys.exit(FAILURE)
    except BrokenPipeError:
        sys.exit(FAILURE)  # the reader of our output left: nothing to say, nobody to say it to
    except Exception as error:  # noqa: BLE001 - the last line of defence: a person sees a sentence, the log the rest
        from bot.edges.logs import filed

        complain(f"That did not work, and it is not your fault. Reference {filed(error)}; the log has the rest.")
        sys.exit(FAILURE)


def complain(*lines: str) -> None:
    """Print sentences for a person on standard error, without terminal escapes."""
    from bot.edges.platforms.kit.foreign import clean

    for line in lines:
        typer.echo(clean(line), err=True)
