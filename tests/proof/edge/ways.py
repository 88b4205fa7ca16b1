"""Every way out of the product, by name: how what is in the database comes to be seen. A test fails for a view, a letter, a page or an
export that is not here."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import select

from bot.outbox.letters.calendar import Event
from bot.reads import (
    absence_forms,
    agenda,
    attention,
    bodies,
    case_file,
    events,
    home,
    meetings,
    notices,
    papers,
    planning,
    public,
    question_form,
    questions,
    rotation,
    seminar,
)
from bot.reads import help as help_reads
from bot.reads.shapes import Picture
from bot.text import refusals
from bot.usecases import roster
from bot.usecases.acting import Acting
from calendar_sync import events as outlook
from handlers.letters import TABLE
from handlers.letters.base import Renderer
from handlers.views import absence_seats, notice, question_messages, questions_au
from handlers.views import absences as absence_views
from handlers.views import agenda as agenda_views
from handlers.views import attention as attention_views
from handlers.views import bodies as body_views
from handlers.views import help as help_views
from handlers.views import home as home_views
from handlers.views import meetings as meeting_views
from handlers.views import planning as planning_views
from handlers.views import question_form as form_views
from handlers.views import questions as question_views
from handlers.views import rotation as rotation_views
from handlers.views import seminar as seminar_views
from handlers.web import case_file as case_files
from handlers.web import ics, pages
from models.rules.events import Picture as EventPicture
from models.rules.events import When
from models.rules.questions import Draft
from models.rules.questions_au import Answer
from models.rules.refusals import Refusal, Refused
from models.rules.roster import Role
from models.store import people
from models.tables.absences import Absence
from models.tables.meetings import AgendaItem, Meeting
from models.tables.questions import Question
from tests.proof.edge.world import Sample

Way = Callable[[Acting], list[Any]]
T = TypeVar("T")


def there(found: T | None) -> T:
    """What is known to be there."""
    assert found is not None
    return found


@dataclass(frozen=True)
class Who:
    """People and rows to look at, by what they are."""

    acting: Acting

    def person(self, body: str | None, role: Role, place: int = 0) -> int:
        """Somebody by appointment."""
        return self.acting.ask(
            lambda r: [
                o.person_id for o in people.assignments(r.session, r.today, body=body, roles=[role]) if o.body == body
            ][place]
        )

    def rows(self, kind: Any, *where: Any) -> list[Any]:
        """Rows, by id."""
        return self.acting.ask(lambda r: list(r.session.scalars(select(kind).where(*where).order_by(kind.id))))

    @property
    def coordinator(self) -> int:
        """A coordinator."""
        return self.person(None, Role.COORDINATOR)

    @property
    def chair(self) -> int:
        """LSG's chair."""
        return self.person("lsg", Role.CHAIR)

    def ahead(self, kind: str = "meeting") -> list[Any]:
        """Meetings that are planned and have not begun."""
        return self.rows(
            Meeting, Meeting.kind == kind, Meeting.state == "planned", Meeting.starts_at > self.acting.clock.now()
        )


def _answers(acting: Acting) -> list[Any]:
    who = Who(acting)
    found = []
    for answer in (Answer.ASK_SUPPLEMENT, Answer.DECLINE, Answer.REFER):
        for one in who.rows(Question, Question.state == "at_au", Question.body == "lsg"):
            try:
                found.append(
                    questions_au.answer_form(acting.ask(questions.answer_form, who.chair, one.id, one.round, answer))
                )
            except Refused:
                continue
            break
    return found


def _completion(acting: Acting) -> list[Any]:
    rows = Who(acting).rows(Question, Question.state == "supplement_requested")
    return [
        question_messages.completion_form(acting.ask(questions.completion_form, one.raised_by, one.id, one.round))
        for one in rows
    ]


def _not_now(acting: Acting) -> list[Any]:
    rows = Who(acting).rows(Question, Question.state == "awaiting_cosignature")
    seen = []
    for one in rows:
        for body in ("lsg",):
            for place in range(20):
                try:
                    seen.append(
                        question_messages.not_now_form(
                            acting.ask(questions.cosign_form, Who(acting).person(body, Role.ORDINARY, place), one.id)
                        )
                    )
                except (Refused, IndexError):
                    continue
    return seen


