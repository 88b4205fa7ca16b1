"""Somebody has written to the bot: what was understood is answered with a question. Nothing else is done, and the
sentence is
not kept."""

from __future__ import annotations

from bot.outbox.letters.absences import TextAnswer
from bot.text.alike import Titled, alike
from bot.text.understand import Intent, understand
from bot.usecases.acting import Acting, Unit
from models.rules.bodies import folded
from models.rules.personal_numbers import holds_one
from models.rules.rights import Act
from models.store import people, questions

MOST = 100
"""So many of somebody's questions, the newest first, are looked through."""
SHOWN = 10


def heard(acting: Acting, text: str) -> None:
    """Answer what somebody wrote in a direct message. Raises Refused for somebody who is not in the roster."""
    with acting.transaction() as unit:
        unit.allow(Act.WRITE)
        person_id = acting.person_id
        found = understand(text, unit.structure, unit.today)
        about = _named(unit, text) if found.intent is Intent.SUBSTITUTE else 0
        unit.record("message.read", f"person:{person_id}", intent=found.intent)
        unit.post(
            TextAnswer(
                person_id=person_id,
                intent=found.intent,
                body=found.body,
                day=found.day.isoformat() if found.day else "",
                principal=found.principal,
                about_id=about or (person_id if found.own else 0),
                draft="" if holds_one(found.draft, unit.today) else found.draft,
                until=found.until.isoformat() if found.until else "",
                other=found.other,
                part=found.part,
                sought=bool(found.topic),
                question_ids=_about(unit, found.topic) if found.topic else (),
            )
        )


def _about(unit: Unit, topic: str) -> list[int]:
    """Those of the person's own questions that the topic fits. The words themselves are not kept."""
    own = questions.raised_by(unit.session, unit.acting.person_id, MOST)
    rows = [Titled(one.number, one.title, one.issue) for one in own]
    return [own[at].id or 0 for at in alike(topic, rows)][:SHOWN]


def _named(unit: Unit, text: str) -> int:
    """Somebody of the roster whose whole name stands in the text; 0 for nobody."""
    there = folded(text)
    named = [one for one in people.everybody(unit.session, unit.today) if folded(one.name) in there]
    return max(named, key=lambda one: len(one.name)).id or 0 if named else 0
