"""What is remembered: mailboxes, the items in them and the mails sent; not the rules by which they change."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sandbox.graph.errors import GraphError, Json, denied, not_found

CALENDAR, DELETED = "calendar", "deleteditems"
TOKEN = "sandbox-graph-token"


@dataclass
class Mailbox:
    """Somebody's mailbox; an external one lies outside the tenant."""

    upn: str
    name: str
    external: bool = False


@dataclass
class Attendee:
    """One invited person as the organiser's item knows them."""

    address: str
    name: str
    type: str = "required"
    response: str = "none"
    time: datetime | None = None
    proposed: tuple[datetime, datetime] | None = None

    @property
    def key(self) -> str:
        """What tells people apart: the address, whatever its case."""
        return self.address.lower()


# What an invitation or an update carries to the attendees' copies. The rest is the organiser's own business.
SHARED = {
    "subject": "subject",
    "body": "body",
    "start": "start",
    "end": "end",
    "is_all_day": "isAllDay",
    "locations": "location",
    "attendees": "attendees",
    "hide_attendees": "hideAttendees",
    "importance": "importance",
    "sensitivity": "sensitivity",
    "show_as": "showAs",
    "response_requested": "responseRequested",
    "allow_proposals": "allowNewTimeProposals",
    "join_url": "onlineMeeting",
}
OWN = ("start_zone", "end_zone", "categories", "is_reminder_on", "reminder_minutes", "extended")


@dataclass
class Item:
    """An event in one mailbox: the organiser's, or an attendee's copy as it was last mailed. Times are UTC."""

    key: str
    mailbox: str
    ical: str
    organizer: str
    created: datetime
    start: datetime
    end: datetime
    start_zone: str = "UTC"
    end_zone: str = "UTC"
    subject: str = ""
    body: str = ""
    is_all_day: bool = False
    locations: list[Json] = field(default_factory=list)
    attendees: list[Attendee] = field(default_factory=list)
    hide_attendees: bool = False
    importance: str = "normal"
    sensitivity: str = "normal"
    show_as: str = "busy"
    response_requested: bool = True
    allow_proposals: bool = True
    join_url: str | None = None
    categories: list[str] = field(default_factory=list)
    is_reminder_on: bool = True
    reminder_minutes: int = 15
    extended: dict[str, str] = field(default_factory=dict)
    transaction_id: str | None = None
    is_cancelled: bool = False
    response: str = "organizer"
    response_time: datetime | None = None
    folder: str = CALENDAR
    modified: datetime | None = None
    change_key: str = ""
    sequence: int = 0

    @property
    def is_organizer(self) -> bool:
        """Whether this is the organiser's own item."""
        return self.mailbox == self.organizer.lower()

    @property
    def folder_id(self) -> str:
        """The default kind of id, which changes when the item is moved."""
        digest = hashlib.sha256(f"{self.key}/{self.folder}".encode()).digest()
        return "AAMkAG" + base64.urlsafe_b64encode(digest * 2).decode().rstrip("=")[:80] + "="

    def invited(self, address: str) -> Attendee | None:
        """The attendee with that address."""
        return next((one for one in self.attendees if one.key == address.lower()), None)

    def shared(self) -> dict[str, Any]:
        """A copy of what is mailed to the attendees."""
        mailed = {name: getattr(self, name) for name in SHARED}
        mailed["locations"] = deepcopy(self.locations)
        mailed["attendees"] = [replace(one) for one in self.attendees]
        return mailed


@dataclass(frozen=True)
class Mail:
    """A mail that Outlook would have sent; `kind` is invitation, update, cancellation or response."""

    number: int
    at: datetime
    kind: str
    to: str
    sender: str
    subject: str
    why: str
    comment: str
    event_id: str
    ical: str


@dataclass(frozen=True)
class Enclosed:
    """What a mail said about its meeting when it was sent. Times are UTC."""

    start: datetime
    end: datetime
    is_all_day: bool
    place: str
    body: str


@dataclass
class Settings:
    """What a test or the screen may turn: the token, the app's scope, and how the tenant behaves."""

    token: str = TOKEN
    scope: set[str] | None = None
    process_external: bool = True
    throttle: int | None = 4
    latency: float = 0.0


