"""Who acts, when, on which database; and the one body that every act has: a transaction with the change, a journal line and
letters that leave only on commit. No act is in here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from bot.clock import Clock
from bot.outbox.letters.base import Letter
from bot.outbox.post import row
from models.rules import rights
from models.rules.bodies import Topic
from models.rules.refusals import Refusal, Refused
from models.rules.rights import About, Act
from models.rules.standing import Standing
from models.rules.structure import Structure
from models.store import inbox, journal, known, outbox, people
from models.store import structure as structures
from models.store.engine import Database, Reading
from models.store.prepared import write_back
from models.values import dataclass

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")


class AlreadyDone(Exception):
    """The same delivery has come before, and what it asked for is done: nothing is to be done now."""


class SomebodyElse(Exception):
    """The Slack account is not that person's any more: who it is has to be asked anew. Nothing is done."""


@dataclass(frozen=True)
class Actor:
    """Who does it. `kind`: person, clock, outlook, system or operator; `person_id` is None for all but persons. `seen`: the stamp
    of the roster that the Slack account was found in; under another stamp each transaction looks whose it is now."""

    kind: str
    person_id: int | None = None
    name: str = ""
    slack_id: str | None = None
    seen: str | None = None

    def still(self, session: Session) -> None:
        """Raises SomebodyElse when the account has another person by now, or none."""
        if self.seen is None:
            return
        roster = known.roster(session)
        if roster.stamp != self.seen:
            person = roster.by_account.get(self.slack_id or "")
            if person is None or person.id != self.person_id:
                raise SomebodyElse(self.slack_id)


CLOCK, OUTLOOK, SYSTEM, OPERATOR = Actor("clock"), Actor("outlook"), Actor("system"), Actor("operator")


@dataclass(frozen=True)
class Acting:
    """The first argument of every use case. `once` is the key of the delivery that asked: the same key acts once."""

    database: Database
    clock: Clock
    actor: Actor
    once: str | None = None
    posted: Callable[[], None] = field(default=lambda: None)  # wakes the delivery after a commit with letters

    def by(self, actor: Actor, once: str | None = None) -> Acting:
        """The same, as somebody else."""
        return replace(self, actor=actor, once=once)

    @property
    def person_id(self) -> int:
        """The acting person. Raises Refused for somebody who is not in the roster."""
        if self.actor.person_id is None:
            raise Refused(Refusal.UNKNOWN_PERSON)
        return self.actor.person_id

    @contextmanager
    def transaction(self) -> Iterator[Unit]:
        """One transaction. Raises AlreadyDone when `once` has been used; whatever is raised inside rolls everything back."""
        with self.database.write() as session:
            unit = Unit(session, self, self.clock.now())
            if self.once is not None and not inbox.first_time(session, self.once, unit.now):
                raise AlreadyDone(self.once)
            try:
                yield unit
            except Refused:
                self.actor.still(session)
                raise
            self.actor.still(session)  # last, so that it holds for all that was read and waited for
            unit.close()
        if unit.letters:
            self.database.afterwards(self.posted)

    async def do(self, usecase: Callable[Concatenate[Acting, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a use case in the database's thread; what a delivery asked for, together with the others that wait."""
        run = self.database.run if self.once is None else self.database.act
        return await run(usecase, self, *args, **kwargs)

    async def read(self, question: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask a read of bot.reads, in the database's thread."""
        return await self.database.run(self.ask, question, *args, **kwargs)

    def ask(self, question: Callable[Concatenate[Reading, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask a read, in this thread."""
        with self.database.read() as session:
            self.actor.still(session)
            return question(Reading(session, self.clock.now(), self.clock.zone), *args, **kwargs)


class Unit:
    """An open transaction: the session, and what goes with the change."""

    def __init__(self, session: Session, acting: Acting, now: datetime) -> None:
        self.session = session
        self.acting = acting
        self.now = now
        self.letters: list[tuple[Letter, str | None, datetime | None]] = []
        self.new_letters = 0  # after the commit: how many of them were not there already
        self._line: int | None = None
        self._standing: Standing | None = None

    @cached_property
    def today(self) -> date:
        """The local day of this transaction."""
        return self.now.astimezone(self.acting.clock.zone).date()

    def local(self, moment: datetime) -> datetime:
        """A moment as the clocks on the wall show it."""
        return moment.astimezone(self.acting.clock.zone)

    def standing(self) -> Standing:
        """What the acting person is today, from our own tables, at this moment."""
        if self._standing is None:
            self._standing = people.standing(self.session, self.acting.person_id, self.today)
        return self._standing

    def allow(
        self, act: Act, about: About = rights.NOTHING, *, words: Callable[[], Mapping[str, object]] | None = None
    ) -> None:
        """Ask the table whether the acting person may do it, now, to that (reliability, T13). Raises Refused, which is logged.

        `about` is read from our own rows in this transaction, never from what was shown or sent. `words` are the facts of the
        refusal's sentence, asked for only when there is one.
        """
        actor, right = self.acting.actor, rights.RIGHTS[act]
        if actor.kind != "person" and right.machine:
            return
        asked = right.asks_the_roster and actor.person_id is not None
        why = rights.refusal(act, self.standing() if asked else Standing(actor.person_id), about)
        if why is None:
            return
        log.warning("rights.refused act=%s person=%s slack=%s why=%s", act, actor.person_id, actor.slack_id, why)
        facts: dict[str, Any] = dict(words()) if words is not None and why is right.otherwise else {}
        if right.topic is not None and why is right.otherwise:
            facts.setdefault("reference", self.reference(right.topic, about.body))
        raise Refused(why, **facts)

    @property
    def structure(self) -> Structure:
        """The structure in force."""
        return structures.current(self.session)

    def reference(self, topic: Topic, body: str | None = None) -> str:
        """Where the agreement speaks of it, for a refusal's words; empty when it does not."""
        return self.structure.reference(topic, body)

    def record(
        self, act: str, subject: str, *, body: str | None = None, rule: str | None = None, **details: Any
    ) -> int:
        """The journal line of this change; returns its id, which also makes this act's letters distinct."""
        actor = self.acting.actor
        self._line = journal.add(
            self.session, at=self.now, actor_id=actor.person_id, actor=actor.kind, act=act, subject=subject, body=body, rule=rule,
            details=details,
        )  # fmt: skip
        return self._line

    def post(self, letter: Letter, *, once: str | None = None, not_before: datetime | None = None) -> None:
        """Send a letter when this commits. `once`: a cause that may come again (a reminder's key); else the journal line is."""
        self.letters.append((letter, once, not_before))

    def close(self) -> None:
        """Put the letters in the outbox. A letter has a cause: the journal line of the change, or one that was named."""
        if self._line is None and any(once is None for _, once, _ in self.letters):
            raise AssertionError("a letter without a cause")
        rows = [
            row(letter, cause=once or str(self._line), now=self.now, not_before=not_before)
            for letter, once, not_before in self.letters
        ]
        write_back(self.session)
        self.new_letters = outbox.put(self.session, {one["key"]: one for one in rows}.values())
