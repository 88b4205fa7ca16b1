"""A rule's answer becomes a value or an exception that carries the reason, its field and its facts."""

from __future__ import annotations

import pytest

from models.rules.refusals import Refusal, Refused, accept


@pytest.mark.parametrize("outcome", ["approved", 3, None, ()])
def test_what_is_no_refusal_comes_through(outcome: object) -> None:
    assert accept(outcome) is outcome


def test_a_refusal_is_raised_with_its_field_and_facts() -> None:
    with pytest.raises(Refused, match="no_seat") as caught:
        accept(Refusal.NO_SEAT, field="body", body="LSG")

    assert (caught.value.refusal, caught.value.field, caught.value.facts) == (Refusal.NO_SEAT, "body", {"body": "LSG"})
