"""Reading a calendar by time: calendarView, its delta, and getSchedule; not single events."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from sandbox.graph import query as odata
from sandbox.graph import render
from sandbox.graph.errors import GraphError, Json, invalid
from sandbox.graph.model import DELETED, Item, Tenant
from sandbox.graph.render import Preferences
from sandbox.graph.schema import members, texts, whole
from sandbox.graph.zones import instant, moment, spoken

DELTA_OPTIONS = ("startDateTime", "endDateTime", "$deltatoken", "$skiptoken", "$top", "$skip", "$count")
VIEW_OPTIONS = ("startDateTime", "endDateTime", "$top", "$skip", "$filter", "$count", "$orderby", "$select", "$expand")
AVAILABILITY = {"free": "0", "tentative": "1", "busy": "2", "oof": "3", "workingElsewhere": "4", "unknown": "2"}
MOST_SCHEDULES, MOST_DAYS = 20, timedelta(days=62)


def window(query: Mapping[str, str]) -> tuple[datetime, datetime]:
    """The two ends of a view; 400 when one is missing or they are the wrong way round."""
    for name in ("startDateTime", "endDateTime"):
        if name not in query:
            why = "This request requires a time window, given by the parameters StartDateTime and EndDateTime."
            raise GraphError(400, "ErrorInvalidRequest", why)
    start, end = (instant(name, query[name]) for name in ("startDateTime", "endDateTime"))
    if end < start:
        raise GraphError(400, "ErrorInvalidParameter", "The end of the window is earlier than its start.")
    return start, end


def within(item: Item, start: datetime, end: datetime) -> bool:
    """Whether an item is in a window; one that ends as the window opens, or starts as it closes, is not."""
    return item.start < end and (item.end > start or item.start == item.end == start)


def in_window(tenant: Tenant, mailbox: str, query: Mapping[str, str]) -> list[Item]:
    """The items of a view, by their start."""
    start, end = window(query)
    return sorted((one for one in tenant.items(mailbox) if within(one, start, end)), key=lambda one: one.start)


@dataclass(frozen=True)
class Round:
    """Where a reader of the delta is: the window of the first call, the changes known, and those yet to be paged."""

    mailbox: str
    start: datetime
    end: datetime
    since: int = 0
    left: tuple[str, ...] | None = None
    expired: bool = False


class Deltas:
    """The tokens given out. They are opaque, and can all be made stale on demand."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant
        self._rounds: dict[str, Round] = {}

    def expire(self) -> None:
        """From now on every token given out so far answers 410."""
        self._rounds = {token: replace(one, expired=True) for token, one in self._rounds.items()}

    def read(self, mailbox: str, query: Mapping[str, str], prefer: Preferences, url: str) -> Json:
        """One page. Full events; what was deleted **or lies outside the window** comes as @removed, reason deleted."""
        for name in query.keys() - set(DELTA_OPTIONS):
            raise GraphError(
                400, "ErrorInvalidUrlQuery", f"The query option '{name}' is not supported with change tracking."
            )
        token = query.get("$deltatoken") or query.get("$skiptoken")
        if token is None:
            start, end = window(query)
            here = Round(mailbox, start, end)
        else:
            here = self._known(mailbox, token, url)
        left = here.left
        if left is None:
            left, here = self._changes(here), replace(here, since=self._tenant.sequence)
        size = min(prefer.page or odata.PAGE, odata.number(query, "$top", odata.MOST, odata.MOST))
        items = {item.key: item for item in self._tenant.items(mailbox, deleted=True)}
        value = [self._entry(items[key], here, prefer) for key in left[:size]]
        more = left[size:]
        link = self._link(replace(here, left=more or None), "$skiptoken" if more else "$deltatoken", url)
        return {"value": value, "@odata.nextLink" if more else "@odata.deltaLink": link}

    def _changes(self, here: Round) -> tuple[str, ...]:
        every = self._tenant.items(here.mailbox, deleted=here.since > 0)
        changed = sorted((one for one in every if one.sequence > here.since), key=lambda one: one.sequence)
        return tuple(one.key for one in changed if here.since or within(one, here.start, here.end))

    def _entry(self, item: Item, here: Round, prefer: Preferences) -> Json:
        if item.folder == DELETED or not within(item, here.start, here.end):
            return {"@odata.type": "#microsoft.graph.event", "id": prefer.id(item), "@removed": {"reason": "deleted"}}
        return {"@odata.type": "#microsoft.graph.event", **render.event(self._tenant, item, prefer)}

    def _link(self, here: Round, kind: str, url: str) -> str:
        token = secrets.token_urlsafe(32)
        self._rounds[token] = here
        return f"{url}?{urlencode({kind: token})}"

    def _known(self, mailbox: str, token: str, url: str) -> Round:
        here = self._rounds.get(token)
        if here is None or here.mailbox != mailbox:
            raise GraphError(400, "BadRequest", "Badly formed token.")
        if here.expired:
            again = urlencode({"startDateTime": here.start.isoformat(), "endDateTime": here.end.isoformat()})
            why = "The sync state generation is not found; a full synchronization is needed."
            raise GraphError(410, "syncStateNotFound", why, {"Location": f"{url}?{again}"})
        return here


