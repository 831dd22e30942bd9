"""Draw what Slack shows of the demo on a phone, and a page of its archive: `make pictures`, a tool for development.

Needs Debian's chromium. Slack's pictures are drawn from the payloads; their look is close to Slack's, not Slack's own:
sizes compare one edition with the next. The page is what a browser shows of a running server.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from starlette.applications import Starlette

from bot import wiring
from bot.archive import site
from bot.cli.show import read_the_demo
from bot.commands.answering import answer
from bot.commands.grammar import parse
from bot.config import Settings
from bot.desk import Desk
from bot.edges.platforms.slack.elements import Json
from bot.edges.platforms.slack.fit import drawn
from bot.edges.platforms.units import Place
from bot.edges.site.app import Server
from bot.permalinks import of_quote

WIDTH = 390  # CSS pixels of a phone
WHERE = Path(__file__).parents[1] / "docs" / "pictures"
SHOWN = {
    "digest": ("digest preview", Place.POST),
    "who-said": ("who-said nato", Place.PRIVATE),
    "position": ("position Tomas Reuel on treaty", Place.PRIVATE),
}
CITED, RECORD, PAGE = "who-said by:Ferrand", "https://record.example", (560, 900)
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --force-device-scale-factor=1"
).split()
STYLE = """
html { width: 390px }
body { margin: 0; padding: 12px 16px 12px 60px; font: 15px/1.4667 "Noto Sans", sans-serif; color: #1d1c1d }
.app { margin-left: -44px; padding-left: 44px; font-weight: 700; background: no-repeat 0 2px/36px
  linear-gradient(#2d4b7c, #2d4b7c); background-size: 34px 34px; min-height: 22px }
.app small, .small { color: #616061; font-size: 12px; font-weight: 400; line-height: 1.5 }
h1 { font-size: 18px; margin: 4px 0; line-height: 1.3 }
p { margin: 4px 0; white-space: pre-wrap } .small { margin: 4px 0 }
blockquote { margin: 4px 0; padding-left: 12px; border-left: 4px solid #ddd; white-space: pre-wrap }
a { color: #1264a3; text-decoration: none } hr { border: 0; border-top: 1px solid #ddd; margin: 12px 0 }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 }
.row span { border: 1px solid #bbb; border-radius: 4px; padding: 4px 11px; font-size: 13px; font-weight: 700 }
"""


def main() -> None:
    """Draw each picture and print how high it is."""
    WHERE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, wiring.demo_desk(Settings(database=f"{folder}/demo.db")) as desk:
        read_the_demo(desk)
        for name, (line, place) in SHOWN.items():
            blocks = drawn(answer(parse(line), desk), place=place, line=line).lead.blocks
            sys.stdout.write(f"{name}: {picture(blocks, WHERE / f'{name}.png')} px\n")
        page(desk, WHERE / "quote-page.png")


def page(desk: Desk, file: Path) -> None:
    """Draw the page of a quote that two outlets have into a file."""
    public = replace(desk, settings=desk.settings.model_copy(update={"archive": "public", "public_url": RECORD}))
    server = Server(Starlette(routes=site(public)[0]), "127.0.0.1:0")
    server.start()
    said = next(each.id for each in answer(parse(CITED), desk).quotes)
    try:
        with tempfile.TemporaryDirectory() as folder:
            here = [browser(), *QUIET, f"--user-data-dir={folder}/profile", f"--window-size={PAGE[0]},{PAGE[1]}"]
            address = f"http://127.0.0.1:{server.port}{of_quote(said)}"
            subprocess.run([*here, f"--screenshot={file}", address], check=True, capture_output=True)
    finally:
        server.stop()
    sys.stdout.write(f"quote-page: {PAGE[1]} px\n")


def browser() -> str:
    """Return where chromium is."""
    found = shutil.which("chromium")
    if found is None:
        raise SystemExit("make pictures needs chromium: apt-get install chromium")
    return found


def picture(blocks: Sequence[Json], file: Path) -> int:
    """Draw blocks into a file and return how many pixels high they are on a phone."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html(blocks), encoding="utf-8")
        here = [browser(), *QUIET, f"--user-data-dir={folder}/profile"]
        seen = subprocess.run(
            [*here, f"--window-size={WIDTH},800", "--dump-dom", page.as_uri()],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        high = int(seen.partition("<title>")[2].partition("<")[0])
        subprocess.run(
            [*here, f"--window-size={WIDTH},{high}", f"--screenshot={file}", page.as_uri()],
            check=True,
            capture_output=True,
        )
    return high


def html(blocks: Sequence[Json]) -> str:
    """Return blocks as a page that says its own height in its title."""
    body = "".join(part for block in blocks for part in _block(block))
    height = "<script>document.title = Math.ceil(document.documentElement.getBoundingClientRect().height)</script>"
    head = f"<!doctype html><meta charset='utf-8'><title>0</title><style>{STYLE}</style>"
    return f"{head}<body><div class='app'>onrecord <small>APP 08:00</small></div>{body}{height}"


def _block(block: Json) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield f"<h1>{escape(block['text']['text'])}</h1>"
        case "context":
            yield f"<p class='small'>{' '.join(escape(each['text']) for each in block['elements'])}</p>"
        case "divider":
            yield "<hr>"
        case "rich_text":
            for part in block["elements"]:
                tag = "blockquote" if part["type"] == "rich_text_quote" else "p"
                yield f"<{tag}>{''.join(map(_words, part['elements']))}</{tag}>"
        case "actions":
            labels = [(each.get("text") or each["placeholder"])["text"] for each in block["elements"]]
            yield f"<div class='row'>{''.join(f'<span>{escape(each)}</span>' for each in labels)}</div>"
        case other:
            yield f"<p class='small'>[{escape(other)}]</p>"


def _words(element: Json) -> str:
    style, text = element.get("style", {}), escape(element.get("text", ""))
    text = f"<i>{text}</i>" if style.get("italic") else text
    text = f"<b>{text}</b>" if style.get("bold") else text
    return f"<a>{text}</a>" if element["type"] == "link" else text


if __name__ == "__main__":
    main()
