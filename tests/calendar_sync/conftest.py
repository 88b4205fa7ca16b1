"""A county with an Outlook of its own for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from sandbox.server import SandboxThread
from tests.calendar_sync.desk import Desk
from tests.conftest import Furnished


@pytest.fixture
def box(tmp_path: Path) -> Iterator[SandboxThread]:
    """A running sandbox."""
    with SandboxThread(log_path=tmp_path / "requests.jsonl") as running:
        yield running


@pytest.fixture
async def desk(county: Furnished, box: SandboxThread) -> AsyncIterator[Desk]:
    """The Outlook side alone, with all of Västerbotten."""
    made = Desk(county, box)
    yield made
    await made.sender.aclose()
