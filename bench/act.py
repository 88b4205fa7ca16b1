"""`python -m bench.act`: what an act costs beside the same act written by hand on sqlite3: a substitute that is asked, one that says
yes, and AU's answer. With `--instructions` AU's answer in instructions (valgrind's callgrind, some minutes), which a busy machine
does not disturb; with `--times` only in CPU time of the thread, in ABBA blocks; without a word both.

By hand means: the rows that the act must read and write, each by one statement, and the commit. For AU's answer they are written out
below (who asks is known, its delivery's key, the question, the roster's stamp, the answers that stand; the answer, the journal line
and its link, the question's version, its letters). The other two read many rows: for them the act's own statements are sent again,
by hand, to a copy.
"""

from __future__ import annotations

import itertools
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlmodel import select

from bench.page import Demand, demanded
from bench.serve import furnish
from bot.clock import Clock
from bot.reads import people as reads
from bot.usecases import absences, questions_au
from bot.usecases import meetings as meeting_acts
from bot.usecases.acting import OPERATOR, Acting, Actor
from models.rules.questions_au import Answer
from models.rules.roster import Role
from models.store import people
from models.store.engine import Database
from models.tables.absences import SubstituteCall
from models.tables.meetings import Meeting

BLOCK, PAIRS = 20, 12
MOST = 12
Act = Callable[[], Any]
Statement = tuple[str, Any]


