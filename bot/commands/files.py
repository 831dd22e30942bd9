"""Files on this machine, which only the console may name."""

from __future__ import annotations

from pathlib import Path

from bot.errors import BadSetting

MOST_BYTES = 20_000_000


def local_file(typed: str) -> Path | None:
    """Return the file that the words name, or None when there is none."""
    try:
        path = Path(typed).expanduser()
        return path if path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None


def content(file: Path, most: int = MOST_BYTES) -> bytes:
    """Return a file's bytes; raises BadSetting in words."""
    try:
        path = file.expanduser()
        if path.stat().st_size > most:
            raise BadSetting(f"{file} is larger than {most // 1_000_000} MB, not read.")
        return path.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadSetting(f"{file} cannot be read: {reason}.") from error
