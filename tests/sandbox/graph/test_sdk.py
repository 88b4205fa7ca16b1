"""The real msgraph-sdk against the local Graph, its own retries turned off; not the bot's use of it."""

from __future__ import annotations

import inspect
import re
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import msgraph.generated.models.entity as sdk_entity
import pytest
from azure.core.credentials import AccessToken
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider
from kiota_http.middleware.options import RetryHandlerOption
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.models.attendee import Attendee
from msgraph.generated.models.attendee_type import AttendeeType
from msgraph.generated.models.body_type import BodyType
from msgraph.generated.models.date_time_time_zone import DateTimeTimeZone
from msgraph.generated.models.email_address import EmailAddress
from msgraph.generated.models.event import Event
from msgraph.generated.models.item_body import ItemBody
from msgraph.generated.models.location import Location
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.response_type import ResponseType
from msgraph.generated.models.single_value_legacy_extended_property import SingleValueLegacyExtendedProperty
from msgraph.generated.users.item.calendar.get_schedule.get_schedule_post_request_body import GetSchedulePostRequestBody
from msgraph.generated.users.item.calendar_view.delta.delta_request_builder import DeltaRequestBuilder
from msgraph.generated.users.item.events.events_request_builder import EventsRequestBuilder
from msgraph.generated.users.item.events.item.cancel.cancel_post_request_body import CancelPostRequestBody
from msgraph.generated.users.item.events.item.event_item_request_builder import EventItemRequestBuilder
from msgraph_core import GraphClientFactory

from tests.sandbox.graph.driver import ANNA, BO, ORGANISER, STAMP, ZONE, Program


def lean_fields(self: Any) -> dict[str, Callable[[Any], None]]:
    """The two fields of an entity, without the two thousand imports that the original does for each."""
    return {
        "id": lambda node: setattr(self, "id", node.get_str_value()),
        "@odata.type": lambda node: setattr(self, "odata_type", node.get_str_value()),
    }


@pytest.fixture
def _guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put in only while the original still reads exactly these two fields."""
    original = inspect.getsource(sdk_entity.Entity.get_field_deserializers)
    assert set(re.findall(r'"([\w@.]+)"\s*:\s*lambda', original)) == {"id", "@odata.type"}
    monkeypatch.setattr(sdk_entity.Entity, "get_field_deserializers", lean_fields)


class FixedToken:
    """A credential that always has the sandbox's token."""

    async def get_token(
        self, *scopes: str, claims: str | None = None, tenant_id: str | None = None, **options: Any
    ) -> AccessToken:
        """The token; it never expires."""
        return AccessToken("sandbox-graph-token", 4_102_444_800)

    async def close(self) -> None:
        """There is nothing to close."""

    async def __aenter__(self) -> FixedToken:
        return self

    async def __aexit__(self, *_: object) -> None:
        """There is nothing to leave."""


@pytest.fixture
async def graph(app: Program, _guard: None) -> AsyncIterator[Any]:
    """The SDK's client, with the organiser's user builder."""
    # A transport of our own: the SDK's, put around it, does not pass on that it is closed.
    transport = httpx.AsyncHTTPTransport()
    client = httpx.AsyncClient(base_url=app.box.graph_base_url, timeout=10, transport=transport)
    options = {RetryHandlerOption.get_key(): RetryHandlerOption(max_retries=0)}
    http = GraphClientFactory.create_with_default_middleware(client=client, options=options)
    provider = AzureIdentityAuthenticationProvider(FixedToken(), scopes=["x"], allowed_hosts=["127.0.0.1"])
    adapter = GraphRequestAdapter(provider, http)
    adapter.base_url = app.box.graph_base_url
    async with http, transport:
        yield GraphServiceClient(request_adapter=adapter).users.by_user_id(ORGANISER)


def prefer(config: Any) -> Any:
    """A request configuration that asks for immutable ids."""
    config.headers.add("Prefer", 'IdType="ImmutableId"')
    return config


def wanted(**changes: Any) -> Event:
    """An event as the SDK writes it."""
    people = [Attendee(email_address=EmailAddress(address=one), type=AttendeeType.Required) for one in (ANNA, BO)]
    whole: dict[str, Any] = {
        "subject": "LSG – möte 15 mars",
        "start": DateTimeTimeZone(date_time="2027-03-15T10:00:00", time_zone=ZONE),
        "end": DateTimeTimeZone(date_time="2027-03-15T12:00:00", time_zone=ZONE),
        "body": ItemBody(content="<p>Dagordning</p>", content_type=BodyType.Html),
        "location": Location(display_name="Rådhuset"),
        "attendees": people,
        "transaction_id": "6f0e1a3c-7b1d-4b8e-9a55-0d2a6a4f9c12",
        "single_value_extended_properties": [SingleValueLegacyExtendedProperty(id=STAMP, value="meeting-7")],
    }
    return Event(**(whole | changes))


