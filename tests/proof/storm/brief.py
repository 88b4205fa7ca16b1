"""Short schedules, each sure to bring out one kind of fault. On the product as it is they are green; on a sabotaged copy the one
that is aimed at it must be red (test_sabotage.py).

    python -m tests.proof.storm.brief <sqlite|postgresql> <folder> [schedule …]

prints what was found, as JSON: {schedule: [violations]}.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sqlmodel import select

from models.tables.questions import AuAnswer
from sandbox.control import wait
from tests.conftest import Copies
from tests.journeys import steps
from tests.proof.storm import checker
from tests.proof.storm.schedules import difference, through, undisturbed
from tests.proof.storm.world import LEAP, Copier, Parents, World, world
from tests.workers import VARIABLE, own_database

FLOW = "preparation"
SLOW = 12.0  # seconds: longer than our HTTP timeout, so whoever sent has given up by then
Schedule = Callable[[Copier, Parents, Path], list[str]]


def _crashed(*crashes: str) -> Schedule:
    """A flow that dies at these points, one process after another, against the same flow in peace."""

    def run(copies: Copier, parents: Parents, folder: Path) -> list[str]:
        calm = undisturbed(copies, parents, folder / "calm", FLOW)
        with world(copies, parents, folder / "crashed") as here:
            through(here, FLOW, [{"at": one} for one in crashes])
            differs = difference(here.picture(), calm.picture)
            return [*checker.violations(here), *(f"{part}: {lines}" for part, lines in differs.items())]

    return run


def _furnished(here: World, *, delivered: bool) -> None:
    assert here.run("furnish", meetings=0, questions=1, delivered=delivered) == 0, here.log


def _two_with_a_lease(copies: Copier, parents: Parents, folder: Path) -> list[str]:
    """One is frozen with a claim past its lease, another claims the same and has just sent it; both go on."""
    with world(copies, parents, folder) as here:
        _furnished(here, delivered=False)
        first = here.frozen("tidy", "commit:Delivery._claim:after")
        here.forward(LEAP)
        second = here.frozen("tidy", "call:chat.postMessage:after")
        assert first is not None
        assert second is not None
        assert [here.thaw(first), here.thaw(second)] == [0, 0], here.log
        return _at_once_and_later(here)


def _slow(copies: Copier, parents: Parents, folder: Path) -> list[str]:
    """A request takes as long as a request may take, and another process looks for work meanwhile."""
    with world(copies, parents, folder) as here:
        _furnished(here, delivered=False)
        slow = here.frozen("tidy", "call:chat.postMessage:before")
        assert slow is not None
        here.forward(SLOW)
        assert here.run("tidy") == 0, here.log
        assert here.thaw(slow) == 0, here.log
        return _at_once_and_later(here)


def _at_once_and_later(here: World) -> list[str]:
    """What was posted twice, even if somebody has found it since; and what is wrong at rest."""
    here.forward()
    here.recover()
    return checker.posted_twice(here) + checker.violations(here)


def _told_yes(copies: Copier, parents: Parents, folder: Path) -> list[str]:
    """The chair's click, by HTTP through the real door; the process dies right before the commit, and once not at all."""
    told = 0
    with world(copies, parents, folder) as here:
        _furnished(here, delivered=True)
        chair = here.stage.who("lsg", "chair")
        card = next(one for one in chair.messages("lsg-au") if "Fråga nummer 0" in one["text"] or chair.buttons(one))
        for crash in ({"at": "commit:answer:before"}, {}):
            port = here.folder / f"port{len(crash)}"
            pid = here.parents.fork(here.order("open_door", crash=crash, port=str(port)))
            number = wait(lambda port=port: port.exists() and port.read_text(), 20, "a port")  # type: ignore[misc]
            here.stage.hands.app(events_url=f"http://127.0.0.1:{number.strip()}/slack/events")
            said = chair.click(card, "question_approve")
            told += bool(said["ok"] and said["status"] == 200)
            os.kill(pid, signal.SIGKILL)  # who has died already is none the worse for it
            assert here.parents.wait(pid) == -signal.SIGKILL, here.log
            with here.stage.county.session() as session:
                kept = len(session.exec(select(AuAnswer)).all())
            if told > kept:
                return [f"I1: the chair was told yes {told} times, and {kept} answers are kept"]
        wrong = steps.ephemerals(chair, "lsg-au")
        return [f"I1: nothing was kept: {wrong}"] if told != 1 else []


SCHEDULES: dict[str, Schedule] = {
    "told_yes": _told_yes,
    "dies_before_the_commit": _crashed("commit:raise_question:before"),
    "dies_after_the_commit": _crashed("commit:raise_question:after"),
    "dies_after_the_post": _crashed("call:chat.postMessage:after", "call:chat.postMessage:after"),
    "two_with_a_lease": _two_with_a_lease,
    "slow": _slow,
}


def main(kind: str, folder: Path, chosen: list[str]) -> None:
    """Run them and say what was found; a process that fell over is a finding too."""
    if kind == "postgresql":
        os.environ[VARIABLE] = own_database(os.environ[VARIABLE], f"brief_{os.getpid()}")
    copies, parents = Copies(kind, folder), Parents(folder, Path.cwd())
    found: dict[str, list[str]] = {}
    for name in chosen or list(SCHEDULES):
        try:
            found[name] = SCHEDULES[name](copies, parents, folder / name)
        except AssertionError as fell:
            found[name] = [f"fell: {fell}"[:1500]]
    parents.close()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
