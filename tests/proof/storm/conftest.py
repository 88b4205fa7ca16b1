"""One warmed parent for each test process, and the checkers' folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.proof.storm.world import Parents


@pytest.fixture(scope="session")
def parents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parents]:
    """The process from which the killable ones are forked."""
    made = Parents(tmp_path_factory.mktemp("parent"))
    yield made
    made.close()
