"""The Slack door of bodies."""

from __future__ import annotations

from handlers.doors import Doors

doors = Doors()
