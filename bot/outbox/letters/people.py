"""Letters to one person: App Home, and a word to a coordinator about a letter that could not be delivered."""

from __future__ import annotations

from dataclasses import dataclass

from bot.outbox.letters.base import Letter, letter


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
class DeadLetter(Letter):
    """Tells a coordinator that a letter was given up, with a button to try it again."""

    letter_id: int
    person_id: int

    def matter(self) -> str:
        return f"dead:{self.letter_id}:{self.person_id}"

    def card(self) -> str:
        return f"dead:{self.letter_id}:{self.person_id}"


@letter
@dataclass(frozen=True)
class MatchAccount(Letter):
    """Look for a person's Slack account by e-mail address."""

    person_id: int

    def matter(self) -> str:
        """One search at a time for a person."""
        return f"account:{self.person_id}"
