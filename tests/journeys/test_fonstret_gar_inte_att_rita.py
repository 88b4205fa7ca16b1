"""What is done stays done, and is not told as a failure, when the window in which it was done can not be drawn anew."""

from __future__ import annotations

import pytest
from sqlmodel import select

from models.tables.questions import Question
from tests.stage import Stage


@pytest.mark.parametrize("how", ["503", "drop_before"])
def test_a_draft_is_saved_though_slack_does_not_draw_the_window(stage: Stage, how: str) -> None:
    member = stage.who("lsg", "ordinary", "mala")
    member.command("/samverkan fråga Sena remisser")
    stage.hands.fault("slack", "views.update", how, times=1)

    member.click(member.modal(), "question_save_draft")
    stage.settle()

    with stage.bot.database.read() as session:
        assert [one.state for one in session.scalars(select(Question))] == ["draft"]
    told = [one["text"] for one in member.messages("dm")]
    assert not any("gick fel" in one for one in told), told
    assert "Något gick fel" not in member.outline(member.modal())
