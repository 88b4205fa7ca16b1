"""What `samverkan doctor` asks of Outlook: the sign-in, reading and writing the one calendar, and how long the certificate lasts.
Nothing is made there and nothing is left behind: the right to write is tried on an event that does not exist."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.clock import Clock
from bot.reads.health import Finding
from bot.settings import Settings
from bot.text import doctor as words
from calendar_sync import events
from calendar_sync.errors import Gone, NotAllowed, NotConfigured, OutlookFault, Refuses
from calendar_sync.graph import Graph, access
from calendar_sync.graph.sdk import not_after

NOBODYS: Final = "AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0Ac2FtdmVya2FuLWRvY3Rvci1ub3QtYW4tZXZlbnQ="
"""An immutable id in form, of no event: a change of it is refused for the right first (403) and for its absence then (404)."""
SOON: Final = 30  # days before its end that a certificate is told of


async def look(settings: Settings, clock: Clock | None = None) -> list[Finding]:
    """The lines about Outlook, in the order in which they must be well."""
    clock = clock or Clock(zone=settings.zone)
    try:
        graph = Graph(access(settings))
    except NotConfigured as fault:
        return [Finding("graph", words.GRAPH, False, str(fault), words.GRAPH_REMEDY)]
    try:
        return [*await _asked(graph, settings), *await asyncio.to_thread(_credential, settings, clock)]
    finally:
        await graph.aclose()


async def _asked(graph: Graph, settings: Settings) -> list[Finding]:
    fixed = settings.graph_access_token is not None
    mailbox = settings.graph_organiser
    try:
        await graph.find(events.STAMP, "doctor")
        read = Finding("graph", words.READ, True, words.READ_OK.format(mailbox=mailbox))
    except NotAllowed as fault:
        if fault.code.startswith(("azure", "401")):
            remedy = words.FIXED_REMEDY if fixed else words.SIGN_IN_REMEDY
            return [Finding("graph", words.SIGN_IN, False, words.REFUSED.format(why=fault.code), remedy)]
        why = words.REFUSED.format(why=fault.code)
        return [_signed_in(fixed), Finding("graph", words.READ, False, why, words.MAILBOX_REMEDY)]
    except OutlookFault as fault:
        why = words.UNREACHABLE.format(why=f"{type(fault).__name__}: {fault.code}")
        return [Finding("graph", words.READ, False, why, words.GRAPH_AWAY_REMEDY)]
    except (OSError, ValueError) as fault:  # a certificate that can not be read: its own line says how
        why = words.REFUSED.format(why=type(fault).__name__)
        return [Finding("graph", words.SIGN_IN, False, why, words.SIGN_IN_REMEDY)]
    return [_signed_in(fixed), read, await _write(graph, mailbox or "")]


def _signed_in(fixed: bool) -> Finding:
    return Finding("graph", words.SIGN_IN, True, words.SIGN_IN_FIXED if fixed else words.SIGN_IN_OK)


async def _write(graph: Graph, mailbox: str) -> Finding:
    """Ask for a change of an event that is not there. Who may write is told that it is not there; who may not, that."""
    try:
        await graph.change(NOBODYS, {"subject": "samverkan doctor"})
    except Gone:
        return Finding("graph", words.WRITE, True, words.WRITE_OK.format(mailbox=mailbox))
    except NotAllowed as fault:
        return Finding("graph", words.WRITE, False, words.REFUSED.format(why=fault.code), words.MAILBOX_REMEDY)
    except OutlookFault as fault:
        why = f"{type(fault).__name__}: {fault.code}"
        unasked = (
            None if isinstance(fault, Refuses) else False
        )  # the id is not taken for one: that says nothing of the right
        return Finding("graph", words.WRITE, unasked, words.WRITE_UNSURE.format(why=why), words.WRITE_UNSURE_REMEDY)
    raise AssertionError("an event that nobody made was changed")


def _credential(settings: Settings, clock: Clock) -> list[Finding]:
    """How long the app can sign in, where that can be seen from here."""
    if settings.graph_access_token is not None:
        return []
    file = settings.azure_client_certificate_path
    if settings.azure_client_secret is not None or not file:
        return [Finding("graph", words.CREDENTIAL, None, words.SECRET_UNKNOWN)]
    try:
        ends = not_after(Path(file).read_bytes())
    except (OSError, ValueError) as fault:
        why = words.CERTIFICATE_UNREADABLE.format(file=file, why=type(fault).__name__)
        return [Finding("graph", words.CREDENTIAL, False, why, words.CERTIFICATE_UNREADABLE_REMEDY)]
    return [_lasts(ends, clock)]


def _lasts(ends: datetime, clock: Clock) -> Finding:
    day, days = clock.local(ends).date().isoformat(), (ends - clock.now()).days
    if ends <= clock.now():
        over = words.CERTIFICATE_OVER.format(day=day)
        return Finding("graph", words.CREDENTIAL, False, over, words.CERTIFICATE_REMEDY)
    found = words.CERTIFICATE_OK.format(day=day, days=days)
    return Finding("graph", words.CREDENTIAL, True, found, words.CERTIFICATE_REMEDY if days < SOON else "")
