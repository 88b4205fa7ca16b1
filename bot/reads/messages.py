"""What the bot answers to a sentence, read when the answer is sent."""

from __future__ import annotations

from datetime import date, datetime

from bot.outbox.letters.absences import TextAnswer
from bot.reads.absence_forms import all_meetings, own_meetings
from bot.reads.absences import CallCard, Occasion, calls_for, occasion
from bot.reads.help import Helped, for_one
from bot.reads.question_cards import QuestionCard, cards
from bot.reads.shapes import Gathered, Picture, ToPerson, Unwanted
from bot.text.understand import Intent
from bot.text.words import swedish_order
from models.rules.questions import QuestionState
from models.rules.roster import Role
from models.rules.seating import substitutes
from models.store import absences, people, questions, seating
from models.store import structure as structures
from models.store.engine import Reading
from models.tables.absences import Absence
from models.tables.meetings import Meeting
from models.values import dataclass

MOST = 3


Period = tuple[date, date]
"""The first and the last day; the same for a single day."""


@dataclass(frozen=True)
class OwnAbsence:
    """An absence that stands, and whether a coordinator is deciding about it."""

    absence_id: int
    occasion: Occasion
    waits: bool


@dataclass(frozen=True)
class AbsenceAnswer:
    """Report absence from which meeting? `sure`: the sentence named exactly this one. `missed`: no meeting that
    day, or in that period. `part`: it spoke of a part of the meeting."""

    options: tuple[Occasion, ...]
    sure: bool
    for_others: bool
    missed: Period | None
    standing: tuple[OwnAbsence, ...]
    part: bool = False


@dataclass(frozen=True)
class NotForOthers:
    """Somebody who is no coordinator spoke of another's absence; `coordinators` by name."""

    coordinators: tuple[str, ...]


@dataclass(frozen=True)
class ReturnAnswer:
    """Absences that can be taken back."""

    standing: tuple[OwnAbsence, ...]


@dataclass(frozen=True)
class CallsAnswer:
    """Questions to the person as a substitute."""

    cards: tuple[CallCard, ...]


@dataclass(frozen=True)
class MeetingsAnswer:
    """The person's next meetings. `missed`: none then. `others`: those of the body that was named, which the person is not
    called to; `none_in` that body when it has none."""

    meetings: tuple[Occasion, ...]
    missed: Period | None = None
    others: bool = False
    none_in: str = ""


@dataclass(frozen=True)
class QuestionsAnswer:
    """The person's questions. `sought`: one of them was named by what it is about, and these fit; when none does they are
    the person's questions all the same, and `missing`."""

    cards: tuple[QuestionCard, ...]
    sought: bool = False
    missing: bool = False


@dataclass(frozen=True)
class SubstitutesAnswer:
    """Substitutes: (body, principal, names in the order they are asked). `whose`: it was not said whose."""

    groups: tuple[tuple[str, str, tuple[str, ...]], ...]
    whose: bool


@dataclass(frozen=True)
class RaiseAnswer:
    """Shall the form to raise a question be opened, with these first words?"""

    draft: str
    may: bool


@dataclass(frozen=True)
class HelpAnswer:
    """What the bot can do for the one who wrote; `understood` when that was asked."""

    understood: bool
    can: Helped


@dataclass(frozen=True)
class ThanksAnswer:
    """You are welcome."""


def answer(reading: Reading, letter: TextAnswer) -> Gathered:
    """The answer to one sentence."""
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unwanted("no Slack account")
    return Picture(ToPerson(person.slack_id), _shape(reading, letter))


def _shape(reading: Reading, letter: TextAnswer) -> object:
    intent, person_id = Intent(letter.intent), letter.person_id
    if intent is Intent.ABSENCE:
        return _absence(reading, letter)
    if intent is Intent.RETURN:
        return ReturnAnswer(_standing(reading, letter))
    if intent is Intent.CALLS:
        return CallsAnswer(calls_for(reading, person_id))
    if intent is Intent.NEXT_MEETING:
        return _meetings(reading, letter)
    if intent is Intent.MY_QUESTIONS:
        return _questions(reading, letter)
    if intent is Intent.SUBSTITUTE:
        return _substitutes(reading, letter)
    if intent is Intent.RAISE:
        posts = people.standing(reading.session, person_id, reading.today).posts
        return RaiseAnswer(letter.draft, any(one.role in (Role.ORDINARY, Role.SUBSTITUTE) for one in posts))
    if intent is Intent.THANKS:
        return ThanksAnswer()
    return HelpAnswer(intent is Intent.HELP, for_one(reading, person_id))


