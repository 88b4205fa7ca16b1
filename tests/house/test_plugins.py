"""The tests' own machinery: the network really is off, and each process has a database of its own."""

import os
import socket
import urllib.request
from pathlib import Path

import psycopg
import pytest

from tests import network, workers


@pytest.mark.parametrize("host", ["example.org", "192.0.2.1", b"slack.com", "2001:db8::1", "localhost.example.org"])
def test_no_other_machine_is_ours(host: object) -> None:
    assert not network.is_this_machine(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.3.4.5", "::1", "localhost", b"localhost", "LOCALHOST", None, ""])
def test_loopback_is_ours(host: object) -> None:
    assert network.is_this_machine(host)


def test_a_connection_to_the_outside_is_refused() -> None:
    with socket.socket() as outward, pytest.raises(network.NetworkIsOff):
        outward.connect(("192.0.2.1", 80))
    assert network.refused.pop().startswith("socket.connect")


def test_a_name_outside_is_not_even_looked_up() -> None:
    with pytest.raises(network.NetworkIsOff):
        urllib.request.urlopen("http://slack.com/api/api.test", timeout=1)
    assert network.refused.pop() == "socket.getaddrinfo 'slack.com'"


def test_loopback_still_works() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_an_attempt_that_the_code_swallowed_still_fails_its_test(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nasyncio_default_fixture_loop_scope = function")
    pytester.makepyfile("""
        import socket

        def test_swallows():
            try:
                socket.create_connection(("192.0.2.1", 80))
            except RuntimeError:
                pass
    """)

    result = pytester.runpytest("-p", "tests.network", "-p", "no:cacheprovider")

    result.assert_outcomes(passed=1, errors=1)


def test_this_process_has_a_postgres_database_of_its_own() -> None:
    url = os.environ[workers.VARIABLE]  # `make test` sets it; `make postgres` gives one for a single test

    with psycopg.connect(url) as connection:
        name = connection.execute("SELECT current_database()").fetchone()

    assert name is not None
    assert name[0].endswith(f"_{os.getpid()}")
    assert Path(url).name == name[0]
