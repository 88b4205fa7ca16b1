"""A body's channels and who belongs in them, as the coordinators and the delivery see them."""

from __future__ import annotations

from bot.outbox.letters.bodies import ChannelMembers, ChannelShared, MakeChannel
from bot.reads.rights import require
from bot.reads.rotation import Rotation, rotation
from bot.reads.shapes import Gathered, Picture, ToPerson, Unreachable, Unwanted
from bot.text.words import swedish_order
from models.rules import channels
from models.rules.refusals import Refusal, Refused
from models.rules.rights import About, Act
from models.store import accounts, bodies, outbox_watch, people, structure
from models.store.engine import Reading
from models.values import dataclass


@dataclass(frozen=True)
class BodyChannels:
    """One body and its channels (ids in Slack, None while none is chosen), with the names the bot would give."""

    key: str
    name: str
    channel: str | None
    au_channel: str | None
    proposed: str
    au_proposed: str
    can_make: bool  # some channel is lacking, and the bot has not been asked for it
    rotation: Rotation | None = None  # whose turn the chair is; None where no two sides take turns


@dataclass(frozen=True)
class HomePart:
    """The coordinators' settings, and who has no Slack account."""

    bodies: tuple[BodyChannels, ...]
    without_slack: tuple[tuple[str, str], ...]  # (name, address)


@dataclass(frozen=True)
class Membership:
    """A channel, who belongs in it, and who is known to us at all: strangers to the roster are left alone."""

    channel: str
    wanted: frozenset[str]
    known: frozenset[str]


def form(reading: Reading, person_id: int, key: str) -> BodyChannels:
    """One body's channels, for the form. Raises Refused: NOT_COORDINATOR, NOT_FOUND."""
    require(reading, Act.CHOOSE_CHANNELS, person_id, About(key))
    found = of(reading, key)
    if found is None:
        raise Refused(Refusal.NOT_FOUND)
    return found


def of(reading: Reading, key: str) -> BodyChannels | None:
    """One body's channels; None for a body that is not there."""
    return next((one for one in _all(reading) if one.key == key), None)


def home(reading: Reading) -> HomePart:
    """The part of a coordinator's App Home."""
    lost = sorted(accounts.without(reading.session, reading.today), key=lambda one: swedish_order(one.name))
    return HomePart(tuple(_all(reading)), tuple((one.name, one.email) for one in lost))


def _all(reading: Reading) -> list[BodyChannels]:
    found = []
    known = structure.current(reading.session)
    rows = bodies.all_channels(reading.session)
    for body in known.bodies:
        row = rows.get(body.key)
        chosen = (row.channel, row.au_channel) if row else (None, None)
        asked = (row.channel_made, row.au_channel_made) if row else (False, False)
        can_make = any(channel is None and not made for channel, made in zip(chosen, asked, strict=True))
        found.append(
            BodyChannels(
                body.key, body.name, *chosen, body.channel, body.au_channel, can_make, rotation(reading, known, body)
            )
        )
    return found


def to_make(reading: Reading, letter: MakeChannel) -> tuple[str, bool] | None:
    """(name, private) of the channel that a letter asks for; None when it is there by now."""
    found = of(reading, letter.body)
    if found is None or getattr(found, letter.which):
        return None
    private = letter.which == channels.AU
    return (found.au_proposed if private else found.proposed), private


def membership(reading: Reading, letter: ChannelMembers) -> Membership | None:
    """Who belongs in a channel today; None when no channel is chosen."""
    row = bodies.channels(reading.session, letter.body)
    channel: str | None = getattr(row, letter.which) if row else None
    if channel is None:
        return None
    ids = channels.members(people.standings(reading.session, reading.today), letter.body, letter.which)
    wanted = frozenset(one.slack_id for one in people.many(reading.session, ids).values() if one.slack_id)
    return Membership(channel, wanted, frozenset(accounts.known_slack_ids(reading.session)))


@dataclass(frozen=True)
class SharedChannel:
    """A channel that has come to be shared with others, and the names of the bodies whose it is."""

    channel: str
    bodies: tuple[str, ...]


def is_shared(reading: Reading, channel: str) -> bool:
    """Whether a channel was shared with others than our own workspace when it was last looked at."""
    return outbox_watch.is_trouble(reading.session, outbox_watch.of_shared(channel))


def shared(reading: Reading, letter: ChannelShared) -> Gathered:
    """Still shared and still a body's, or not worth telling any more."""
    person = people.get(reading.session, letter.person_id)
    if person.slack_id is None:
        return Unreachable("no Slack account")
    known = structure.current(reading.session)
    whose = tuple(known.body(key).name for key in bodies.with_channel(reading.session, letter.channel))
    if not whose or not is_shared(reading, letter.channel):
        return Unwanted("it is over")
    return Picture(ToPerson(person.slack_id), SharedChannel(letter.channel, whose))


def address_of(reading: Reading, person_id: int) -> str | None:
    """The address by which a person's Slack account is looked for; None when it is found already."""
    person = people.get(reading.session, person_id)
    return None if person.slack_id else person.email
