"""All doors put together, and the one place where Bolt hands over to them: a table for each kind of payload."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot import trace
from bot.usecases.acting import SomebodyElse
from handlers import (
    absences,
    agenda,
    attention,
    bodies,
    calendar,
    home,
    ids,
    meetings,
    messages,
    questions,
    reminders,
    rotation,
    seminar,
)
from handlers.doors import Door, Doors, Visit, pass_through
from handlers.guard import Guard, Stranger

log = logging.getLogger(__name__)


class Known(AsyncAuthorize):
    """One workspace, one token: Bolt need not ask Slack for it inside somebody's three seconds."""

    def __init__(self, who: AuthorizeResult) -> None:
        self.who = who

    async def __call__(self, **_: Any) -> AuthorizeResult:
        """Who we are, whoever asks."""
        return self.who


def bolt(who: AuthorizeResult, signing_secret: str) -> AsyncApp:
    """Bolt, answering after the work (reliability F1) and without what the outer door has done before it: the signature over the raw
    bytes, Slack's questions whether somebody is there. Steps of workflows and assistants, which the bot has none of, are not looked for."""
    return AsyncApp(
        name="samverkan",  # without one Bolt looks through every module for it: half of the time it takes to wake up
        authorize=Known(who),
        signing_secret=signing_secret,
        process_before_response=True,
        ignoring_self_events_enabled=True,
        request_verification_enabled=False,
        ssl_check_enabled=False,
        url_verification_enabled=False,
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )


def _anew(door: Door | None, guard: Guard) -> Door | None:
    """The door, once more for whoever it is when the account has another person than when it was last seen."""
    if door is None:
        return None

    async def enter(visit: Visit) -> None:
        try:
            await door(visit)
        except SomebodyElse:
            visit.acting = await guard.admit(visit.body, anew=True)
            await door(visit)

    return enter


Told = Callable[[str, str, float], None]


def all_doors() -> Doors:
    """Every door of every noun. Raises ValueError for an id that is routed twice."""
    everything = Doors()
    for noun in (
        home,
        attention,
        reminders,
        bodies,
        rotation,
        questions,
        meetings,
        agenda,
        absences,
        calendar,
        seminar,
        messages,
    ):
        everything.include(noun.doors)
    return everything


def folded(word: str) -> str:
    """A word of the command as it is compared: lower case, without diacritics."""
    bare = unicodedata.normalize("NFD", word.casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def _failing(fault: Exception) -> Door:
    """A door behind which only that fault is."""

    async def fail(visit: Visit) -> None:
        raise fault

    return fail


def register(
    app: AsyncApp, guard: Guard, told: Told = lambda kind, outcome, seconds: None, doors: Doors | None = None
) -> None:
    """Give Bolt its one way in. `told` hears of each interaction: its kind, what came of it, and how long it took (seconds).
    `doors`: others than all of ours."""
    doors = doors or all_doors()

    async def enter(
        door: Door | None, where: str, body: dict[str, Any], ack: AsyncAck, retry: int = 0
    ) -> BoltResponse | None:
        began = perf_counter()
        outcome = "failed"
        mark = trace.current.set(trace.new())
        try:
            answer, outcome = await through(door, where, body, ack, retry)
        finally:
            trace.current.reset(mark)
            told(where.partition(":")[0], outcome, perf_counter() - began)
        return answer

    async def through(
        door: Door | None, where: str, body: dict[str, Any], ack: AsyncAck, retry: int
    ) -> tuple[BoltResponse | None, str]:
        if door is None:
            await ack()
            return None, "unhandled"
        visit = Visit(guard.acting, guard.client, body, ack, retry)
        try:
            visit.acting = await guard.admit(body)
        except Stranger as stranger:
            log.warning("stranger where=%s %s", where, stranger)
            await ack()
            return None, "stranger"
        except Exception as fault:  # the database is away: that is told as any other fault is
            door = _failing(fault)
        return await pass_through(_anew(door, guard), visit, where), visit.outcome

    def find(body: dict[str, Any]) -> tuple[Door | None, str] | None:
        kind = body.get("type")
        if kind == "block_actions":
            name = str(body["actions"][0].get("action_id"))
            return doors.actions.get(name), f"action:{name}"
        if kind == "view_submission":
            name = str(body["view"].get("callback_id"))
            return doors.views.get(name), f"view:{name}"
        if kind in ("shortcut", "message_action"):
            name = str(body.get("callback_id"))
            return doors.shortcuts.get(name), f"shortcut:{name}"
        if kind == "event_callback":
            name = str((body.get("event") or {}).get("type"))
            return doors.events.get(name), f"event:{name}"
        if body.get("command") == ids.COMMAND:
            name = folded((str(body.get("text") or "").split() or [""])[0])
            return doors.words.get(name, doors.words[""]), f"command:{name}"
        return None

    class Entrance(AsyncMiddleware):
        """The one place where Bolt hands over: a look in a table instead of listeners that are tried one after another (ADR 0003)."""

        async def async_process(
            self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
        ) -> BoltResponse | None:
            """Send it through its door; on to Bolt, which has nobody, if it is of a kind that nobody listens to."""
            found = find(req.body)
            if found is None:
                return await next()
            ack = req.context.ack
            retry = (req.headers.get("x-slack-retry-num") or ["0"])[0]
            answer = await enter(*found, req.body, ack, int(retry) if retry.isdecimal() else 0)
            return answer or ack.response or await ack()

    app.use(Entrance())
