"""A sandbox of its own for each test, with an organiser and three people."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox.graph_client import Outlook
from sandbox.server import SandboxThread
from tests.sandbox.graph.driver import ANNA, BO, CARIN, ORGANISER, Program


@pytest.fixture
def box() -> Iterator[SandboxThread]:
    """A running sandbox."""
    with SandboxThread() as running:
        yield running


@pytest.fixture
def outlook(box: SandboxThread) -> Outlook:
    """Everybody's Outlook; Carin's mailbox lies outside the tenant."""
    hands = Outlook(box.url)
    hands.add_mailbox(ORGANISER, "Mötesbokning", organiser=True)
    hands.add_mailbox(ANNA, "Anna Alm")
    hands.add_mailbox(BO, "Bo Björk")
    hands.add_mailbox(CARIN, "Carin Ceder", external=True)
    return hands


@pytest.fixture
def app(box: SandboxThread, outlook: Outlook) -> Program:
    """The program that has the organiser's mailbox."""
    return Program(box)
