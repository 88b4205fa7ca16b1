"""The Slack door of seminar."""

from __future__ import annotations

from handlers.doors import Doors

doors = Doors()
