"""Draw what Slack shows of the demo on a phone, from the payloads themselves: `make pictures`, a tool for development.

Needs Debian's chromium. The look is close to Slack's, not Slack's own: sizes compare one edition with the next.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from bot import wiring
from bot.cli.show import read_the_demo
from bot.commands.answering import answer
from bot.commands.grammar import parse
from bot.config import Settings
from bot.edges.platforms.kit.units import Place
from bot.edges.platforms.slack.elements import Json
from bot.edges.platforms.slack.fit import drawn

WIDTH = 390  # CSS pixels of a phone
WHERE = Path(__file__).parents[1] / "docs" / "pictures"
SHOWN = {
    "digest": ("digest preview", Place.POST),
    "who-said": ("who-said nato", Place.PRIVATE),
    "position": ("position Tomas Reuel on treaty", Place.PRIVATE),
}
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


def picture(blocks: Sequence[Json], file: Path) -> int:
    """Draw blocks into a file and return how many pixels high they are on a phone."""
    browser = shutil.which("chromium")
    if browser is None:
        raise SystemExit("make pictures needs chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html(blocks), encoding="utf-8")
        here = [browser, *QUIET, f"--user-data-dir={folder}/profile"]
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
