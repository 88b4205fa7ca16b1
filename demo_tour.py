"""The guided tour of `samverkan demo`, as the sandbox's screen takes it (sandbox/showing.py): whose windows, what to point at, and
what "do it for me" does. What is said is in bot/text/demo_tour.py, and what the buttons are called in the words they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.text import absences, agenda, meetings, question_form, questions, seminar
from bot.text import demo_tour as words
from bot.usecases.acting import Acting
from demo_scene import Scene
from models.rules.questions import Reach
from models.rules.roster import Role
from models.store import people, structure
from models.store.engine import Reading
from models.tables.meetings import Meeting
from sandbox.graph_client import Outlook

Json = dict[str, Any]
BESIDE = "beside"
ASKER, AWAY, GUEST = "nordmaling", "lycksele", "vindeln"
"""Principals whose members in LSG nothing has happened to yet."""


@dataclass(frozen=True)
class Who:
    """Somebody in the tour."""

    email: str
    name: str


@dataclass(frozen=True)
class Cast:
    """Who is in the tour, what the meeting is called, and its event in the guest's calendar."""

    asker: Who
    away: Who
    substitute: Who
    guest: Who
    chair: Who
    vice: Who
    coordinator: Who
    meeting: str
    event: str
    places: Mapping[str, str]  # each principal's name


def cast(scene: Scene, outlook: Outlook) -> Cast:
    """The tour's people, as the furnishing has left them."""

    def found(by: Acting) -> Who:
        person = scene.acting.ask(lambda reading: people.get(reading.session, by.person_id))
        return Who(person.email, person.name)

    def member(role: Role, principal: str | None = None) -> Who:
        return found(scene.who("lsg", role, principal))

    guest = member(Role.ORDINARY, GUEST)
    meeting = scene.acting.ask(lambda reading: _called(reading, scene.meetings["lsg"]))
    events = [one for one in outlook.calendar(guest.email) if one["subject"] == meeting]
    places = scene.acting.ask(
        lambda reading: {one.key: one.name for one in structure.current(reading.session).principals}
    )
    return Cast(
        member(Role.ORDINARY, ASKER), member(Role.ORDINARY, AWAY), member(Role.SUBSTITUTE, AWAY), guest,
        member(Role.CHAIR), member(Role.VICE_CHAIR), found(scene.coordinator), meeting, str(events[0]["id"]), places,
    )  # fmt: skip


def _called(reading: Reading, meeting_id: int) -> str:
    meeting = reading.session.get_one(Meeting, meeting_id)
    return meetings.name("LSG", reading.local(meeting.starts_at), meeting.title)


def build(who: Cast) -> Json:
    """The tour, for people of those names."""
    return {
        "title": words.TITLE,
        "person": who.chair.email,
        "text": words.TEXT,
        "flows": [
            _flow("fraga", words.RAISE, words.RAISE_TEXT, words.RAISE_STEPS, _raised(who), member=who.asker.name,
                  municipality=who.places[ASKER], chair=who.chair.name, vice=who.vice.name),
            _flow("franvaro", words.ABSENCE, words.ABSENCE_TEXT, words.ABSENCE_STEPS, _absence(who), away=who.away.name,
                  municipality=who.places[AWAY], substitute=who.substitute.name),
            _flow("mote", words.MEETING, words.MEETING_TEXT, words.MEETING_STEPS, _meeting(who), chair=who.chair.name,
                  guest=who.guest.name, coordinator=who.coordinator.name),
        ],
    }  # fmt: skip


def _flow(key: str, title: str, text: str, told: tuple[tuple[str, str], ...], steps: list[Json], **names: str) -> Json:
    said = [{"title": head.format(**names), "text": body.format(**names)} for head, body in told]
    return {"id": key, "title": title, "text": text, "steps": [one | two for one, two in zip(said, steps, strict=True)]}


def _press(label: str, **more: str) -> Json:
    """Point at a button and press it."""
    hand = {"press": label, **more}
    return {"mark": hand, "do": [hand]}


def _see(text: str, **more: str) -> Json:
    return {"done": {"see": text, **more}}


def _raised(who: Cast) -> list[Json]:
    title = words.QUESTION["title"]
    home = {"person": who.asker.email, "channel": "home"}
    told = {"person": who.asker.email, "channel": "app"}

    def au(person: Who) -> Json:
        return told | {BESIDE: person.email, "besidechannel": "lsg-au"}

    form: list[Json] = [{"write": question_form.FIELDS[name], "text": text} for name, text in words.QUESTION.items()]
    form += [{"tick": question_form.REACH[Reach.SEVERAL]}, {"press": question_form.SUBMIT}]
    approve = _press(questions.APPROVE, near=title, side=BESIDE)
    return [
        {"show": home, **_press(questions.RAISE), **_see(question_form.FIELDS["issue"])},
        {"show": home, "mark": {"press": question_form.SUBMIT}, "do": form, **_see(title)},
        {"show": au(who.chair), **approve, **_see(words.WAITS.format(chair=who.chair.name, vice=who.vice.name), side=BESIDE)},
        {"show": au(who.vice), **approve, **_see(words.APPROVED)},
        {"show": {"person": who.asker.email, "channel": "home"}},
    ]  # fmt: skip


def _absence(who: Cast) -> list[Json]:
    home = {"person": who.away.email, "channel": "home"}
    call = {"person": who.away.email, "channel": "app", BESIDE: who.substitute.email}
    return [
        {"show": home, **_press(absences.REPORT, near=who.meeting), **_see(absences.NO_REASON)},
        {"show": home, **_press(absences.SUBMIT), **_see(words.REPORTED)},
        {
            "show": call | {"besidechannel": "app"}, **_press(absences.CAN, near=who.away.name, side=BESIDE),
            **_see(words.THANKS, side=BESIDE),
        },
        {"show": call | {"besidepane": "outlook"}},
    ]  # fmt: skip


def _meeting(who: Cast) -> list[Json]:
    chair = {"person": who.chair.email, "channel": "home"}
    calendar = {BESIDE: who.guest.email, "besidepane": "outlook"}
    guest = {"person": who.guest.email, "channel": "app", **calendar, "besideevent": who.event}
    send = _press(agenda.SEND)
    return [
        {"show": chair, **_press(f"{agenda.TITLE}: LSG"), **_see(agenda.FIX)},
        {"show": chair, **_press(agenda.FIX), **_see(agenda.SEND)},
        {
            "show": chair | calendar, **send, "do": [*send["do"], {"press": agenda.SEND_YES}], **_see(agenda.NOTICE_SENT_HINT),
        },
        {"show": guest, "mark": {"press": words.ACCEPT, "side": BESIDE}},
        {"show": guest, **_press(words.DECLINE, side=BESIDE), **_see(words.DECLINED)},
        {"show": {"person": who.coordinator.email, "channel": "home"}, **_press(seminar.OPEN), **_see(seminar.SET)},
    ]  # fmt: skip
