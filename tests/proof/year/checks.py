"""What must hold. `always` after every step, in the rows; `at_rest` when all has settled: in Slack and in Outlook, as people see them."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta

from tests.proof.year import outside, rows
from tests.proof.year.ledger import Seat
from tests.proof.year.rows import Letter
from tests.proof.year.world import World

# A letter to somebody who is not there any more is given up, and a coordinator sees it.
UNREACHABLE = {
    "user_not_found",
    "users_not_found",
    "account_inactive",
    "user_disabled",
    "channel_not_found",
    "no account",
    "cannot_dm_bot",
}
NO_CHANNEL = "no channel"  # only where the body has none: sent again when a coordinator chooses one
NEAR = timedelta(hours=2)  # from here on all substitutes are asked at the same time
ENDS = ("stood_down", "unreachable")


def always(world: World) -> None:
    """At every moment: one winner of each seat, nobody asked twice for it, nobody in two seats, no question without its state."""
    all_seats = rows.seats(world)
    taken: Counter[tuple[int, int]] = Counter()
    for seat in all_seats.values():
        accepted = [one.person for one in seat.calls if one.state == "accepted"]
        if seat.state == "covered":
            assert accepted == [seat.cover], seat
            assert seat.cover != seat.person, seat
            taken[(seat.meeting, seat.cover or 0)] += 1
        else:
            assert (accepted == []) or not seat.on, seat
        again = Counter(one.person for one in seat.calls if one.state not in ENDS and not one.named)
        assert max(again.values(), default=1) == 1, f"asked twice: {seat}"
    assert max(taken.values(), default=1) == 1, f"one person in two seats: {taken}"
    for case in rows.cases(world).values():
        offices = [one[0] for one in case.answers]
        people = [one[1] for one in case.answers]
        assert len(set(offices)) == len(offices), case
        assert len(set(people)) == len(people), case


def at_rest(world: World) -> None:
    """When nothing is due, no fault is left and no letter waits."""
    always(world)
    letters = rows.letters(world)
    assert world.journal_holds(), "the journal's chain is broken (I7)"
    _outbox(world, letters)
    posts = _posts(world, letters)
    _agenda(world)
    _questions(world, posts)
    _seats(world, posts)
    _reminders(world, letters)
    _meetings(world, posts)
    outside.outlook(world)
    outside.retry_after(world)


def _outbox(world: World, letters: list[Letter]) -> None:
    """Nothing is lost: each letter has arrived, is not wanted any more, or is before a coordinator's eyes."""
    left = [one for one in letters if one.state not in ("sent", "dropped")]
    gone = {one.id for one in world.slack.ws.users.values() if one.deleted}
    with_channel = {one[0] for one in world.rows("SELECT body FROM body_settings WHERE au_channel IS NOT NULL")}
    for one in left:
        to = one.fields.get("person_id")
        slack_id = world.roster.people[to].slack_id if to in world.roster.people else None
        assert one.state == "dead", one
        nowhere = one.reason == NO_CHANNEL and _body_of(world, one) not in with_channel
        unreachable = one.reason in UNREACHABLE or all(_shut_out(said, gone) for said in (one.reason or "").split(", "))
        assert unreachable or slack_id in gone or nowhere, one
    if left:
        stuck = [one for one in letters if one.kind == "Stuck" and one.state in ("sent", "dropped")]
        assert stuck, "given up, and no coordinator was told"


def _shut_out(said: str, gone: set[str]) -> bool:
    """Whether a channel's invitation says that it does not take somebody, and that person's account is closed."""
    code, _, whom = said.partition(" ")
    return code in UNREACHABLE and whom in gone


def _body_of(world: World, letter: Letter) -> str | None:
    """The body whose channel a letter is for."""
    case = rows.cases(world).get(letter.fields.get("question_id", 0))
    return case.body if case else None


def _posts(world: World, letters: list[Letter]) -> dict[str, list[tuple[str, str]]]:
    """Where each card stands: never twice. Each message in Slack has a letter behind it, and each letter one message."""
    by_op = {one.op: one for one in letters}
    times: Counter[str] = Counter()
    cards: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for channel in world.slack.ws.channels.values():
        for message in channel.messages.values():
            if message.bot_id is None or message.metadata is None:
                continue
            key = str(message.metadata["event_payload"]["key"])
            assert key in by_op, f"a message that nobody decided: {message.text}"
            times[key] += 1
            letter = by_op[key]
            if letter.card is not None:
                cards[letter.card].append((channel.id, message.ts))
            elif letter.state == "sent":
                assert (letter.channel, letter.ts) == (channel.id, message.ts), letter
    twice = [by_op[key] for key, count in times.items() if count > 1]
    assert not twice, f"told twice: {twice}"
    for name, found in cards.items():
        assert len(found) == 1, f"{name} stands {len(found)} times"
    for letter in letters:
        if letter.state == "sent" and letter.card is None and letter.ts is not None:
            assert times[letter.op] == 1, f"sent, and not there: {letter}"
        if letter.state == "sent" and letter.card is not None and letter.ts is not None:
            assert cards[letter.card], f"sent, and not there: {letter}"
    _in_order(world, letters)
    return cards


