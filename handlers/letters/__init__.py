"""How each kind of letter to Slack is made: read fresh, then drawn; or, where it is not a message, performed. One file per noun."""

from __future__ import annotations

from bot.outbox.letters.base import Letter
from handlers.letters import absences, bodies, calendar, meetings, people, questions, seminar
from handlers.letters.base import Performer, Renderer

TABLE: dict[type[Letter], Renderer | Performer] = {}
for _noun in (people, bodies, questions, meetings, absences, calendar, seminar):
    for _kind, _how in _noun.TABLE.items():
        if _kind in TABLE:
            raise ValueError(f"{_kind.__name__} is drawn twice")
        TABLE[_kind] = _how
