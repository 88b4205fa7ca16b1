"""The journal after a whole story holds ids and values, no person's name, address or account, and no text that somebody wrote."""

from __future__ import annotations

from sqlmodel import select

from bot.usecases import absences, meetings, questions, questions_au
from models.rules.questions_au import Answer
from models.store import journal_chain
from models.tables.journal import JournalLine
from models.tables.people import Person
from tests.stage import Stage
from tests.usecases.question_world import draft

WRITTEN = ("Utskrivningar blir sena", "Det behövs mer om kostnaden", "Sjukdom i arbetslaget", "Vi tar det i höst")


def test_no_name_and_no_words_of_people_are_in_the_journal(stage: Stage) -> None:
    stage.with_channels("lsg")
    county = stage.county
    boss, raiser = county.as_(county.who(None, "coordinator")), county.as_(county.who("lsg", "ordinary", "mala"))
    chair = county.as_(county.who("lsg", "chair"))
    unsigned = questions.raise_question(county.as_(county.who("lsg", "substitute", "mala")), draft(title="Osignerad"))
    questions.not_now(raiser, unsigned, WRITTEN[3])
    first, second = (questions.raise_question(raiser, draft(title=f"Fråga {one}")) for one in (1, 2))
    questions_au.answer(chair, first, 1, Answer.ASK_SUPPLEMENT, text=WRITTEN[1])
    questions_au.answer(chair, second, 1, Answer.APPROVE)
    questions_au.answer(county.as_(county.who("lsg", "vice_chair")), second, 1, Answer.APPROVE)
    (meeting,) = meetings.create(boss, "lsg", "2026-03-12", "09:00", "12:00", "Umeå")
    absences.report(county.as_(county.who("lsg", "ordinary", "umea")), meeting)
    stage.settle()
    stage.forward(days=9)
    meetings.cancel(boss, meeting, 1, WRITTEN[2])
    stage.settle()

    with county.session() as session:
        said = [f"{one.act} {one.subject} {one.details}".lower() for one in session.scalars(select(JournalLine))]
        people = [(one.name, one.email, one.slack_id or one.email) for one in session.scalars(select(Person))]
        whole = journal_chain.verify(session).well
    wanted = [word.lower() for one in (*people, WRITTEN) for word in one]
    assert [(word, line) for line in said for word in wanted if word in line] == []
    assert len(said) > 12
    assert whole
