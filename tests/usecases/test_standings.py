"""What everybody is on a day, asked for at once, is what each is when asked one by one."""

from __future__ import annotations

from datetime import date

from models.store import people
from tests.conftest import Furnished

DAY = date(2026, 3, 12)


def test_everybody_at_once_and_one_by_one_are_the_same(county: Furnished) -> None:
    """R-D22 too: the chair of a committee has a seat in the parent body."""
    chair = county.who("bbu", "chair").id or 0
    with county.session() as session:
        at_once = people.standings(session, DAY)
        one_by_one = [people.standing(session, one.id, DAY) for one in people.everybody(session, DAY)]

    assert len(at_once) > 90
    assert {one.person_id: one for one in at_once} == {one.person_id: one for one in one_by_one}
    assert next(one for one in at_once if one.person_id == chair).seat("lsg") is not None