def _appoint(acting: Acting) -> list[Any]:
    found = []
    for one in Who(acting).rows(Absence):
        try:
            found.append(absence_seats.appoint_form(acting.ask(absence_forms.appoint, Who(acting).coordinator, one.id)))
        except Refused:
            continue
    return found


def _plan(acting: Acting) -> list[Any]:
    who, first = Who(acting), Who(acting).ahead()[0]
    place = first.place
    planned = acting.ask(planning.plan, who.coordinator, "lsg", "2026-11-17", "09:00", "12:00", place)
    return [planning_views.check_create(planned)]


def _move_plan(acting: Acting) -> list[Any]:
    who, first = Who(acting), Who(acting).ahead()[0]
    planned = acting.ask(
        planning.move_plan, who.coordinator, first.id, first.version, "2026-11-18", "09:00", "12:00", first.place
    )
    return [planning_views.check_move(planned)]


def _board(acting: Acting) -> Any:
    return acting.ask(seminar.board, Who(acting).ahead("seminar")[0].id, Who(acting).coordinator)


def _form(acting: Acting) -> list[Any]:
    words = str(Who(acting).rows(Question)[0].issue)
    draft = Draft(
        body="lsg",
        title=words[:150],
        issue=words,
        background=words,
        source="https://arbete.slack.com/archives/C1/p1",
        source_author=words[:200],
    )
    read = acting.ask(question_form.form, Who(acting).person("lsg", Role.ORDINARY), draft, more=True)
    return [
        form_views.form(read),
        form_views.form(acting.ask(question_form.form, Who(acting).person("lsg", Role.ORDINARY), None, text=words)),
    ]


VIEWS: Mapping[str, Way] = {
    "absence_seats.appoint_form": _appoint,
    "absences.form": lambda a: [
        absence_views.form(a.ask(absence_forms.report, p, None))
        for p in (Who(a).person("lsg", Role.ORDINARY), Who(a).coordinator)
    ],
    "agenda.board": lambda a: [
        agenda_views.board(a.ask(agenda.board, m.id, Who(a).chair)) for m in Who(a).ahead() if m.body == "lsg"
    ],
    "agenda.papers": lambda a: [
        agenda_views.papers(a.ask(papers.of, m.id, Who(a).chair)) for m in Who(a).ahead() if m.body == "lsg"
    ],
    "agenda.point": lambda a: [agenda_views.point(a.ask(agenda.point, i.id)) for i in Who(a).rows(AgendaItem)[:4]],
    "agenda.notice": lambda a: [
        agenda_views.notice(a.ask(notices.preview, m.id, Who(a).chair))
        for m in Who(a).ahead()
        if m.body == "lsg" and m.agenda_set_at
    ],
    "attention.form": lambda a: [attention_views.form(a.ask(attention.chosen, Who(a).chair))],
    "bodies.form": lambda a: [body_views.form(there(a.ask(bodies.of, "lsg")))],
    "help.page": lambda a: [
        help_views.page(a.ask(help_reads.for_one, p)) for p in (None, Who(a).chair, Who(a).coordinator)
    ],
    "home.page": lambda a: [
        home_views.page(there(a.ask(home.page, p)))
        for p in (Who(a).coordinator, Who(a).chair, Who(a).person("lsg", Role.ORDINARY, 3))
    ],
    "meetings.overview": lambda a: [meeting_views.overview(a.ask(meetings.overview, Who(a).chair))],
    "notice.window": lambda a: [
        notice.window(str(Who(a).rows(Question)[0].issue) or "-"),
    ],
    "planning.create": lambda a: [planning_views.create(a.ask(planning.create_form, Who(a).coordinator))],
    "planning.move": lambda a: [
        planning_views.move(a.ask(planning.move_form, Who(a).coordinator, Who(a).ahead()[0].id))
    ],
    "planning.check_create": _plan,
    "planning.check_move": _move_plan,
    "planning.cancel": lambda a: [
        planning_views.cancel(a.ask(planning.cancel_form, Who(a).coordinator, Who(a).ahead()[0].id))
    ],
    "question_form.form": _form,
    "question_messages.not_now_form": _not_now,
    "question_messages.completion_form": _completion,
    "questions_au.answer_form": _answers,
    "questions.listing": lambda a: [question_views.listing(a.ask(questions.listing, Who(a).chair))],
    "rotation.form": lambda a: [
        rotation_views.form(a.ask(rotation.form, Who(a).coordinator, body)) for body in ("lsg", "samrad")
    ],
    "rotation.extend": lambda a: [rotation_views.extend(a.ask(rotation.extend_form, Who(a).coordinator, "samrad"))],
    "seminar.board": lambda a: [seminar_views.board(_board(a))],
    "seminar.plan": lambda a: [seminar_views.plan(a.ask(seminar.plan_form, Who(a).coordinator))],
    "seminar.cancel": lambda a: [seminar_views.cancel(_board(a))],
    "seminar.propose": lambda a: [seminar_views.propose(_board(a))],
    "seminar.fix": lambda a: [seminar_views.fix(_board(a))],
    "seminar.invite": lambda a: [seminar_views.invite(_board(a))],
}
"""Windows, Home and answers to a command: what handlers.views draws beside the letters."""


