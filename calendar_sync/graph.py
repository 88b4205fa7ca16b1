"""Microsoft Graph through msgraph-sdk: five verbs, Graph's JSON in and out. The only file that knows msgraph, kiota and azure.

The SDK's models, builders and authentication are used; its retries and redirects are not (platform/graph.md §2.2: they
post twice). It is loaded at first use and in a thread, because it takes a second to import.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from bot.settings import Settings
from calendar_sync.errors import Ambiguous, NotAllowed, NotConfigured, OutlookFault, Refuses, TryLater, named

log = logging.getLogger(__name__)

Json = dict[str, Any]
TIMEOUT: Final = httpx.Timeout(10, connect=5)
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
        self._user: Any = None
        self._opening = asyncio.Lock()
        self._four = asyncio.Semaphore(AT_ONCE)
        self._closing: list[Any] = []

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

    async def aclose(self) -> None:
        """Let go of connections. The SDK's client does not close the transport that it wraps."""
        for one in reversed(self._closing):
            await (one.aclose() if hasattr(one, "aclose") else one.close())
        self._closing.clear()
        self._user = None

    # ---------------------------------------------------------------- how

    @asynccontextmanager
    async def _ready(self) -> AsyncIterator[None]:
        """At most four at once; and every fault by its name."""
        await self._open()
        async with self._four:
            try:
                yield
            except OutlookFault:
                raise
            except httpx.TransportError as fault:
                certain = isinstance(fault, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout)
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
            if self._user is not None:
                return
            if self._sdk is None:
                self._sdk = await asyncio.to_thread(_load)
            self._user = self._client()

    def _client(self) -> Any:
        sdk, to = self._sdk, self.access
        credential = _credential(sdk, to)
        transport = httpx.AsyncHTTPTransport()
        http = sdk.GraphClientFactory.create_with_default_middleware(
            client=httpx.AsyncClient(base_url=to.base_url, timeout=TIMEOUT, transport=transport),
            options={
                sdk.RetryHandlerOption.get_key(): sdk.RetryHandlerOption(max_retries=0, should_retry=False),
                sdk.RedirectHandlerOption.get_key(): sdk.RedirectHandlerOption(should_redirect=False),
            },
        )
        self._closing = [credential, transport, http]
        provider = sdk.AuthenticationProvider(
            credential, scopes=[f"https://{to.host}/.default"], allowed_hosts=[to.host]
        )
        adapter = sdk.GraphRequestAdapter(provider, http)
        adapter.base_url = to.base_url
        return sdk.GraphServiceClient(request_adapter=adapter).users.by_user_id(to.organiser)

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


class _FixedToken:
    """A credential with the token of the settings."""

    def __init__(self, kind: Any, token: str) -> None:
        self._given = kind(token, 4_102_444_800)  # year 2100: whoever set it knows how long it lasts

    async def get_token(self, *_scopes: str, **_options: Any) -> Any:
        """The token."""
        return self._given

    async def close(self) -> None:
        """There is nothing to close."""


def _credential(sdk: Any, to: Access) -> Any:
    if to.token is not None:
        return _FixedToken(sdk.AccessToken, to.token)
    if to.secret:
        return sdk.ClientSecretCredential(to.tenant_id, to.client_id, to.secret)
    return sdk.CertificateCredential(to.tenant_id, to.client_id, to.certificate)


def _load() -> Any:
    """Import what is used of the SDK, and the reading of an event with it. To be called in a thread."""
    from azure.core.credentials import AccessToken
    from azure.core.exceptions import AzureError, ClientAuthenticationError
    from azure.identity.aio import CertificateCredential, ClientSecretCredential
    from kiota_abstractions.api_error import APIError
    from kiota_abstractions.base_request_configuration import RequestConfiguration
    from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
    from kiota_http.middleware.options import RedirectHandlerOption, RetryHandlerOption
    from msgraph import GraphRequestAdapter, GraphServiceClient
    from msgraph.generated.models.attendee import Attendee
    from msgraph.generated.models.attendee_type import AttendeeType
    from msgraph.generated.models.body_type import BodyType
    from msgraph.generated.models.date_time_time_zone import DateTimeTimeZone
    from msgraph.generated.models.email_address import EmailAddress
    from msgraph.generated.models.event import Event
    from msgraph.generated.models.event_collection_response import EventCollectionResponse
    from msgraph.generated.models.free_busy_status import FreeBusyStatus
    from msgraph.generated.models.item_body import ItemBody
    from msgraph.generated.models.location import Location
    from msgraph.generated.models.o_data_errors.o_data_error import ODataError
    from msgraph.generated.models.single_value_legacy_extended_property import SingleValueLegacyExtendedProperty
    from msgraph.generated.users.item.events.events_request_builder import EventsRequestBuilder
    from msgraph.generated.users.item.events.item.cancel.cancel_post_request_body import CancelPostRequestBody
    from msgraph.generated.users.item.events.item.event_item_request_builder import EventItemRequestBuilder
    from msgraph_core import GraphClientFactory

    install_guard()
    for model in (Event, EventCollectionResponse, ODataError, Attendee):
        model().get_field_deserializers()  # imports what reading one needs, here and not on the loop
    return SimpleNamespace(
        AccessToken=AccessToken, AzureError=AzureError, AuthenticationError=ClientAuthenticationError,
        ClientSecretCredential=ClientSecretCredential, CertificateCredential=CertificateCredential,
        ApiError=APIError, RequestConfiguration=RequestConfiguration,
        AuthenticationProvider=AzureIdentityAuthenticationProvider,
        RetryHandlerOption=RetryHandlerOption, RedirectHandlerOption=RedirectHandlerOption,
        GraphRequestAdapter=GraphRequestAdapter, GraphServiceClient=GraphServiceClient,
        GraphClientFactory=GraphClientFactory,
        Attendee=Attendee, AttendeeType=AttendeeType, BodyType=BodyType, DateTimeTimeZone=DateTimeTimeZone,
        EmailAddress=EmailAddress, Event=Event, FreeBusyStatus=FreeBusyStatus, ItemBody=ItemBody, Location=Location,
        ExtendedProperty=SingleValueLegacyExtendedProperty, Cancel=CancelPostRequestBody,
        list_query=EventsRequestBuilder.EventsRequestBuilderGetQueryParameters,
        item_query=EventItemRequestBuilder.EventItemRequestBuilderGetQueryParameters,
    )  # fmt: skip


def install_guard() -> bool:
    """Spare each entity that is read two thousand imports it does not use (platform/graph.md §1.3). False, and nothing is
    changed, when the SDK's own method reads something else by now than the two fields it is known to read."""
    import msgraph.generated.models.entity as sdk_entity

    original = sdk_entity.Entity.get_field_deserializers
    if original is _entity_fields:
        return True
    if set(re.findall(r'"([\w@.]+)"\s*:\s*lambda', inspect.getsource(original))) != {"id", "@odata.type"}:
        log.warning("calendar.guard_not_installed")
        return False
    sdk_entity.Entity.get_field_deserializers = _entity_fields
    return True


def _entity_fields(self: Any) -> dict[str, Any]:
    return {
        "id": lambda node: setattr(self, "id", node.get_str_value()),
        "@odata.type": lambda node: setattr(self, "odata_type", node.get_str_value()),
    }
