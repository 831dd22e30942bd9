"""Draw what Slack and Discord show of the demo, and a page of its archive: `make pictures`, a tool for development.

Needs Debian's chromium. The chats' pictures are drawn from the payloads, on a phone and on a desktop; their look is
close to the chats', not their own: sizes compare one edition with the next. The page is what a browser shows.
"""

from __future__ import annotations

import re
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
from bot.edges.platforms.discord.fit import drawn as drawn_on_discord
from bot.edges.platforms.slack.elements import Json
from bot.edges.platforms.slack.fit import drawn
from bot.edges.platforms.units import Place
from bot.edges.site.app import Server
from bot.permalinks import of_quote

PHONE, DESKTOP = 390, 760  # CSS pixels of a screen, or of a channel on one
WHERE = Path(__file__).parents[1] / "docs" / "pictures"
SHOWN = {
    "digest": ("digest preview", Place.POST, PHONE),
    "who-said": ("who-said nato", Place.PRIVATE, PHONE),
    "position": ("position Tomas Reuel on treaty", Place.PRIVATE, PHONE),
    "digest-desktop": ("digest preview", Place.POST, DESKTOP),
}
ON_DISCORD = {
    "discord-digest": ("digest preview", Place.POST, PHONE),
    "discord-who-said": ("who-said nato", Place.PRIVATE, DESKTOP),
}
CITED, RECORD, PAGE = "who-said by:Ferrand", "https://record.example", (560, 900)
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --force-device-scale-factor=1"
).split()
STYLE = """
body { margin: 0; padding: 12px 16px 12px 60px; font: 15px/1.4667 "Noto Sans", sans-serif; color: #1d1c1d }
.app { margin-left: -44px; padding-left: 44px; font-weight: 700; min-height: 36px; margin-bottom: -14px;
  background: no-repeat 0 2px/34px 34px linear-gradient(#2d4b7c, #2d4b7c) }
.app small, .small { color: #616061; font-size: 12px; font-weight: 400; line-height: 1.5 }
h1 { font-size: 18px; margin: 4px 0; line-height: 1.3 }
p { margin: 4px 0; white-space: pre-wrap } .small { margin: 4px 0 }
blockquote { margin: 4px 0; padding-left: 12px; border-left: 4px solid #ddd; white-space: pre-wrap }
a { color: #1264a3; text-decoration: none } hr { border: 0; border-top: 1px solid #ddd; margin: 12px 0 }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 }
.row span { border: 1px solid #bbb; border-radius: 4px; padding: 4px 11px; font-size: 13px; font-weight: 700 }
"""


DARK = """
body { margin: 0; padding: 14px 16px 14px 60px; font: 15px/1.375 "Noto Sans", sans-serif; color: #dbdee1;
  background: #313338 }
.app { margin-left: -44px; padding-left: 44px; font-weight: 600; color: #f2f3f5; min-height: 40px;
  background: no-repeat 0 2px/34px 34px linear-gradient(#5865f2, #5865f2) }
.app small { background: #5865f2; color: #fff; font-size: 10px; border-radius: 3px; padding: 1px 4px }
.box { background: #2b2d31; border: 1px solid #3f4147; border-radius: 8px; padding: 12px 16px; max-width: 560px;
  display: flex; flex-direction: column; gap: 8px }
h3 { font-size: 17px; margin: 2px 0; color: #f2f3f5 } p { margin: 0 0 8px; white-space: pre-wrap }
small { color: #949ba4; font-size: 12px; display: block } .app small { display: inline }
a { color: #00a8fc; text-decoration: none }
blockquote { margin: 2px 0; padding-left: 12px; border-left: 4px solid #4e5058; white-space: pre-wrap }
hr { border: 0; border-top: 1px solid #3f4147; margin: 4px 0; width: 100% }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 } .beside { display: flex; gap: 12px }
.beside > div { flex: 1 } .beside > span { align-self: flex-start }
.row span, .beside > span { background: #4e5058; color: #fff; border-radius: 4px; padding: 6px 14px; font-size: 13px }
.row span.primary { background: #5865f2 } .row span.menu { background: #1e1f22; flex: 1 0 100% }
"""
INLINE = (  # Discord's marks, in the order in which they are read; an escaped mark is a character of its own by then
    (r"\[([^\]]*)\]\(&lt;([^&]*(?:&amp;[^&]*)*)&gt;\)", r"<a>\1</a>"),
    (r"\*\*(.+?)\*\*", r"<b>\1</b>"),
    (r"\*(.+?)\*", r"<i>\1</i>"),
    (r"~~(.+?)~~", r"<s>\1</s>"),
)


