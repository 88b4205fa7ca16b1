"""What happens to a meeting, and whom Outlook mails for it: create, change, cancel; not who asks for it, nor how."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from typing import Any

from sandbox.graph import bodies, schema
from sandbox.graph.errors import GraphError, Json, denied, invalid
from sandbox.graph.model import DELETED, SHARED, Attendee, Item, Tenant, new_ical, new_key
from sandbox.graph.zones import Moment

TEAMS = "https://teams.example/l/meetup-join/19%3ameeting_"


def create(tenant: Tenant, mailbox: str, body: Json) -> Item:
    """A new event in a mailbox, an invitation to each attendee. The same transactionId with the same content gives the
    first event and mails nobody; with another content, or when that event is gone, 409 ErrorDuplicateTransactionId."""
    fields = schema.event(body, create=True)
    for name in ("start", "end"):
        if name not in fields:
            raise invalid(name, "is missing")
    identity = fields.get("transaction_id")
    content = json.dumps(body, sort_keys=True, ensure_ascii=False)
    if identity and (earlier := tenant.sent.get((mailbox, identity))):
        first = next((item for item in tenant.items(mailbox) if item.key == earlier[1]), None)
        if earlier[0] == content and first is not None:
            return first
        why = f"The client-supplied transaction ID '{identity}' has already been used to create a different event."
        raise GraphError(409, "ErrorDuplicateTransactionId", why)
    item = Item(
        key=new_key(),
        mailbox=mailbox,
        ical=new_ical(),
        organizer=tenant.mailboxes[mailbox].upn,
        created=tenant.now(),
        start=fields["start"],
        end=fields["end"],
    )
    _name(tenant, fields)
    online = fields.pop("online", False)
    fields.pop("provider", None)
    for name, value in fields.items():
        setattr(item, name, value)
    if online:
        go_online(item)
    _sound(item)
    if identity:
        tenant.sent[mailbox, identity] = (content, item.key)
    tenant.add(item)
    for person in _guests(item):
        tenant.mail("invitation", person.address, item, why="created")
        _deliver(tenant, item, person)
    return item


def change(tenant: Tenant, item: Item, body: Json, *, send: bool = True) -> bool:
    """A PATCH: sets what differs, and mails as Outlook does. False when nothing differed.

    Attendees alone: only the added and the removed are mailed. Anything else that attendees see: everybody.
    `send=False` is a person who saves without sending, which Graph cannot do.
    """
    fields = schema.event(body, create=False)
    online, _ = fields.pop("online", None), fields.pop("provider", None)
    _name(tenant, fields)
    people_before, before = item.attendees, item.shared()
    if "attendees" in fields:
        fields["attendees"] = _kept(item, fields["attendees"])
    if "extended" in fields:
        fields["extended"] = item.extended | fields["extended"]
    _sound(item, fields)
    differing = {name: value for name, value in fields.items() if getattr(item, name) != value}
    for name, value in differing.items():
        setattr(item, name, value)
    if item.join_url is not None:  # once online, isOnlineMeeting is ignored; a body without the join part ends it
        if "body" in differing and not bodies.has_teams(item.body, item.join_url):
            item.join_url = None
    elif online:
        go_online(item)
    changed = [name for name in SHARED if getattr(item, name) != before[name]]
    if not differing and not changed:
        return False
    if before["start"] != item.start or before["end"] != item.end:
        for person in _guests(item):
            person.response, person.time, person.proposed = "notResponded", None, None
    tenant.touch(item, "updated")
    if send and changed:
        said = {field for name, (field, _, _) in schema.EVENT.items() if name in body}
        _tell(tenant, item, people_before, changed, everybody=bool((said & SHARED.keys()) - {"attendees"} or online))
    return True


def cancel(tenant: Tenant, item: Item, comment: str = "", *, why: str = "cancelled") -> None:
    """The organiser cancels: a cancellation to all, and the item goes to Deleted Items. 403 for anybody else."""
    if not item.is_organizer:
        raise denied("Only the organizer can cancel a meeting.")
    item.is_cancelled = True
    for person in _guests(item):
        _withdraw(tenant, item, person, why, comment)
    tenant.move(item, DELETED)


def delete(tenant: Tenant, item: Item) -> None:
    """DELETE: the organiser's sends cancellations without a message; an attendee's only removes the copy."""
    if item.is_organizer:
        cancel(tenant, item, why="deleted")
    else:
        tenant.move(item, DELETED)


def go_online(item: Item) -> None:
    """Make the event a Teams meeting: a join link, and Teams' part at the end of the body."""
    item.join_url = f"{TEAMS}{secrets.token_urlsafe(24)}%40thread.v2/0?context=sandbox&anon=true"
    item.body = bodies.with_teams(item.body, item.join_url)


