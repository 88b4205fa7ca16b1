"""Letters to one person: App Home, and what a coordinator is told of letters that were given up, and the search for an account."""

from __future__ import annotations

from bot.outbox.letters.base import Letter, letter
from models.values import dataclass


@letter
@dataclass(frozen=True)
class Home(Letter):
    """A person's App Home, drawn anew."""

    person_id: int

    def matter(self) -> str:
        return f"home:{self.person_id}"

    def card(self) -> str:
        return f"home:{self.person_id}"


@letter
@dataclass(frozen=True)
class Welcome(Letter):
    """The first words to a person, once ever: what this is, what can be done, and how to be left in peace."""

    person_id: int

    def matter(self) -> str:
        return f"welcome:{self.person_id}"


@letter
@dataclass(frozen=True)
class Reminded(Letter):
    """Reminds a person of what waits, at the moment that was asked for. `what`: an Awaited of models.rules.reminders; `about_id`: the call
    or the question."""

    person_id: int
    what: str
    about_id: int

    def matter(self) -> str:
        return f"reminded:{self.what}:{self.about_id}:{self.person_id}"


@letter
@dataclass(frozen=True)
class Digest(Letter):
    """The day's news to one person who wants it gathered. `gathered`: the letters it tells instead of, as a JSON list of kind and
    payload; they were taken out of the line when this one was put in."""

    person_id: int
    gathered: str

    def matter(self) -> str:
        return f"digest:{self.person_id}"


@letter
@dataclass(frozen=True)
class Stuck(Letter):
    """Tells a coordinator what was given up: one message, drawn anew, however many letters it is about."""

    person_id: int

    def matter(self) -> str:
        return f"stuck:{self.person_id}"

    def card(self) -> str:
        return f"stuck:{self.person_id}"


@letter
@dataclass(frozen=True)
class RouteAway(Letter):
    """Tells a coordinator, once, that what should have left for Outlook has not got there for a while. `since`: ISO, UTC."""

    person_id: int
    about: str  # the route
    since: str

    def matter(self) -> str:
        return f"route:{self.about}:{self.person_id}"


@letter
@dataclass(frozen=True)
class RouteBack(Letter):
    """Tells a coordinator, once, that nothing waits for Outlook, or for Slack itself, any more. `since`: ISO, UTC."""

    person_id: int
    about: str
    since: str

    def matter(self) -> str:
        return f"route:{self.about}:{self.person_id}"


@letter
@dataclass(frozen=True)
class MatchAccount(Letter):
    """Look for a person's Slack account by e-mail address."""

    person_id: int

    def matter(self) -> str:
        """One search at a time for a person."""
        return f"account:{self.person_id}"