def _in_order(world: World, letters: list[Letter]) -> None:
    """Within a matter what happened first is told first: by when it arrived, for the clock may have been put back between."""
    arrived = {
        (channel.id, ts): place
        for channel in world.slack.ws.channels.values()
        for place, ts in enumerate(channel.messages)
    }
    said: dict[tuple[str, str | None], list[tuple[int, int]]] = defaultdict(list)
    for one in letters:
        if (
            one.state == "sent"
            and one.card is None
            and (place := arrived.get((str(one.channel), str(one.ts)))) is not None
        ):
            said[one.matter, one.channel].append((one.id, place))
    for matter, found in said.items():
        assert [place for _, place in sorted(found)] == sorted(place for _, place in found), matter


def _agenda(world: World) -> None:
    """A question that is on an agenda stands on one, at a meeting of its body that takes place; no other stands on any."""
    there = rows.meetings(world)
    points = world.rows("SELECT question_id, meeting_id, state FROM agenda_item WHERE question_id IS NOT NULL")
    for case in rows.cases(world).values():
        planned = [one[1] for one in points if one[0] == case.id and one[2] == "planned"]
        assert len(planned) == (1 if case.state == "on_agenda" else 0), (case, planned)
        for number in planned:
            assert (there[number].body, there[number].state) == (case.body, "planned"), case
        if case.state == "approved":
            late = world.rows(
                "SELECT m.id FROM meeting m, question q WHERE q.id = :id AND m.body = q.body AND m.state = 'planned' AND"
                " m.kind = 'meeting' AND m.submission_deadline >= date(q.submitted_at) AND m.starts_at > :now AND NOT EXISTS"
                " (SELECT 1 FROM agenda_item a WHERE a.question_id = q.id AND a.meeting_id = m.id AND a.state = 'carried')",
                id=case.id, now=_database_time(world),
            )  # fmt: skip
            assert not late, f"approved, and no meeting took it: {case} {late}"


def _database_time(world: World) -> datetime | str:
    """Now, as the database compares it."""
    return world.now.strftime("%Y-%m-%d %H:%M:%S.%f") if world.look.is_sqlite else world.now


def _dm(world: World, person: int) -> str | None:
    """The channel of somebody's direct messages; None for somebody who has no account any more."""
    user = world.roster.people[person].slack_id
    return None if world.slack.ws.users[user].deleted else world.slack.ws.ims.get(user, "")


def _once(world: World, posts: dict[str, list[tuple[str, str]]], card: str, person: int) -> None:
    """That person has been told, once, in the direct messages."""
    channel = _dm(world, person)
    if channel is not None:
        assert [one[0] for one in posts.get(card, [])] == [channel], f"{card} is not with {person}"


def _pressable(world: World, place: tuple[str, str]) -> set[str]:
    blocks = world.slack.ws.channels[place[0]].messages[place[1]].blocks
    return {str(element.get("action_id")) for block in blocks for element in block.get("elements", ())}


def _questions(world: World, posts: dict[str, list[tuple[str, str]]]) -> None:
    """AU has one card of each question, with buttons just as long as it is AU's turn; the raiser has one; nothing late is silent."""
    channels = {one[0]: one[1] for one in world.rows("SELECT body, au_channel FROM body_settings")}
    late = {
        one[0]
        for one in world.rows("SELECT id, answer_by FROM question WHERE state = 'at_au' AND escalated_at IS NULL")
        if one[1] is not None and rows.moment(one[1]) < world.now - timedelta(minutes=1)
    }
    assert not late, f"late, and nobody was told: {late}"
    unsigned = {
        one[0]
        for one in world.rows(
            "SELECT question.id, MAX(journal.at) FROM question JOIN journal ON journal.subject = 'question:' || question.id"
            " WHERE question.state = 'awaiting_cosignature' AND question.escalated_at IS NULL"
            " AND journal.act = 'question.awaits_cosignature' GROUP BY question.id"
        )
        if rows.moment(one[1]) < world.now - timedelta(days=8)
    }
    assert not unsigned, f"not signed, and nobody was told: {unsigned}"
    for case in rows.cases(world).values():
        if case.state in ("draft", "awaiting_cosignature"):
            continue
        _once(world, posts, f"raiser:{case.id}", case.raiser)
        au = posts.get(f"au:{case.id}", [])
        if channels.get(case.body) and (case.state != "withdrawn" or au):
            assert [one[0] for one in au] == [channels[case.body]], case
            open_now = "question_approve" in _pressable(world, au[0]) or "question_prepare" in _pressable(world, au[0])
            assert open_now == (case.state == "at_au" and len(case.answers) < 2), (case, _pressable(world, au[0]))


