"""What people may write, through the real entrances and signed as Slack signs it: it is taken whole and safely shown, or refused with a
sentence of ours; never a fault, never half done (T14). And a form whose private_metadata is not ours is told calmly."""

from __future__ import annotations

import copy
import json
import logging
import urllib.error
import urllib.request
from itertools import count
from typing import Any

import pytest
from sqlmodel import func, select

from bot.usecases import meetings, roster, roster_file
from models.tables.meetings import Meeting
from models.tables.outbox import OutboxLetter
from models.tables.questions import AuAnswer, Question
from tests.journeys import steps
from tests.proof.edge.knock import signature
from tests.proof.edge.real import Payload, encoded
from tests.stage import Stage

TEXTS = {
    "nul": "a\0b", "surrogate": "a\ud800b", "bidi": "\u202egpj.exe", "long": "a" * 40_000, "channel": "<!channel> Hej", "formula": "=cmd|' /C calc'!A0",
    "crlf": "Ämne\r\nBcc: ond@ond.example\r\n\r\nHej", "emoji": "👩‍👩‍👧‍👦🏳️‍🌈 :smile:", "format": "{format} {0}", "percent": "%s %d %(x)s", "blank": " \u200b ",
    "link": "<https://ond.example|Logga in>",
}  # fmt: skip
METADATA = ("{", "null", "[1]", '"x"', "999999999999999", "1:1", ":", "NaN", "{}", "9" * 60, "decline:999999:1", "decline:x:y", "é", "-1", "[" * 2900,
            '{"meeting_id": "x", "version": {}}', '{"meeting_id": 1e400, "version": NaN}', '{"meeting_id": 99999999999999999999999, "version": 1}',
            '{"draft": 99999999999999999999999, "body": {"a": 1}, "source": [], "author": 7}')  # fmt: skip
NEVER = ("a\0b", "a\ud800b")
"""No text from Slack has these: turned away at the outer door."""
_numbers = count(1)


