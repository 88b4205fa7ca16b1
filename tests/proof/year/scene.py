"""What the rules stand on: the world of this example, and its people by what they are. No rule is here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from models.rules.refusals import Refused
from tests.proof.year import rows, screen
from tests.proof.year.acts import pressed
from tests.proof.year.world import World

PEOPLE = (
    ("lsg", "ordinary", "umea"), ("lsg", "substitute", "umea"), ("lsg", "ordinary", "bjurholm"), ("lsg", "substitute", "bjurholm"),
    ("lsg", "ordinary", "regionen"), ("lsg", "substitute", "regionen"), ("samrad", "ordinary", "umea"),
    ("samrad", "substitute", "umea"),
)  # fmt: skip
LEADERS = (("lsg", "chair"), ("lsg", "vice_chair"), ("samrad", "chair"), ("samrad", "vice_chair"))


class Scene(RuleBasedStateMachine):
    """`opens` gives a fresh world for a beginning, `ends` lets go of it."""

    opens: Callable[[str], World]
    ends: Callable[[World], None]

    def __init__(self) -> None:
        super().__init__()
        self.world: World | None = None
        self.acted = False
        self.titles = 0

    @property
    def at(self) -> World:
        """The world of this example."""
        assert self.world is not None
        return self.world

    def _person(self, number: int) -> int:
        body, role, *principal = (*PEOPLE, *LEADERS)[number % (len(PEOPLE) + len(LEADERS))]
        found = [one for one in self.at.roster.holders(self.at.today, body, role, *principal) if self.at.is_here(one)]
        return found[0] if found else self.at.roster.coordinators(self.at.today)[0]

    def _boss(self, number: int) -> int:
        bosses = self.at.roster.coordinators(self.at.today)
        return bosses[number % len(bosses)]

    def _do(self, usecase: Callable[..., Any], person: int, *arguments: Any) -> Any:
        """An act whose door is not what is tried here. A refusal is an answer, too."""
        self.acted = True
        try:
            return self.at.act(usecase, person, *arguments)
        except Refused:
            return None

    def _everybody(self) -> list[int]:
        """The cast and the coordinators, who have an account."""
        cast = [self._person(one) for one in range(len(PEOPLE) + len(LEADERS))]
        return [*dict.fromkeys([*cast, *self.at.roster.coordinators(self.at.today)])]

    def _press(
        self, choice: int, prefixes: tuple[str, ...], among: list[int] | None = None, *, twice: bool = False
    ) -> bool:
        """Somebody presses one of the buttons that are seen, as they are drawn now; whether there was any."""
        seen = [(who, one) for who in among or self._everybody() for one in screen.buttons(self.at, who, prefixes)]
        if seen:
            self.acted = True
            pressed(self.at, *seen[choice % len(seen)], twice=twice)
        return bool(seen)

    def _then(self, carried: int) -> None:
        """What was posted is delivered at once, by one replica or the other; or it waits."""
        if carried:
            self.at.deliver(carried % 2)

    def _ahead(self) -> list[rows.Gathering]:
        return [one for one in rows.meetings(self.at).values() if one.state == "planned" and one.starts > self.at.now]

    def _meeting(self, which: int) -> rows.Gathering | None:
        ahead = [one for one in self._ahead() if one.kind == "meeting"]
        return ahead[which % len(ahead)] if ahead else None
