"""The Slack door of messages."""

from __future__ import annotations

from handlers.doors import Doors

doors = Doors()
