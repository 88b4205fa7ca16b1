"""What people do in their own Outlook: answer, and change things by hand; not what a program may ask of Graph."""

from __future__ import annotations

import html
from typing import Any

from sandbox.graph import acts, bodies, schema
from sandbox.graph.errors import GraphError, Json, denied, invalid, not_found
from sandbox.graph.model import Item, Tenant
from sandbox.graph.zones import moment

RESPONSES = ("accepted", "tentativelyAccepted", "declined")
EDITS = frozenset(
    [
        "mailbox",
        "event_id",
        "subject",
        "body",
        "append",
        "start",
        "end",
        "location",
        "attendees_add",
        "attendees_remove",
        "teams",
        "delete",
        "cancel",
        "comment",
        "move",
        "send_updates",
    ]
)


def item_of(tenant: Tenant, mailbox: str, event_id: str) -> Item:
    """That person's item of a meeting, by any id of it: their own copy's, the organiser's, or the iCalUId."""
    known = tenant.meeting(event_id)
    copy = tenant.copy_of(mailbox, known.ical if known else event_id)
    if copy is None:
        raise not_found()
    return copy


def respond(tenant: Tenant, order: Json) -> Item:
    """Accept, accept tentatively or decline, with or without sending the answer.

    Unsent, it shows in the person's own calendar only. Sent, a mail goes to the organiser, whose item takes it up,
    unless the mailbox is external and the tenant does not process answers from outside.
    """
    who, response = str(order.get("mailbox", "")), order.get("response")
    if response not in RESPONSES:
        raise invalid("response", f"is one of {', '.join(RESPONSES)}")
    copy = item_of(tenant, who, str(order.get("event_id", "")))
    if copy.is_organizer:
        raise GraphError(400, "ErrorInvalidRequest", "You can't respond to this meeting because you're the organizer.")
    if copy.is_cancelled:
        raise GraphError(400, "ErrorInvalidRequest", "The meeting was cancelled.")
    proposed = _proposal(copy, order.get("proposed_new_time"), str(response))
    copy.response, copy.response_time = str(response), tenant.now()
    tenant.touch(copy, "updated")
    if not flag(order, "send_response", True) or not copy.response_requested:
        return copy
    tenant.mail(
        "response", copy.organizer, copy, sender=who, why=copy.response, comment=str(order.get("comment") or "")
    )
    mailbox = tenant.mailboxes[copy.mailbox]
    master = tenant.copy_of(copy.organizer, copy.ical)
    person = master.invited(who) if master else None
    if master and person and (tenant.settings.process_external or not mailbox.external):
        person.response, person.time, person.proposed = copy.response, tenant.now(), proposed
        tenant.touch(master, "updated")
    return copy


def edit(tenant: Tenant, order: Json) -> Item:
    """What somebody changes by hand. The organiser (the default) may change all of it; an attendee may only delete
    or move the own copy. `send_updates=False` saves without sending. `append` puts a paragraph before Teams' part."""
    schema.members("edit", order, "edit", EDITS)
    event_id = str(order.get("event_id", ""))
    known = tenant.meeting(event_id)
    if known is None:
        raise not_found()
    item = item_of(tenant, str(order.get("mailbox") or known.organizer), event_id)
    if flag(order, "delete", False):
        acts.delete(tenant, item)
        return item
    if flag(order, "cancel", False):
        acts.cancel(tenant, item, str(order.get("comment") or ""))
        return item
    if folder := order.get("move"):
        tenant.move(item, str(folder))
    body = _patch(item, order)
    if body and not item.is_organizer:
        raise denied("Only the organizer can change a meeting.")
    if body:
        acts.change(tenant, item, body, send=flag(order, "send_updates", True))
    return item


def flag(order: Json, name: str, default: bool) -> bool:
    """A boolean of an order; 400 when it is something else."""
    return schema.flag(name, order.get(name, default))


def _patch(item: Item, order: Json) -> Json:
    """The PATCH that Outlook would send for what the person did."""
    body: Json = {name: order[name] for name in ("subject", "start", "end") if name in order}
    if "location" in order:
        body["location"] = {"displayName": order["location"]} if order["location"] else None
    if "body" in order or "append" in order:
        content = str(order.get("body", bodies.inner(item.body)))
        if "append" in order:
            content = _appended(content, str(order["append"]))
        body["body"] = {"contentType": "html", "content": content}
    if "attendees_add" in order or "attendees_remove" in order:
        gone = {address.lower() for address in schema.texts("attendees_remove", order.get("attendees_remove", []))}
        kept = [(one.address, one.type) for one in item.attendees if one.key not in gone]
        kept += [(address, "required") for address in schema.texts("attendees_add", order.get("attendees_add", []))]
        body["attendees"] = [{"emailAddress": {"address": address}, "type": kind} for address, kind in kept]
    if flag(order, "teams", False):
        body["isOnlineMeeting"] = True
    return body


def _appended(content: str, words: str) -> str:
    """A paragraph at the end of what people wrote: Teams' part stays last."""
    at = content.find('<div style="width:100%">')
    at = len(content) if at < 0 else at
    return f"{content[:at]}<p>{html.escape(words, quote=False)}</p>{content[at:]}"


def _proposal(copy: Item, value: Any, response: str) -> Any:
    """A new time that somebody proposes: only with a no or a maybe, and only where the organiser allows it."""
    if value is None:
        return None
    if response == "accepted" or not copy.allow_proposals:
        why = "A new time can be proposed only when declining or accepting tentatively, and where it is allowed."
        raise GraphError(400, "ErrorInvalidRequest", why)
    both = schema.members("proposed_new_time", value, "timeSlot", {"start", "end"})
    return moment("start", both.get("start")).at, moment("end", both.get("end")).at
