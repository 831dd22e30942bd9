"""The guard at the door: only addresses on the public web are dialled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from ipaddress import IPv6Address, ip_address, ip_network
from itertools import zip_longest
from urllib.parse import urlsplit

import httpcore2

from bot.edges.web.deadline import TimedBackend
from bot.edges.web.names import looked_up, spelled
from bot.errors import BadLink, FetchError

NOT_PUBLIC = "That address is not on the public web."
_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
INNER = (".localhost", ".local", ".localdomain", ".internal", ".home.arpa", ".lan")  # names of no public network
LONGEST = 8_000  # characters of an address
MOST_TRIES = 4  # addresses of one name that are dialled in turn, of both families alternately
PATIENCE = 3.0  # seconds for an address when there is another one to try
# What Python takes for global and is not the public web: relays to IPv4 addresses (6to4, Teredo) and documentation.
_REFUSED = tuple(ip_network(net) for net in "2002::/16 192.88.99.0/24 2001::/32 3fff::/20".split())
_GIVEN_OUT = ip_network("2000::/3")  # all of IPv6 that is; mapped, NAT64, local and reserved addresses lie outside


def checked(url: str, allowed: Iterable[str] = (), ports: Iterable[int] = ()) -> str:
    """Return the address stripped; raises BadLink unless it is http(s) to a public name on ports 80, 443 or these."""
    url = url.strip()
    name = _CONTROLS.sub("", url[:80])
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadLink(f"“{name}” is no web address.") from error
    if len(url) > LONGEST or _CONTROLS.search(url):
        raise BadLink(f"“{name}” is no web address.")
    if parts.scheme.lower() not in _PORTS or not host:
        raise BadLink(f"“{name}” is no web address. It should begin with https://")
    port = _PORTS[parts.scheme.lower()] if port is None else port
    if parts.username is not None or parts.password is not None:
        raise BadLink(NOT_PUBLIC)
    if f"{host}:{port}" in allowed:
        return url
    if port not in {*_PORTS.values(), *ports} or not _spelled(host):
        raise BadLink(NOT_PUBLIC)
    return url


def _spelled(host: str) -> bool:
    """Say whether a host is a plain public name or a plain public address."""
    try:
        return public(str(ip_address(host)))
    except ValueError:
        pass
    try:
        name = spelled(host.rstrip(".")).lower()
    except UnicodeError:
        return False
    # Full-width digits and dots fold into an address only when they are encoded, so look again.
    return bool(_NAME.fullmatch(name)) and not name.endswith(INNER)


def public(address: str) -> bool:
    """Say whether an IP address is on the public internet; one with a zone (%eth0) means this machine's own links."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if "%" in address or (isinstance(ip, IPv6Address) and ip not in _GIVEN_OUT) or any(ip in net for net in _REFUSED):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class GuardedBackend(httpcore2.NetworkBackend):
    """Resolve a name, refuse it unless every address is public, and dial the address that was checked."""

    def __init__(
        self, allowed: Iterable[str] = (), stand_ins: Mapping[str, str] | None = None, ports: Iterable[int] = ()
    ) -> None:
        """Take the host:port pairs that may be dialled although not public, names served elsewhere, more ports."""
        self._allowed = frozenset(allowed)
        self._ports = {*_PORTS.values(), *ports}
        self._stand_ins = dict(stand_ins or {})
        self._dial = TimedBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Dial a host; raises BadLink for one that is not public, ConnectError for one that does not answer."""
        if host in self._stand_ins and port == _PORTS["http"]:
            host, _, place = self._stand_ins[host].rpartition(":")
            return self._dial.connect_tcp(host, int(place), timeout, local_address, socket_options)
        if f"{host}:{port}" in self._allowed:
            return self._dialled((host,), port, timeout, local_address, socket_options)
        if port not in self._ports or not _spelled(host):
            raise BadLink(NOT_PUBLIC)
        addresses = alternating(resolved(host, port, timeout))[:MOST_TRIES]
        return self._dialled(addresses, port, timeout, local_address, socket_options)

    def _dialled(
        self,
        addresses: Sequence[str],
        port: int,
        timeout: float | None,
        local_address: str | None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None,
    ) -> httpcore2.NetworkStream:
        """Return a connection to the first address that answers: a machine may have no road to some of them."""
        failed: Exception = httpcore2.ConnectError("no address")
        for left, address in zip(range(len(addresses) - 1, -1, -1), addresses, strict=True):
            most = min(timeout or PATIENCE, PATIENCE) if left else timeout
            try:
                return self._dial.connect_tcp(address, port, most, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed

    def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002 - the signature is the library's
        timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Refuse: no web address leads to a local socket."""
        raise BadLink(NOT_PUBLIC)

    def sleep(self, seconds: float) -> None:
        """Wait, for the pool's own retries."""
        self._dial.sleep(seconds)


def alternating(addresses: Iterable[str]) -> list[str]:
    """Return addresses with the families taking turns, the first one's first: a machine may lack the road to one."""
    families: dict[bool, list[str]] = {}
    for each in addresses:
        families.setdefault(":" in each, []).append(each)
    return [each for turn in zip_longest(*families.values()) for each in turn if each]


def resolved(host: str, port: int, timeout: float | None = None) -> tuple[str, ...]:
    """Return the addresses of a host; raises BadLink unless all are public, FetchError for none."""
    try:
        addresses = looked_up(host, port, timeout)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host} has no address: the name is wrong or there is no network.") from error
    if not addresses or not all(public(address) for address in addresses):
        raise BadLink(NOT_PUBLIC)
    return addresses
