"""The guard at the door: only addresses on the public web are dialled."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable, Mapping
from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

import httpcore2

from bot.errors import BadLink, FetchError

NOT_PUBLIC = "That address is not on the public web."
_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# Networks that stand for an IPv4 address: NAT64, 6to4, Teredo; IPv4-mapped is told by the address itself.
_CARRIERS = tuple(IPv6Network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96"))


def checked(url: str, allowed: Iterable[str] = ()) -> str:
    """Return the address stripped; raises BadLink unless it is http(s) to a public name on its usual port."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadLink(f"“{url[:80]}” is no web address.") from error
    if parts.scheme.lower() not in _PORTS or not host:
        raise BadLink(f"“{url[:80]}” is no web address. It should begin with https://")
    port = port or _PORTS[parts.scheme.lower()]
    if f"{host}:{port}" in allowed:
        return url
    if parts.username is not None or parts.password is not None or port not in _PORTS.values() or not _spelled(host):
        raise BadLink(NOT_PUBLIC)
    return url


def _spelled(host: str) -> bool:
    """Say whether a host is a plain public name or a plain public address."""
    try:
        return public(str(ip_address(host)))
    except ValueError:
        pass
    try:
        name = host.rstrip(".").encode("idna").decode("ascii") if not host.isascii() else host.rstrip(".").lower()
    except UnicodeError:
        return False
    # Full-width digits and dots fold into an address only when they are encoded, so look again.
    return bool(_NAME.fullmatch(name)) and not name.endswith((".localhost", ".local", ".internal", ".home.arpa"))


def public(address: str) -> bool:
    """Say whether an IP address is on the public internet."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and (ip.ipv4_mapped or any(ip in net for net in _CARRIERS)):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class GuardedBackend(httpcore2.NetworkBackend):
    """Resolve a name, refuse it unless every address is public, and dial the address that was checked."""

    def __init__(self, allowed: Iterable[str] = (), stand_ins: Mapping[str, str] | None = None) -> None:
        """Take the host:port pairs that may be dialled although not public, and names served elsewhere by host:port."""
        self._allowed = frozenset(allowed)
        self._stand_ins = dict(stand_ins or {})
        self._dial = httpcore2.SyncBackend()

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
            return self._dial.connect_tcp(host, port, timeout, local_address, socket_options)
        if port not in _PORTS.values():
            raise BadLink(NOT_PUBLIC)
        return self._dial.connect_tcp(resolved(host, port), port, timeout, local_address, socket_options)

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


def resolved(host: str, port: int) -> str:
    """Return the first address of a host; raises BadLink unless all its addresses are public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host} has no address: the name is wrong or there is no network.") from error
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(public(address) for address in addresses):
        raise BadLink(NOT_PUBLIC)
    return addresses[0]
