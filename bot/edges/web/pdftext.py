"""Read a PDF's lines, alone in a process of its own: `python -m bot.edges.web.pdftext`, bytes in, JSON out."""

from __future__ import annotations

import io
import json
import resource
import sys
import time

MEMORY = 1_000_000_000  # bytes that the process may take
SECONDS = 20  # of the processor, after which no further page is begun; the hard end comes at twice that
MOST_PAGES = 400
MOST_CHARACTERS = 400_000


def main() -> None:
    """Print what the PDF on standard input holds: how many pages, the lines of those that were read, its headline."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (2 * SECONDS, 2 * SECONDS))
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))


def read(body: bytes) -> dict[str, object]:
    """Return the lines of each page that was read in time, with the headline and the number of pages."""
    from pypdf import PdfReader  # not before the limits stand

    document = PdfReader(io.BytesIO(body))
    if document.is_encrypted and not document.decrypt(""):
        return {"locked": True}
    pages: list[list[str]] = []
    characters = 0
    for page in document.pages[:MOST_PAGES]:
        if time.process_time() > SECONDS or characters > MOST_CHARACTERS:
            break
        lines = page.extract_text().splitlines()
        characters += sum(map(len, lines))
        pages.append(lines)
    said = document.metadata
    title = str(said.title or "") if said else ""
    return {"pages": len(document.pages), "lines": pages, "title": title[:300]}


if __name__ == "__main__":
    main()
