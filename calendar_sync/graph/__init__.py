"""Microsoft Graph through msgraph-sdk: five verbs and a subscription, Graph's JSON in and out. This folder alone knows
msgraph, kiota and azure.

The SDK's models, builders and authentication are used; its retries and redirects are not (platform/graph.md §2.2: they
post twice). It is loaded at first use and in a thread, because it takes a second to import.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import field
from datetime import datetime
from time import perf_counter
from typing import Any, Final
from urllib.parse import urlsplit

from bot.settings import Settings
from calendar_sync.errors import Ambiguous, NotAllowed, NotConfigured, OutlookFault, Refuses, TryLater, named
from calendar_sync.graph.sdk import credential, load
from models.values import dataclass

log = logging.getLogger(__name__)

Json = dict[str, Any]
TIMEOUT: Final = 10.0  # seconds, for an answer
CONNECT: Final = 5.0  # seconds, for a connection
AT_ONCE: Final = 4  # requests side by side: the service's own limit per app
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
SELECT: Final = ["id", "changeKey", "subject", "start", "end", "location", "attendees", "isCancelled", "showAs"]


@dataclass(frozen=True)
class Access:
    """Where Graph is, whose calendar, and by what right. Secrets are not shown."""

    base_url: str
    organiser: str
    token: str | None = field(default=None, repr=False)
    tenant_id: str | None = None
    client_id: str | None = None
    secret: str | None = field(default=None, repr=False)
    certificate: str | None = None

    @property
    def host(self) -> str:
        """The only host that is ever sent the token."""
        return urlsplit(self.base_url).hostname or ""


def access(settings: Settings) -> Access:
    """What the settings say. Raises NotConfigured with what is missing; plain http only to this machine, with a fixed
    token."""
    secret, token = settings.azure_client_secret, settings.graph_access_token
    found = Access(
        settings.graph_base_url.rstrip("/"), settings.graph_organiser or "",
        token.get_secret_value() if token else None,
        settings.azure_tenant_id, settings.azure_client_id,
        secret.get_secret_value() if secret else None, settings.azure_client_certificate_path,
    )  # fmt: skip
    if not found.organiser:
        raise NotConfigured("GRAPH_ORGANISER is not set: the mailbox whose calendar owns the meetings")
    if found.token is None and not (found.tenant_id and found.client_id and (found.secret or found.certificate)):
        raise NotConfigured(
            "set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH"
        )
    scheme = urlsplit(found.base_url).scheme
    if scheme != "https" and not (scheme == "http" and found.host in LOOPBACK and found.token is not None):
        raise NotConfigured("GRAPH_BASE_URL must be https; http only to this machine, with GRAPH_ACCESS_TOKEN")
    return found


class Graph:
    """The organiser's calendar. Every verb raises an OutlookFault of calendar_sync.errors."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self._sdk: Any = None
        self._client: Any = None
        self._opening = asyncio.Lock()
        self._four = asyncio.Semaphore(AT_ONCE)
        self._closing: list[Any] = []
        self.told: Callable[[str, float], None] = lambda outcome, seconds: None  # hears how each call went

    async def create(self, event: Json) -> Json:
        """Make an event with exactly this content."""
        async with self._ready():
            return self._read(await self._user.events.post(self._written(event), request_configuration=self._config()))

    async def get(self, event_id: str, *, text: bool = True) -> Json:
        """An event; without its text if that is not wanted. Raises Gone."""
        async with self._ready():
            asked = None if text else self._sdk.item_query(select=SELECT)
            found = await self._user.events.by_event_id(event_id).get(request_configuration=self._config(asked))
            return self._read(found)

    async def find(self, stamp_id: str, stamp: str) -> Json | None:
        """The event that carries the stamp in that extended property; None when there is none."""
        async with self._ready():
            asked = self._sdk.list_query(
                filter=f"singleValueExtendedProperties/Any(ep: ep/id eq '{stamp_id}' and ep/value eq '{stamp}')", top=2
            )
            page = await self._user.events.get(request_configuration=self._config(asked))
            found = list((page.value if page else None) or [])
            if len(found) > 1:
                log.error("calendar.two_events stamp=%s", stamp)
            return self._read(found[0]) if found else None

    async def change(self, event_id: str, changes: Json) -> Json:
        """Change what is named and nothing else; the event as it is then. Raises Gone."""
        async with self._ready():
            item = self._user.events.by_event_id(event_id)
            return self._read(await item.patch(self._written(changes), request_configuration=self._config()))

    async def cancel(self, event_id: str, comment: str) -> None:
        """Cancel an event; everybody invited gets the comment. Raises Gone."""
        async with self._ready():
            item = self._user.events.by_event_id(event_id)
            await item.cancel.post(self._sdk.Cancel(comment=comment), request_configuration=self._config())

    async def subscriptions(self) -> list[Json]:
        """The live subscriptions of the app: id and notificationUrl of each."""
        async with self._ready():
            page = await self._client.subscriptions.get(request_configuration=self._config())
            return [
                {"id": one.id, "notificationUrl": one.notification_url} for one in (page.value if page else None) or []
            ]

    async def subscribe(self, url: str, state: str, until: datetime) -> None:
        """Have Graph call on that address when an event of the organiser's changes; `state` comes with each call."""
        async with self._ready():
            wanted = self._sdk.Subscription(
                change_type="created,updated,deleted", notification_url=url, lifecycle_notification_url=url,
                resource=f"users/{self.access.organiser}/events", expiration_date_time=until, client_state=state,
            )  # fmt: skip
            await self._client.subscriptions.post(wanted, request_configuration=self._config())

    async def prolong(self, subscription: str, until: datetime) -> None:
        """Let a subscription live on. Raises Gone."""
        async with self._ready():
            item = self._client.subscriptions.by_subscription_id(subscription)
            later = self._sdk.Subscription(expiration_date_time=until)
            await item.patch(later, request_configuration=self._config())

    async def aclose(self) -> None:
        """Let go of connections. The SDK's client does not close the transport that it wraps."""
        for one in reversed(self._closing):
            await (one.aclose() if hasattr(one, "aclose") else one.close())
        self._closing.clear()
        self._client = None

    # ---------------------------------------------------------------- how

    @property
    def _user(self) -> Any:
        return self._client.users.by_user_id(self.access.organiser)

    @asynccontextmanager
    async def _ready(self) -> AsyncIterator[None]:
        """As `_named`, and `told` hears what came of it: "done", "throttled", or the fault by its name."""
        began, outcome = perf_counter(), "stopped"
        try:
            async with self._named():
                yield
            outcome = "done"
        except OutlookFault as fault:
            outcome = "throttled" if fault.code.startswith("429") else type(fault).__name__
            raise
        finally:
            self.told(outcome, perf_counter() - began)

    @asynccontextmanager
    async def _named(self) -> AsyncIterator[None]:
        """At most four at once; and every fault by its name."""
        await self._open()
        async with self._four:
            try:
                yield
            except OutlookFault:
                raise
            except self._sdk.TransportError as fault:
                certain = isinstance(fault, self._sdk.NOT_SENT)
                raise (TryLater if certain else Ambiguous)(type(fault).__name__) from fault
            except self._sdk.ApiError as fault:
                said = getattr(getattr(fault, "error", None), "code", None) or type(fault).__name__
                raise named(fault.response_status_code or 0, str(said), fault.response_headers) from fault
            except self._sdk.AuthenticationError as fault:
                raise NotAllowed("azure: the app could not sign in") from fault
            except self._sdk.AzureError as fault:
                raise TryLater(f"azure: {type(fault).__name__}") from fault

    async def _open(self) -> None:
        async with self._opening:
            if self._client is not None:
                return
            if self._sdk is None:
                self._sdk = await asyncio.to_thread(load)
            self._client = await asyncio.to_thread(self._made)  # it reads the certificates of the world

    def _made(self) -> Any:
        sdk, to = self._sdk, self.access
        who = credential(sdk, to)
        transport = sdk.AsyncHTTPTransport()
        http = sdk.GraphClientFactory.create_with_default_middleware(
            client=sdk.AsyncClient(
                base_url=to.base_url, timeout=sdk.Timeout(TIMEOUT, connect=CONNECT), transport=transport
            ),
            options={
                sdk.RetryHandlerOption.get_key(): sdk.RetryHandlerOption(max_retries=0, should_retry=False),
                sdk.RedirectHandlerOption.get_key(): sdk.RedirectHandlerOption(should_redirect=False),
            },
        )
        self._closing = [who, transport, http]
        provider = sdk.AuthenticationProvider(who, scopes=[f"https://{to.host}/.default"], allowed_hosts=[to.host])
        adapter = sdk.GraphRequestAdapter(provider, http)
        adapter.base_url = to.base_url
        client = sdk.GraphServiceClient(request_adapter=adapter)
        client.users.by_user_id(to.organiser).events.by_event_id("x").cancel  # noqa: B018 - imports them, here and not on the loop
        client.subscriptions.by_subscription_id("x")
        return client

    def _config(self, query: Any = None) -> Any:
        """Immutable ids in every request: others change when somebody moves the event."""
        config = self._sdk.RequestConfiguration(query_parameters=query)
        config.headers.add("Prefer", 'IdType="ImmutableId"')
        return config

    def _written(self, event: Json) -> Any:
        """Our JSON as the SDK's model; only what is named."""
        unknown = event.keys() - _WRITERS.keys()
        if unknown:
            raise Refuses(f"nobody writes {sorted(unknown)}")
        return self._sdk.Event(
            **{_WRITERS[name][0]: _WRITERS[name][1](self._sdk, value) for name, value in event.items()}
        )

    def _read(self, found: Any) -> Json:
        """The SDK's model as JSON: what we use of it."""
        if found is None or not found.id:
            raise Ambiguous("an answer without an event")
        read: Json = {
            "id": found.id, "changeKey": found.change_key, "subject": found.subject, "isCancelled": found.is_cancelled,
            "showAs": _value(found.show_as),
            "location": {"displayName": found.location.display_name if found.location else ""},
            "attendees": [
                {
                    "emailAddress": {"address": one.email_address.address, "name": one.email_address.name},
                    "type": _value(one.type),
                    "status": {"response": _value(one.status.response) if one.status else None},
                }
                for one in found.attendees or []
                if one.email_address
            ],
        }  # fmt: skip
        if found.body is not None:
            read["body"] = {"contentType": _value(found.body.content_type), "content": found.body.content}
        for name, edge in (("start", found.start), ("end", found.end)):
            if edge is not None:
                read[name] = {"dateTime": edge.date_time, "timeZone": edge.time_zone}
        return read


