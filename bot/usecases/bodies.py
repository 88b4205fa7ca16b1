"""A coordinator chooses a body's channels or lets the bot make them; their members follow the roster and the offices."""

from __future__ import annotations

from bot.outbox.letters.bodies import ChannelMembers, ChannelShared, MakeChannel
from bot.outbox.letters.people import Home
from bot.usecases import meeting_letters
from bot.usecases.acting import Acting, Unit
from bot.usecases.outbox import channel_chosen
from models.rules.channels import AU, OPEN
from models.rules.refusals import Refusal, Refused
from models.rules.rights import About, Act
from models.store import bodies, outbox_watch, people

WHICH = (OPEN, AU)


def choose(acting: Acting, body: str, channel: str | None, au_channel: str | None) -> None:
    """Bind a body to the channels a coordinator picked; None leaves one as it is. The two must differ."""
    with acting.transaction() as unit:
        unit.allow(Act.CHOOSE_CHANNELS, About(body))
        _known(unit, body)
        row = bodies.settings(unit.session, body)
        chosen = {OPEN: channel or row.channel, AU: au_channel or row.au_channel}
        if chosen[OPEN] and chosen[OPEN] == chosen[AU]:
            raise Refused(Refusal.SAME_CHANNEL, field=AU)
        if (row.channel, row.au_channel) == (chosen[OPEN], chosen[AU]):
            return
        row.channel, row.au_channel = chosen[OPEN], chosen[AU]
        unit.record("channels.chosen", f"body:{body}", body=body, **chosen)
        _follow(unit, body)


def let_make(acting: Acting, body: str) -> None:
    """Let the bot make the channels that the body lacks."""
    with acting.transaction() as unit:
        unit.allow(Act.CHOOSE_CHANNELS, About(body))
        _known(unit, body)
        row = bodies.settings(unit.session, body)
        lacking = [which for which in WHICH if getattr(row, which) is None and not getattr(row, f"{which}_made")]
        if not lacking:
            return  # asked for already: a letter that was given up is tried again from the list of those
        for which in lacking:
            setattr(row, f"{which}_made", True)
        unit.record("channels.asked_for", f"body:{body}", body=body, which=lacking)
        for which in lacking:
            unit.post(MakeChannel(body, which))


def made(acting: Acting, body: str, which: str, channel: str) -> None:
    """A channel was made: remember it. Twice is once."""
    with acting.transaction() as unit:
        row = bodies.settings(unit.session, body)
        if getattr(row, which) == channel:
            return
        setattr(row, which, channel)
        unit.record("channels.made", f"body:{body}", body=body, which=which, channel=channel)
        _follow(unit, body)


def _known(unit: Unit, body: str) -> None:
    if all(one.key != body for one in unit.structure.bodies):
        raise Refused(Refusal.NOT_FOUND)


def _follow(unit: Unit, body: str) -> None:
    row = bodies.settings(unit.session, body)
    for which in WHICH:
        if getattr(row, which):
            unit.post(ChannelMembers(body, which))
    if row.channel:
        meeting_letters.channel_chosen(unit, body)
    for one in people.coordinators(unit.session, unit.today):
        unit.post(Home(one.id or 0))
    channel_chosen(unit, body)


def follow_the_days(acting: Acting) -> int:
    """Bring every channel's members in line once a day: appointments begin and end by date, without an import (the clock's)."""
    with acting.transaction() as unit:
        for body in unit.structure.bodies:
            row = bodies.channels(unit.session, body.key)
            for which in WHICH:
                if row is not None and getattr(row, which):
                    unit.post(ChannelMembers(body.key, which), once=f"day:{unit.today}")
    return unit.new_letters


def looked_at(acting: Acting, channel: str, *, shared: bool) -> None:
    """Slack says whether a channel is shared with others than our own workspace. The coordinators are told once when it has come to
    be, and what was given up for it is sent when it no longer is. Twice is once."""
    with acting.transaction() as unit:
        name = outbox_watch.of_shared(channel)
        whose = bodies.with_channel(unit.session, channel)
        if shared:
            if not outbox_watch.trouble_begins(unit.session, name, unit.now):
                return
            unit.record("channel.shared", f"channel:{channel}", body=whose[0] if whose else None)
            for one in people.coordinators(unit.session, unit.today):
                unit.post(ChannelShared(one.id or 0, channel))
        elif outbox_watch.trouble_ends(unit.session, name) is not None:
            unit.record("channel.own_again", f"channel:{channel}", body=whose[0] if whose else None)
            for key in whose:
                channel_chosen(unit, key)
