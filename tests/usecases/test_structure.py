"""A structure file put in force, or refused with every fault in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlmodel import SQLModel, select

from bot.text import structure as words
from bot.usecases import structure
from bot.usecases.acting import Acting
from models.rules.structure import Fault, Problem, StructureFault
from models.store import structure as store
from models.tables.bodies import StructureCopy
from models.tables.journal import JournalLine
from tests.conftest import Furnished


def rows(acting: Acting, table: type[SQLModel]) -> list[Any]:
    with acting.database.read() as session:
        return list(session.scalars(select(table).order_by(table.id)))  # type: ignore[attr-defined]


def test_a_database_without_a_structure_says_so(empty: Acting) -> None:
    with empty.database.read() as session, pytest.raises(store.NoStructure):
        store.current(session)


def test_loading_twice_is_once_and_a_new_version_is_kept_beside_the_old(empty: Acting) -> None:
    """R-A12: what was in force before is history, not lost."""
    document = store.read_document("exempel")
    first = structure.load_file(empty, "exempel")
    second = structure.load(empty, document)
    changed = structure.load(empty, {**document, "name": "Ny samverkan"})

    assert (first.changed, second.changed, changed.changed) == (True, False, True)
    assert [first.summary, second.summary] == [
        "Strukturen Treklöverns vattensamverkan är inläst.",
        "Strukturen Treklöverns vattensamverkan gällde redan. Inget har ändrats.",
    ]
    assert [line.act for line in rows(empty, JournalLine)] == ["structure.loaded"] * 2
    assert len(rows(empty, StructureCopy)) == 2
    with empty.database.read() as session:
        assert store.current(session).name == "Ny samverkan"


def test_a_body_with_people_in_it_can_not_be_left_out(small: Furnished) -> None:
    document = store.read_document("exempel")
    document["bodies"][0]["key"] = "annat"
    document["principals"][1]["key"] = "annan"

    with pytest.raises(StructureFault) as caught:
        structure.load(small.acting, document)

    assert structure.complaints(caught.value) == [
        "bodies saknar «vattenforum», där personer har uppdrag. Avsluta dem först med samverkan roster import.",
        "principals saknar «ekdala», där personer har uppdrag. Avsluta dem först med samverkan roster import.",
    ]
    assert len(rows(small.acting, StructureCopy)) == 1


def test_a_faulty_document_is_not_put_in_force(empty: Acting) -> None:
    document = store.read_document("exempel")
    document["bodies"][0]["seats"]["bygd"]["max"] = "två"

    with pytest.raises(StructureFault) as caught:
        structure.load(empty, document)

    assert structure.complaints(caught.value) == ["bodies[0].seats.bygd.max ska vara ett heltal, men är «två»."]
    assert rows(empty, StructureCopy) == []


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_has_words(problem: Problem) -> None:
    sentence = words.fault(Fault("plats", problem, "värde"))

    assert sentence.startswith("plats ")
    assert sentence.endswith((".", "?"))


def test_a_fault_of_the_whole_file_says_so() -> None:
    assert words.fault(Fault("", Problem.NOT_A_MAPPING, "x")).startswith("filen ska ha fält")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"a: 1\nb:\n  c: 1\n  c: 2\n", "Strukturfilen fil.yaml går inte att läsa som YAML, rad 4: 'c' twice."),
        (b"a: [1\nb: 2", "Strukturfilen fil.yaml går inte att läsa som YAML, rad 2: expected ',' or ']', but got ':'."),
        (b"a: \xe5", "Strukturfilen fil.yaml är inte sparad som UTF-8. Spara om den och försök igen."),
        (b"a: \x00", "Strukturfilen fil.yaml går inte att läsa som YAML."),
        (b"? [a, b]\n: 1", "Strukturfilen fil.yaml går inte att läsa som YAML, rad 1: found unhashable key."),
        (None, "Strukturfilen fil.yaml finns inte eller går inte att öppna."),
    ],
)
def test_a_file_that_can_not_be_read_is_told_with_its_line(
    tmp_path: Path, content: bytes | None, complaint: str
) -> None:
    path = tmp_path / "fil.yaml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(store.UnreadableFile) as caught:
        store.read_document(path)

    assert structure.complaints(caught.value) == [complaint]


def test_a_name_means_the_file_that_ships_and_a_path_means_itself(tmp_path: Path) -> None:
    own = tmp_path / "exempel.yaml"
    own.write_text(yaml.safe_dump({"key": "own"}), encoding="utf-8")

    assert store.find("exempel") == store.FOLDER / "exempel.yaml"
    assert store.read_document(own) == {"key": "own"}
    assert store.find("saknas.yaml") == Path("saknas.yaml")
