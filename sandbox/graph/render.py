"""How an item is written in an answer: all its properties, in the wanted zone and kind of id; not which items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from sandbox.graph import bodies
from sandbox.graph.errors import Json
from sandbox.graph.model import Attendee, Item, Tenant
from sandbox.graph.zones import spoken, stamp, zone_of

NOWHERE: Json = {
    "displayName": "",
    "locationType": "default",
    "uniqueIdType": "unknown",
    "address": {},
    "coordinates": {},
}


@dataclass(frozen=True)
class Preferences:
    """What the header Prefer asks for."""

    immutable: bool = False
    zone: str = "UTC"
    text: bool = False
    page: int | None = None

    def id(self, item: Item) -> str:
        """The item's id of the preferred kind."""
        return item.key if self.immutable else item.folder_id

    def applied(self) -> dict[str, str]:
        """The header Preference-Applied."""
        parts = ['IdType="ImmutableId"'] if self.immutable else []
        parts += [f'outlook.timezone="{self.zone}"'] if self.zone != "UTC" else []
        return {"Preference-Applied": ", ".join(parts)} if parts else {}


def preferences(headers: Mapping[str, str]) -> Preferences:
    """Reads Prefer, whose values may come comma-joined in any order; 400 for a time zone Exchange does not know."""
    prefer = headers.get("Prefer", "")

    def said(name: str) -> str | None:
        found = re.search(name + r"""\s*=\s*["']?([^"',;]+)""", prefer, re.IGNORECASE)
        return found[1].strip() if found else None

    zone = said(r"outlook\.timezone") or "UTC"
    zone_of(zone)
    page = said(r"odata\.maxpagesize") or ""
    return Preferences(
        immutable=(said("IdType") or "").lower() == "immutableid",
        zone=zone,
        text=(said(r"outlook\.body-content-type") or "").lower() == "text",
        page=int(page) if page.isdigit() and int(page) else None,
    )


def event(tenant: Tenant, item: Item, prefer: Preferences, expand: frozenset[str] = frozenset()) -> Json:
    """The event as Graph answers it. Extended properties only if in `expand`; transactionId only if set."""
    online = item.join_url is not None
    content = bodies.to_text(item.body) if prefer.text else item.body
    found: Json = {
        "@odata.etag": etag(item),
        "id": prefer.id(item),
        "createdDateTime": stamp(item.created),
        "lastModifiedDateTime": stamp(item.modified),
        "changeKey": item.change_key,
        "categories": list(item.categories),
        "originalStartTimeZone": item.start_zone,
        "originalEndTimeZone": item.end_zone,
        "iCalUId": item.ical,
        "reminderMinutesBeforeStart": item.reminder_minutes,
        "isReminderOn": item.is_reminder_on,
        "hasAttachments": False,
        "subject": f"Canceled: {item.subject}" if item.is_cancelled and not item.is_organizer else item.subject,
        "bodyPreview": bodies.preview(item.body),
        "importance": item.importance,
        "sensitivity": item.sensitivity,
        "isAllDay": item.is_all_day,
        "isCancelled": item.is_cancelled,
        "isOrganizer": item.is_organizer,
        "responseRequested": item.response_requested,
        "seriesMasterId": None,
        "showAs": shown_as(item),
        "type": "singleInstance",
        "webLink": f"https://outlook.example/owa/?itemid={quote(item.folder_id, safe='')}&path=/calendar/item",
        "onlineMeetingUrl": None,
        "isOnlineMeeting": online,
        "onlineMeetingProvider": "teamsForBusiness" if online else "unknown",
        "allowNewTimeProposals": item.allow_proposals,
        "isDraft": False,
        "hideAttendees": item.hide_attendees,
        "recurrence": None,
        "responseStatus": {"response": item.response, "time": stamp(item.response_time)},
        "body": {"contentType": "text" if prefer.text else "html", "content": content},
        "start": _edge(item, item.start, item.start_zone, prefer),
        "end": _edge(item, item.end, item.end_zone, prefer),
        "location": dict(item.locations[0]) if item.locations else NOWHERE,
        "locations": [dict(place) for place in item.locations],
        "attendees": [_attendee(one, prefer) for one in _seen(item)],
        "organizer": {"emailAddress": _address(tenant, item.organizer)},
        "onlineMeeting": {"joinUrl": item.join_url} if online else None,
    }
    if item.transaction_id is not None:
        found["transactionId"] = item.transaction_id
    if stamps := [{"id": name, "value": value} for name, value in item.extended.items() if same_id(name, expand)]:
        found["singleValueExtendedProperties"] = stamps
    return found


def same_id(name: str, wanted: frozenset[str]) -> bool:
    """Whether an extended property is among those asked for: type and guid in any case, the name in its own."""
    return _id(name) in {_id(one) for one in wanted}


def etag(item: Item) -> str:
    """@odata.etag: the changeKey in HTTP's words."""
    return f'W/"{item.change_key}"'


def shown_as(item: Item) -> str:
    """What the time looks like to others: an unanswered invitation is tentative, a refused one free."""
    if item.is_cancelled or item.response == "declined":
        return "free"
    if item.is_organizer or item.response == "accepted" or item.show_as == "free":
        return item.show_as
    return "tentative"


def _edge(item: Item, at: datetime, zone: str, prefer: Preferences) -> Json:
    """A start or an end. Days float: an all-day event is at midnight in whatever zone it is answered in."""
    if item.is_all_day:
        return spoken(at, zone) | {"timeZone": prefer.zone}
    return spoken(at, prefer.zone)


def _seen(item: Item) -> list[Attendee]:
    """With hideAttendees each attendee sees only himself."""
    if item.hide_attendees and not item.is_organizer:
        return [one for one in item.attendees if one.key == item.mailbox]
    return item.attendees


def _attendee(one: Attendee, prefer: Preferences) -> Json:
    found: Json = {
        "type": one.type,
        "status": {"response": one.response, "time": stamp(one.time)},
        "emailAddress": {"name": one.name, "address": one.address},
    }
    if one.proposed:
        start, end = (spoken(at, prefer.zone) for at in one.proposed)
        found["proposedNewTime"] = {"start": start, "end": end}
    return found


def _address(tenant: Tenant, address: str) -> Json:
    known = tenant.mailboxes.get(address.lower())
    return {"name": known.name if known else address, "address": address}


def _id(name: str) -> str:
    head, word, tail = name.partition(" Name ")
    return head.lower() + word + (tail if word else tail.lower())
