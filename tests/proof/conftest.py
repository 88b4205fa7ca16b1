"""The longest proofs begin first: one that begins last is waited for by everybody else."""

from __future__ import annotations

from typing import Final

import pytest

LONGEST: Final = (
    "test_killed_at_every_point_one_after_another[postgresql]",
    "test_a_year[",
    "test_killed_again_and_again",
    "test_killed_at_every_point",
    "test_no_text_does_anything_anywhere",
    "test_as_it_is_the_harness_is_green",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put them first; the others stay in their order."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    return next((place for place, name in enumerate(LONGEST) if item.name.startswith(name)), len(LONGEST))
