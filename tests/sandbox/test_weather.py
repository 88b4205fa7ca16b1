"""A fault with a chance: bad weather, in place of one thing that goes wrong."""

from __future__ import annotations

import pytest

from sandbox.exchange import refused
from sandbox.world import Faults


def test_a_fault_with_a_chance_hits_some_of_the_requests() -> None:
    faults = Faults()
    faults.add(service="slack", path=r"chat\.", kind="503", times=10_000, chance=0.1)

    hit = sum(faults.take("slack", "POST", "/api/chat.update") is not None for _ in range(2_000))

    assert 140 < hit < 260
    assert faults.take("graph", "GET", "/v1.0/users") is None


def test_a_fault_without_one_hits_as_often_as_was_planned() -> None:
    faults = Faults()
    faults.add(service="*", path="chat.update", kind="503", times=2)

    assert [faults.take("slack", "POST", "/api/chat.update") is not None for _ in range(3)] == [True, True, False]


def test_slack_may_say_no_in_a_word_of_its_own() -> None:
    fault = Faults().add(service="slack", path="views.open", kind="error:expired_trigger_id")

    answer = refused("slack", fault)

    assert (answer.status, answer.text) == (200, '{"ok": false, "error": "expired_trigger_id"}')
    with pytest.raises(ValueError, match="kind must be one of"):
        Faults().add(service="graph", path="users", kind="error:expired_trigger_id")
