"""A tiny app on the far side of the sandbox, for the screen's tests: a home, a form, buttons, a thread.

It is no part of the product; it does as little as lets a person in the browser see each thing Slack can show.
"""

from __future__ import annotations

import asyncio
import json
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any
from urllib.parse import parse_qs

import aiohttp
from aiohttp import web

Json = dict[str, Any]


def plain(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    """A mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def option(text: str) -> Json:
    """An option whose value is its text."""
    return {"text": plain(text), "value": text}


def button(text: str, action_id: str, **more: Any) -> Json:
    """A button."""
    return {"type": "button", "text": plain(text), "action_id": action_id, "value": action_id, **more}


REJECT = button(
    "Ta inte upp",
    "reject",
    style="danger",
    confirm={
        "title": plain("Ta inte upp frågan?"),
        "text": mrkdwn("Den som frågade får *besked*."),
        "confirm": plain("Ta inte upp"),
        "deny": plain("Behåll frågan"),
        "style": "danger",
    },
)
FIELDS: list[Json] = [
    {
        "type": "input",
        "block_id": "title",
        "label": plain("Vad är frågan?"),
        "hint": plain("En mening räcker."),
        "element": {"type": "plain_text_input", "action_id": "text", "max_length": 60},
    },
    {
        "type": "input",
        "block_id": "scope",
        "dispatch_action": True,
        "label": plain("Vilka berörs?"),
        "element": {
            "type": "radio_buttons",
            "action_id": "choice",
            "options": [option("En kommun"), option("Flera kommuner")],
        },
    },
    {
        "type": "input",
        "block_id": "meeting",
        "optional": True,
        "label": plain("Till vilket möte?"),
        "element": {
            "type": "static_select",
            "action_id": "pick",
            "options": [option("12 mars 2027"), option("23 april 2027")],
        },
    },
    {"type": "actions", "block_id": "more", "elements": [button("Visa hjälp", "help")]},
]
HELP: Json = {
    "type": "modal",
    "title": plain("Hjälp"),
    "close": plain("Tillbaka"),
    "blocks": [{"type": "section", "text": mrkdwn("Beskriv frågan *kort*.")}],
}
ADVICE: Json = {"type": "section", "block_id": "advice", "text": mrkdwn("Ta den *direkt* med regionen.")}


def modal(blocks: list[Json]) -> Json:
    """The form."""
    return {
        "type": "modal",
        "callback_id": "ask",
        "title": plain("Lyft en fråga"),
        "submit": plain("Lämna in"),
        "close": plain("Avbryt"),
        "blocks": blocks,
    }


def question(buttons: bool, said: str) -> list[Json]:
    """The message with buttons, or afterwards without."""
    blocks: list[Json] = [{"type": "section", "block_id": "q", "text": mrkdwn("Ny fråga: *Trygg utskrivning*")}]
    blocks.append({"type": "context", "block_id": "c", "elements": [mrkdwn(said)]})
    if buttons:
        approve = button("Godkänn", "approve", style="primary")
        blocks.append({"type": "actions", "block_id": "a", "elements": [approve, REJECT]})
    return blocks


HOME: list[Json] = [
    {"type": "header", "block_id": "h", "text": plain("Väntar på dig")},
    {"type": "section", "block_id": "s", "text": mrkdwn("Inget just nu."), "accessory": button("Lyft en fråga", "ask")},
]


class FakeBot:
    """The app; `url` is where deliveries go, `channel` where it posts what was asked."""

    def __init__(self, api: str, token: str) -> None:
        self._api, self._token = api, token
        self.channel = ""
        self.url = ""
        self.submitted: list[Json] = []
        self._actions: queue.Queue[Json] = queue.Queue()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake bot", daemon=True)

    def start(self) -> FakeBot:
        """Listen on a free port of this machine."""
        self._thread.start()
        self._wait(self._open())
        return self

    def stop(self) -> None:
        """Stop listening."""
        self._wait(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def call(self, method: str, **arguments: Any) -> Json:
        """Call the Web API from the test's thread."""
        answer: Json = self._wait(self._call(method, **arguments))
        return answer

    def heard(self, wanted: Callable[[Json], bool]) -> Json:
        """The first action of that kind that somebody took; queue.Empty when none comes within ten seconds."""
        while True:
            action = self._actions.get(timeout=10)
            if wanted(action):
                return action

    def _wait(self, work: Any) -> Any:
        done: Future[Any] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return done.result(20)

    async def _open(self) -> None:
        app = web.Application()
        app.router.add_post("/events", self._receive)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/events"

    async def _call(self, method: str, **arguments: Any) -> Json:
        async with (
            aiohttp.ClientSession(headers={"Authorization": f"Bearer {self._token}"}) as session,
            session.post(self._api + method, json=arguments) as response,
        ):
            answer: Json = await response.json()
        assert answer["ok"], (method, answer)
        return answer

    async def _receive(self, request: web.Request) -> web.Response:
        raw = await request.text()
        if request.content_type == "application/json":
            return await self._event(json.loads(raw))
        form = {name: values[0] for name, values in parse_qs(raw).items()}
        if "payload" not in form:
            return web.json_response({"text": f"Du skrev: {form.get('text', '')}"})
        return await self._interaction(json.loads(form["payload"]))

    async def _event(self, body: Json) -> web.Response:
        if body["type"] == "url_verification":
            return web.Response(text=body["challenge"])
        event = body["event"]
        if event["type"] == "app_home_opened" and event["tab"] == "home":
            await self._call("views.publish", user_id=event["user"], view={"type": "home", "blocks": HOME})
        elif event["type"] == "message" and "bot_id" not in event:
            await self._call("chat.postMessage", channel=event["channel"], text=f"Jag hörde: {event['text']}")
        return web.Response()

    async def _interaction(self, payload: Json) -> web.Response:
        kind, person = payload["type"], payload["user"]["id"]
        if kind == "view_submission":
            return await self._submission(payload)
        if kind == "message_action":
            words = f"Hämtat: {payload['message']['text']}"
            await self._call("chat.postEphemeral", channel=payload["channel"]["id"], user=person, text=words)
        elif kind == "shortcut":
            await self._call("views.open", trigger_id=payload["trigger_id"], view=modal(FIELDS))
        elif kind == "block_actions":
            await self._action(payload, payload["actions"][0], person)
        return web.Response()

    async def _action(self, payload: Json, action: Json, person: str) -> None:
        self._actions.put(action)
        if action["action_id"] == "ask":
            await self._call("views.open", trigger_id=payload["trigger_id"], view=modal(FIELDS))
        elif action["action_id"] == "help":
            await self._call("views.push", trigger_id=payload["trigger_id"], view=HELP)
        elif action["action_id"] == "choice":
            alone = action["selected_option"]["value"] == "En kommun"
            view = payload["view"]
            blocks = [*FIELDS, ADVICE] if alone else FIELDS
            await self._call("views.update", view_id=view["id"], hash=view["hash"], view=modal(blocks))
        elif action["action_id"] in ("approve", "reject"):
            place = {"channel": payload["channel"]["id"]}
            ts, done = payload["message"]["ts"], "Godkänd" if action["action_id"] == "approve" else "Tas inte upp"
            said = f"{done} av <@{person}>"
            await self._call("chat.update", **place, ts=ts, text=said, blocks=question(False, said))
            await self._call("chat.postMessage", **place, thread_ts=ts, text=f"*{done}.* Tack!")

    async def _submission(self, payload: Json) -> web.Response:
        values = payload["view"]["state"]["values"]
        if any(sign.isdigit() for sign in values["title"]["text"]["value"]):
            return web.json_response({"response_action": "errors", "errors": {"title": "Skriv inga siffror."}})
        self.submitted.append(values)
        words = f"Inlämnad: {values['title']['text']['value']}"
        await self._call("chat.postMessage", channel=self.channel, text=words)
        return web.Response()
