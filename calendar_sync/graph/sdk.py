"""The parts of msgraph-sdk that are used, and its credential: imported at first use, in a thread. And the guard against what
reading one entity costs. Not what is asked of Graph."""

from __future__ import annotations

import gc
import inspect
import logging
import re
import sys
from datetime import datetime
from types import SimpleNamespace
from typing import Any

log = logging.getLogger(__name__)
# An event like those that Graph answers with: reading it imports what reading the first real one would.
_LIKE = (
    b'{"id": "x", "subject": "x", "showAs": "busy", "isCancelled": false, "body": {"contentType": "text", "content": "x"},'
    b' "start": {"dateTime": "x", "timeZone": "UTC"}, "end": {"dateTime": "x", "timeZone": "UTC"},'
    b' "location": {"displayName": "x", "locationType": "default", "uniqueIdType": "private", "address": {}, "coordinates": {}},'
    b' "locations": [{"displayName": "x"}], "organizer": {"emailAddress": {"name": "x", "address": "x"}},'
    b' "attendees": [{"type": "required", "status": {"response": "none"}, "emailAddress": {"name": "x", "address": "x"}}]}'
)


class _FixedToken:
    """A credential with the token of the settings."""

    def __init__(self, kind: Any, token: str) -> None:
        self._given = kind(token, 4_102_444_800)  # year 2100: whoever set it knows how long it lasts

    async def get_token(self, *_scopes: str, **_options: Any) -> Any:
        """The token."""
        return self._given

    async def close(self) -> None:
        """There is nothing to close."""


def credential(sdk: Any, to: Any) -> Any:
    """Who the app is, as the settings say (calendar_sync.graph.Access): a fixed token, a secret or a certificate."""
    if to.token is not None:
        return _FixedToken(sdk.AccessToken, to.token)
    if to.secret:
        return sdk.ClientSecretCredential(to.tenant_id, to.client_id, to.secret)
    return sdk.CertificateCredential(to.tenant_id, to.client_id, to.certificate)


def not_after(pem: bytes) -> datetime:
    """When the certificate of a PEM file ends. Raises ValueError for a file without one."""
    from cryptography.x509 import load_pem_x509_certificate

    return load_pem_x509_certificate(pem).not_valid_after_utc


def load() -> Any:
    """Import what is used of the SDK, and the reading of an event with it. To be called in a thread. The garbage collector rests
    the first time: walking through all that is loaded it would hold the loop up, again and again, for a tenth of a second."""
    if "msgraph" in sys.modules or not gc.isenabled():
        return _load()
    gc.disable()
    try:
        return _load()
    finally:
        gc.freeze()
        gc.enable()


def _load() -> Any:
    import httpx
    from azure.core.credentials import AccessToken
    from azure.core.exceptions import AzureError, ClientAuthenticationError
    from azure.identity.aio import CertificateCredential, ClientSecretCredential
    from kiota_abstractions.api_error import APIError
    from kiota_abstractions.base_request_configuration import RequestConfiguration
    from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
    from kiota_http.middleware.options import RedirectHandlerOption, RetryHandlerOption
    from kiota_serialization_json.json_parse_node_factory import JsonParseNodeFactory

    from calendar_sync.graph import stores

    stores.install()  # before any model is imported: each keeps the maker that it finds
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
    from msgraph.generated.models.subscription import Subscription
    from msgraph.generated.users.item.events.events_request_builder import EventsRequestBuilder
    from msgraph.generated.users.item.events.item.cancel.cancel_post_request_body import CancelPostRequestBody
    from msgraph.generated.users.item.events.item.event_item_request_builder import EventItemRequestBuilder
    from msgraph_core import GraphClientFactory

    install_guard()
    for model in (EventCollectionResponse, ODataError, Subscription):
        model().get_field_deserializers()  # imports what reading one needs, here and not on the loop
    JsonParseNodeFactory().get_root_parse_node("application/json", _LIKE).get_object_value(Event)
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
        ExtendedProperty=SingleValueLegacyExtendedProperty, Cancel=CancelPostRequestBody, Subscription=Subscription,
        AsyncClient=httpx.AsyncClient, AsyncHTTPTransport=httpx.AsyncHTTPTransport, Timeout=httpx.Timeout,
        TransportError=httpx.TransportError, NOT_SENT=(httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout),
        list_query=EventsRequestBuilder.EventsRequestBuilderGetQueryParameters,
        item_query=EventItemRequestBuilder.EventItemRequestBuilderGetQueryParameters,
    )  # fmt: skip


def install_guard() -> bool:
    """Spare each entity that is read two thousand imports it does not use (platform/graph.md §1.3). False, and nothing is
    changed, when the SDK's own method reads something else by now than the two fields it is known to read."""
    import msgraph.generated.models.entity as sdk_entity

    original = sdk_entity.Entity.get_field_deserializers
    if original is entity_fields:
        return True
    if set(re.findall(r'"([\w@.]+)"\s*:\s*lambda', inspect.getsource(original))) != {"id", "@odata.type"}:
        log.warning("calendar.guard_not_installed")
        return False
    sdk_entity.Entity.get_field_deserializers = entity_fields
    return True


def entity_fields(self: Any) -> dict[str, Any]:
    """The two fields of an entity, without the imports that the SDK does for each."""
    return {
        "id": lambda node: setattr(self, "id", node.get_str_value()),
        "@odata.type": lambda node: setattr(self, "odata_type", node.get_str_value()),
    }