class Entrance:
    """A stage, and what was answered to what was brought."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def kept(self, label: str) -> Payload:
        """The last real payload of that kind."""
        return copy.deepcopy(dict(self.stage.hands.deliveries(label=label)[-1]["payload"]))

    def bring(self, payload: Payload) -> tuple[int, str]:
        """Something that was not done before, signed; the status and the words of the answer."""
        fresh = copy.deepcopy(payload)
        number = f"17{next(_numbers):08d}.000001"
        fresh |= {name: number for name in ("trigger_id", "event_id") if name in fresh}
        if "view" in fresh:
            fresh["view"] |= {"hash": number, "id": f"V{next(_numbers):08d}"}
        kind, body = encoded(fresh)
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.stage.bot.port}/slack/events", body, {"Content-Type": kind, **signature(body)}, method="POST"
        )  # fmt: skip
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as no:
            return no.code, ""

    def rows(self, table: Any) -> int:
        """How many there are."""
        with self.stage.county.session() as session:
            return int(session.scalar(select(func.count()).select_from(table)) or 0)


def written(payload: Payload, metadata: str | None = None, **values: str) -> Payload:
    """The form with these words in its fields."""
    made = copy.deepcopy(payload)
    for name, text in values.items():
        (field,) = made["view"]["state"]["values"][name].values()
        field["value"] = text
    if metadata is not None:
        made["view"]["private_metadata"] = metadata
    return made


def calm(answers: dict[str, tuple[int, str]]) -> dict[str, str]:
    """Those that were refused, with the sentence; sees that nothing is a fault, and only what no text has is turned away."""
    assert {name for name, (status, _) in answers.items() if status != 200} <= {"nul", "surrogate"}
    assert {status for status, _ in answers.values()} <= {200, 400}
    refused = {}
    for name, (_, text) in answers.items():
        said = json.loads(text or "{}")
        assert "felkod" not in text
        if said.get("errors"):
            (refused[name],) = said["errors"].values()
            assert refused[name].endswith(".")
    return refused


def sound(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """All letters are drawn and taken by Slack and Outlook; no line of the log is a fault."""
    stage.settle()
    with stage.county.session() as session:
        assert session.scalars(select(OutboxLetter).where(OutboxLetter.state == "dead")).all() == []
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR or one.exc_info] == []
    shown = [one["text"] for who in ("chair", "ordinary") for one in stage.who("lsg", who).messages("lsg")]
    assert [text for text in shown if "<!channel>" in text or "<https://ond" in text] == []


@pytest.mark.timeout(300)
def test_a_question_and_aus_words(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    stage.with_channels("lsg")
    door, chair = Entrance(stage), stage.who("lsg", "chair")
    steps.raise_question(stage, stage.who("lsg", "ordinary", "mala"), "lsg", "Tolkar")
    form = door.kept("view_submission")
    steps.answer_in_words(stage, chair, "lsg", "Tolkar", "Ta inte upp", text="Löses lokalt.")
    words = door.kept("view_submission")

    for field in ("title", "issue", "concerned"):
        before = door.rows(Question)
        refused = calm({name: door.bring(written(form, **{field: text})) for name, text in TEXTS.items()})
        assert set(refused) <= {"long", "blank", "channel", "link"}
        assert {"long", "blank"} & set(refused)
        assert door.rows(Question) == before + len(TEXTS) - len(NEVER) - len(refused)
    with stage.county.session() as session:
        numbers = list(session.scalars(select(Question.id).order_by(Question.id)))[1:]  # type: ignore[arg-type]
    before = door.rows(AuAnswer)
    answers = {
        name: door.bring(written(words, f"decline:{number}:1", text=text))
        for (name, text), number in zip(TEXTS.items(), numbers, strict=False)
    }
    refused = calm(answers)
    assert len(answers) == len(TEXTS)
    assert door.rows(AuAnswer) == before + len(TEXTS) - len(NEVER) - len(refused)
    sound(stage, caplog)


@pytest.mark.timeout(300)
def test_a_place_a_reason_and_a_sentence_to_the_bot(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    stage.with_channels("lsg")
    door, coordinator = Entrance(stage), stage.who(None, "coordinator")
    boss = stage.county.as_(stage.county.who(None, "coordinator"))
    coordinator.click(steps.home(stage, coordinator), "meeting_create")
    coordinator.submit(values={"body": "lsg", "dates": "2026-02-12", "start": "09:00", "end": "12:00", "place": "Umeå"})
    form = door.kept("view_submission")
    assert set(calm({name: door.bring(written(form, place=text)) for name, text in TEXTS.items()})) <= {"long", "blank"}
    coordinator.submit()
    yes = door.kept("view_submission")
    coordinator.close(clear=True)
    stage.settle()

    before = door.rows(Meeting)
    named = json.loads(yes["view"]["private_metadata"])
    sure = {
        name: door.bring(written(yes, json.dumps(named | {"place": text, "dates": f"2026-03-{day:02d}"})))
        for day, (name, text) in enumerate(TEXTS.items(), 2)
        if name not in ("long", "nul", "surrogate")
    }
    calm(sure)
    assert before < door.rows(Meeting) <= before + len(sure)

    with stage.county.session() as session:
        planned = list(session.scalars(select(Meeting.id).order_by(Meeting.id)))  # type: ignore[arg-type]
    coordinator.click(steps.home(stage, coordinator), "meeting_cancel", value=str(planned[0]))
    coordinator.submit(values={"reason": "För få punkter"})
    reason = door.kept("view_submission")
    more = meetings.create(
        boss, "lsg", "\n".join(f"2026-04-{day}" for day in range(10, 10 + len(TEXTS))), "13:00", "14:00", "X"
    )
    gone = {
        name: door.bring(written(reason, json.dumps({"meeting_id": number, "version": 1}), reason=text))
        for number, (name, text) in zip(more, TEXTS.items(), strict=False)
    }
    refused = calm(gone)
    with stage.county.session() as session:
        left = session.scalars(select(Meeting).where(Meeting.id.in_(more), Meeting.state != "cancelled")).all()  # type: ignore[union-attr]
    assert len(left) == len(more) - len(TEXTS) + len(NEVER) + len(refused)

    coordinator.dm("hej")
    event = door.kept("message")
    for text in TEXTS.values():
        event["event"]["text"] = text
        status, _ = door.bring(event)
        assert status == (400 if text in NEVER else 200)
    sound(stage, caplog)


@pytest.mark.timeout(300)
def test_metadata_that_is_not_ours_is_told_calmly_and_changes_nothing(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.with_channels("lsg")
    door, chair, coordinator = Entrance(stage), stage.who("lsg", "chair"), stage.who(None, "coordinator")
    steps.raise_question(stage, stage.who("lsg", "ordinary", "mala"), "lsg", "Tolkar")
    steps.plan(stage, "lsg", "2026-02-12")
    steps.answer_in_words(stage, chair, "lsg", "Tolkar", "Ta inte upp", text="Löses lokalt.")
    chair.click(steps.home(stage, chair), "agenda_open")
    chair.click(chair.modal(), "agenda_add")
    chair.submit(values={"title": "Budgetläget", "kind": "information", "minutes": "20"})
    chair.close(clear=True)
    coordinator.click(steps.home(stage, coordinator), "meeting_cancel")
    coordinator.submit(values={"reason": "För få punkter"})
    forms: dict[str, Payload] = {}
    for one in stage.hands.deliveries(label="view_submission"):
        forms.setdefault(str(one["payload"]["view"]["callback_id"]), dict(one["payload"]))
    # every other form that names rows, as somebody who may not, or may, would send it
    ids = ("question_completion_form", "question_not_now_form", "absence_appoint_form", "meeting_move_form", "meeting_move_confirm", "agenda_edit_form",
           "agenda_notice_form", "seminar_move_form", "seminar_cancel_form", "seminar_propose_form", "seminar_invite_form")  # fmt: skip
    for name in ids:
        forms.setdefault(name, copy.deepcopy(forms["meeting_cancel_form"]))["view"]["callback_id"] = name
    forms.pop("question_form")  # what it names beside its fields is optional: see below
    before = (door.rows(Question), door.rows(Meeting), door.rows(AuAnswer))

    answers = {(name, given): door.bring(written(form, given)) for name, form in forms.items() for given in METADATA}

    assert len(forms) >= 14
    assert [key for key, (status, text) in answers.items() if status != 200 or "felkod" in text] == []
    assert (door.rows(Question), door.rows(Meeting), door.rows(AuAnswer)) == before
    sound(stage, caplog)


def test_a_roster_file_with_hostile_cells_is_taken_whole_or_refused_whole(stage: Stage) -> None:
    acting = stage.county.acting
    head = "organ;huvudman;roll;ordning;namn;epost;från;till\n"
    rows = roster.export_file(acting, stage.settings.data_dir / "register.csv")
    whole = (stage.settings.data_dir / "register.csv").read_bytes()
    told: set[str] = set()
    for text in TEXTS.values():
        for cells in (("LSG", "Umeå kommun", text, "x@umea.example"), (text, "Umeå kommun", "Åsa", "x@umea.example"), ("LSG", text, "Åsa", "x@umea.example"),
                      ("LSG", "Umeå kommun", "Åsa", text)):  # fmt: skip
            body, principal, name, email = (one.replace('"', '""') for one in cells)
            line = f'"{body}";"{principal}";ersättare;9;"{name}";"{email}";2026-01-01;\n'
            content = whole + line.encode("utf-8", "surrogatepass")
            try:
                outcome = roster.import_rows(acting, roster_file.read_bytes(content, "register.csv"))
            except roster_file.FileFault as no:
                told.add(str(no))
                continue
            assert outcome.written is (not outcome.verdict.faults)
    assert [one for one in told if not one.endswith(".")] == []
    assert head.split(";")[0] in whole.decode("utf-8-sig")
    assert roster.export_file(acting, stage.settings.data_dir / "after.csv") in (rows, rows + 1)
