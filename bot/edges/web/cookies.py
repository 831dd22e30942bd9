"""Cookies of one chain of redirects: some sites let nobody in who does not give theirs back at once."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

MOST = 20  # of a host
LONGEST = 4_000  # characters of one
_PAIR = re.compile(r"\s*([!#$%&'*+.^_`|~\w-]{1,200})=([\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e\"]*)")


class Cookies:
    """Keep what hosts set, each for itself alone."""

    def __init__(self) -> None:
        """Begin with none."""
        self._hosts: dict[str, dict[str, str]] = {}

    def __bool__(self) -> bool:
        """Say whether any host set one."""
        return bool(self._hosts)

    def keep(self, url: str, header: str) -> None:
        """Keep the cookies of an answer, one a line, for its host."""
        for line in header.splitlines():
            jar = self._hosts.get(urlsplit(url).netloc, {})
            if (found := _PAIR.match(line)) and len(jar) < MOST and len(found[0]) <= LONGEST:
                self._hosts.setdefault(urlsplit(url).netloc, jar)[found[1]] = found[2]

    def of(self, url: str) -> dict[str, str]:
        """Return the header that gives a host its cookies back, if it set any."""
        jar = self._hosts.get(urlsplit(url).netloc, {})
        return {"cookie": "; ".join(f"{name}={value}" for name, value in jar.items())} if jar else {}
