"""A flow run to its end although it dies on the way, and what must be the same as if nobody had died."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.proof.storm import checker
from tests.proof.storm.world import Copier, Parents, World, world

Picture = dict[str, Counter[str]]
MARK = "K1"
IN_A_ROW = (
    5  # deaths without a process between them that lives: a letter that kills twelve workers is given up, and rightly
)


def through(here: World, flow: str, crashes: Sequence[dict[str, Any]] = (), **more: Any) -> int:
    """Run the flow; each crash is for one process after another, the last process lives. How many died."""
    acks, deaths = str(here.folder / "acks"), 0
    for crash in [*crashes, None]:
        given = {"crash": crash} if crash else {}
        status = here.run("go_on", flow=flow, mark=MARK, acks=acks, **given, **more)
        if status == 0:
            continue
        assert status == -signal.SIGKILL, here.log
        deaths += 1
        here.forward()
    here.recover()
    return deaths


def at_every_new_point(here: World, flow: str, known: Path) -> list[str]:
    """Run the flow and die at every point that is not in the file yet, those of the recovery too; the points."""
    before = set(known.read_text().splitlines()) if known.exists() else set()
    acks = str(here.folder / "acks")
    deaths = 0
    while (status := here.run("go_on", flow=flow, mark=MARK, acks=acks, crash={"fresh": str(known)})) != 0:
        assert status == -signal.SIGKILL, here.log
        deaths += 1
        here.forward()
        if deaths % IN_A_ROW == 0:
            here.recover()
    here.recover()
    return sorted(set(known.read_text().splitlines()) - before)


@dataclass(frozen=True)
class Calm:
    """A flow where nobody died: what stands there at the end, every point it passed in order, and the use cases."""

    picture: Picture
    points: list[str]
    usecases: set[str]


def undisturbed(copies: Copier, parents: Parents, folder: Path, flow: str) -> Calm:
    """Run the flow in peace."""
    with world(copies, parents, folder) as here:
        notes, passed = folder / "notes", folder / "passed"
        assert through(here, flow, notes=str(notes), passed=str(passed)) == 0
        checker.check(here)
        return Calm(here.picture(), notes.read_text().splitlines(), set(passed.read_text().split()))


def difference(found: Picture, wanted: Picture) -> dict[str, dict[str, int]]:
    """What there is too much (+) or too little (-) of."""
    told: dict[str, dict[str, int]] = {}
    for part in wanted:
        both = found[part].keys() | wanted[part].keys()
        wrong = {line: n for line in both if (n := found[part][line] - wanted[part][line])}
        if wrong:
            told[part] = wrong
    return told