def main() -> None:
    """Draw each picture and print how high it is."""
    WHERE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, wiring.demo_desk(Settings(database=f"{folder}/demo.db")) as desk:
        read_the_demo(desk)
        for name, (line, place, width) in SHOWN.items():
            blocks = drawn(answer(parse(line), desk), place=place, line=line).lead.blocks
            sys.stdout.write(f"{name}: {picture(html(blocks, width), WHERE / f'{name}.png', width)} px\n")
        for name, (line, place, width) in ON_DISCORD.items():
            parts = drawn_on_discord(answer(parse(line), desk), place=place, line=line).lead.components
            sys.stdout.write(f"{name}: {picture(dark(parts, width), WHERE / f'{name}.png', width)} px\n")
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


def picture(content: str, file: Path, width: int) -> int:
    """Draw a page into a file and return how many pixels high it is on a screen of that width."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(content, encoding="utf-8")
        here = [browser(), *QUIET, f"--user-data-dir={folder}/profile"]
        seen = subprocess.run(
            [*here, f"--window-size={width},800", "--dump-dom", page.as_uri()],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        high = int(seen.partition("<title>")[2].partition("<")[0])
        subprocess.run(
            [*here, f"--window-size={width},{high}", f"--screenshot={file}", page.as_uri()],
            check=True,
            capture_output=True,
        )
    return high


def html(blocks: Sequence[Json], width: int) -> str:
    """Return blocks as a page that says its own height in its title."""
    body = "".join(part for block in blocks for part in _block(block))
    return _page(STYLE, width, f"<div class='app'>onrecord <small>APP 08:00</small></div>{body}")


def _page(style: str, width: int, body: str) -> str:
    style = f"html {{ width: {width}px }} body {{ box-sizing: border-box }} {style}"
    height = "<script>document.title = Math.ceil(document.documentElement.getBoundingClientRect().height)</script>"
    return f"<!doctype html><meta charset='utf-8'><title>0</title><style>{style}</style><body>{body}{height}"


def dark(parts: Sequence[Json], width: int) -> str:
    """Return components as a page that says its own height in its title."""
    body = "".join(map(_component, parts))
    return _page(DARK, width, f"<div class='app'>onrecord <small>APP</small></div>{body}")


def _component(part: Json) -> str:  # noqa: PLR0911 - one for each kind
    inner = "".join(map(_component, part.get("components", ())))
    match part["type"]:
        case 1:
            return f"<div class='row'>{inner}</div>"
        case 2:
            return f"<span class='{'primary' if part['style'] == 1 else ''}'>{escape(part['label'])}</span>"
        case 3:
            return f"<span class='menu'>{escape(part['placeholder'])}</span>"
        case 9:
            return f"<div class='beside'><div>{inner}</div>{_component(part['accessory'])}</div>"
        case 10:
            return f"<div>{''.join(map(_line, part['content'].split(chr(10))))}</div>"
        case 14:
            return "<hr>"
        case 17:
            return f"<div class='box'>{inner}</div>"
        case other:
            return f"<p class='small'>[{other}]</p>"


def _line(line: str) -> str:
    """Return a line of Discord's text as HTML: its kind by how it begins, its marks drawn."""
    for begins, tag in (("### ", "h3"), ("> ", "blockquote"), ("-# ", "small")):
        if line.startswith(begins):
            return f"<{tag}>{_marked(line[len(begins) :])}</{tag}>"
    return f"<div>{_marked(line)}</div>"


def _marked(text: str) -> str:
    kept = re.sub(r"\\([^0-9A-Za-z\s])", lambda match: f"\ue000{ord(match[1]):04x}", text)  # escaped marks are letters
    drawn_as = escape(kept, quote=False)
    for pattern, tag in INLINE:
        drawn_as = re.sub(pattern, tag, drawn_as)
    return re.sub("\ue000([0-9a-f]{4})", lambda match: escape(chr(int(match[1], 16))), drawn_as)


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
