"""What people ask for themselves, and who sits where: to be left in peace, to be reminded; a seat is given up, and another has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from bot.usecases import attention, roster
from bot.usecases.acting import OPERATOR
from models.rules.attention import EVERYTHING, Attention
from models.rules.refusals import Refused
from tests.proof.year.scene import PEOPLE, Scene
from tests.proof.year.world import World

Which = tuple[str, str, str]
PEACE = ("pause", "quiet", "workdays", "digest", "back")


class Selves(Scene):
    """People's rules about themselves, and the roster's."""

    @rule(who=st.integers(0, 13), what=st.sampled_from(PEACE))
    def wants_peace(self, who: int, what: str) -> None:
        """One of the ways to be left in peace; or the end of a pause."""
        person = self._boss(who) if who > 11 else self._person(who)
        if what == "back":
            self._do(attention.end_pause, person)
            return
        wishes = {
            "pause": Attention(paused_until=self.at.today + timedelta(days=1 + who % 5)),
            "quiet": Attention(quiet_from=time(16), quiet_to=time(8)),
            "workdays": Attention(workdays_only=True),
            "digest": Attention(digest_hour=(8, 12, 16)[who % 3]),
        }
        self._do(attention.choose, person, wishes[what])

    @rule(choice=st.integers(0, 500))
    def wants_to_be_reminded(self, choice: int) -> None:
        """Not now: by the menu beside what waits."""
        self._press(choice, ("reminder_later",))

    @rule(who=st.integers(0, 7))
    def the_roster_comes_anew(self, who: int) -> None:
        """A substitute leaves; or a seat changes hands."""
        if who % 2:
            self._a_substitute_leaves(PEOPLE[who])
        else:
            self._a_seat_changes_hands(PEOPLE[who])

    def _a_substitute_leaves(self, which: Which) -> None:
        gone = self.at.roster.holders(self.at.today, *which)
        if len(gone) > 1:  # else the principal would have none
            self._roster_anew(lambda line: "" if self._is(line, gone[0], "ersättare") else line)

    def _a_seat_changes_hands(self, which: Which) -> None:
        """The last of the ordinary who has no other place leaves, and a substitute has the seat."""
        day, (body, _, principal) = self.at.today, which
        posts = [one.person for one in self.at.roster.posts if one.on(day)]
        free = [one for one in self.at.roster.holders(day, *which) if posts.count(one) == 1]
        able = [one for one in self.at.roster.substitutes(day, body, principal) if posts.count(one) == 1]
        if not free or len(able) < 2:
            return

        def anew(line: str) -> str:
            if self._is(line, free[-1], "ordinarie"):
                return ""
            if self._is(line, able[0], "ersättare"):
                place, held_by, _, _, *rest = line.split(";")
                return ";".join((place, held_by, "ordinarie", "", *rest))
            return line

        self._roster_anew(anew)

    def _is(self, line: str, person: int, role: str) -> bool:
        return self.at.roster.people[person].email in line and f";{role};" in line

    def _roster_anew(self, line: Callable[[str], str]) -> None:
        path = self.at.settings.data_dir / "roster.csv"
        acting = self.at.replicas[self.at.at_door].bot.acting.by(OPERATOR)
        roster.export_file(acting, path)
        lines = [line(one) for one in path.read_text("utf-8").splitlines()]
        path.write_text("\n".join(filter(None, lines)) + "\n", "utf-8")
        self.acted = True
        try:
            self.at.replicas[self.at.at_door].call(acting.do(roster.import_file, path))
        except Refused:
            return
        finally:
            self.at.read_roster()


def everybody_is_back(world: World) -> None:
    """Nobody wants to be left in peace any more: else there is no moment at which everybody has been told."""
    for one in world.rows("SELECT person_id FROM wishes ORDER BY person_id"):
        world.act(attention.choose, one[0], EVERYTHING)
