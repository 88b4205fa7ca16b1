"""The structure: YAML files, ours or somebody else's, and the copy in the database. Not what a structure must obey."""

from __future__ import annotations

import json
from collections.abc import Hashable
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Table, select
from sqlmodel import Session

from models.rules.structure import Structure, parse
from models.store import known
from models.tables.bodies import StructureCopy

FOLDER: Final = Path(__file__).resolve().parent.parent / "structures"
"""The structures that ship with us, each as <name>.yaml."""

_COPY: Table = StructureCopy.__table__  # type: ignore[attr-defined]


class Reason(StrEnum):
    """Why a structure file cannot be read at all."""

    NO_FILE = "no_file"
    NOT_UTF8 = "not_utf8"
    NOT_YAML = "not_yaml"


class UnreadableFile(Exception):
    """A structure file that cannot be read. `line` counts from 1; None when no line is to blame."""

    def __init__(self, path: Path, reason: Reason, line: int | None = None, detail: str = "") -> None:
        super().__init__(f"{path}:{line or 1}: {reason} {detail}".rstrip())
        self.path, self.reason, self.line, self.detail = path, reason, line, detail


class NoStructure(LookupError):
    """The database has no structure yet: `samverkan init` loads one."""


def find(name_or_path: str | Path) -> Path:
    """The file that a setting means: the name of one that ships with us, else a path."""
    shipped = FOLDER / f"{name_or_path}.yaml"
    return shipped if Path(name_or_path).name == str(name_or_path) and shipped.is_file() else Path(name_or_path)


def read_document(name_or_path: str | Path) -> Any:
    """The content of a structure file as plain values. Raises UnreadableFile; a key written twice is one reason."""
    path = find(name_or_path)
    import yaml  # for a file only: the bot that runs reads the copy in the database

    try:
        with path.open(encoding="utf-8-sig") as file:
            return yaml.load(file, _once())  # noqa: S506 - a SafeLoader that also refuses doubled keys
    except OSError as fault:
        raise UnreadableFile(path, Reason.NO_FILE) from fault
    except UnicodeDecodeError as fault:
        raise UnreadableFile(path, Reason.NOT_UTF8) from fault
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        line = None if mark is None else mark.line + 1
        raise UnreadableFile(path, Reason.NOT_YAML, line, fault.problem or "") from fault
    except yaml.YAMLError as fault:
        raise UnreadableFile(path, Reason.NOT_YAML) from fault


def shipped(name: str) -> Structure:
    """A structure that ships with us, straight from its file."""
    return parse(read_document(name))


def put(session: Session, document: Any, at: datetime) -> bool:
    """Keep a copy, in force from now on. False, and nothing is written, when that document is in force already."""
    text = json.dumps(document, ensure_ascii=False)
    if text == _newest(session):
        return False
    session.add(StructureCopy(document=text, loaded_at=at))
    session.flush()
    return True


def current(session: Session) -> Structure:
    """The structure in force. Raises NoStructure before the first is loaded."""
    found = known.roster(session).structure
    if found is None:
        raise NoStructure
    return found


def _newest(session: Session) -> str | None:
    return session.scalars(select(_COPY.c.document).order_by(_COPY.c.id.desc()).limit(1)).first()


@cache
def _once() -> Any:
    """Reads YAML as the safe loader does, but a key written twice in one mapping is a fault, not a silent last word."""
    import yaml

    class Once(yaml.SafeLoader):
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
            seen: set[str] = set()
            for key, _ in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    continue  # the safe loader itself refuses it
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(None, None, f"{key.value!r} twice", key.start_mark)
                seen.add(key.value)
            return super().construct_mapping(node, deep)

    return Once