class Tenant:
    """All mailboxes of the tenant and outside it. `now` is the world's clock, `changed` wakes the live feed."""

    def __init__(self, now: Callable[[], datetime], changed: Callable[[], None]) -> None:
        self.now, self._changed = now, changed
        self.settings = Settings()
        self.mailboxes: dict[str, Mailbox] = {}
        self.mails: list[Mail] = []
        self.enclosed: dict[int, Enclosed] = {}  # by the mail's number
        self.sent: dict[tuple[str, str], tuple[str, str]] = {}  # (mailbox, transactionId) -> content, item key
        self.listeners: list[Callable[[Item, str], None]] = []
        self._items: dict[str, dict[str, Item]] = {}
        self._folder_ids: dict[str, str] = {}
        self._sequence = 0

    def add_mailbox(self, upn: str, name: str, *, external: bool = False, organiser: bool = False) -> Mailbox:
        """A new mailbox, or the known one renamed. Only `organiser` mailboxes are in the app's scope; when none was
        named, the first mailbox inside the tenant is."""
        mailbox = Mailbox(upn, name or upn, external)
        self.mailboxes[upn.lower()] = mailbox
        self._items.setdefault(upn.lower(), {})
        if organiser:
            self.settings.scope = (self.settings.scope or set()) | {upn.lower()}
        self._changed()
        return mailbox

    def mailbox(self, upn: str) -> Mailbox:
        """The mailbox inside the tenant with that address; 404 ErrorInvalidUser."""
        found = self.mailboxes.get(upn.lower())
        if found is None or found.external:
            raise GraphError(404, "ErrorInvalidUser", f"The requested user '{upn}' is invalid.")
        return found

    def scoped(self, upn: str) -> str:
        """The key of a mailbox that the app may touch; 403 ErrorAccessDenied for every other."""
        found = self.mailbox(upn)
        scope = self.settings.scope
        if scope is None:
            scope = {next(key for key, one in self.mailboxes.items() if not one.external)}
        if found.upn.lower() not in scope:
            raise denied(
                "Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings."
            )
        return found.upn.lower()

    def name_of(self, address: str) -> str | None:
        """The directory's name for an address inside the tenant."""
        found = self.mailboxes.get(address.lower())
        return found.name if found and not found.external else None

    def items(self, mailbox: str, *, deleted: bool = False) -> list[Item]:
        """The items of a mailbox in the order of their creation, without Deleted Items unless asked for."""
        found = self._items.get(mailbox.lower(), {}).values()
        return [item for item in found if deleted or item.folder != DELETED]

    def find(self, mailbox: str, event_id: str) -> Item:
        """The item with that id, of either kind; 400 for what is no id, 404 for what is not there or was deleted."""
        if not event_id.startswith(("AAMk", "AAkA")) or len(event_id) < 40:
            raise GraphError(400, "ErrorInvalidIdMalformed", "Id is malformed.")
        found = self._items.get(mailbox.lower(), {}).get(self._folder_ids.get(event_id, event_id))
        if found is None or found.folder == DELETED:
            raise not_found()
        return found

    def copy_of(self, mailbox: str, ical: str) -> Item | None:
        """The item of the same meeting in another mailbox."""
        return next((item for item in self.items(mailbox) if item.ical == ical), None)

    def meeting(self, event_id: str) -> Item | None:
        """The item with that id in any mailbox, whichever kind of id it is."""
        key = self._folder_ids.get(event_id, event_id)
        return next((items[key] for items in self._items.values() if key in items), None)

    def add(self, item: Item) -> Item:
        """Put a new item into its mailbox."""
        self._items[item.mailbox][item.key] = item
        self._folder_ids[item.folder_id] = item.key
        self.touch(item, "created")
        return item

    def touch(self, item: Item, kind: str) -> None:
        """Note a real change: new changeKey and time, a place in the order; `kind` is created, updated or deleted."""
        self._sequence += 1
        item.sequence, item.modified = self._sequence, self.now()
        item.change_key = base64.b64encode(secrets.token_bytes(18)).decode()
        for listener in self.listeners:
            listener(item, kind)
        self._changed()

    def move(self, item: Item, folder: str) -> None:
        """Put an item into another folder: its default id is another one afterwards, its immutable id the same."""
        self._folder_ids.pop(item.folder_id, None)
        item.folder = folder
        self._folder_ids[item.folder_id] = item.key
        self.touch(item, "deleted" if folder == DELETED else "updated")

    @property
    def sequence(self) -> int:
        """How many changes there have been."""
        return self._sequence

    def mail(self, kind: str, to: str, item: Item, *, sender: str = "", why: str = "", comment: str = "") -> None:
        """Note a mail that Outlook would send."""
        number, sender = len(self.mails) + 1, sender or item.organizer
        mail = Mail(number, self.now(), kind, to, sender, item.subject, why, comment, item.key, item.ical)
        self.mails.append(mail)
        place = str(item.locations[0].get("displayName") or "") if item.locations else ""
        body = comment if kind == "response" else item.body
        self.enclosed[number] = Enclosed(item.start, item.end, item.is_all_day, place, body)


def new_key() -> str:
    """An immutable id."""
    return "AAkALg" + secrets.token_urlsafe(54) + "="


def new_ical() -> str:
    """An iCalUId: the same for one meeting in all its mailboxes."""
    return "040000008200E00074C5B7101A82E008" + secrets.token_hex(40).upper()
