"""Signed payloads of real members whose value or private_metadata names what is not theirs: refused in words, nothing changed, logged;
and every door of all that there are, tried by every kind of account that is no member's (reliability T13, F11)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlmodel import select

from bot.usecases import absences, questions
from handlers.routes import all_doors
from models.tables.absences import Absence, SubstituteCall
from tests.handlers.forging import click, command, event, rows, sent, submit
from tests.planned import plan
from tests.stage import Stage
from tests.usecases.question_world import at_au, draft

ONE_DATABASE = pytest.mark.parametrize("kind", ["sqlite"])
NOT_THEIRS = "Bara ordförande och vice ordförande"


@ONE_DATABASE
def test_a_forged_id_is_refused_in_words_and_changes_nothing(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Each of them may do the same to their own."""
    county = stage.county
    question = at_au(county)
    unsigned = questions.raise_question(county.as_(county.who("lsg", "substitute", "umea")), draft(title="Osignerad"))
    meeting = plan(county, "lsg", "2026-03-12")
    absences.report(county.as_(county.who("lsg", "ordinary", "mala")), meeting)
    with county.session() as session:
        absence = session.scalars(select(Absence)).one().id
        call = session.scalars(select(SubstituteCall)).first()
    assert call is not None
    chair, member = county.who("samrad", "chair"), county.who("lsg", "ordinary", "umea")
    other, substitute = county.who("lsg", "ordinary", "mala"), county.who("lsg", "substitute", "umea")
    stage.settle()
    named = json.dumps({"meeting_id": meeting, "version": 1})
    tries: list[tuple[str, Any, Any, str, str, dict[str, str]]] = [
        ("question.answer", click, chair, "question_approve", f"{question}:1", {}),
        ("question.answer", submit, chair, "question_answer_form", f"decline:{question}:1", {"text": "Nej."}),
        ("question.take_back", click, chair, "question_take_back", f"{question}", {}),
        ("question.withdraw", click, other, "question_withdraw", f"{question}", {}),
        ("question.complete", submit, other, "question_completion_form", f"{question}:1", {"answer": "Tolv."}),
        ("question.cosign", click, other, "question_cosign", f"{unsigned}", {}),
        ("question.put_off_signing", submit, other, "question_not_now_form", f"{unsigned}", {"reason": "Nej."}),
        ("absence.answer_call", click, substitute, "absence_accept", f"{call.id}", {}),
        ("absence.answer_call", click, substitute, "absence_decline", f"{call.id}", {}),
        ("absence.come_after_all", click, member, "absence_withdraw", f"{absence}", {}),
        ("absence.fill_seat", click, member, "absence_leave_empty", f"{absence}", {}),
        ("absence.fill_seat", submit, member, "absence_appoint_form", f"{absence}", {}),
        ("meeting.plan", submit, member, "meeting_cancel_form", named, {"reason": "Sjukdom."}),
        ("agenda.lead", click, chair, "agenda_fix", f"{meeting}", {}),
        ("agenda.lead", submit, chair, "agenda_add_form", f"{meeting}", {"title": "Läget"}),
        ("body.choose_channels", submit, member, "bodies_choose", "lsg", {}),
        ("body.choose_channels", click, member, "bodies_make", "lsg", {}),
        ("letter.retry", click, member, "home_retry_all", "", {}),
    ]
    before, wrong = rows(stage), []
    for act, how, who, name, value, written in tries:
        caplog.clear()
        said = len(stage.hand(who).messages("dm"))

        answer = how(stage, who.slack_id, name, value, **written)

        in_words = answer if how is submit else str(stage.hand(who).messages("dm")[said:])
        logged = f"rights.refused act={act} person={who.id} " in caplog.text
        if not logged or ("Bara " not in in_words and "inte" not in in_words) or "Något gick fel" in in_words:
            wrong.append((act, name, logged, in_words))

    assert wrong == []
    assert rows(stage) == before


KINDS: dict[str, dict[str, Any]] = {
    "guest": {"is_restricted": True},
    "single-channel guest": {"is_ultra_restricted": True},
    "connect": {"is_stranger": True},
    "other workspace": {"team_id": "T0STRANGER"},
    "deactivated": {"deleted": True},
    "bot": {"is_bot": True},
}


@ONE_DATABASE
def test_no_door_lets_in_an_account_that_is_no_members(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Coordinators and offices, each with an account that is something else by now. The account is all that is wrong with them."""
    county, doors = stage.county, all_doors()
    question, meeting = at_au(county), plan(county, "lsg", "2026-03-12")
    people = [county.who(None, "coordinator", place=place) for place in (0, 1)]
    people += [county.who(body, role) for body in ("lsg", "samrad") for role in ("chair", "vice_chair")]
    stage.settle()
    for person, traits in zip(people, KINDS.values(), strict=True):
        stage.hands.change_person(str(person.slack_id), quiet=True, **traits)
    before, let_in, tried = rows(stage), [], 0

    def is_out(who: str, where: str) -> None:
        nonlocal tried
        tried += 1
        if not ("stranger where=" in caplog.text or f"rights.refused user={who} " in caplog.text):
            let_in.append((who, where))
        caplog.clear()

    for person, kind in zip(people, KINDS, strict=True):
        user = str(person.slack_id)
        for name in doors.actions:
            click(stage, user, name, f"{question}:1" if name.startswith("question") else f"{meeting}")
            is_out(user, f"{kind} action {name}")
        for name in doors.views:
            submit(stage, user, name, f"{meeting}", text="Nej.", title="Läget")
            is_out(user, f"{kind} view {name}")
        for name in doors.shortcuts:
            sent(stage, user, "shortcut", callback_id=name)
            is_out(user, f"{kind} shortcut {name}")
        for name in doors.words:
            command(stage, user, name)
            is_out(user, f"{kind} word {name}")
        for name in doors.events:
            event(stage, user, name, tab="home", channel_type="im", text="Jag kan inte komma den 12 mars")
            is_out(user, f"{kind} event {name}")

    assert let_in == []
    assert rows(stage) == before
    assert tried == len(KINDS) * sum(len(one) for one in vars(doors).values())
    assert len({person.id for person in people}) == len(KINDS)
