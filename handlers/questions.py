"""The Slack door of questions."""

from __future__ import annotations

from handlers.doors import Doors

doors = Doors()
