"""Who belongs in a body's channels (R-C12, R-C18, R-J01, R-J06, S-12, S-14)."""

from __future__ import annotations

import pytest

from models.rules.channels import AU, OPEN, members
from models.rules.roster import Role
from models.rules.standing import Post, Standing

EVERYBODY = [
    Standing(1, frozenset({Post(Role.ORDINARY, "lsg", "umea"), Post(Role.CHAIR, "lsg", "umea")})),
    Standing(2, frozenset({Post(Role.ORDINARY, "lsg", "region"), Post(Role.VICE_CHAIR, "lsg", "region")})),
    Standing(3, frozenset({Post(Role.ORDINARY, "lsg", "mala")})),
    Standing(4, frozenset({Post(Role.SUBSTITUTE, "lsg", "mala", 1)})),
    Standing(5, frozenset({Post(Role.CO_OPTED, "lsg", "region")})),
    Standing(6, frozenset({Post(Role.COORDINATOR)})),
    Standing(7, frozenset({Post(Role.ORDINARY, "samrad", "mala"), Post(Role.CHAIR, "samrad", "mala")})),
    Standing(None, frozenset({Post(Role.ORDINARY, "lsg", "mala")})),
]


@pytest.mark.parametrize(
    ("body", "which", "expected"),
    [("lsg", OPEN, {1, 2, 3, 5, 6}), ("lsg", AU, {1, 2, 6}), ("samrad", OPEN, {6, 7}), ("samrad", AU, {6, 7})],
)
def test_channel_membership_follows_seats_and_offices(body: str, which: str, expected: set[int]) -> None:
    assert members(EVERYBODY, body, which) == expected


def test_standing_tells_substitutes_places_and_bodies() -> None:
    assert EVERYBODY[3].substitute("lsg") == Post(Role.SUBSTITUTE, "lsg", "mala", 1)
    assert EVERYBODY[3].substitute("samrad") is None
    assert EVERYBODY[0].bodies(Role.ORDINARY, Role.CHAIR) == {"lsg"}
