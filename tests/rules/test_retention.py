"""How long records are kept."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models.rules.retention import LEAST, Keeping, Kind, NotKept, keeping, kind


@pytest.mark.parametrize("which", Kind)
def test_every_kind_has_a_least_time(which: Kind) -> None:
    assert keeping(which, LEAST[which], " RS 2026-12 ") == Keeping(which, LEAST[which], "RS 2026-12")
    with pytest.raises(NotKept) as refused:
        keeping(which, LEAST[which] - 1, "RS 2026-12")
    assert (refused.value.what, refused.value.least) == ("days", LEAST[which])


def test_nothing_is_taken_away_without_a_decision() -> None:
    with pytest.raises(NotKept, match="decision"):
        keeping("letters", 1000, "  ")


@pytest.mark.parametrize("name", ["journal", "questions", ""])
def test_what_is_no_kind_is_kept(name: str) -> None:
    with pytest.raises(NotKept, match="kind"):
        kind(name)


def test_older_than_so_many_days() -> None:
    assert Keeping(Kind.INBOX, 10, "x").before(datetime(2026, 1, 12, tzinfo=UTC)) == datetime(2026, 1, 2, tzinfo=UTC)