def letter(sample: Sample, acting: Acting) -> Any:
    """A letter as it would be sent now."""
    how = TABLE[type(sample.letter)]
    assert isinstance(how, Renderer)
    found = acting.ask(how.gather, sample.letter)
    assert isinstance(found, Picture), (sample.letter, found)
    return how.draw(found.shape).arguments()


def event(acting: Acting) -> list[dict[str, Any]]:
    """The events of all meetings as they would be made in Outlook, and the comment of a cancelling."""
    found: list[dict[str, Any]] = []
    for meeting in Who(acting).rows(Meeting):
        look = acting.ask(events.look, Event(meeting.id, 1))
        if look.wanted is not None:
            made = look.wanted
            picture = EventPicture(
                made.subject,
                When(made.starts, made.ends, made.place),
                made.show_as,
                outlook.part(made.text),
                outlook.people(made.attendees),
            )
            found.append(outlook.new(picture, "stamp", "identity", acting.clock.zone))
        found.append({"comment": look.comment})
    return found


def page(acting: Acting, template: str) -> str:
    """One of the public pages."""
    return pages.templates().get_template(template).render(style="", page=acting.ask(public.page), up="./", heading="x")


def export(acting: Acting) -> dict[str, bytes]:
    """The case files of all years."""
    found: dict[str, bytes] = {}
    for year in (2025, 2026):
        found |= {
            f"{year}/{name}": content for name, content in case_files.of_year(acting.ask(case_file.year, year)).items()
        }
    return found


def roster_as(acting: Acting, ending: str) -> bytes:
    """The roster as a file."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"roster{ending}"
        roster.export_file(acting, target)
        return target.read_bytes()


def calendars(acting: Acting) -> list[bytes]:
    """Every body's calendar file."""
    keys = [one.key for one in acting.ask(public.page).bodies]
    return [
        ics.drawn(found, "https://samverkan.example")
        for key in keys
        if (found := acting.ask(public.calendar, key)) is not None
    ]


def refused(hostile: str) -> list[str]:
    """Each reason why not, with the text as every fact it may name."""
    facts = dict.fromkeys(
        (
            "coordinators",
            "representative",
            "body",
            "principal",
            "text",
            "day",
            "reference",
            "most",
            "year",
            "one",
            "many",
            "counterpart",
            "who",
        ),
        hostile,
    )
    return [refusals.words(Refused(one, **facts)) for one in Refusal]


THAT_MORNING = frozenset(
    {"absence_seats.appoint_form", "question_messages.not_now_form", "question_messages.completion_form"}
)
PAGES = ("start.html.j2", "statement.html.j2")
