"""What an event in a request may hold, and how it is read into an item's fields; not whether the fields go together."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sandbox.graph import bodies
from sandbox.graph.errors import Json, invalid, read_only, unknown_property, unsupported, wrong_type
from sandbox.graph.model import Attendee
from sandbox.graph.zones import Moment, moment

MAX_ATTENDEES = 500
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
EXTENDED_ID = re.compile(
    r"(String|Integer|SystemTime|Boolean|Double|Long|Binary|CLSID) "
    r"(0x[0-9A-Fa-f]{4}|\{[0-9a-fA-F-]{36}\} (Name \S.*|Id 0x[0-9A-Fa-f]{4,8}))"
)
READ_ONLY = frozenset(
    [
        "id",
        "changeKey",
        "createdDateTime",
        "lastModifiedDateTime",
        "iCalUId",
        "uid",
        "bodyPreview",
        "hasAttachments",
        "isCancelled",
        "isDraft",
        "isOrganizer",
        "onlineMeeting",
        "onlineMeetingUrl",
        "organizer",
        "originalEndTimeZone",
        "originalStart",
        "originalStartTimeZone",
        "responseStatus",
        "seriesMasterId",
        "type",
        "webLink",
        "calendar",
        "attachments",
        "instances",
        "exceptionOccurrences",
        "cancelledOccurrences",
        "occurrenceId",
    ]
)
LOCATION = frozenset(
    [
        "displayName",
        "address",
        "coordinates",
        "locationEmailAddress",
        "locationType",
        "locationUri",
        "uniqueId",
        "uniqueIdType",
    ]
)
ADDRESS_PARTS = frozenset(["city", "countryOrRegion", "postalCode", "state", "street"])
COORDINATES = frozenset(["accuracy", "altitude", "altitudeAccuracy", "latitude", "longitude"])
LOCATION_TYPES = frozenset(
    [
        "default",
        "conferenceRoom",
        "homeAddress",
        "businessAddress",
        "geoCoordinates",
        "streetAddress",
        "hotel",
        "restaurant",
        "localBusiness",
        "postalAddress",
    ]
)
Reader = Callable[[str, Any], Any]


def members(where: str, value: Any, kind: str, allowed: frozenset[str] | set[str]) -> Json:
    """A JSON object that has no other members than those of its type."""
    if not isinstance(value, dict):
        raise wrong_type(where, f"microsoft.graph.{kind}")
    for name, inner in value.items():
        if name == "@odata.type":
            if str(inner).lstrip("#") != f"microsoft.graph.{kind}":
                raise wrong_type(where, f"microsoft.graph.{kind}")
        elif name not in allowed:
            raise unknown_property(name, kind)
    return value


def text(where: str, value: Any) -> str:
    """A string."""
    if not isinstance(value, str):
        raise wrong_type(where, "Edm.String")
    return value


def flag(where: str, value: Any) -> bool:
    """A boolean."""
    if not isinstance(value, bool):
        raise wrong_type(where, "Edm.Boolean")
    return value


def whole(where: str, value: Any) -> int:
    """A 32-bit integer."""
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**31) <= value < 2**31:
        raise wrong_type(where, "Edm.Int32")
    return value


def texts(where: str, value: Any) -> list[str]:
    """A list of strings."""
    if not isinstance(value, list):
        raise wrong_type(where, "Collection(Edm.String)")
    return [text(where, one) for one in value]


def one_of(*names: str) -> Reader:
    """A value of an enumeration."""

    def read(where: str, value: Any) -> str:
        if not isinstance(value, str) or value not in names:
            raise wrong_type(where, f"one of {', '.join(names)}")
        return value

    return read


def _body(where: str, value: Any) -> str:
    found = members(where, value, "itemBody", {"content", "contentType"})
    kind = text(f"{where}/contentType", found.get("contentType") or "text").lower()
    content = text(f"{where}/content", found.get("content") or "")
    if kind not in ("text", "html"):
        raise wrong_type(f"{where}/contentType", "microsoft.graph.bodyType")
    if not content.strip():
        return ""
    return bodies.clean(content) if kind == "html" else bodies.from_text(content)


def _location(where: str, value: Any) -> Json:
    found = members(where, value, "location", LOCATION)
    members(f"{where}/address", found.get("address") or {}, "physicalAddress", ADDRESS_PARTS)
    members(f"{where}/coordinates", found.get("coordinates") or {}, "outlookGeoCoordinates", COORDINATES)
    if found.get("locationType", "default") not in LOCATION_TYPES:
        raise wrong_type(f"{where}/locationType", "microsoft.graph.locationType")
    kept = {name: value for name, value in found.items() if name != "@odata.type" and value is not None}
    name = text(f"{where}/displayName", kept.get("displayName", ""))
    base = {"displayName": name, "locationType": "default", "uniqueId": name, "uniqueIdType": "private"}
    return base | kept


def _locations(where: str, value: Any) -> list[Json]:
    if not isinstance(value, list):
        raise wrong_type(where, "Collection(microsoft.graph.location)")
    return [_location(f"{where}/{n}", one) for n, one in enumerate(value)]


def attendees(where: str, value: Any) -> list[Attendee]:
    """The list of attendees: each with an address and a type, nobody twice, at most 500. `status` is the service's."""
    if not isinstance(value, list):
        raise wrong_type(where, "Collection(microsoft.graph.attendee)")
    if len(value) > MAX_ATTENDEES:
        raise invalid(where, f"has {len(value)} entries, at most {MAX_ATTENDEES}")
    found: dict[str, Attendee] = {}
    for n, one in enumerate(value):
        place = f"{where}/{n}"
        if isinstance(one, dict) and one.keys() & {"status", "proposedNewTime"}:
            raise read_only(f"{place}/{'status' if 'status' in one else 'proposedNewTime'}")
        person = members(place, one, "attendee", {"emailAddress", "type"})
        email = members(f"{place}/emailAddress", person.get("emailAddress"), "emailAddress", {"address", "name"})
        address = text(f"{place}/emailAddress/address", email.get("address"))
        if not ADDRESS.fullmatch(address):
            raise invalid(f"{place}/emailAddress/address", f"'{address}' is no address")
        kind = one_of("required", "optional", "resource")(f"{place}/type", person.get("type"))
        attendee = Attendee(address, text(f"{place}/emailAddress/name", email.get("name") or address), kind)
        if attendee.key in found:
            raise invalid(place, f"names {address} twice")
        found[attendee.key] = attendee
    return list(found.values())


