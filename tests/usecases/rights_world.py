"""A furnished county in which each act of the table of rights can be tried by each of a cast, and nothing stays of what was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import SQLModel, select

from bot.reads import absence_forms, papers, planning
from bot.reads import bodies as body_reads
from bot.reads import rotation as rotation_reads
from bot.usecases import (
    absence_changes,
    absence_seats,
    absences,
    agenda,
    attention,
    bodies,
    calendar_changes,
    meetings,
    messages,
    outbox,
    people,
    questions,
    questions_au,
    reminders,
    rotation,
    seminar,
)
from bot.usecases.acting import Acting, Actor, Unit
from models import values
from models.rules.agenda import Point
from models.rules.attention import Attention
from models.rules.questions_au import Answer
from models.rules.reminders import Awaited, Later
from models.tables.absences import Absence, SubstituteCall
from models.tables.people import Assignment, Person
from models.tables.questions import Question
from tests.conftest import Furnished
from tests.usecases.question_world import at_au, draft, question, reply

Try = Callable[[Acting], object]
POINT = Point("Läget", "information", "15")


class Undone(Exception):
    """It was allowed and done, and is rolled back."""


@values.dataclass(frozen=True)
class Trying(Acting):
    """Does everything that an act does, up to its commit, and then nothing of it."""

    @contextmanager
    def transaction(self) -> Iterator[Unit]:
        """A transaction that ends in Undone when nothing else was wrong."""
        with super().transaction() as unit:
            yield unit
            unit.close()
            raise Undone


@dataclass
class Cast:
    """The county, those who try, and what they try it on."""

    county: Furnished
    people: dict[str, Actor] = field(default_factory=dict)
    tries: dict[str, Try] = field(default_factory=dict)

    def person(self, name: str, *posts: tuple[str, str | None, str | None], end: date | None = None) -> Person:
        """Somebody new in the roster, with these appointments (role, body, principal)."""
        with self.county.database.write() as session:
            made = Person(name=f"Prov {name}", email=f"{name}@prov.example", slack_id=f"UPROV{len(self.people):03d}")
            session.add(made)
            session.flush()
            for role, body, principal in posts:
                session.add(Assignment(person_id=made.id or 0, role=role, body=body, principal=principal, end=end))
        self.people[name] = Actor("person", made.id, made.name, made.slack_id)
        return made

    def known(self, name: str, person: Person) -> Person:
        """Somebody whom the roster has already."""
        self.people[name] = Actor("person", person.id, person.name, person.slack_id)
        return person

    def acting(self, name: str, *, keep: bool) -> Acting:
        """Acting as one of the cast; without `keep` nothing stays."""
        base = self.county.acting
        return (Acting if keep else Trying)(base.database, base.clock, self.people[name])

    def everything(self) -> dict[str, list[tuple[object, ...]]]:
        """All rows of all tables: the journal and the letters too."""
        with self.county.session() as session:
            return {
                name: sorted((tuple(row) for row in session.execute(select(table)).all()), key=repr)  # type: ignore[call-overload]
                for name, table in SQLModel.metadata.tables.items()
            }


def the_cast(county: Furnished) -> Cast:
    """Those whom the table of rights is about. Chair and vice chair are of other principals than the members."""
    cast = Cast(county)
    cast.known("chair", county.who("lsg", "chair"))
    cast.known("vice_chair", county.who("lsg", "vice_chair"))
    cast.known("chair_of_another", county.who("samrad", "chair"))
    cast.known("member", county.who("lsg", "ordinary", "umea"))
    cast.known("other_member", county.who("lsg", "ordinary", "mala"))
    cast.known("substitute", county.who("lsg", "substitute", "umea"))
    cast.known("serving_substitute", county.who("lsg", "substitute", "mala"))
    cast.person("co_opted", ("co_opted", "lsg", None))
    cast.known("coordinator", county.who(None, "coordinator"))
    cast.person("respondent", ("respondent", None, "vindeln"))
    cast.person("ex_member", ("ordinary", "lsg", "umea"), end=date(2020, 1, 1))
    cast.people["unknown"] = Actor("person", None, "", "UNOBODY")
    return cast


def furnished(county: Furnished) -> Cast:
    """The cast, and something to try each act on, made by the use cases themselves."""
    cast = the_cast(county)
    do = {name: cast.acting(name, keep=True) for name in cast.people}
    held = _extended(county, do["coordinator"])
    first, second, third, led_by_vice = meetings.create(
        do["coordinator"], "lsg", "2027-03-10\n2027-04-14\n2027-05-12\n2027-06-16", "09:00", "12:00", "Umeå"
    )
    saved = questions.save_draft(do["member"], draft(title="Ett utkast"))
    unsigned = questions.raise_question(do["substitute"], draft(title="Osignerad"))
    fresh, given, split = at_au(county), at_au(county), at_au(county)
    reply(county, "chair", given, Answer.APPROVE)
    reply(county, "chair", split, Answer.APPROVE)
    reply(county, "vice_chair", split, Answer.DECLINE, "Nej.")
    asked = at_au(county)
    reply(county, "chair", asked, Answer.ASK_SUPPLEMENT, "Hur många?")
    prepared = _prepared(county)
    left = at_au(county, title="Av en som har slutat")
    with county.database.write() as session:
        session.get_one(Question, left).raised_by = cast.people["ex_member"].person_id or 0
    point = agenda.add(do["coordinator"], first, POINT)
    absences.report(do["other_member"], first)
    covered = _absence(county, "mala")
    absences.accept_call(do["serving_substitute"], _call(county, covered))
    absences.report(do["member"], second)
    calling = _absence(county, "umea")
    absences.report(do["chair"], led_by_vice)
    event = calendar_changes.prepare(county.acting, second, 1, "stamp", "transaction", "content", "picture")
    theme = seminar.plan(do["coordinator"], "Nära vård", "2027-09-15", "09:00", "15:00", "Lycksele")
    lsg = county.who("lsg", "ordinary", "vindeln").id or 0
    round_of = {number: question(county, number).round for number in (fresh, split, asked)}
    event_id = getattr(event, "id", event)
    cast.tries = {
        "raise": lambda who: questions.raise_question(who, draft()),
        "save_draft": lambda who: questions.save_draft(who, draft()),
        "use_draft": lambda who: questions.save_draft(who, draft(), saved),
        "cosign": lambda who: questions.cosign(who, unsigned),
        "put_off_signing": lambda who: questions.not_now(who, unsigned, "Sedan."),
        "complete": lambda who: questions.complete(who, asked, round_of[asked], {}, "Tolv."),
        "withdraw": lambda who: questions.withdraw(who, fresh),
        "withdraw_of_ex_member": lambda who: questions.withdraw(who, left),
        "answer_au": lambda who: questions_au.answer(who, fresh, round_of[fresh], Answer.APPROVE),
        "take_back": lambda who: questions_au.take_back(who, given),
        "send_back": lambda who: questions_au.send_back(who, prepared),
        "reopen": lambda who: questions_au.reopen(who, split, round_of[split]),
        "add_point": lambda who: agenda.add(who, first, POINT),
        "add_point_when_chair_is_away": lambda who: agenda.add(who, led_by_vice, POINT),
        "remove_point": lambda who: agenda.remove(who, point),
        "set_agenda": lambda who: agenda.fix(who, first),
        "plan_meeting": lambda who: meetings.create(who, "lsg", "2027-06-09", "09:00", "12:00", ""),
        "cancel_meeting": lambda who: meetings.cancel(who, third, 1, "Sjukdom."),
        "report_absence": lambda who: absences.report(who, third),
        "report_for_another": lambda who: absences.report(who, third, person_id=lsg),
        "accept_call": lambda who: absences.accept_call(who, _call(county, calling)),
        "decline_call": lambda who: absences.decline_call(who, _call(county, calling)),
        "come_after_all": lambda who: absences.withdraw(who, calling),
        "confirm_coming": lambda who: absence_changes.coming(who, third, absence_changes.MOVED),
        "decide_return": lambda who: absences.decide_return(who, covered, ordinary=True),
        "leave_seat_empty": lambda who: absence_seats.leave_empty(who, calling),
        "appoint_to_seat": lambda who: absence_seats.appoint(who, calling, cast.people["substitute"].person_id),
        "plan_seminar": lambda who: seminar.plan(who, "Nästa", "2028-09-13", "09:00", "15:00", ""),
        "propose_programme": lambda who: seminar.propose(who, theme, "09.00 Välkomna"),
        "set_programme": lambda who: seminar.set_programme(who, theme, "09.00 Välkomna", county.clock.clock.today()),
        "choose_channels": lambda who: bodies.choose(who, "lsg", "C1", "C2"),
        "make_channels": lambda who: bodies.let_make(who, "lsg"),
        "enter_chair_side": lambda who: rotation.enter(who, "lsg", 2026, "kommun"),
        "extend_terms": lambda who: rotation.extend(who, "lsg", 2027, held, unanimous=False, reason="Skäl."),
        "take_back_extension": lambda who: rotation.take_back(who, "samrad", 2027),
        "answer_outlook": lambda who: calendar_changes.create_anew(who, event_id),
        "retry_letters": lambda who: outbox.retry(who),
        "open_home": people.home_opened,
        "be_reminded": lambda who: reminders.remind_me(who, Awaited.CALL, _call(county, calling), Later.HOUR),
        "choose_attention": lambda who: attention.choose(who, Attention(workdays_only=True)),
        "write": lambda who: messages.heard(who, "Jag kan inte komma"),
        "see_papers": lambda who: who.ask(papers.of, first, who.person_id),
        "see_planning": lambda who: who.ask(planning.create_form, who.person_id),
        "see_open_seat": lambda who: who.ask(absence_forms.appoint, who.person_id, calling),
        "see_chair_side": lambda who: who.ask(rotation_reads.form, who.person_id, "lsg"),
        "see_channels": lambda who: who.ask(body_reads.form, who.person_id, "lsg"),
    }
    absences.withdraw(do["other_member"], covered)
    calendar_changes.created(county.acting, event_id, "graph", "key")
    calendar_changes.gone(county.acting, event_id)
    return cast


def _extended(county: Furnished, boss: Acting) -> int:
    """Both bodies' first sides, an extension in Samråd, and a meeting of LSG's that has been and may have decided another."""
    decided, held = (meetings.create(boss, body, "2026-01-13", "09:00", "12:00", "")[0] for body in ("samrad", "lsg"))
    county.clock.set("2026-01-13 13:00")
    rotation.enter(boss, "samrad", 2026, "kommun")
    rotation.enter(boss, "lsg", 2026, "region")
    rotation.extend(boss, "samrad", 2027, decided, unanimous=True, reason="Mitt i införandet.")
    return held


def _prepared(county: Furnished) -> int:
    """A question of Samråd's that LSG has prepared and approved: it can be sent back."""
    first = at_au(county, "samrad")
    reply(county, "chair", first, Answer.PREPARE)
    with county.session() as session:
        linked = session.scalars(select(Question).where(Question.origin_id == first)).one().id or 0
    reply(county, "chair", linked, Answer.APPROVE)
    reply(county, "vice_chair", linked, Answer.APPROVE)
    return linked


def _absence(county: Furnished, principal: str) -> int:
    with county.session() as session:
        return session.scalars(select(Absence).where(Absence.principal == principal)).one().id or 0


def _call(county: Furnished, absence_id: int) -> int:
    with county.session() as session:
        wanted = select(SubstituteCall).where(SubstituteCall.absence_id == absence_id)
        return session.scalars(wanted).one().id or 0
