"""Where the SDK's models keep their values: a dictionary each. Imported with the SDK, not before.

The SDK's own store watches every change of every value within it, so that a model that was read can be changed and sent back with
nothing but the changes. We never do: what we send is made anew, what we read is copied at once. Its watching is half of what it
costs to read an event with forty people in it, and that is on the event loop.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiota_abstractions.store import BackingStore, BackingStoreFactory, BackingStoreFactorySingleton


class Plain(BackingStore[Any]):  # type: ignore[misc]
    """Keeps what it is given. Nobody is told of changes, and everything counts as changed."""

    is_initialization_completed = False  # set by the SDK, and heeded by nobody
    return_only_changed_values = False

    def __init__(self) -> None:
        self._kept: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """What is kept; None for what is not."""
        return self._kept.get(key)

    def set(self, key: str, value: Any) -> None:
        """Keep it."""
        self._kept[key] = value

    def enumerate_(self) -> list[tuple[str, Any]]:
        """All that is kept."""
        return list(self._kept.items())

    def enumerate_keys_for_values_changed_to_null(self) -> list[str]:
        """None: what we leave out of a change is not to be emptied."""
        return []

    def subscribe(self, callback: Callable[[str, Any, Any], None], subscription_id: str | None = None) -> str:
        """Nobody is told."""
        return subscription_id or ""

    def unsubscribe(self, subscription_id: str) -> None:
        """There is nobody."""

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()


class Stores(BackingStoreFactory):  # type: ignore[misc]
    """Makes them."""

    def create_backing_store(self) -> BackingStore[Any]:
        """A new one."""
        return Plain()


def install() -> None:
    """From here on the models that are imported keep their values so."""
    BackingStoreFactorySingleton(backing_store_factory=Stores())