def _extended(where: str, value: Any) -> dict[str, str]:
    if not isinstance(value, list):
        raise wrong_type(where, "Collection(microsoft.graph.singleValueLegacyExtendedProperty)")
    found: dict[str, str] = {}
    for n, one in enumerate(value):
        pair = members(f"{where}/{n}", one, "singleValueLegacyExtendedProperty", {"id", "value"})
        name = text(f"{where}/{n}/id", pair.get("id"))
        if not EXTENDED_ID.fullmatch(name):
            raise invalid(f"{where}/{n}/id", f"'{name}' is not of the form 'String {{guid}} Name name'")
        found[name] = text(f"{where}/{n}/value", pair.get("value"))
    return found


# Graph's name -> (the item's field, how it is read, whether null clears it).
EVENT: dict[str, tuple[str, Reader, Any]] = {
    "subject": ("subject", text, ""),
    "body": ("body", _body, None),
    "start": ("start", moment, None),
    "end": ("end", moment, None),
    "isAllDay": ("is_all_day", flag, False),
    "location": ("locations", lambda where, value: [_location(where, value)], []),
    "locations": ("locations", _locations, None),
    "attendees": ("attendees", attendees, None),
    "hideAttendees": ("hide_attendees", flag, False),
    "importance": ("importance", one_of("low", "normal", "high"), None),
    "sensitivity": ("sensitivity", one_of("normal", "personal", "private", "confidential"), None),
    "showAs": ("show_as", one_of("unknown", "free", "tentative", "busy", "oof", "workingElsewhere"), None),
    "responseRequested": ("response_requested", flag, True),
    "allowNewTimeProposals": ("allow_proposals", flag, True),
    "categories": ("categories", texts, None),
    "isReminderOn": ("is_reminder_on", flag, True),
    "reminderMinutesBeforeStart": ("reminder_minutes", whole, 15),
    "singleValueExtendedProperties": ("extended", _extended, None),
    "isOnlineMeeting": ("online", flag, False),
    "onlineMeetingProvider": (
        "provider",
        one_of("unknown", "skypeForBusiness", "skypeForConsumer", "teamsForBusiness"),
        None,
    ),
}


def event(body: Json, *, create: bool) -> dict[str, Any]:
    """The item's fields that a request sets. 400 for unknown, read-only and badly typed properties; series and open
    extensions are refused aloud with 501, since the sandbox does not carry them."""
    fields: dict[str, Any] = {}
    for name, value in body.items():
        if name == "@odata.type":
            members("event", body, "event", set(body))
        elif name == "transactionId" and create:
            fields["transaction_id"] = text(name, value) if value is not None else None
        elif name in READ_ONLY or name == "transactionId":
            raise read_only(name)
        elif name in ("recurrence", "extensions"):
            if value:
                raise unsupported(name)
        elif name not in EVENT:
            raise unknown_property(name, "event")
        else:
            field, read, cleared = EVENT[name]
            if value is None and cleared is None:
                raise invalid(name, "may not be null")
            fields[field] = cleared if value is None else read(name, value)
    for end in ("start", "end"):
        said = fields.get(end)
        if isinstance(said, Moment):
            fields |= {end: said.at, f"{end}_zone": said.zone}
    return fields
