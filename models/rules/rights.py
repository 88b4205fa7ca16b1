"""Who may do what: one table (reliability, T13). An act × what somebody is today × what it concerns × its state → nothing, or why not. It
is asked at the click, in the act's own transaction, from our own rows. Not what the act then does, nor its further rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from models.rules.bodies import Topic
from models.rules.questions import MOVES, Move, QuestionState
from models.rules.refusals import Refusal
from models.rules.roster import Role
from models.rules.standing import Standing
from models.values import dataclass


class Act(StrEnum):
    """What a person can do, or see that not everybody may see. Each has a row in RIGHTS."""

    RAISE = "question.raise"
    USE_DRAFT = "question.use_draft"
    COSIGN = "question.cosign"
    PUT_OFF_SIGNING = "question.put_off_signing"
    COMPLETE = "question.complete"
    WITHDRAW = "question.withdraw"
    ANSWER = "question.answer"
    TAKE_BACK = "question.take_back"
    SEND_BACK = "question.send_back"
    REOPEN = "question.reopen"
    LEAD_AGENDA = "agenda.lead"
    SEE_PAPERS = "agenda.see_papers"
    PLAN_MEETINGS = "meeting.plan"
    REPORT_ABSENCE = "absence.report"
    REPORT_FOR_ANOTHER = "absence.report_for_another"
    ANSWER_CALL = "absence.answer_call"
    COME_AFTER_ALL = "absence.come_after_all"
    CONFIRM = "absence.confirm"
    FILL_SEAT = "absence.fill_seat"
    PLAN_SEMINAR = "seminar.plan"
    SET_PROGRAMME = "seminar.set_programme"
    CHOOSE_CHANNELS = "body.choose_channels"
    ENTER_CHAIR_SIDE = "body.enter_chair_side"
    EXTEND_TERMS = "body.extend_terms"
    ANSWER_OUTLOOK = "calendar.answer"
    RETRY_LETTERS = "letter.retry"
    OPEN_HOME = "home.open"
    CHOOSE_ATTENTION = "attention.choose"
    BE_REMINDED = "reminder.ask"
    WRITE = "message.write"


class Who(StrEnum):
    """What somebody has to be; each is asked of a Standing and of what the act concerns."""

    COORDINATOR = "coordinator"
    CHAIR = "chair"  # of the body
    VICE_CHAIR = "vice_chair"  # of the body
    VICE_CHAIR_IN_CHARGE = "vice_chair_in_charge"  # while the chair is away (S-12)
    ORDINARY = "ordinary"  # has a seat in the body
    SUBSTITUTE = "substitute"  # has a substitute's place in the body
    SAME_SEAT = "same_seat"  # has a seat in the body for the principal that it concerns (S-36)
    RAISER = "raiser"  # it is the person's own, and the person has not left
    CONCERNED = "concerned"  # it is the person's own, whatever the person is today: the day of the meeting decides
    APPOINTED = "appointed"  # is something, anywhere, today
    KNOWN = "known"  # stands in the roster, perhaps since before


@dataclass(frozen=True)
class About:
    """What an act concerns, read from our own rows: a body, a principal, the one whose it is, whether the chair is away, its state."""

    body: str | None = None
    principal: str | None = None
    person_id: int | None = None
    chair_away: bool = False
    state: str | None = None


@dataclass(frozen=True)
class Right:
    """One row: any of `who` may; others are told `otherwise`, with the agreement's words on `topic`. In other states than `states` nobody
    may (`late`). `machine`: the system, an operator or the clock may as well."""

    who: tuple[Who, ...]
    otherwise: Refusal = Refusal.NOT_COORDINATOR
    topic: Topic | None = None
    states: frozenset[QuestionState] | None = None
    late: Refusal = Refusal.NOT_AWAITING_AU
    machine: bool = False

    @property
    def asks_the_roster(self) -> bool:
        """Whether what the person is today matters; else who it is says it all."""
        return not set(self.who) <= {Who.CONCERNED, Who.KNOWN}


def _from(step: Move) -> frozenset[QuestionState]:
    return frozenset(state for state, taken in MOVES if taken is step)


_AU: Final = (Who.CHAIR, Who.VICE_CHAIR)
_COORDINATORS: Final = Right((Who.COORDINATOR,), machine=True)  # R-J01, R-J06
_IN_BODY: Final = Right((Who.ORDINARY, Who.SUBSTITUTE), Refusal.NO_SEAT, Topic.RAISING)
_ANYBODY: Final = Right((Who.KNOWN,), Refusal.UNKNOWN_PERSON)
_AT_AU: Final = frozenset({QuestionState.AT_AU})
_PREPARED: Final = frozenset(
    {QuestionState.APPROVED, QuestionState.ON_AGENDA, QuestionState.TREATED, QuestionState.REFERRED}
)

RIGHTS: Final[Mapping[Act, Right]] = MappingProxyType(
    {
        # R-D04, S-06: a seat in that body; a substitute's question waits for a signature (S-36)
        Act.RAISE: _IN_BODY,
        Act.USE_DRAFT: Right((Who.RAISER,), Refusal.NOT_YOURS),
        Act.COSIGN: Right((Who.SAME_SEAT,), Refusal.NOT_COSIGNER, states=_from(Move.COSIGN)),
        Act.PUT_OFF_SIGNING: Right((Who.SAME_SEAT,), Refusal.NOT_COSIGNER, states=_from(Move.NOT_NOW)),
        Act.COMPLETE: Right((Who.RAISER,), Refusal.NOT_YOURS, states=_from(Move.COMPLETE)),
        Act.WITHDRAW: Right((Who.RAISER,), Refusal.NOT_YOURS),
        # R-C13, R-D16, S-09: an office is held, never stood in for (S-12)
        Act.ANSWER: Right(_AU, Refusal.NOT_IN_AU, Topic.AU, _AT_AU),
        Act.TAKE_BACK: Right(_AU, Refusal.NOT_IN_AU, Topic.AU, _AT_AU),
        Act.SEND_BACK: Right((Who.COORDINATOR, *_AU), Refusal.NOT_IN_AU, Topic.AU, _PREPARED),
        Act.REOPEN: Right((Who.COORDINATOR,), states=_AT_AU, machine=True),
        # S-12: the chair, the vice chair while the chair is away, and the coordinators
        Act.LEAD_AGENDA: Right(
            (Who.COORDINATOR, Who.CHAIR, Who.VICE_CHAIR_IN_CHARGE), Refusal.NOT_AGENDA_LEADER, machine=True
        ),
        Act.SEE_PAPERS: Right((Who.APPOINTED,), Refusal.UNKNOWN_PERSON),
        Act.PLAN_MEETINGS: _COORDINATORS,
        # R-C12: the roster on the day of the meeting says what a person has there to be absent from
        Act.REPORT_ABSENCE: Right((Who.CONCERNED,), Refusal.NOT_COORDINATOR),
        Act.REPORT_FOR_ANOTHER: _COORDINATORS,
        Act.ANSWER_CALL: Right((Who.CONCERNED,), Refusal.NOT_YOUR_CALL),
        Act.COME_AFTER_ALL: Right((Who.COORDINATOR, Who.CONCERNED), Refusal.NOT_YOUR_ABSENCE),
        Act.CONFIRM: _ANYBODY,
        Act.FILL_SEAT: _COORDINATORS,  # S-15
        # R-H06, R-H07, R-C22: the body that plans and the body that sets, each by its AU, with the coordinators' support
        Act.PLAN_SEMINAR: Right((Who.COORDINATOR, *_AU), Refusal.NOT_SEMINAR_PLANNER, Topic.SEMINAR),
        Act.SET_PROGRAMME: Right((Who.COORDINATOR, *_AU), Refusal.NOT_PROGRAMME_SETTER, Topic.PROGRAMME),
        Act.CHOOSE_CHANNELS: _COORDINATORS,
        Act.ENTER_CHAIR_SIDE: _COORDINATORS,  # S-05
        Act.EXTEND_TERMS: _COORDINATORS,  # records what the group has decided (R-C16, R-D18)
        Act.ANSWER_OUTLOOK: _COORDINATORS,
        Act.RETRY_LETTERS: _COORDINATORS,
        Act.OPEN_HOME: _ANYBODY,
        Act.CHOOSE_ATTENTION: _ANYBODY,
        Act.BE_REMINDED: _ANYBODY,  # of what waits for oneself; that is looked at in the act
        Act.WRITE: _ANYBODY,
    }
)

NOTHING: Final = About()


def _same_seat(standing: Standing, about: About) -> bool:
    seat = standing.seat(about.body or "")
    return seat is not None and seat.principal == about.principal


_HOLDS: Final[Mapping[Who, Callable[[Standing, About], bool]]] = MappingProxyType(
    {
        Who.COORDINATOR: lambda who, about: who.is_coordinator,
        Who.CHAIR: lambda who, about: who.office(about.body or "") is Role.CHAIR,
        Who.VICE_CHAIR: lambda who, about: who.office(about.body or "") is Role.VICE_CHAIR,
        Who.VICE_CHAIR_IN_CHARGE: lambda who, about: (
            about.chair_away and who.office(about.body or "") is Role.VICE_CHAIR
        ),
        Who.ORDINARY: lambda who, about: who.seat(about.body or "") is not None,
        Who.SUBSTITUTE: lambda who, about: who.substitute(about.body or "") is not None,
        Who.SAME_SEAT: _same_seat,
        Who.RAISER: lambda who, about: who.person_id == about.person_id and bool(who.posts),
        Who.CONCERNED: lambda who, about: who.person_id == about.person_id,
        Who.APPOINTED: lambda who, about: bool(who.posts),
        Who.KNOWN: lambda who, about: True,
    }
)


def holds(who: Who, standing: Standing, about: About) -> bool:
    """Whether somebody who is that today is what is asked for, seen from what the act concerns."""
    return _HOLDS[who](standing, about)


def refusal(act: Act, standing: Standing, about: About = NOTHING) -> Refusal | None:
    """Why somebody who is that today may not do it to that; None when the person may."""
    right = RIGHTS[act]
    if standing.person_id is None:
        return Refusal.UNKNOWN_PERSON
    if not any(holds(who, standing, about) for who in right.who):
        left = Who.RAISER in right.who and standing.person_id == about.person_id
        return Refusal.NOT_ALLOWED if left else right.otherwise
    if right.states is not None and about.state not in right.states:
        return right.late
    return None


def may(act: Act, standing: Standing, about: About = NOTHING) -> bool:
    """The same as a yes or no: what is drawn for somebody. What is drawn decides nothing."""
    return refusal(act, standing, about) is None
