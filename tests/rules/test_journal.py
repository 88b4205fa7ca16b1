"""The chain's arithmetic."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from models.rules.journal import line_text, link_hash, moment

LINE = (1, "2026-01-12 08:00:00.000000", None, "clock", "question.late", "question:1", "lsg", None, "{}")


def test_a_moment_is_written_in_utc_to_the_microsecond() -> None:
    at = datetime(2026, 7, 1, 10, 0, tzinfo=ZoneInfo("Europe/Stockholm"))

    assert moment(at) == "2026-07-01 08:00:00.000000"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("ab", "")), (("a", None), ("a", "")), (("a", None), ("a", "-")), (("1:a",), ("a",)), (("ö", "x"), ("öx", "")),
        (("12", "3"), ("1", "23")),
    ],
)  # fmt: skip
def test_no_two_lines_say_the_same(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    assert line_text(one) != line_text(other)


@pytest.mark.parametrize("place", range(len(LINE)))
def test_each_cell_and_the_hash_before_count(place: int) -> None:
    other = (*LINE[:place], "x", *LINE[place + 1 :])

    assert link_hash("", LINE) != link_hash("", other)
    assert link_hash("", LINE) != link_hash("0", LINE)
    assert len(link_hash("", LINE)) == 64