def _guests(item: Item) -> list[Attendee]:
    """All attendees but the organiser, who is never mailed."""
    return [person for person in item.attendees if person.key != item.organizer.lower()]


def _name(tenant: Tenant, fields: dict[str, Any]) -> None:
    """The tenant's directory knows its own people's names better than the request."""
    for person in fields.get("attendees", ()):
        person.name = tenant.name_of(person.address) or person.name


def _kept(item: Item, wanted: list[Attendee]) -> list[Attendee]:
    """The new list in the order of the old one: who was invited before keeps the answer."""
    by_key = {person.key: person for person in wanted}
    kept = [
        replace(known, name=by_key[known.key].name, type=by_key[known.key].type)
        for known in item.attendees
        if known.key in by_key
    ]
    return kept + [person for person in wanted if item.invited(person.address) is None]


def _sound(item: Item, fields: dict[str, Any] | None = None) -> None:
    """Whether the event would still be an event with these fields: its end after its start, all-day at midnight."""
    wanted = {name: getattr(item, name) for name in ("start", "end", "start_zone", "end_zone", "is_all_day")}
    wanted |= fields or {}
    start, end = Moment(wanted["start"], wanted["start_zone"]), Moment(wanted["end"], wanted["end_zone"])
    if end.at < start.at:
        why = "The end date is earlier than the start date."
        raise GraphError(400, "ErrorCalendarEndDateIsEarlierThanStartDate", why)
    if wanted["is_all_day"] and not (start.midnight and end.midnight and start.zone == end.zone and end.at > start.at):
        why = "Event.Start and Event.End of an all-day event must be midnight in one time zone, at least a day apart."
        raise GraphError(400, "ErrorInvalidRequest", why)


def _tell(tenant: Tenant, item: Item, before: list[Attendee], changed: list[str], *, everybody: bool) -> None:
    """Mail a change, after it was applied."""
    old = {person.key: person for person in before if person.key != item.organizer.lower()}
    new = {person.key: person for person in _guests(item)}
    why = "changed: " + ", ".join(SHARED[name] for name in changed)
    for key in old.keys() - new.keys():
        _withdraw(tenant, item, old[key], "removed", "")
    for key, person in new.items():
        if key not in old:
            tenant.mail("invitation", person.address, item, why="added")
        elif everybody or person.type != old[key].type:
            tenant.mail("update", person.address, item, why=why)
        else:
            continue
        _deliver(tenant, item, person)


def _deliver(tenant: Tenant, item: Item, person: Attendee) -> None:
    """What was mailed lands in the attendee's own calendar, if there is such a mailbox here."""
    if person.key not in tenant.mailboxes:
        return
    copy = tenant.copy_of(person.key, item.ical)
    fresh = copy is None
    if copy is None:
        created, start, end = tenant.now(), item.start, item.end
        copy = Item(new_key(), person.key, item.ical, item.organizer, created, start, end, response="notResponded")
    elif copy.is_cancelled or (copy.start, copy.end) != (item.start, item.end):
        copy.response, copy.response_time = "notResponded", None
    for name, value in item.shared().items():
        setattr(copy, name, value)
    copy.start_zone, copy.end_zone, copy.is_cancelled = item.start_zone, item.end_zone, False
    if fresh:
        tenant.add(copy)
    else:
        tenant.touch(copy, "updated")


def _withdraw(tenant: Tenant, item: Item, person: Attendee, why: str, comment: str) -> None:
    """A cancellation to one attendee, whose copy stays and says that it is cancelled."""
    tenant.mail("cancellation", person.address, item, why=why, comment=comment)
    if copy := tenant.copy_of(person.key, item.ical):
        copy.is_cancelled, copy.show_as = True, "free"
        tenant.touch(copy, "updated")
