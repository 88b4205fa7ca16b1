"""The structure file taken into the database. Not the migrations before it, and not what a structure must obey."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.text import structure as words
from bot.usecases.acting import Acting
from models.rules.structure import Fault, Problem, Structure, StructureFault, parse
from models.store import roster
from models.store import structure as store
from models.values import dataclass


@dataclass(frozen=True)
class Loaded:
    """The structure now in force. `changed` is False when it was in force already."""

    structure: Structure
    changed: bool

    @property
    def summary(self) -> str:
        """What was done, as a sentence."""
        return (words.LOADED if self.changed else words.UNCHANGED).format(name=self.structure.name)


def load_file(acting: Acting, name_or_path: str | Path) -> Loaded:
    """Put a structure file in force. Raises what load() and models.store.structure.read_document() raise."""
    return load(acting, store.read_document(name_or_path))


def load(acting: Acting, document: Any) -> Loaded:
    """Put a structure in force; the one before is kept as history (R-A12).

    Raises StructureFault with every fault, also for a body or principal left out although people are appointed there.
    """
    structure = parse(document)
    with acting.transaction() as unit:
        faults = _left_out(structure, [(row.body, row.principal) for row in roster.rows(unit.session, unit.today)])
        if faults:
            raise StructureFault(faults)
        changed = store.put(unit.session, document, unit.now)
        if changed:
            unit.record("structure.loaded", "structure", key=structure.key)
    return Loaded(structure, changed)


def complaints(fault: StructureFault | store.UnreadableFile) -> list[str]:
    """What is wrong with a structure file, one sentence for each fault."""
    if isinstance(fault, StructureFault):
        return [words.fault(one) for one in fault.faults]
    sentence = {
        store.Reason.NO_FILE: words.NO_FILE,
        store.Reason.NOT_UTF8: words.NOT_UTF8,
        store.Reason.NOT_YAML: words.NOT_YAML if fault.line is None else words.NOT_YAML_AT,
    }[fault.reason]
    return [sentence.format(path=fault.path.name, line=fault.line, detail=fault.detail)]


def _left_out(structure: Structure, held: list[tuple[str | None, str | None]]) -> tuple[Fault, ...]:
    bodies = {body.key for body in structure.bodies}
    principals = {principal.key for principal in structure.principals}
    lost = [("bodies", key) for key in sorted({body for body, _ in held if body is not None} - bodies)]
    lost += [("principals", key) for key in sorted({party for _, party in held if party is not None} - principals)]
    return tuple(Fault(place, Problem.STILL_HELD, key) for place, key in lost)