def _seats(world: World, posts: dict[str, list[tuple[str, str]]]) -> None:
    """I6: for every seat that is empty somebody thinks about it with time left, or a coordinator has been told."""
    all_seats = rows.seats(world)
    there = rows.meetings(world)
    until = {one[0]: rows.moment(one[1]) for one in world.rows("SELECT id, answer_by FROM substitute_call")}
    for seat in all_seats.values():
        meeting = there[seat.meeting]
        if meeting.state != "planned" or seat.state == "withdrawn":
            continue
        if not seat.on:
            assert seat.state != "calling", f"the meeting is over and somebody is still sought: {seat}"
            continue
        _once(world, posts, f"absence:{seat.id}", seat.person)
        for call in seat.calls:
            if call.state in ("asked", "accepted"):
                _once(world, posts, f"call:{call.id}", call.person)
        waits = [one for one in seat.calls if one.state == "asked"]
        for call in waits:
            assert until[call.id] > world.now - timedelta(minutes=1), f"silence that nobody noticed: {seat}"
            assert until[call.id] <= max(meeting.starts, world.now + timedelta(minutes=10)), seat
        if len(waits) > 1:
            assert meeting.starts - world.now < NEAR, f"several asked at once: {seat}"
        if seat.state == "calling":
            assert waits or _thinks_elsewhere(all_seats, seat), f"nobody is asked: {seat}"
            _right_order(world, all_seats, seat)
        if seat.state == "unfilled":
            for person in world.roster.coordinators(meeting.day):
                _once(world, posts, f"seat:{seat.id}:{person}", person)


def _reminders(world: World, letters: list[Letter]) -> None:
    """Who asked to be reminded has been, when it was time."""
    told = {
        tuple(one.fields[name] for name in ("person_id", "what", "about_id"))
        for one in letters
        if one.kind == "Reminded"
    }
    for person, what, about, at, said in world.rows("SELECT person_id, what, about_id, at, told_at FROM reminder"):
        assert said is not None or rows.moment(at) > world.now - timedelta(minutes=1), (
            f"not reminded: {person} {what} {about}"
        )
        assert said is None or (person, what, about) in told, f"reminded, and no letter: {person} {what} {about}"


def _thinks_elsewhere(all_seats: dict[int, Seat], seat: Seat) -> bool:
    others = [one for one in all_seats.values() if one.meeting == seat.meeting and one.id != seat.id]
    return any(call.state == "asked" for one in others for call in one.calls)


def _right_order(world: World, all_seats: dict[int, Seat], seat: Seat) -> None:
    """S-13: everybody before the one who is asked has been asked, has said no, or is busy at that meeting."""
    meeting = rows.meetings(world)[seat.meeting]
    order = world.roster.substitutes(meeting.day, meeting.body, seat.principal)
    here = [one for one in all_seats.values() if one.meeting == seat.meeting]
    known = {call.person for one in here for call in one.calls} | rows.busy(world, all_seats, meeting)
    for call in seat.calls:
        if call.state == "asked":
            assert call.person in order, seat
            assert set(order[: order.index(call.person)]) <= known, (seat, order)


def _meetings(world: World, posts: dict[str, list[tuple[str, str]]]) -> None:
    """Each meeting stands once in its body's channel; and who is called has the notice, when it has gone out."""
    channels = {one[0]: one[1] for one in world.rows("SELECT body, channel FROM body_settings")}
    for meeting in rows.meetings(world).values():
        if meeting.state != "planned" or meeting.ends < world.now or not channels.get(meeting.body):
            continue
        name = f"meeting:{meeting.id}"
        assert [one[0] for one in posts.get(name, [])] == [channels[meeting.body]], f"{name} is not in its channel"
        if meeting.notice and meeting.starts > world.now:
            for person in rows.called(world, meeting):
                _once(world, posts, f"notice:{meeting.id}:{person}", person)
