"""What must be so after each act, in plain Python: a question's answers, a seat's calls. Before the act the ledger says what it leads
to; what Slack was told is done must be so, and what it was not told is either as before or done, never between."""

from __future__ import annotations

from dataclasses import dataclass, replace

OPEN = ("calling", "unfilled")
NEEDS_BOTH = ("approve", "decline")
LEADS_TO = {
    "approve": "approved", "decline": "not_taken_up", "ask_supplement": "supplement_requested", "refer": "referred",
    "prepare": "in_preparation",
}  # fmt: skip
ALIVE = ("draft", "awaiting_cosignature", "at_au", "supplement_requested", "in_preparation", "approved", "on_agenda")


@dataclass(frozen=True)
class Case:
    """A question as its rows tell: `answers` are those of this round that stand, as (office, person, answer)."""

    id: int
    body: str
    principal: str
    raiser: int
    state: str
    round: int
    origin: int | None
    answers: frozenset[tuple[str, int, str]]
    in_notice: bool = False  # stands on an agenda whose notice has been sent

    @property
    def seen(self) -> tuple[str, int, frozenset[tuple[str, int, str]]]:
        """What is compared. Whether a meeting was there for an approved one is asked elsewhere."""
        return ("approved" if self.state == "on_agenda" else self.state, self.round, self.answers)


def answered(case: Case, person: int, office: str | None, round_seen: int, answer: str, *, unprepared: bool) -> Case:
    """S-09: chair and vice chair, one answer each in a round; both must agree, or one asks for more or sends it elsewhere."""
    taken = any(office == one[0] or person == one[1] for one in case.answers)
    if case.state != "at_au" or office is None or round_seen != case.round or taken:
        return case
    if answer == "prepare" and not unprepared:
        return case
    answers = case.answers | {(office, person, answer)}
    agreed = answer not in NEEDS_BOTH or (len(answers) == 2 and {one[2] for one in answers} == {answer})
    return replace(case, answers=answers, state=LEADS_TO[answer] if agreed else case.state)


def taken_back(case: Case, person: int, office: str | None) -> Case:
    """One's own answer, until the other has answered."""
    mine = [one for one in case.answers if one[1] == person]
    if case.state != "at_au" or office is None or not mine or len(case.answers) > 1:
        return case
    return replace(case, answers=frozenset())


def reopened(case: Case, *, coordinator: bool, round_seen: int) -> Case:
    """A coordinator, when the two have answered differently."""
    if not coordinator or case.state != "at_au" or round_seen != case.round or len(case.answers) < 2:
        return case
    return replace(case, round=case.round + 1, answers=frozenset())


def completed(case: Case, person: int, round_seen: int) -> Case:
    """The raiser answers what AU asked, in the round it was asked in."""
    if case.state != "supplement_requested" or person != case.raiser or round_seen != case.round:
        return case
    return replace(case, state="at_au", round=case.round + 1, answers=frozenset())


def withdrawn(case: Case, person: int) -> Case:
    """The raiser, until it stands in a notice that has been sent; a linked one follows the first."""
    if person != case.raiser or case.origin is not None or case.state not in ALIVE:
        return case
    if case.state == "on_agenda" and case.in_notice:
        return case
    return replace(case, state="withdrawn")


def cosigned(case: Case, *, representative: bool) -> Case:
    """S-36: an ordinary representative of the same principal signs a substitute's question."""
    signs = representative and case.state == "awaiting_cosignature"
    return replace(case, state="at_au") if signs else case


@dataclass(frozen=True)
class Asked:
    """One question to a substitute."""

    id: int
    person: int
    state: str
    named: bool = False


@dataclass(frozen=True)
class Seat:
    """An absence as its rows tell, and what its meeting is at."""

    id: int
    meeting: int
    body: str
    person: int
    principal: str | None
    place: str
    state: str
    cover: int | None
    wants_back: bool
    calls: tuple[Asked, ...]
    on: bool  # the meeting is planned and not over
    holds: bool = True  # the absent person still has the seat

    def call(self, call_id: int) -> Asked:
        """One of its calls."""
        return next(one for one in self.calls if one.id == call_id)


def said_yes(seat: Seat, call_id: int, person: int, *, substitutes: list[int], busy: set[int]) -> Seat:
    """The first yes takes the seat, also a late one; nobody takes two."""
    call = seat.call(call_id)
    able = person == call.person and person in substitutes and person not in busy and call.state != "stood_down"
    if not (seat.on and seat.holds and able and seat.state in OPEN):
        return seat
    calls = tuple(_after_yes(one, call_id) for one in seat.calls)
    return replace(seat, state="covered", cover=person, wants_back=False, calls=calls)


def _after_yes(call: Asked, won: int) -> Asked:
    if call.id == won:
        return replace(call, state="accepted")
    return replace(call, state="stood_down") if call.state in ("asked", "silent") else call


def said_no(seat: Seat, call_id: int, person: int) -> str | None:
    """What the call is after a no, or None when it stays as it was."""
    call = seat.call(call_id)
    if not seat.on or person != call.person or call.state in ("declined", "stood_down"):
        return None
    covers = seat.state == "covered" and call.state == "accepted"
    return "declined" if covers or seat.state in OPEN else None


def back(seat: Seat, person: int, *, coordinator: bool) -> tuple[str, bool]:
    """ "I can come after all": (state, wants back). A covered seat is the coordinator's to decide."""
    called = seat.place in ("seat", "chair_seat")
    if not seat.on or (person != seat.person and not coordinator) or seat.state == "withdrawn":
        return seat.state, seat.wants_back
    if seat.state == "covered" and called:
        return seat.state, True
    return "withdrawn", False