def schedule(tenant: Tenant, body: Json, prefer: Preferences) -> list[Json]:
    """getSchedule: what each address is busy with. Addresses outside the tenant come back as an error item."""
    said = {name[:1].lower() + name[1:]: value for name, value in body.items()}
    members("getSchedule", said, "getSchedule", {"schedules", "startTime", "endTime", "availabilityViewInterval"})
    addresses = texts("schedules", said.get("schedules"))
    if not 1 <= len(addresses) <= MOST_SCHEDULES:
        raise invalid("schedules", f"has {len(addresses)} entries, between 1 and {MOST_SCHEDULES}")
    start, end = moment("startTime", said.get("startTime")).at, moment("endTime", said.get("endTime")).at
    if not timedelta(0) < end - start < MOST_DAYS:
        why = (
            "The requested time duration specified for FreeBusyViewOptions.TimeWindow is not within the allowed limits."
        )
        raise GraphError(400, "ErrorInvalidTimeInterval", why)
    step = whole("availabilityViewInterval", said.get("availabilityViewInterval", 30))
    if not 5 <= step <= 1440:
        raise invalid("availabilityViewInterval", "is between 5 and 1440 minutes")
    return [_schedule(tenant, address, start, end, timedelta(minutes=step), prefer) for address in addresses]


def _schedule(
    tenant: Tenant, address: str, start: datetime, end: datetime, step: timedelta, prefer: Preferences
) -> Json:
    if tenant.name_of(address) is None:
        why = {
            "message": "Unable to resolve e-mail address to an Active Directory object.",
            "responseCode": "ErrorMailRecipientNotFound",
        }
        return {"scheduleId": address, "availabilityView": "", "scheduleItems": [], "error": why}
    items = [one for one in tenant.items(address) if within(one, start, end) and not one.is_cancelled]
    items = sorted((one for one in items if one.response != "declined"), key=lambda one: one.start)
    view, at = "", start
    while at < end:
        slot = [AVAILABILITY[render.shown_as(one)] for one in items if within(one, at, min(at + step, end))]
        view, at = view + max(slot, key="04123".index, default="0"), at + step
    return {
        "scheduleId": address,
        "availabilityView": view,
        "scheduleItems": [_busy(one, prefer) for one in items],
        "workingHours": {
            "daysOfWeek": ["monday", "tuesday", "wednesday", "thursday", "friday"],
            "startTime": "08:00:00.0000000",
            "endTime": "17:00:00.0000000",
            "timeZone": {"name": "W. Europe Standard Time"},
        },
    }


def _busy(item: Item, prefer: Preferences) -> Json:
    found: Json = {
        "isPrivate": item.sensitivity == "private",
        "status": render.shown_as(item),
        "start": spoken(item.start, prefer.zone),
        "end": spoken(item.end, prefer.zone),
    }
    if item.sensitivity == "normal":
        place = item.locations[0]["displayName"] if item.locations else ""
        found |= {"subject": item.subject, "location": place, "isMeeting": bool(item.attendees)}
    return found
