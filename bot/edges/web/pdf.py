"""A PDF to its text: read in a process of its own, which has its limits of time and memory and then ends."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass

from bot.briefing.wording import counted
from bot.edges.web.flow import paragraphs
from bot.errors import Unreadable
from bot.model.news import Completeness, Page
from bot.reading.text.dates import whole_days

WAIT = 90  # seconds, on a machine that has much else to do
HEAD = 1_000  # characters in which a document may give its day
LEAST = 30  # characters of a page's text on average; with fewer it is a picture of a page
_turn = threading.Lock()  # one at a time: each may take a gigabyte for a moment


@dataclass(frozen=True, slots=True)
class Document:
    """Hold what was read of a PDF."""

    title: str
    text: str  # paragraphs parted by a blank line
    pages: int
    read: int  # of these


def document(body: bytes, name: str) -> Document:
    """Return what a PDF holds; raises Unreadable that says what of it cannot be read."""
    command = [sys.executable, "-I", "-m", "bot.edges.web.pdftext"]
    try:
        with _turn:
            done = subprocess.run(command, input=body, capture_output=True, timeout=WAIT, check=True)  # noqa: S603 - ours
        found = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"{name} sent a PDF that takes too long to read.") from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise Unreadable(f"{name} sent a PDF that is damaged or too large to read.") from error
    if found.get("locked"):
        raise Unreadable(f"{name} sent a PDF that needs a password.")
    text = "\n\n".join(paragraphs(found["lines"]))
    made = Document(str(found["title"]).strip(), text, int(found["pages"]), len(found["lines"]))
    if len(text) < LEAST * made.read:
        raise Unreadable(f"{name} sent a scanned PDF ({made.pages} pages of pictures): there is no text in it to read.")
    return made


def read_pdf(body: bytes, url: str, name: str) -> Page:
    """Return a PDF as a page; raises Unreadable."""
    found = document(body, name)
    title = found.title if " " in found.title else found.text.partition("\n")[0][:200]
    read = (
        counted(found.pages, "page") if found.read == found.pages else f"the first {found.read} of {found.pages} pages"
    )
    whole = Completeness.WHOLE if found.read == found.pages else Completeness.TEASER
    days = set(whole_days(found.text[:HEAD]))
    on = days.pop() if len(days) == 1 else None
    return Page(url, title, found.text, published_on=on, completeness=whole, form=f"PDF, {read}")
