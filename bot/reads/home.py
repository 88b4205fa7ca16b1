"""App Home of one person: what waits, then meetings, questions, and what a coordinator needs. Each noun reads its own part."""

from __future__ import annotations

from bot.reads import absences, attention, bodies, meetings, outbox, overview, questions, seminar
from models.rules.attention import EVERYTHING, Attention
from models.rules.standing import Standing
from models.store import people
from models.store.engine import Reading
from models.values import dataclass


@dataclass(frozen=True)
class HomePage:
    """All that App Home shows. A part that does not concern the person is None."""

    slack_id: str | None
    name: str
    is_coordinator: bool
    waiting: Waiting
    questions: questions.HomePart
    meetings: meetings.HomePart
    absences: absences.HomePart
    seminar: seminar.HomePart
    settings: bodies.HomePart | None
    stuck: tuple[outbox.DeadCard, ...]
    wishes: Attention = EVERYTHING
    overview: overview.Overview | None = None  # the whole, for a coordinator


@dataclass(frozen=True)
class Waiting:
    """What waits for the person, most urgent first."""

    calls: tuple[absences.CallCard, ...]
    questions: tuple[questions.WaitingCard, ...]
    seats: tuple[absences.OpenSeat, ...]

    @property
    def empty(self) -> bool:
        """Nothing waits."""
        return not (self.calls or self.questions or self.seats)


def page(reading: Reading, person_id: int) -> HomePage | None:
    """The page of a person; None for somebody who no longer exists."""
    person = people.many(reading.session, [person_id]).get(person_id)
    if person is None:
        return None
    standing: Standing = people.standing(reading.session, person_id, reading.today)
    return HomePage(
        slack_id=person.slack_id,
        name=person.name,
        is_coordinator=standing.is_coordinator,
        waiting=Waiting(
            calls=absences.calls_for(reading, person_id),
            questions=questions.waiting_for(reading, standing),
            seats=absences.open_seats(reading) if standing.is_coordinator else (),
        ),
        questions=questions.home(reading, standing),
        meetings=meetings.home(reading, standing),
        absences=absences.home(reading, standing),
        seminar=seminar.home(reading, standing),
        settings=bodies.home(reading) if standing.is_coordinator else None,
        stuck=tuple(outbox.dead(reading)) if standing.is_coordinator else (),
        wishes=attention.chosen(reading, person_id),
        overview=overview.overview(reading) if standing.is_coordinator else None,
    )
