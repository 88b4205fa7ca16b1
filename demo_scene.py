"""The furnishing of `samverkan demo`: a county in the middle of its year, told day by day up to this morning. Every step is a use
case done by somebody in the invented roster; what runs, and where, is in demo.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from bot.holidays import around
from bot.reads.absences import calls_for
from bot.text import demo as words
from bot.usecases import absences, agenda, bodies, meetings, questions, questions_au, rotation, seminar
from bot.usecases.acting import Acting, Actor
from models.rules.agenda import Point
from models.rules.questions import Draft, QuestionState, Reach
from models.rules.questions_au import Answer
from models.rules.roster import Role
from models.rules.workdays import is_workday
from models.store import agenda as agenda_store
from models.store import people as store
from models.store import questions as question_store
from models.store.engine import Reading
from models.tables.people import Person

WITH_CHANNELS = ("samrad", "lsg", "hjalpmedel")


@dataclass
class Scene:
    """The story's people, meetings and questions. `morning` is the day on which the visitor comes."""

    acting: Acting
    morning: date
    meetings: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    def who(self, body: str | None, role: Role, principal: str | None = None, place: int = 0) -> Acting:
        """Somebody by appointment."""

        def find(reading: Reading) -> Person:
            found = store.assignments(reading.session, reading.today, body=body, roles=[role], principal=principal)
            return store.get(reading.session, found[place].person_id)

        person = self.acting.ask(find)
        return self.acting.by(Actor("person", person.id, person.name, person.slack_id))

    @property
    def coordinator(self) -> Acting:
        """One of the coordinators."""
        return self.who(None, Role.COORDINATOR)

    def plan(self, name: str, body: str, ahead: int, hours: tuple[str, str], place: str) -> None:
        """A meeting about so many days from this morning, on a working day."""
        day = workday(self.morning + timedelta(days=ahead))
        self.meetings[name] = meetings.create(self.coordinator, body, day.isoformat(), *hours, place)[0]

    def ask(self, name: str, body: str, principal: str, role: Role = Role.ORDINARY, place: int = 0) -> None:
        """Somebody raises a question."""
        text = words.QUESTIONS[name]
        draft = Draft(
            body=body, title=text["title"], issue=text["issue"], background=text["background"], benefit=text["benefit"],
            concerned=text["concerned"], why_not_local=text["why_not_local"], reach=Reach.SEVERAL,
        )  # fmt: skip
        self.asked[name] = questions.raise_question(self.who(body, role, principal, place), draft)

    def answer(self, name: str, body: str, office: Role, answer: Answer, text: str = "") -> None:
        """One of the two in AU answers."""
        questions_au.answer(self.who(body, office), self.asked[name], 1, answer, text=text)

    def both_approve(self, name: str, body: str) -> None:
        """Chair and vice chair approve."""
        for office in (Role.VICE_CHAIR, Role.CHAIR):
            self.answer(name, body, office, Answer.APPROVE)

    def calls(self, acting: Acting) -> list[int]:
        """The calls that wait for somebody's answer."""
        return [one.call_id for one in self.acting.ask(calls_for, acting.person_id)]


Step = Callable[[Scene], None]


@dataclass(frozen=True)
class Moment:
    """When a step of the story happens: so many days from the visitor's morning, on the nearest earlier working day."""

    days: int
    at: time
    step: Step


def workday(day: date, step: int = 1) -> date:
    """That day, or the next one (−1: the one before) on which people work. No half days either: nobody meets on them."""
    while not is_workday(day, red := around([day])) or day in red.half:
        day += timedelta(days=step)
    return day


def story(morning: date, zone: tzinfo) -> Iterable[tuple[datetime, Step]]:
    """The steps in order, each with the moment it happens."""
    last: datetime | None = None
    for one in STORY:
        moment = datetime.combine(workday(morning + timedelta(days=one.days), -1), one.at, zone)
        last = moment if last is None else max(moment, last + timedelta(minutes=7))
        yield last, one.step


# ---------------------------------------------------------------- the story


def _channels(scene: Scene) -> None:
    for body in WITH_CHANNELS:
        bodies.let_make(scene.coordinator, body)
    rotation.enter(scene.coordinator, "lsg", scene.morning.year, "region")  # Samråd's is left for the visitor to enter


def _year(scene: Scene) -> None:
    scene.plan("samrad", "samrad", 5, ("13:00", "16:00"), words.OTHER_PLACE)
    scene.plan("lsg", "lsg", 10, ("09:00", "12:00"), words.PLACE)
    scene.plan("samrad later", "samrad", 47, ("13:00", "16:00"), words.OTHER_PLACE)
    scene.plan("lsg later", "lsg", 54, ("09:00", "12:00"), words.PLACE)
    scene.plan("lsg last", "lsg", 96, ("09:00", "12:00"), words.PLACE)


def _first_questions(scene: Scene) -> None:
    scene.ask("inhabitants", "samrad", "umea")
    scene.ask("discharge", "samrad", "skelleftea", place=1)
    scene.ask("aids", "lsg", "mala")
    scene.ask("home_care", "lsg", "vilhelmina")


