"""The Slack door of absences."""

from __future__ import annotations

from handlers.doors import Doors

doors = Doors()
