"""What has been decided of how long records are kept."""

from __future__ import annotations

from models.rules.retention import Keeping, Kind
from models.store import records
from models.store.engine import Reading


def rules(reading: Reading) -> dict[Kind, Keeping | None]:
    """What has been decided, kind by kind; None: it is kept."""
    decided = {one.kind: one for one in records.rules(reading.session)}
    return {one: decided.get(one) for one in Kind}