async def test_the_sdk_creates_reads_changes_and_cancels(app: Program, graph: Any) -> None:
    made = await graph.events.post(wanted(), request_configuration=prefer(RequestConfiguration()))
    assert (made.subject, made.location.display_name) == ("LSG – möte 15 mars", "Rådhuset")

    item = graph.events.by_event_id(made.id)
    changed = await item.patch(Event(subject="Another"), request_configuration=prefer(RequestConfiguration()))
    assert (changed.id, changed.subject) == (made.id, "Another")

    app.outlook.respond(ANNA, made.id, "declined")
    query = EventItemRequestBuilder.EventItemRequestBuilderGetQueryParameters(select=["attendees", "subject"])
    seen = await item.get(request_configuration=prefer(RequestConfiguration(query_parameters=query)))
    assert [one.status.response for one in seen.attendees] == [ResponseType.Declined, ResponseType.None_]

    await item.cancel.post(CancelPostRequestBody(comment="Inställt"))
    assert {mail["comment"] for mail in app.outlook.mails() if mail["kind"] == "cancellation"} == {"Inställt"}
    with pytest.raises(ODataError) as gone:
        await item.get(request_configuration=prefer(RequestConfiguration()))
    assert (gone.value.response_status_code, gone.value.error.code) == (404, "ErrorItemNotFound")


async def test_the_sdk_finds_by_stamp_and_pages(app: Program, graph: Any) -> None:
    for number in range(3):
        await graph.events.post(
            wanted(transaction_id=f"t-{number}"), request_configuration=prefer(RequestConfiguration())
        )
    query = EventsRequestBuilder.EventsRequestBuilderGetQueryParameters(
        filter=f"singleValueExtendedProperties/Any(ep: ep/id eq '{STAMP}' and ep/value eq 'meeting-7')",
        expand=[f"singleValueExtendedProperties($filter=id eq '{STAMP}')"],
        top=2,
    )
    page = await graph.events.get(request_configuration=prefer(RequestConfiguration(query_parameters=query)))
    rest = await graph.events.with_url(page.odata_next_link).get()

    assert (len(page.value), len(rest.value), rest.odata_next_link) == (2, 1, None)
    assert rest.value[0].single_value_extended_properties[0].value == "meeting-7"


async def test_the_sdk_walks_the_delta(app: Program, graph: Any) -> None:
    made = await graph.events.post(wanted(), request_configuration=prefer(RequestConfiguration()))
    query = DeltaRequestBuilder.DeltaRequestBuilderGetQueryParameters(
        start_date_time="2027-03-01T00:00:00Z", end_date_time="2027-04-01T00:00:00Z"
    )
    first = await graph.calendar_view.delta.get(
        request_configuration=prefer(RequestConfiguration(query_parameters=query))
    )
    assert [one.subject for one in first.value] == ["LSG – möte 15 mars"]

    app.cancel(made.id)
    later = await graph.calendar_view.delta.with_url(first.odata_delta_link).get(
        request_configuration=prefer(RequestConfiguration())
    )
    assert [(one.id, one.additional_data["@removed"]["reason"]) for one in later.value] == [(made.id, "deleted")]


async def test_the_sdk_asks_for_schedules(graph: Any) -> None:
    body = GetSchedulePostRequestBody(
        schedules=[ANNA, "guest@museum.example"],
        start_time=DateTimeTimeZone(date_time="2027-03-15T09:00:00", time_zone=ZONE),
        end_time=DateTimeTimeZone(date_time="2027-03-15T13:00:00", time_zone=ZONE),
        availability_view_interval=60,
    )
    found = await graph.calendar.get_schedule.post(body)

    assert found.value[0].availability_view == "0000"
    assert found.value[1].error.response_code == "ErrorMailRecipientNotFound"


async def test_the_sdk_does_not_retry_on_its_own(app: Program, graph: Any) -> None:
    app.box.run(lambda: app.box.world.faults.add(service="graph", path="/events", kind="503", times=1))

    with pytest.raises(ODataError) as ill:
        await graph.events.post(wanted(), request_configuration=prefer(RequestConfiguration()))

    assert ill.value.response_status_code == 503
    assert app.outlook.events_of(ORGANISER) == []


async def test_the_same_create_after_a_lost_answer_makes_one_event(app: Program, graph: Any) -> None:
    app.box.run(lambda: app.box.world.faults.add(service="graph", path="/events", kind="drop_after"))
    with pytest.raises(httpx.TransportError):
        await graph.events.post(wanted(), request_configuration=prefer(RequestConfiguration()))

    await graph.events.post(wanted(), request_configuration=prefer(RequestConfiguration()))

    assert len(app.outlook.events_of(ORGANISER)) == 1
    assert app.mailed() == [("invitation", ANNA), ("invitation", BO)]