def _first_answers(scene: Scene) -> None:
    scene.both_approve("inhabitants", "samrad")
    scene.answer("discharge", "samrad", Role.CHAIR, Answer.PREPARE)
    scene.both_approve("aids", "lsg")
    scene.both_approve("home_care", "lsg")


def _prepared_in_lsg(scene: Scene) -> None:
    linked = scene.acting.ask(_linked, scene.asked["discharge"])
    for office in (Role.CHAIR, Role.VICE_CHAIR):
        questions_au.answer(scene.who("lsg", office), linked, 1, Answer.APPROVE)


def _linked(reading: Reading, question_id: int) -> int:
    rows = question_store.in_state(reading.session, QuestionState.AT_AU, ["lsg"])
    return next(one.id or 0 for one in rows if one.origin_id == question_id)


def _samrad_is_called(scene: Scene) -> None:
    chair, meeting = scene.who("samrad", Role.CHAIR), scene.meetings["samrad"]
    _points(chair, meeting, words.SAMRAD_AGENDA)
    agenda.fix(chair, meeting)
    agenda.call(chair, meeting)


def _questions_now(scene: Scene) -> None:
    scene.ask("teeth", "lsg", "vannas")
    scene.ask("records", "lsg", "sorsele")
    scene.ask("logo", "lsg", "dorotea")
    scene.ask("wheelchairs", "lsg", "norsjo")


def _answers_now(scene: Scene) -> None:
    scene.answer("teeth", "lsg", Role.VICE_CHAIR, Answer.ASK_SUPPLEMENT, words.SUPPLEMENT)
    scene.answer("records", "lsg", Role.CHAIR, Answer.APPROVE)
    scene.answer("records", "lsg", Role.VICE_CHAIR, Answer.DECLINE, words.DECLINE)
    scene.answer("logo", "lsg", Role.VICE_CHAIR, Answer.DECLINE, words.DECLINE_LOGO)


def _agenda_fills(scene: Scene) -> None:
    chair, meeting = scene.who("lsg", Role.CHAIR), scene.meetings["lsg"]
    for row in scene.acting.ask(lambda reading: agenda_store.items(reading.session, meeting)):
        agenda.edit(chair, row.id or 0, Point(row.title, row.kind, words.LSG_MINUTES))
    _points(chair, meeting, words.LSG_AGENDA)


def _points(chair: Acting, meeting: int, points: Iterable[Mapping[str, str]]) -> None:
    for one in points:
        agenda.add(chair, meeting, Point(one["title"], one["kind"], one["minutes"], presenter=one.get("presenter", "")))


def _covered(scene: Scene) -> None:
    for body, principal in (("samrad", "vannas"), ("lsg", "umea")):
        absences.report(scene.who(body, Role.ORDINARY, principal), scene.meetings[body])
        substitute = scene.who(body, Role.SUBSTITUTE, principal)
        for call in scene.calls(substitute):
            absences.accept_call(substitute, call)


def _nobody(scene: Scene) -> None:
    absences.report(scene.who("lsg", Role.ORDINARY, "norsjo"), scene.meetings["lsg"])
    substitute = scene.who("lsg", Role.SUBSTITUTE, "norsjo")
    for call in scene.calls(substitute):
        absences.decline_call(substitute, call)


def _seminar(scene: Scene) -> None:
    first = workday(scene.morning + timedelta(days=150))
    days = [day for day in (first, workday(first + timedelta(days=1))) if day.year == first.year]
    written = "\n".join(day.isoformat() for day in days)
    chair = scene.who("lsg", Role.CHAIR)
    made = seminar.plan(scene.coordinator, words.SEMINAR_THEME, written, "09:00", "16:00", words.SEMINAR_PLACE)
    seminar.propose(chair, made, words.SEMINAR_PROGRAMME)


def _latest_questions(scene: Scene) -> None:
    scene.ask("interpreter", "lsg", "bjurholm")
    scene.ask("loneliness", "samrad", "lycksele")
    scene.ask("summer", "lsg", "robertsfors", Role.SUBSTITUTE)
    scene.ask("youth", "lsg", "storuman")


def _half_approved(scene: Scene) -> None:
    scene.answer("youth", "lsg", Role.VICE_CHAIR, Answer.APPROVE)


def _this_morning(scene: Scene) -> None:
    absences.report(scene.who("lsg", Role.ORDINARY, "asele"), scene.meetings["lsg"])


STORY: tuple[Moment, ...] = (
    Moment(-50, time(9, 10), _channels),
    Moment(-49, time(10, 0), _year),
    Moment(-42, time(9, 30), _first_questions),
    Moment(-38, time(13, 15), _first_answers),
    Moment(-34, time(11, 5), _prepared_in_lsg),
    Moment(-7, time(10, 20), _samrad_is_called),
    Moment(-6, time(13, 40), _questions_now),
    Moment(-5, time(15, 5), _answers_now),
    Moment(-5, time(16, 10), _covered),
    Moment(-4, time(9, 45), _nobody),
    Moment(-3, time(10, 30), _agenda_fills),
    Moment(-2, time(11, 15), _seminar),
    Moment(-1, time(14, 20), _latest_questions),
    Moment(-1, time(16, 35), _half_approved),
    Moment(0, time(8, 40), _this_morning),
)