def _meetings(reading: Reading, letter: TextAnswer) -> MeetingsAnswer:
    """Those that were meant; else those of the body that was named, which everybody may know of (they are on the public
    page); else the person's next ones."""
    own = own_meetings(reading, letter.person_id)
    if meant := _meant(own, letter, reading):
        return MeetingsAnswer(_shown(reading, meant[:MOST]))
    if letter.body and (there := _meant(all_meetings(reading), letter, reading)):
        return MeetingsAnswer(_shown(reading, there[:MOST]), others=True)
    if letter.body and not letter.day:
        return MeetingsAnswer((), none_in=structures.current(reading.session).body(letter.body).name)
    return MeetingsAnswer(_shown(reading, own[:MOST]), _period(letter))


def _questions(reading: Reading, letter: TextAnswer) -> QuestionsAnswer:
    """Those that were meant, whatever became of them; else all that are not withdrawn."""
    if letter.question_ids:
        meant = [questions.get(reading.session, number) for number in letter.question_ids]
        return QuestionsAnswer(cards(reading, [one for one in meant if one is not None]), sought=True)
    own = [
        one for one in questions.raised_by(reading.session, letter.person_id) if one.state != QuestionState.WITHDRAWN
    ]
    return QuestionsAnswer(cards(reading, own[:10]), missing=letter.sought)


def _absence(reading: Reading, letter: TextAnswer) -> AbsenceAnswer | NotForOthers:
    others = people.standing(reading.session, letter.person_id, reading.today).is_coordinator
    if letter.other and not others:
        names = (one.name for one in people.coordinators(reading.session, reading.today))
        return NotForOthers(tuple(sorted(names, key=swedish_order)))
    rows = all_meetings(reading) if others else own_meetings(reading, letter.person_id)
    away = {one.occasion.id for one in _standing(reading, letter)}
    rows = [one for one in rows if one.id not in away]
    meant = _meant(rows, letter, reading)
    standing = _standing(reading, letter) if not meant else ()
    if not meant and not standing:
        return AbsenceAnswer(_shown(reading, rows[:MOST]), False, others, _period(letter), (), letter.part)
    named = bool(letter.day or letter.body)
    sure = named and (len(meant) == 1 or not letter.day)
    return AbsenceAnswer(_shown(reading, meant[: 1 if sure else MOST]), sure, others, None, standing, letter.part)


def _standing(reading: Reading, letter: TextAnswer) -> tuple[OwnAbsence, ...]:
    """The person's absences in force, from the meetings that the sentence may mean."""
    rows = [
        one
        for one in absences.of_person(reading.session, letter.person_id, reading.now)
        if one.person_id == letter.person_id
    ]
    by_id = absences.meetings_of(reading.session, rows)
    meant = {one.id for one in _meant(list(by_id.values()), letter, reading)}
    return tuple(_own(reading, one, by_id[one.meeting_id]) for one in rows if one.meeting_id in meant)


def _own(reading: Reading, absence: Absence, meeting: Meeting) -> OwnAbsence:
    return OwnAbsence(absence.id or 0, occasion(reading, meeting), absence.wants_back)


def _meant(rows: list[Meeting], letter: TextAnswer, reading: Reading) -> list[Meeting]:
    """Those of the meetings that fit the body and the day that the sentence named."""
    found = [one for one in rows if not letter.body or one.body == letter.body]
    if (period := _period(letter)) is not None:
        first, last = period
        found = [one for one in found if _day(reading, one.starts_at) <= last and first <= _day(reading, one.ends_at)]
    return found


def _period(letter: TextAnswer) -> Period | None:
    """The day or the period that the sentence named."""
    if not letter.day:
        return None
    first = date.fromisoformat(letter.day)
    return first, date.fromisoformat(letter.until) if letter.until else first


def _day(reading: Reading, moment: datetime) -> date:
    return reading.local(moment).date()


def _shown(reading: Reading, rows: list[Meeting]) -> tuple[Occasion, ...]:
    return tuple(occasion(reading, one) for one in rows)


def _substitutes(reading: Reading, letter: TextAnswer) -> SubstitutesAnswer:
    """Whose substitutes: those of a principal, or of the principals in whose seats a person sits."""
    structure = structures.current(reading.session)
    day = max(date.fromisoformat(letter.day), reading.today) if letter.day else reading.today
    placed = seating.placed(reading.session, day)
    seats = [
        (one.body, one.principal)
        for one in placed
        if one.body is not None
        and one.principal is not None
        and one.role in (Role.ORDINARY, Role.SUBSTITUTE)
        and (one.principal == letter.principal if letter.principal else one.person_id == letter.about_id)
        and (not letter.body or one.body == letter.body)
    ]
    groups = []
    for body, principal in dict.fromkeys(seats):
        order = substitutes(body, principal, placed)
        names = people.many(reading.session, order)
        if order:
            shown = tuple(names[number].name for number in order)
            groups.append((structure.body(body).name, structure.principal(principal).name, shown))
    groups.sort(
        key=lambda one: (swedish_order(one[0]), swedish_order(one[1]))
    )  # those in a group: as they are asked (S-13)
    return SubstitutesAnswer(tuple(groups), not (letter.principal or letter.about_id))
