"""The network is off: a pytest plugin under which nothing but this machine's loopback can be reached.

It listens to the interpreter's own audit events, so no library gets around it. It does not reach into programs that a
test starts (Chromium, `samverkan` as a process): those are told where to go, and given no address outside.
"""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator

import pytest

NAMES_OF_THIS_MACHINE = frozenset({"localhost", "localhost.localdomain", "ip6-localhost", ""})
# An answer in 192.0.2.0/24 is never routed; a UDP "connect" sends nothing and only asks for one's own address.
refused: list[str] = []


class NetworkIsOff(RuntimeError):
    """A test tried to leave this machine."""


def is_this_machine(host: object) -> bool:
    """Whether that host is loopback: an address, a name that can be nothing else, or none at all."""
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return name.lower().rstrip(".") in NAMES_OF_THIS_MACHINE


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) and address else None  # a Unix socket's address is a path
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not is_this_machine(host) and not _is_wildcard(event, host):
        refused.append(f"{event} {host!r}")
        raise NetworkIsOff(f"the network is off in tests: {event} to {host!r}")


def _is_wildcard(event: str, host: object) -> bool:
    """Asking what 0.0.0.0 is called (to listen there) leaves nobody's machine."""
    return event == "socket.getaddrinfo" and host in {"0.0.0.0", "::", b"0.0.0.0", b"::"}


def pytest_configure() -> None:
    """Switch it off, for as long as this process lives: an audit hook can not be taken away."""
    if not getattr(sys, "_network_is_off", False):
        sys.addaudithook(_hear)
        sys._network_is_off = True  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def network_is_off() -> Iterator[None]:
    """Fail the test that tried to leave, even where the code under test swallowed the error."""
    refused.clear()
    yield
    tried, refused[:] = list(refused), []
    assert not tried, f"left this machine: {tried}"
