"""The machine: what people, hands in Outlook, the clock, Slack's redeliveries, faults and dying replicas may do, in any order
(members.py, selves.py, nature.py), and what must hold after each step and at rest (checks.py)."""

from __future__ import annotations

import sys
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from bot.usecases import outbox
from tests.proof.year import checks, rows
from tests.proof.year.furnish import BEGINNINGS
from tests.proof.year.members import Members
from tests.proof.year.nature import Nature
from tests.proof.year.selves import Selves, everybody_is_back
from tests.proof.year.world import World


class Year(Members, Selves, Nature):
    """A year of what may happen. `rested`: how many examples have come to rest with everything right."""

    rested = 0

    @initialize(which=st.sampled_from(sorted(BEGINNINGS)))
    def begins(self, which: str) -> None:
        """Somewhere in the year."""
        self.world = type(self).opens(which)

    @invariant()
    def always(self) -> None:
        """After every step. Who has died is started anew, by whoever watches over it."""
        if self.world is not None:
            self.world.revive()
            if self.acted:
                self.acted = False
                checks.always(self.world)

    def teardown(self) -> None:
        """The faults end, everything settles: nothing is lost, nothing doubled, everybody has been told."""
        if self.world is None:
            return
        try:
            if sys.exc_info()[0] is None:  # else it has failed already, and that is what is told
                settle(self.world)
                checks.at_rest(self.world)
                Year.rested += 1
        finally:
            type(self).ends(self.world)


def settle(world: World) -> None:
    """No fault is left, nobody dies, nobody wants peace, and time passes until nothing is due; a coordinator sends again what was given up."""
    world.hands.clear_faults()
    for one in world.replicas:
        one.dies_in = None
    world.revive()
    everybody_is_back(world)
    retried = False
    for round_ in range(40):
        world.tick(round_ % 2)
        world.deliver(round_ % 2)
        waiting = [one for one in rows.letters(world) if one.state in ("waiting", "leased")]
        dead = [one for one in rows.letters(world) if one.state == "dead"]
        if not waiting and dead and not retried:
            retried = True
            world.act(outbox.retry, world.roster.coordinators(world.today)[0])
        elif not waiting:
            break
        world.move(timedelta(minutes=3 if round_ < 8 else 31))
    world.look_at_outlook()
    world.deliver()
    world.move(timedelta(minutes=3))
    world.tick()
    world.deliver()
