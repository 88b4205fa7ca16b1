"""What the form for raising a question shows: the groups one may raise in, for whom, which meeting, and what is
written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date

from bot.reads import question_cards
from bot.text import question_form as form_words
from bot.text.words import swedish_order
from models.rules.bodies import Body, Level, ReachWords, Structure, Topic
from models.rules.questions import Draft, QuestionState, Reach
from models.rules.refusals import Refusal, Refused
from models.rules.roster import Role
from models.rules.standing import Standing
from models.store import meetings, people, seating
from models.store import questions as store
from models.store import structure as structures
from models.store.engine import Reading
from models.values import dataclass


@dataclass(frozen=True)
class QuestionForm:
    """The form. `bodies`: (key, name) of the groups to choose among; the rest is about the chosen one.

    `cosigners` names who must sign, for a substitute who does not serve (S-36); None for everybody else.
    """

    bodies: tuple[tuple[str, str], ...]
    body_name: str
    principal: str
    political: bool
    cosigners: tuple[str, ...] | None
    next_meeting: date | None
    deadline: date | None
    missed: date | None
    meetings: tuple[tuple[str, str], ...]
    bilateral: bool  # this municipality and the region have meetings of their own (R-G03)
    draft: Draft
    draft_id: int | None = None
    more: bool = False
    reach_words: ReachWords = field(default_factory=ReachWords)
    bilateral_reference: str = ""  # where the agreement leaves a question of one municipality to others


def form(
    reading: Reading,
    person_id: int,
    draft: Draft | None = None,
    *,
    body: str | None = None,
    text: str = "",
    more: bool = False,
    draft_id: int | None = None,
) -> QuestionForm:
    """The form for a person: `draft` is what is written so far; else `text` begins it, and `body` is the group wanted.

    Raises Refused(NO_SEAT) for somebody who has no seat anywhere (R-D04, S-06).
    """
    structure = structures.current(reading.session)
    standing = people.standing(reading.session, person_id, reading.today)
    mine = standing.bodies(Role.ORDINARY, Role.SUBSTITUTE)
    choices = [one for one in structure.bodies if one.key in mine and one.takes_questions]
    if not choices:
        raise Refused(Refusal.NO_SEAT, body=form_words.ANY_BODY, representative=_representative(reading, standing))
    written = draft or Draft(issue=text)
    wanted = written.body or body or ""
    chosen = next((one for one in choices if one.key == wanted), _first(choices, standing))
    seat, substitute = standing.seat(chosen.key), standing.substitute(chosen.key)
    post = seat or substitute
    key = (post.principal if post else None) or ""
    target, missed = question_cards.next_meetings(reading, chosen.key, reading.today)
    coming = meetings.planned(reading.session, chosen.key, after=reading.now)
    open_for = [one for one in coming if one.submission_deadline is None or one.submission_deadline >= reading.today]
    return QuestionForm(
        bodies=tuple((one.key, one.name) for one in choices),
        body_name=chosen.name,
        principal=question_cards.principal(structure, key),
        political=chosen.level is Level.POLITICAL,
        cosigners=_cosigners(reading, structure, chosen, key, person_id) if seat is None else None,
        next_meeting=target,
        deadline=open_for[0].submission_deadline if open_for else None,
        missed=missed,
        meetings=tuple(
            (str(one.id), form_words.next_day(reading.local(one.starts_at).date())) for one in open_for[:20]
        ),
        bilateral=any(one.key == key and one.bilateral for one in structure.principals),
        draft=replace(written, body=chosen.key),
        draft_id=draft_id,
        more=more,
        reach_words=structure.reach,
        bilateral_reference=structure.reference(Topic.BILATERAL, chosen.key),
    )


def _first(choices: list[Body], standing: Standing) -> Body:
    """The group to begin with: one with an ordinary seat before one with a substitute's place."""
    return next((one for one in choices if standing.seat(one.key)), choices[0])


def _representative(reading: Reading, standing: Standing) -> str:
    own = {post.principal for post in standing.posts if post.principal}
    seats = people.assignments(reading.session, reading.today, roles=[Role.ORDINARY])
    known = people.many(reading.session, (one.person_id for one in seats if one.principal in own))
    names = [known[one.person_id].name for one in seats if one.person_id in known]
    return f", {names[0]}" if names else ""


def _cosigners(
    reading: Reading, structure: Structure, body: Body, principal: str, person_id: int
) -> tuple[str, ...] | None:
    """Who signs for a substitute; None for one who serves at the next meeting (S-36)."""
    meeting = meetings.next_for(reading.session, body.key, reading.today, reading.today, now=reading.now)
    if meeting is not None and seating.serving(reading.session, structure, meeting, person_id, reading.zone):
        return None
    seats = people.assignments(
        reading.session, reading.today, body=body.key, principal=principal, roles=[Role.ORDINARY]
    )
    known = people.many(reading.session, (one.person_id for one in seats))
    return tuple(sorted((known[one.person_id].name for one in seats), key=swedish_order))


def saved(reading: Reading, person_id: int, question_id: int) -> QuestionForm:
    """The form with a saved draft in it. Raises Refused: NOT_YOURS, or STALE when it has been handed in."""
    question = store.get(reading.session, question_id)
    if question is None or question.raised_by != person_id:
        raise Refused(Refusal.NOT_YOURS)
    if question.state != QuestionState.DRAFT:
        raise Refused(Refusal.STALE)
    details: Mapping[str, str] = store.details(question)
    draft = Draft(
        body=question.body, title=question.title, issue=question.issue, background=question.background,
        benefit=question.benefit, concerned=question.concerned, why_not_local=question.why_not_local,
        reach=Reach(question.reach) if question.reach else None, details=details, source=question.source, source_author=question.source_author,
    )  # fmt: skip
    return form(reading, person_id, draft, more=bool(details), draft_id=question_id)