def _value(one: Any) -> str | None:
    """An enumeration's word; None for one that the SDK does not know, which means unknown."""
    return str(one.value) if one is not None else None


def _edge(sdk: Any, said: Json) -> Any:
    return sdk.DateTimeTimeZone(date_time=said["dateTime"], time_zone=said["timeZone"])


def _attendees(sdk: Any, said: list[Json]) -> list[Any]:
    return [
        sdk.Attendee(
            email_address=sdk.EmailAddress(
                address=one["emailAddress"]["address"], name=one["emailAddress"]["name"] or None
            ),
            type=sdk.AttendeeType(one["type"]),
        )
        for one in said
    ]


def _properties(sdk: Any, said: list[Json]) -> list[Any]:
    return [sdk.ExtendedProperty(id=one["id"], value=one["value"]) for one in said]


_WRITERS: Final[dict[str, tuple[str, Any]]] = {
    "subject": ("subject", lambda sdk, said: said),
    "body": ("body", lambda sdk, said: sdk.ItemBody(content=said["content"], content_type=sdk.BodyType.Html)),
    "start": ("start", _edge),
    "end": ("end", _edge),
    "location": ("location", lambda sdk, said: sdk.Location(display_name=said["displayName"])),
    "showAs": ("show_as", lambda sdk, said: sdk.FreeBusyStatus(said)),
    "attendees": ("attendees", _attendees),
    "transactionId": ("transaction_id", lambda sdk, said: said),
    "singleValueExtendedProperties": ("single_value_extended_properties", _properties),
}
