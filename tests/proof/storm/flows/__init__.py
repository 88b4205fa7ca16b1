"""The flows that are crashed at every point: one file each, a list of steps. A new flow joins by a line here (README.md)."""

from __future__ import annotations

from tests.proof.storm.flows import (
    absence,
    agenda,
    outlook,
    peace,
    people,
    preparation,
    question,
    records,
    rotation,
    seminar,
)
from tests.proof.storm.scene import Step

BY_NAME: dict[str, list[Step]] = {
    one.__name__.rpartition(".")[2]: one.STEPS
    for one in (question, agenda, preparation, absence, outlook, seminar, people, records, peace, rotation)
}
