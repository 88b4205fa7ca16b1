"""Group commit: acts that wait at the same time are done one after another in one transaction, committed once, and only then is
anybody told (speed: what is forced to disk is the commit). Not who acts, nor what an act does.

Each act stands behind a savepoint, so one that is refused leaves nothing and takes nobody with it. When the database itself
stumbles, everything is undone: the act it stumbled on is told so, and the others are done again, each alone (ADR 0010).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Final, Protocol

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from models.store.prepared import Wire, forget_all, wire

log = logging.getLogger(__name__)
TIES: Final = ("40P01", "40001")
"""Deadlock, serialization failure: the whole transaction was undone and may be tried again."""
ROUNDS: Final = 3
"""Rounds of the loop without a further act before a batch begins; an idle loop goes round in ten microseconds."""
MOST: Final = 32
"""Acts in one transaction at most: the first has waited for all of them when it is told."""


@dataclass(eq=False)
class Waiting:
    """An act that waits, who waits for it, and what came of it."""

    act: Callable[[], Any]
    name: str
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    result: Any = None
    fault: BaseException | None = None

    def tell(self) -> None:
        """Tell who waits; in the loop's own thread. Nobody, when they have gone."""
        if self.future.done():
            return
        if self.fault is not None:
            self.future.set_exception(self.fault)
        else:
            self.future.set_result(self.result)


class Shared:
    """The transaction that the acts of a batch share, in the thread that does them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.names: list[str] = []  # the acts that have written
        self.afterwards: list[Callable[[], None]] = []  # once it is committed
        self.broken: DBAPIError | None = None
        self._open = False  # the savepoint before the latest act is still there

    @contextmanager
    def write(self, name: str) -> Iterator[Session]:
        """One act's transaction within it: all of it stays, or nothing."""
        session, line = self.session, wire(self.session)
        line.look()
        self._savepoint(line)
        afterwards = len(self.afterwards)
        try:
            yield session
            session.flush()
        except BaseException as fault:
            forget_all(session, line)
            line.last_link = None
            del self.afterwards[afterwards:]
            if isinstance(fault, DBAPIError):
                self.broken = fault
            else:
                line.tell("ROLLBACK TO SAVEPOINT act")
            raise
        forget_all(session, line)
        self.names.append(name)

    def _savepoint(self, line: Wire) -> None:
        """Let go of the last act's and set this one's: to a server in one go, for it is far away."""
        if self._open and line.kind == "postgresql":
            line.tell("RELEASE SAVEPOINT act; SAVEPOINT act")
            return
        if self._open:
            line.tell("RELEASE SAVEPOINT act")
        line.tell("SAVEPOINT act")
        self._open = True


class Place(Protocol):
    """What a batch needs of the database (engine.py)."""

    at: Callable[[str], None]
    writer: Engine

    def here(self, work: Callable[[], Any], name: str) -> Any:
        """Do it in this thread, under this name."""
        ...

    def sharing(self, shared: Shared) -> AbstractContextManager[None]:
        """What is written goes into this transaction."""
        ...


def is_tie(fault: DBAPIError) -> bool:
    """Whether PostgreSQL undid the transaction to break a tie."""
    return getattr(fault.orig, "sqlstate", None) in TIES


def do(database: Place, batch: list[Waiting]) -> None:
    """Do the acts in one transaction, or each alone; then everybody is told."""
    try:
        if len(batch) == 1:
            _alone(database, batch[0])
        else:
            _together(database, batch)
    except BaseException as fault:  # the thread must outlive whatever it was, and nobody may wait for ever
        log.exception("together.stumbled acts=%s", len(batch))
        for one in batch:
            one.fault = one.fault or fault
    by_loop: dict[asyncio.AbstractEventLoop, list[Waiting]] = {}
    for one in batch:
        by_loop.setdefault(one.loop, []).append(one)
    for loop, told in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_tell, told)


def _tell(told: list[Waiting]) -> None:
    for one in told:
        one.tell()


def _alone(database: Place, one: Waiting) -> None:
    one.fault = one.result = None
    try:
        one.result = database.here(one.act, one.name)
    except BaseException as fault:
        one.fault = fault


def _together(database: Place, batch: list[Waiting]) -> None:
    began = False
    at_hand: Waiting | None = None
    try:
        with Session(database.writer, expire_on_commit=False) as session:
            with session.begin():
                session.connection()  # it begins here: a database that is locked says so at once
                began = True
                shared = Shared(session)
                with database.sharing(shared):
                    for one in batch:
                        at_hand = one
                        _one_of(database, shared, one)
                at_hand = None
                names = list(dict.fromkeys(shared.names))
                for name in names:
                    database.at(f"commit:{name}:before")
            for name in names:
                database.at(f"commit:{name}:after")
    except DBAPIError as fault:
        log.info("together.undone acts=%s why=%s", len(batch), type(fault.orig).__name__)
        _each_alone(database, batch, began, at_hand, fault)
        return
    for callback in shared.afterwards:
        callback()


def _one_of(database: Place, shared: Shared, one: Waiting) -> None:
    try:
        one.result = database.here(one.act, one.name)
    except DBAPIError:
        raise
    except Exception as fault:
        one.fault = fault
    if shared.broken is not None:  # an act that went on as if nothing had happened
        raise shared.broken


def _each_alone(
    database: Place, batch: list[Waiting], began: bool, stumbled: Waiting | None, fault: DBAPIError
) -> None:
    """Nothing of the batch is there. It never began: all are told why. Else the one that it stumbled on is told, unless it was
    undone to break a tie, and the others are done again, each alone."""
    for one in batch:
        one.result = None
        if not began or (one is stumbled and not is_tie(fault)):
            one.fault = fault
        else:
            _alone(database, one)
