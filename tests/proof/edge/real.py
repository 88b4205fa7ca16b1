"""Real payloads of every kind, as the sandbox's Slack sends them while people work; what the fuzzing begins from."""

from __future__ import annotations

import copy
import json
from typing import Any
from urllib.parse import urlencode

from sandbox.person import Person
from tests.journeys import steps
from tests.stage import Stage

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
Payload = dict[str, Any]
KINDS = frozenset(
    {"block_actions", "view_submission", "view_closed", "shortcut", "message_action", "command", "event_callback",
     "url_verification", "ssl_check"}
)  # fmt: skip


def kind_of(payload: Payload) -> str:
    """What Slack calls that kind of request."""
    return str(payload.get("type") or ("command" if "command" in payload else "ssl_check"))


def encoded(payload: Payload) -> tuple[str, bytes]:
    """The content type and the body in which Slack sends a payload."""
    kind = kind_of(payload)
    if kind in ("event_callback", "url_verification"):
        return JSON, json.dumps(payload).encode()
    if kind in ("command", "ssl_check"):
        return FORM, urlencode({name: str(value) for name, value in payload.items()}, errors="surrogatepass").encode()
    return FORM, urlencode({"payload": json.dumps(payload)}).encode()


def _close(who: Person) -> None:
    if who.modals():
        who.close(clear=True)


def gathered(stage: Stage) -> list[Payload]:
    """People work for a while; every payload that came of it, the kinds that nobody's hands can make added."""
    stage.with_channels("lsg")
    coordinator, chair, vice = stage.who(None, "coordinator"), stage.who("lsg", "chair"), stage.who("lsg", "vice_chair")
    raiser, substitute = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "substitute", "mala")
    steps.plan(stage, "lsg", "2026-02-12", place="Stora salen")
    steps.raise_question(stage, raiser, "lsg", "Trygg utskrivning")
    steps.answer(stage, chair, "lsg", "Trygg utskrivning")
    steps.answer(stage, vice, "lsg", "Trygg utskrivning")
    raiser.shortcut("report_absence")
    steps.handed_in(stage, raiser, {})
    _close(raiser)
    substitute.click(substitute.find_message("ersätta"), "absence_accept")
    stage.settle()
    chair.click(steps.home(stage, chair), "agenda_open")
    chair.click(chair.modal(), "agenda_add")
    chair.submit(values={"title": "Budgetläget", "kind": "information", "minutes": "20"})
    _close(chair)
    for line in ("/samverkan", "/samverkan fråga tolkar", "/samverkan möten", "/samverkan frånvaro"):
        raiser.command(line)
        _close(raiser)
    raiser.dm("jag kan inte komma på torsdag")
    raiser.dm("jag vill lyfta en fråga om tolkar")
    said = chair.say("lsg", "Kan vi få en rutin för läkemedel?")
    message = next(one for one in raiser.messages("lsg") if one["ts"] == said["ts"])
    raiser.message_shortcut(message, "make_question")
    _close(raiser)
    steps.home(stage, coordinator)
    stage.hands.control.post("/sandbox/slack/app", verify=True)
    stage.settle()

    sent = [dict(one["payload"]) for one in stage.hands.deliveries()]
    form = next(one for one in sent if one.get("type") == "view_submission")
    closed = {**copy.deepcopy(form), "type": "view_closed", "is_cleared": False}
    token = str(form.get("token", "t"))
    return [*sent, closed, {"ssl_check": "1", "token": token}]
