"""A worker that dies of one letter, and whoever starts it again: run as a program, on a database and a folder.

Each life is a fork of a warmed parent and begins two hours after the last one, so that a letter that is put off comes again.
It puts one more letter into the outbox, and ends by itself when nothing is open any more. The files: `put` and `sent` have
letters with monotonic seconds, `lives` how each life ended.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from time import monotonic

from bot.clock import Clock
from bot.outbox.deliver import Delivery
from bot.outbox.letters.people import Home
from bot.outbox.outcomes import Begin, Envelope, Failed, Outcome, Sent
from bot.outbox.post import row
from models.store import outbox
from models.store.engine import Database

POISON = 13
LIVES = 20


class Mortal:
    """A sender that dies of one letter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def send(self, envelope: Envelope, begin: Begin) -> Outcome:
        """See bot.outbox.outcomes.Sender."""
        if not await begin("C1"):
            return Failed("the lease was lost", certain=True)
        if envelope.letter == Home(POISON):
            os.kill(os.getpid(), signal.SIGKILL)
        note(self.folder, "sent", envelope.claimed.payload)
        return Sent("C1", str(monotonic()))

    async def aclose(self) -> None:
        """Nothing to let go of."""


def note(folder: Path, name: str, what: str) -> None:
    """Append a line with the moment."""
    with (folder / name).open("a") as out:
        out.write(f"{monotonic()}\t{what}\n")


async def live(url: str, folder: Path, number: int) -> None:
    """One life."""
    real = Clock()
    clock = Clock(lambda: real.now() + timedelta(hours=2 * number))
    database = Database(url)
    made = row(Home(100 + number), cause="life", now=clock.now())
    with database.write() as session:
        outbox.put(session, [made])
    note(folder, "put", str(made["payload"]))
    work = asyncio.create_task(Delivery(database, clock, {"slack": Mortal(folder)}, name="here:1").run(0.2))
    async with asyncio.timeout(60):
        while True:
            if not await database.run(_open, database):
                break
            await asyncio.sleep(0.05)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    database.close()


def _open(database: Database) -> int:
    with database.read() as session:
        asked = "SELECT count(*) FROM letter WHERE state IN ('waiting', 'leased')"
        return int(session.connection().exec_driver_sql(asked).scalar_one())


def main(url: str, folder: Path) -> None:
    """Start it again until it ends well."""
    for number in range(LIVES):
        pid = os.fork()
        if pid == 0:
            asyncio.run(live(url, folder, number))
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        note(folder, "lives", str(os.waitstatus_to_exitcode(status)))
        if status == 0:
            return


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
