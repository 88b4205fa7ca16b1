"""Every act × everybody, as rights.tsv says, on a real furnished database (reliability, T13). The table of the code is not asked here."""

from __future__ import annotations

import csv
import logging
from pathlib import Path

import pytest

from models.rules.refusals import Refusal, Refused
from models.rules.rights import RIGHTS
from tests.conftest import Furnished
from tests.usecases.rights_world import Cast, Undone, furnished

with (Path(__file__).parent / "rights.tsv").open(encoding="utf-8") as file:
    EXPECTED = {row.pop("act"): row for row in csv.DictReader(file, delimiter="\t")}
"""For each act and each of the cast: `yes`, or why not."""
FROM_THE_TABLE = {right.otherwise for right in RIGHTS.values()} - {Refusal.UNKNOWN_PERSON}


def outcome(cast: Cast, act: str, who: str, *, keep: bool) -> str:
    """What came of it: yes, or why not."""
    try:
        cast.tries[act](cast.acting(who, keep=keep))
    except Refused as fault:
        return fault.refusal.value
    except Undone:
        return "yes"
    return "yes"


def test_every_act_by_everybody_is_as_written_and_a_refused_one_changes_nothing(
    county: Furnished, caplog: pytest.LogCaptureFixture
) -> None:
    cast = furnished(county)
    before, wrong, silent, logged = cast.everything(), {}, [], ""
    caplog.set_level(logging.WARNING, logger="bot")

    for act, row in EXPECTED.items():
        for who, expected in row.items():
            caplog.clear()
            found = outcome(cast, act, who, keep=expected != "yes")
            if found != expected:
                wrong[act, who] = f"{found}, not {expected}"
            if expected in FROM_THE_TABLE and f"person={cast.people[who].person_id}" not in caplog.text:
                silent.append((act, who))
            logged += caplog.text

    assert wrong == {}
    assert silent == []
    assert cast.everything() == before
    assert (set(EXPECTED), {tuple(row) for row in EXPECTED.values()}) == (set(cast.tries), {tuple(cast.people)})
    untried = {
        act.value for act, right in RIGHTS.items() if right.asks_the_roster and f"act={act.value} " not in logged
    }
    assert untried == set(), (
        "an act that joins the table joins rights_world.py and rights.tsv, with somebody who may not"
    )
