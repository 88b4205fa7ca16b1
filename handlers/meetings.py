"""The Slack door of meetings."""

from __future__ import annotations

from handlers.doors import Doors

doors = Doors()