class Ours:
    """The acts as the bot does them."""

    def __init__(self, url: str, chair: str, ids: list[int]) -> None:
        self.database = Database(url)
        self.acting = Acting(self.database, Clock(), OPERATOR)
        self.ids = iter(ids)
        self.keys = itertools.count(1)
        card = self.acting.ask(reads.by_slack, chair)
        assert card is not None
        self.chair = Actor("person", card.id, card.name, chair)

    def by(self, actor: Actor) -> Acting:
        """Acting so, for a delivery that has not come before."""
        return self.acting.by(actor, f"ours:{next(self.keys)}")

    def answer(self) -> None:
        """AU's chair approves the next question."""
        questions_au.answer(self.by(self.chair), next(self.ids), 1, Answer.APPROVE)

    def reports(self) -> list[Act]:
        """So many meetings that there are seats to leave, and for each of them a report."""
        today = self.acting.clock.today()
        with self.database.read() as session:
            held = people.assignments(session, today, body="samrad", roles=[Role.ORDINARY])
            coordinator = people.coordinators(session, today)[0]
            known = people.many(session, [one.person_id for one in held])
        boss = Actor("person", coordinator.id, coordinator.name, coordinator.slack_id)
        for week in range(8):
            day = (today + timedelta(days=60 + 7 * week)).isoformat()
            meeting_acts.create(self.by(boss), "samrad", day, "09:00", "12:00", "Regionens hus")
        with self.database.read() as session:
            meetings = [one.id or 0 for one in session.scalars(select(Meeting).where(Meeting.body == "samrad"))]

        def report(meeting: int, person_id: int) -> None:
            who = known[person_id]
            absences.report(self.by(Actor("person", who.id, who.name, who.slack_id)), meeting)

        pairs = [(meeting, one.person_id) for one in held[:24] for meeting in meetings]
        return [partial(report, meeting, person_id) for meeting, person_id in pairs]

    def yeses(self) -> list[Act]:
        """A yes from each of those that have been asked, one for a seat."""
        with self.database.read() as session:
            calls = list(session.scalars(select(SubstituteCall).where(SubstituteCall.state == "asked")))
            known = people.many(session, [one.person_id for one in calls])

        def accept(call: SubstituteCall) -> None:
            who = known[call.person_id]
            absences.accept_call(self.by(Actor("person", who.id, who.name, who.slack_id)), call.id or 0)

        return [partial(accept, one) for one in {one.absence_id: one for one in calls}.values()]

    def heard(self, act: Act) -> list[Statement]:
        """Do it, and note what it sends to the database."""
        sent: list[Statement] = []

        def listen(_c: Any, _k: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
            sent.extend((statement, one) for one in values) if many else sent.append((statement, values))

        event.listen(self.database.engine, "before_cursor_execute", listen)
        act()
        event.remove(self.database.engine, "before_cursor_execute", listen)
        return sent


class ByHand:
    """The same on sqlite3."""

    def __init__(self, path: Path, ids: list[int]) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.ids = iter(ids)
        self.keys = itertools.count(1)
        self.linked = self.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'journal_link'").fetchone()

    def answer(self) -> None:
        """AU's chair approves the next question."""
        send, number = self.connection.execute, next(self.ids)
        now, key = str(datetime.now(UTC).replace(tzinfo=None)), f"hand:{next(self.keys)}"
        send("BEGIN IMMEDIATE")
        send("INSERT INTO inbox_key (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING 1", (key, now)).fetchone()
        row = send("SELECT * FROM question WHERE id = ?", (number,)).fetchone()
        send("SELECT value FROM roster_stamp WHERE id = 1").fetchone()
        send("SELECT * FROM au_answer WHERE question_id = ? AND withdrawn_at IS NULL ORDER BY id", (number,)).fetchall()
        insert = "INSERT INTO au_answer (question_id, round, office, person_id, answer, at) VALUES (?, 1, 'chair', ?, 'approve', ?) RETURNING id"
        send(insert, (number, row[4], now)).fetchone()
        insert = "INSERT INTO journal (at, actor_id, actor, act, subject, body, rule, details) VALUES (?, ?, 'person', ?, ?, ?, ?, ?) RETURNING id"
        values = (now, row[4], "question.answered", f"question:{number}", "samrad", "S-09", '{"answer": "approve"}')
        (line,) = send(insert, values).fetchone()
        if self.linked:
            last = send("SELECT position, line_id, hash FROM journal_link ORDER BY position DESC LIMIT 1").fetchone()
            insert = "INSERT INTO journal_link (position, line_id, hash) VALUES (?, ?, ?)"
            send(insert, (last[0] + 1 if last else 1, line, "0" * 64))
        send("UPDATE question SET version = ? WHERE id = ?", (2, number))
        names = "key, kind, payload, route, matter, card, urgent, state, attempts, next_at, op, ambiguous, created_at, wanted_at"
        letters = [
            (f"{kind}:{number}:{key}", kind, f'{{"question_id": {number}}}', "slack", f"question:{number}", f"{kind}:{number}", 0,
             "waiting", 0, now, key, 0, now, now)
            for kind in ("AuCard", "RaiserCard", "AuNote")
        ]  # fmt: skip
        places = ", ".join(["(" + ", ".join("?" * 14) + ")"] * len(letters))
        insert = f"INSERT INTO letter ({names}) VALUES {places} ON CONFLICT DO NOTHING RETURNING 1"
        send(insert, [cell for one in letters for cell in one]).fetchall()
        send("COMMIT")

    def again(self, statements: list[Statement]) -> Act:
        """An act that sends these."""

        def act() -> None:
            send = self.connection.execute
            for statement, values in statements:
                if statement.startswith("BEGIN") and self.connection.in_transaction:
                    send("COMMIT")
                send(statement, values).fetchall()
            send("COMMIT")

        return act


def compare(ours: list[Act], by_hand: list[Act]) -> tuple[float, float, float]:
    """(median ratio of CPU, microseconds of ours, of the same by hand); both lists are used up in blocks."""
    ratios, costs = [], []
    size = min(BLOCK, len(ours) // 4)
    sides = [iter(ours), iter(by_hand)]
    for pair in range(min(PAIRS, len(ours) // size)):
        took = {}
        for side in (0, 1) if pair % 2 else (1, 0):
            began = time.thread_time()
            for act in itertools.islice(sides[side], size):
                act()
            took[side] = (time.thread_time() - began) / size * 1e6
        ratios.append(took[0] / took[1])
        costs.append((took[0], took[1]))
    return statistics.median(ratios), statistics.median(c[0] for c in costs), statistics.median(c[1] for c in costs)


def times(folder: Path) -> list[str]:
    """The three acts beside themselves by hand, as lines of a table."""
    chair, ids = furnish(f"sqlite:///{folder}/ours.db", BLOCK * (PAIRS + 2))
    ours = Ours(f"sqlite:///{folder}/ours.db", chair, ids)
    shutil.copy(folder / "ours.db", folder / "hand.db")
    by_hand = ByHand(folder / "hand.db", ids)
    for act in (ours.answer, by_hand.answer) * BLOCK:
        act()
    count = BLOCK * PAIRS
    lines = [
        "| act | statements | CPU ÷ by hand | ours | by hand |",
        "|---|---|---|---|---|",
        _line("AU's answer", len(ours.heard(ours.answer)), compare([ours.answer] * count, [by_hand.answer] * count)),
    ]
    for name, made in (("an absence is reported", ours.reports), ("the substitute says yes", ours.yeses)):
        acts = made()
        with sqlite3.connect(folder / "ours.db") as source, sqlite3.connect(folder / f"{name}.db") as copy:
            source.backup(copy)
        heard = [ours.heard(act) for act in acts[: len(acts) // 2]]
        ours.database.engine.dispose()
        replay = ByHand(folder / f"{name}.db", [])
        quiet = compare(acts[len(acts) // 2 :], [replay.again(one) for one in heard])
        lines.append(_line(name, int(statistics.median(map(len, heard))), quiet))
    return lines


def _line(name: str, statements: int, figures: tuple[float, float, float]) -> str:
    return f"| {name} | {statements} | {figures[0]:.1f} | {figures[1]:.0f} µs | {figures[2]:.0f} µs |"


def some(which: str, folder: str, count: int) -> None:
    """Do so many answers; under callgrind."""
    path, chair, ids = Path(folder) / f"{which}.db", sys.argv[5], [int(one) for one in sys.argv[6].split(",")]
    act = Ours(f"sqlite:///{path}", chair, ids).answer if which == "ours" else ByHand(path, ids).answer
    for _ in range(count):
        act()


def instructions(folder: Path) -> list[str]:
    """AU's answer in instructions, ours and by hand: the difference between a run of many and a run of few; what is demanded of it."""
    few, many = 20, 120
    each = {}
    for which in ("ours", "hand"):
        counted = []
        for count in (few, many):
            place = folder / f"{which}{count}"
            place.mkdir()
            chair, ids = furnish(f"sqlite:///{place}/{which}.db", many + 10)
            words = [which, str(place), str(count), chair, ",".join(map(str, ids))]
            command = [
                "valgrind",
                "--tool=callgrind",
                f"--callgrind-out-file={place}/out",
                sys.executable,
                "-m",
                "bench.act",
                "--some",
                *words,
            ]
            said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
            counted.append(int(re.findall(r"Collected : (\d+)", said)[0]))
        each[which] = (counted[1] - counted[0]) / (many - few)
    demand = Demand("AU's answer ÷ the same by hand on sqlite3, instructions", each["ours"] / each["hand"], MOST)
    told = f"AU's answer: {each['ours']:,.0f} instructions, by hand {each['hand']:,.0f}."
    return [*demanded([demand]), told, ""]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--some"]:
        some(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        with tempfile.TemporaryDirectory() as place:
            both = not {"--instructions", "--times"} & {*sys.argv}
            if both or "--instructions" in sys.argv:
                print(*instructions(Path(place)), sep="\n")
            if both or "--times" in sys.argv:
                print(*times(Path(place)), sep="\n")
