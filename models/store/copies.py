"""When the database was last copied, as a file's own time beside the data: whatever makes the copy may `touch` it. No copy is made here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path


def note_file(data_dir: Path) -> Path:
    """The file whose time tells it."""
    return data_dir / "last-backup"


def note(data_dir: Path) -> None:
    """A copy was made now. A folder that can not be written in is no reason for a copy to have failed."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        note_file(data_dir).touch()
    except OSError:
        return


def noted(data_dir: Path) -> datetime | None:
    """When the last known copy was made; None when none is known."""
    try:
        return datetime.fromtimestamp(note_file(data_dir).stat().st_mtime, UTC)
    except OSError:
        return None
