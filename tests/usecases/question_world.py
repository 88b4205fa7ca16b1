"""Questions for tests, raised and answered by the use cases themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import select

from bot.usecases import questions, questions_au
from models.rules.questions import Draft, Reach
from models.rules.questions_au import Answer, Outcome
from models.rules.refusals import Refusal, Refused
from models.tables.people import Person
from models.tables.questions import AuAnswer, Question
from tests.conftest import Furnished

DRAFT = Draft(
    body="lsg", title="Trygg utskrivning", issue="Utskrivningar blir sena.", background="Vi har provat lokalt.",
    benefit="Tryggare hemgång.", concerned="Alla kommuner och regionen.", why_not_local="Rutinen är länets.",
    reach=Reach.SEVERAL,
)  # fmt: skip


def draft(**changes: object) -> Draft:
    """A draft that can be handed in, with these changes."""
    return replace(DRAFT, **changes)  # type: ignore[arg-type]


def at_au(county: Furnished, body: str = "lsg", principal: str = "umea", **changes: object) -> int:
    """A question that an ordinary member has raised and that waits for AU."""
    raiser = county.who(body, "ordinary", principal)
    return questions.raise_question(county.as_(raiser), draft(body=body, **changes))


def reply(
    county: Furnished, who: Person | str, question_id: int, answer: Answer, text: str = "", target: str | None = None
) -> Outcome:
    """The chair, the vice chair ("chair", "vice_chair") or somebody else answers in the round that is now."""
    row = question(county, question_id)
    person = county.who(row.body, who) if isinstance(who, str) else who
    return questions_au.answer(county.as_(person), question_id, row.round, answer, text=text, target=target)


def question(county: Furnished, question_id: int) -> Question:
    """A question as it stands."""
    with county.session() as session:
        return session.get_one(Question, question_id)


def all_questions(county: Furnished) -> list[Question]:
    """Every question, oldest first."""
    with county.session() as session:
        return sorted(session.scalars(select(Question)), key=lambda one: one.id or 0)


def answers(county: Furnished, question_id: int) -> list[AuAnswer]:
    """Every answer ever given, oldest first."""
    with county.session() as session:
        found = session.scalars(select(AuAnswer).where(AuAnswer.question_id == question_id))
        return sorted(found, key=lambda one: one.id or 0)


def refused(act: Callable[[], object]) -> Refusal:
    """Why the act was refused."""
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.refusal
