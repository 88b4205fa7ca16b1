"""Everybody presses at the same instant, in two processes: one answer each, and everybody else is told that it is done
(reliability T5, I3)."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from sqlmodel import select

from models.tables.questions import AuAnswer, Question
from tests.conftest import Copies
from tests.proof.storm.world import Parents, world

ITEMS = int(os.environ.get("PROOF_ITEMS", "60"))
OFFICES = ("chair", "vice_chair")


@pytest.mark.timeout(900)
def test_one_winner_for_each_and_the_others_are_told(
    kind: str, copies: dict[str, Copies], parents: Parents, tmp_path: Path
) -> None:
    """Twelve calls for each question: chair and vice chair in both processes, two deliveries each, one of them repeated."""
    told = tmp_path / "told"
    with world(copies[kind], parents, tmp_path / "world") as here:
        assert here.run("furnish", meetings=0, questions=ITEMS, delivered=False) == 0, here.log
        go = str(tmp_path / "go")
        both = [here.parents.fork(here.order("race", told=str(told), go=go, name=name)) for name in ("a", "b")]
        assert [here.parents.wait(pid) for pid in both] == [0, 0], here.log

        lines = [json.loads(one) for one in told.read_text().splitlines()]
        with here.stage.county.session() as session:
            kept = Counter((one.question_id, one.office) for one in session.exec(select(AuAnswer)))
            ids = set(session.exec(select(Question.id)))
        won = Counter((one["question"], one["office"]) for one in lines if one["said"] == "done")

    assert len(lines) == 12 * ITEMS
    assert {one["said"] for one in lines} <= {"done", "repeated", "already_answered", "not_awaiting_au"}
    assert kept == won == Counter({(question, office): 1 for question in ids for office in OFFICES})
    assert len(ids) == ITEMS
