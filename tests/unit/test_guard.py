from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import httpcore2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.edges.web.guard import GuardedBackend, alternating, checked, public, resolved
from bot.errors import BadLink, OnRecordError

HOSTILE = """
127.0.0.1 127.1 127.0.1 2130706433 0177.0.0.1 017700000001 0x7f.1 0x7f000001 0x7f.0.0.1 1.1 0 0.0.0.0 localhost
localhost. foo.localhost printer.local metadata.google.internal router.home.arpa intranet 10.0.0.1 172.16.0.1
172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.127.255.254 192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.7
203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255 [::] [::1] [::127.0.0.1] [::ffff:127.0.0.1] [::ffff:8.8.8.8]
[::ffff:0:127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::1] [2002:7f00:1::] [2001:0:4136:e378:8000:63bf:3fff:fdd2]
[fc00::1] [fd12:3456::1] [fe80::1] [fe80::1%25lo] [fec0::1] [ff02::1] [2001:db8::1] [3fff::1]
１２７.０.０.１ 127。0。0。1 ①②⑦.0.0.1 127.0.0.1. 8.8.8.8. 0x08.8.8.8 %31%32%37.0.0.1 exam%70le.com a..b.com -a.com
""".split()
OTHERS = """
ftp://example.com/ file:///etc/passwd gopher://example.com/ javascript:alert(1) data:text/html,x //example.com/x
example.com http:// http:///x https://user@example.com/ https://user:word@example.com/ https://example.com@127.0.0.1/
http://example.com:22/ http://example.com:8080/ https://example.com:6379/ http://example.com:0/
http://example.com:99999/ http://example.com\\@127.0.0.1/ http://[ http://[::1
""".split()
PUBLIC = """
http://example.com/ https://example.com/a?b=c#d HTTPS://EXAMPLE.COM https://example.com:443/ http://8.8.8.8/
http://[2606:4700:4700::1111]/ https://münchen.example/ https://xn--mnchen-3ya.example/ http://example.com./x
http://example.com/#@127.0.0.1/ http://under_score.example.com/
""".split()


@pytest.fixture
def listening() -> Iterator[tuple[int, list[str]]]:
    """Give a loopback port that counts who dials it."""
    dialled: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        done = threading.Event()

        def accept() -> None:
            while not done.is_set():
                try:
                    connection, peer = server.accept()
                except TimeoutError:
                    continue
                dialled.append(str(peer))
                connection.close()

        thread = threading.Thread(target=accept)
        thread.start()
        yield server.getsockname()[1], dialled
        done.set()
        thread.join()


@pytest.mark.parametrize("host", HOSTILE)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_hostile_hosts_are_refused(scheme: str, host: str) -> None:
    """Every way of writing an address that is not public is refused, without details."""
    with pytest.raises(BadLink) as caught:
        checked(f"{scheme}://{host}/feed")
    assert str(caught.value) == "That address is not on the public web."


@pytest.mark.parametrize("url", OTHERS)
def test_other_schemes_ports_and_user_names_are_refused(url: str) -> None:
    """Only http and https on their own ports, without a user's name, get through."""
    with pytest.raises(BadLink):
        checked(url)


@pytest.mark.parametrize(
    "url", ["http://exa\nmple.com/", "http://example.com/\r\nX: y", "\x00http://a.com", "\x1b[31m"]
)
def test_control_characters_are_refused_and_not_repeated(url: str) -> None:
    """An address with control characters is none, and the refusal does not print them."""
    with pytest.raises(BadLink) as caught:
        checked(url)
    assert str(caught.value).isprintable()


def test_an_endless_address_is_refused() -> None:
    """An address longer than 8,000 characters is none."""
    with pytest.raises(BadLink):
        checked("https://example.com/" + "a" * 8_000)


@pytest.mark.parametrize("url", PUBLIC)
def test_public_addresses_pass_as_given(url: str) -> None:
    """An address on the public web comes back as it was written."""
    assert checked(url) == url


def test_only_the_very_pair_that_is_allowed_passes() -> None:
    """The allow-list lets one host:port pair through, not its neighbours."""
    allowed = ("127.0.0.1:8123",)
    assert checked("http://127.0.0.1:8123/x", allowed) == "http://127.0.0.1:8123/x"
    for url in ("http://127.0.0.1:8124/x", "http://127.0.0.1/x", "http://localhost:8123/x"):
        with pytest.raises(BadLink):
            checked(url, allowed)


@pytest.mark.parametrize("host", [*(host.strip("[]") for host in HOSTILE), "localhost.localdomain"])
@pytest.mark.parametrize("port", [80, 443])
def test_the_backend_dials_no_hostile_host(host: str, port: int) -> None:
    """Even past the check of the address the backend opens no connection to a host that is not public."""
    with pytest.raises(OnRecordError):
        GuardedBackend().connect_tcp(host, port, timeout=0.2)


def test_nothing_is_dialled_for_a_refused_port(listening: tuple[int, list[str]]) -> None:
    """A loopback port that listens sees no connection when it is refused, and one when it is allowed."""
    port, dialled = listening
    for host in ("127.0.0.1", "127.1", "2130706433", "localhost"):
        with pytest.raises(BadLink):
            GuardedBackend().connect_tcp(host, port, timeout=1)
    assert dialled == []
    GuardedBackend((f"127.0.0.1:{port}",)).connect_tcp("127.0.0.1", port, timeout=1).close()


def test_an_allowed_port_that_is_closed_says_so() -> None:
    """A dead port is a failure to connect, not a refusal."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(httpcore2.ConnectError):
        GuardedBackend((f"127.0.0.1:{port}",)).connect_tcp("127.0.0.1", port, timeout=1)


def test_a_local_socket_is_never_opened() -> None:
    """No web address leads to a Unix socket."""
    with pytest.raises(BadLink):
        GuardedBackend().connect_unix_socket("/run/docker.sock")


def test_a_name_that_resolves_to_loopback_is_refused() -> None:
    """A name counts by what it resolves to."""
    with pytest.raises(BadLink, match="not on the public web"):
        resolved("localhost", 80)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "1.1.1.1"])
def test_public_says_yes_to_public_addresses(address: str) -> None:
    """Ordinary addresses of the internet are public."""
    assert public(address)


@given(
    st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="127.0.0.0/8") | st.ip_addresses(network="fc00::/7")
)
@settings(max_examples=50, deadline=None)
def test_no_private_address_is_public(address: object) -> None:
    """Nothing inside the private networks is public, however it is embedded."""
    assert not public(str(address))
    if ":" not in str(address):
        assert not public(f"::ffff:{address}")
        assert not public(f"64:ff9b::{address}")


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_an_address_or_a_bad_link(text: str) -> None:
    """Whatever is typed, the guard answers with the address or with BadLink."""
    with suppress(BadLink):
        assert checked("http://" + text) == ("http://" + text).strip()


@pytest.mark.parametrize(("sixes", "fours"), [(1, 1), (3, 1), (8, 1), (8, 3), (0, 2), (2, 0)])
def test_both_families_are_tried(sixes: int, fours: int) -> None:
    """Whatever the order in which a resolver names them, the second address is of the other family."""
    many = [f"2606:4700::{n}" for n in range(sixes)] + [f"1.1.1.{n}" for n in range(fours)]
    order = alternating(many)
    assert sorted(order) == sorted(many)
    assert len({":" in each for each in order[:2]}) == bool(sixes) + bool(fours)
