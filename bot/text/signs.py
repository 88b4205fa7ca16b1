"""The machinery of signs: patterns written in Swedish, looked for in bare text (bot/text/plain.py) where days, bodies, principals
and people who are mentioned stand as one word each. They are compiled when they are first asked for, so that the start of the
bot does not wait for them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from bot.text.plain import undotted

DAY: Final = "xdagx"
BODY: Final = "xorganx"
PRINCIPAL: Final = "xortx"
PERSON: Final = "xpersonx"

NOT: Final = r"(?:inte|ej|icke|heller inte|inte heller)"
GO: Final = (
    r"(?:komma(?! (?:åt|in|ut|ihåg|fram|överens|på (?:vad|hur|varför|vilk\w+)))|delta|deltaga|vara med|va med|vara där|närvara"
    r"|medverka|gå|ses|träffas|sitta med|ansluta|hinna|vara på plats|vara på mötet|ta mig till|ta mig dit|ta mig fram)"
)
"""To be there."""
MEETING: Final = rf"(?:{BODY}|{DAY}|möte\w*|sammanträde\w*|träff\w*)"
"""Where, or when."""
QUESTION: Final = r"(?:fråg\w*|ärende\w*)"


class Signs:
    """Any of some patterns."""

    def __init__(self, *patterns: str) -> None:
        self._patterns = patterns

    @cached_property
    def _compiled(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(undotted(one)) for one in self._patterns)

    def all(self, text: str) -> list[re.Match[str]]:
        """The first place of each pattern that is there."""
        return [found for one in self._compiled if (found := one.search(text)) is not None]

    def __contains__(self, text: str) -> bool:
        return any(one.search(text) for one in self._compiled)
