"""T15: a letter that kills the process that tries it ends given up, because attempts are counted when it is claimed; a
coordinator is told, and the other letters leave between the deaths."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sqlmodel import select

from bot.outbox import retry
from bot.outbox.letters.people import Home
from models.tables.outbox import OutboxLetter
from tests.conftest import Furnished
from tests.outbox.test_claim import put
from tests.proof.replicas.mortal import POISON

ROOT = Path(__file__).resolve().parents[3]


def lines(folder: Path, name: str) -> list[tuple[float, str]]:
    """What the worker noted."""
    return [(float(at), what) for at, what in (one.split("\t") for one in (folder / name).read_text().splitlines())]


def test_a_letter_that_kills_its_process_is_given_up_and_delays_nobody(county: Furnished, tmp_path: Path) -> None:
    put(county.acting, Home(POISON), *(Home(number) for number in range(1, 6)))
    ran = subprocess.run(
        [sys.executable, "-m", "tests.proof.replicas.mortal", county.database.engine.url.render_as_string(False), str(tmp_path)],
        cwd=ROOT, env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]

    ends = [what for _, what in lines(tmp_path, "lives")]
    assert ends == ["-9"] * retry.MOST_ATTEMPTS + ["0"]
    with county.session() as session:
        letters = session.scalars(select(OutboxLetter)).all()
    (poison,) = [one for one in letters if one.kind == "Home" and f'"person_id": {POISON}}}' in one.payload]
    assert (poison.state, poison.attempts) == ("dead", retry.MOST_ATTEMPTS + 1)
    assert {one.state for one in letters if one is not poison} == {"sent"}
    assert [one.attempts for one in letters if one.kind == "Home" and one is not poison and one.attempts > 3] == []
    assert sum(one.kind == "Stuck" for one in letters) == 2  # a message for each coordinator

    sent = {what: at for at, what in lines(tmp_path, "sent")}
    delays = [sent[what] - at for at, what in lines(tmp_path, "put")]
    assert max(delays) < 5
