"""What people do again and again in the journeys, with their hands: open Home, raise a question, plan, set the agenda."""

from __future__ import annotations

import html
from typing import Any

from sandbox.control import Dict
from sandbox.person import Person
from tests.stage import ORGANISER, Stage

CHANNELS = {"samrad": "samrad-vard-och-omsorg", "lsg": "lsg", "vattenforum": "vattenforum"}
FORM = {
    "issue": "Utskrivningar drar ut på tiden.",
    "background": "Vi har prövat lokala rutiner i två år.",
    "benefit": "En tryggare väg hem.",
    "concerned": "Alla kommuner och regionens slutenvård.",
    "reach": "several",
    "why_not_local": "Rutinen är gemensam för länet.",
}


def home(stage: Stage, who: Person) -> Dict:
    """A person's App Home, opened and drawn."""
    who.open_home()
    stage.settle()
    return who.home(opened=False)


def handed_in(stage: Stage, who: Person, values: dict[str, Any]) -> None:
    """Fill in the topmost form, send it, and see that it was taken."""
    answer = who.submit(values=values)
    assert answer["ok"], answer
    assert not answer.get("errors"), answer
    stage.settle()


def fill_question(stage: Stage, who: Person, body: str, title: str, **values: Any) -> None:
    """Fill in the open question form and hand it in."""
    form = who.modal()
    if any(block.get("block_id") == "body" for block in form["blocks"]):
        who.choose(form, "question_form_body", body)
    handed_in(stage, who, {"title": title, **FORM, **values})


def raise_question(stage: Stage, who: Person, body: str, title: str, **values: Any) -> None:
    """Raise a question by the button on App Home."""
    who.click(home(stage, who), "question_raise")
    fill_question(stage, who, body, title, **values)


def au_channel(body: str) -> str:
    """The name of AU's channel."""
    return f"{CHANNELS[body]}-au"


def au_card(who: Person, body: str, title: str) -> Dict:
    """The one card of that question in AU's channel, as the person sees it: not the lines in its thread."""
    found = [
        one
        for one in who.messages(au_channel(body))
        if title in html.unescape(who.outline(one)) and one["thread_ts"] in (None, one["ts"])
    ]
    assert len(found) == 1, [one["text"] for one in found]
    return found[0]


def answer(stage: Stage, who: Person, body: str, title: str, button: str = "question_approve") -> Dict:
    """Press one of the buttons on AU's card; how the bot answered."""
    said = who.click(au_card(who, body, title), button)
    stage.settle()
    return said


def answer_in_words(stage: Stage, who: Person, body: str, title: str, label: str, **values: str) -> None:
    """An answer of AU's that needs a form; those that are not in sight are behind the dots."""
    card = au_card(who, body, title)
    if label in who.buttons(card):
        who.click(card, label=label)
    else:
        who.choose(card, "question_au_more", label)
    handed_in(stage, who, values)


def plan(stage: Stage, body: str, dates: str, start: str = "09:00", end: str = "12:00", place: str = "Umeå") -> None:
    """Meetings, planned by a coordinator in Slack: the form, what it leads to, yes."""
    coordinator = stage.who(None, "coordinator")
    coordinator.click(home(stage, coordinator), "meeting_create")
    said = coordinator.submit(values={"body": body, "dates": dates, "start": start, "end": end, "place": place})
    assert not said.get("errors"), said
    coordinator.submit()
    coordinator.close(clear=True)
    stage.settle()


def set_and_send(stage: Stage, leader: Person, meeting: int | None = None) -> None:
    """The agenda is set and the notice sent, with its preview, by somebody who leads."""
    value = None if meeting is None else str(meeting)
    leader.click(home(stage, leader), "agenda_open", value=value)
    leader.click(leader.modal(), "agenda_fix")
    leader.click(leader.modal(), "agenda_notice")
    leader.submit()
    leader.close(clear=True)
    stage.settle()


def set_and_send_own_point(stage: Stage, leader: Person) -> None:
    """An agenda of one point that is no question's, set and sent."""
    leader.click(home(stage, leader), "agenda_open")
    leader.click(leader.modal(), "agenda_add")
    leader.submit(values={"title": "Budgetläget", "kind": "information", "minutes": "20"})
    leader.close(clear=True)
    set_and_send(stage, leader)


def events(stage: Stage) -> list[Dict]:
    """The events in the organiser's calendar, by their start."""
    return sorted(stage.outlook.events_of(ORGANISER), key=lambda one: str(one["start"]))


def mails(stage: Stage, since: int = 0) -> list[tuple[str, str]]:
    """What Outlook would have mailed after the mail with that number: kind and address."""
    return sorted((one["kind"], one["to"]) for one in stage.outlook.mails(since))


def last_mail(stage: Stage) -> int:
    """The number of the last mail; for `mails(since=…)`."""
    found = stage.outlook.mails()
    return int(found[-1]["number"]) if found else 0


def ephemerals(who: Person, channel: str) -> list[str]:
    """What only this person has been shown in a channel."""
    return [one["text"] for one in who.messages(channel) if one["ephemeral"]]


def at(who: Person, message: Dict, channel: str = "dm") -> Dict:
    """The message that stood there, as it stands now."""
    return next(one for one in who.messages(channel) if one["ts"] == message["ts"])
