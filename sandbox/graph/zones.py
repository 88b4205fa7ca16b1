"""Time zones as Exchange names them, and dateTimeTimeZone values to and from instants; not the world's clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from sandbox.graph.errors import GraphError, Json, invalid, unknown_property, wrong_type

# Windows name -> IANA name: all of Europe's, and the better known ones elsewhere.
WINDOWS = {
    "UTC": "Etc/UTC",
    "GMT Standard Time": "Europe/London",
    "Greenwich Standard Time": "Atlantic/Reykjavik",
    "W. Europe Standard Time": "Europe/Berlin",
    "Central Europe Standard Time": "Europe/Budapest",
    "Central European Standard Time": "Europe/Warsaw",
    "Romance Standard Time": "Europe/Paris",
    "E. Europe Standard Time": "Europe/Chisinau",
    "FLE Standard Time": "Europe/Kyiv",
    "GTB Standard Time": "Europe/Bucharest",
    "Turkey Standard Time": "Europe/Istanbul",
    "Kaliningrad Standard Time": "Europe/Kaliningrad",
    "Russian Standard Time": "Europe/Moscow",
    "Belarus Standard Time": "Europe/Minsk",
    "Azores Standard Time": "Atlantic/Azores",
    "Israel Standard Time": "Asia/Jerusalem",
    "Egypt Standard Time": "Africa/Cairo",
    "South Africa Standard Time": "Africa/Johannesburg",
    "India Standard Time": "Asia/Kolkata",
    "China Standard Time": "Asia/Shanghai",
    "Singapore Standard Time": "Asia/Singapore",
    "Tokyo Standard Time": "Asia/Tokyo",
    "AUS Eastern Standard Time": "Australia/Sydney",
    "New Zealand Standard Time": "Pacific/Auckland",
    "Greenland Standard Time": "America/Nuuk",
    "Atlantic Standard Time": "America/Halifax",
    "Eastern Standard Time": "America/New_York",
    "Central Standard Time": "America/Chicago",
    "Mountain Standard Time": "America/Denver",
    "Pacific Standard Time": "America/Los_Angeles",
    "Alaskan Standard Time": "America/Anchorage",
    "Hawaiian Standard Time": "Pacific/Honolulu",
}
# Of Europe's IANA names the page of dateTimeTimeZone lists these only; Europe/Stockholm is not among them.
EUROPE = frozenset(
    f"Europe/{city}"
    for city in [
        "London",
        "Berlin",
        "Budapest",
        "Paris",
        "Warsaw",
        "Bucharest",
        "Kiev",
        "Kyiv",
        "Istanbul",
        "Kaliningrad",
        "Moscow",
    ]
)
LOCAL = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?")


@dataclass(frozen=True)
class Moment:
    """An instant (UTC) together with the zone name it was said in."""

    at: datetime
    zone: str

    @property
    def midnight(self) -> bool:
        """Whether the clock on the wall in its own zone shows 00:00:00."""
        local = self.at.astimezone(zone_of(self.zone))
        return (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)


def zone_of(name: str) -> ZoneInfo:
    """The zone behind a Windows or IANA name; TimeZoneNotSupportedException when Exchange has no such name."""
    known = WINDOWS.get(name)
    if known is None and name in available_timezones() and (not name.startswith("Europe/") or name in EUROPE):
        known = name
    if known is None:
        why = f"The TimeZone value '{name}' is not supported: it is neither a Windows nor a documented IANA name."
        raise GraphError(400, "TimeZoneNotSupportedException", why)
    return ZoneInfo(known)


def moment(where: str, value: Any) -> Moment:
    """Reads a dateTimeTimeZone; its time must be local, without an offset, and its zone must be there."""
    if not isinstance(value, dict):
        raise wrong_type(where, "microsoft.graph.dateTimeTimeZone")
    for name in value.keys() - {"dateTime", "timeZone", "@odata.type"}:
        raise unknown_property(name, "dateTimeTimeZone")
    zone = value.get("timeZone")
    if not isinstance(zone, str) or not zone:
        why = "A valid TimeZone value must be specified. The following TimeZone value is not supported: ''."
        raise GraphError(400, "TimeZoneNotSupportedException", why)
    info, text = zone_of(zone), value.get("dateTime")
    if not isinstance(text, str) or not LOCAL.fullmatch(text):
        raise invalid(f"{where}/dateTime", "must be a local time such as 2027-03-15T10:00:00, without an offset")
    try:
        local = datetime.fromisoformat(text[:26])
    except ValueError:
        raise invalid(f"{where}/dateTime", f"'{text}' is no date and time") from None
    return Moment(local.replace(tzinfo=info).astimezone(UTC), zone)


def spoken(at: datetime, zone: str = "UTC") -> Json:
    """An instant as Graph writes it, in `zone` (UTC unless the request preferred another)."""
    return {"dateTime": at.astimezone(zone_of(zone)).strftime("%Y-%m-%dT%H:%M:%S.%f0"), "timeZone": zone}


def instant(where: str, text: str | None) -> datetime:
    """Reads an ISO time from a query; without an offset it is UTC, as in Graph."""
    try:
        # An unescaped + of an offset reaches us as a space.
        at = datetime.fromisoformat((text or "").replace(" ", "+").rstrip("Z"))
    except ValueError:
        raise GraphError(400, "ErrorInvalidParameter", f"The value '{text}' of {where} is not a valid time.") from None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def stamp(at: datetime | None) -> str:
    """A DateTimeOffset as Graph writes it; never = the year 1."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else "0001-01-01T00:00:00Z"
