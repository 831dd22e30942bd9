"""The log: a file beside the ledger, for what a person never sees."""

from __future__ import annotations

import logging
import logging.handlers
import secrets
from pathlib import Path

import structlog

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else
MOST_BYTES, KEPT_FILES = 2_000_000, 3
# Below warnings these write down whole answers, tokens among them, and the scheduler two lines a second.
TALKATIVE = ("slack_sdk", "slack_bolt", "discord")
TELLING = (  # their warnings hold addresses, and these the tokens of interactions; or that a busy tick was left out
    *("discord.http", "discord.webhook"),
    "apscheduler",
)
_log = structlog.get_logger()


def open_log(file: Path, level: str) -> None:
    """Write structured lines to a file that is rotated; article texts and tokens never go there."""
    try:
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=MOST_BYTES, backupCount=KEPT_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    logging.raiseExceptions = False  # a log that cannot be written stands in nobody's way
    logging.basicConfig(level=level.upper(), handlers=[handler], format="%(message)s", force=True)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in TELLING:
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping().get(level.upper(), 30)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def filed(error: BaseException) -> str:
    """Write an error with its traceback to the log and return the reference that a person is given."""
    reference = "".join(secrets.choice(_ALPHABET) for _ in range(5))
    _log.error("crash", reference=reference, exc_info=error)
    return reference
