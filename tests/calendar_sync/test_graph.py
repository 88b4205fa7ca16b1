"""The door to Graph: what the settings must say, where the token goes, what an error means; and the SDK's own faults."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import Any

import pytest

from bot.settings import read
from calendar_sync import errors, graph
from calendar_sync.errors import Ambiguous, Duplicate, Gone, NotAllowed, NotConfigured, Refuses, StaleToken, TryLater
from calendar_sync.graph import Graph, access, sdk
from sandbox.graph_client import Outlook
from sandbox.server import SandboxThread
from tests.calendar_sync.desk import ORGANISER, TOKEN

REAL = {"GRAPH_ORGANISER": ORGANISER, "AZURE_TENANT_ID": "t", "AZURE_CLIENT_ID": "c", "AZURE_CLIENT_SECRET": "hemligt"}
LOCAL = {"GRAPH_ORGANISER": ORGANISER, "GRAPH_ACCESS_TOKEN": TOKEN, "GRAPH_BASE_URL": "http://127.0.0.1:1/v1.0"}


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        (REAL, None),
        (LOCAL, None),
        ({**REAL, "AZURE_CLIENT_SECRET": "", "AZURE_CLIENT_CERTIFICATE_PATH": "/x.pem"}, None),
        ({**REAL, "GRAPH_ORGANISER": ""}, "GRAPH_ORGANISER"),
        ({**REAL, "AZURE_TENANT_ID": ""}, "AZURE_TENANT_ID"),
        ({**REAL, "AZURE_CLIENT_SECRET": ""}, "AZURE_CLIENT_SECRET"),
        ({**REAL, "GRAPH_BASE_URL": "http://graph.example/v1.0"}, "https"),
        ({**LOCAL, "GRAPH_BASE_URL": "http://graph.example/v1.0"}, "https"),
        ({**REAL, "GRAPH_BASE_URL": "http://127.0.0.1:1/v1.0"}, "https"),
        ({**LOCAL, "GRAPH_BASE_URL": "ftp://127.0.0.1/v1.0"}, "https"),
    ],
)
def test_the_settings_must_say_how_to_reach_graph(said: dict[str, str], missing: str | None) -> None:
    if missing is None:
        found = access(read(said))
        assert found.organiser == ORGANISER
        assert "hemligt" not in repr(found)
        assert TOKEN not in repr(found)
        return
    with pytest.raises(NotConfigured, match=missing):
        access(read(said))


@pytest.mark.parametrize(
    ("status", "code", "headers", "kind", "certain", "final", "after"),
    [
        (409, "ErrorDuplicateTransactionId", {}, Duplicate, True, False, None),
        (410, "Gone", {}, StaleToken, True, False, None),
        (400, "syncStateNotFound", {}, StaleToken, True, False, None),
        (401, "InvalidAuthenticationToken", {}, NotAllowed, True, True, None),
        (403, "ErrorAccessDenied", {}, NotAllowed, True, True, None),
        (404, "ErrorInvalidUser", {}, NotAllowed, True, True, None),
        (404, "ErrorItemNotFound", {}, Gone, True, True, None),
        (429, "ApplicationThrottled", {"Retry-After": "7"}, TryLater, True, False, 7.0),
        (412, "ErrorIrresolvableConflict", {"retry-after": "x"}, TryLater, True, False, None),
        (503, "ServiceUnavailable", {"retry-after": "12"}, Ambiguous, False, False, 12.0),
        (500, "", None, Ambiguous, False, False, None),
        (408, "", None, Ambiguous, False, False, None),
        (400, "ErrorPropertyValidationFailure", {}, Refuses, True, True, None),
    ],
)
def test_an_error_is_named_by_what_one_can_do_about_it(
    status: int, code: str, headers: dict[str, str] | None, kind: type, certain: bool, final: bool, after: float | None
) -> None:
    fault = errors.named(status, code, headers)

    assert type(fault) is kind
    assert (fault.certain, fault.final, fault.retry_after) == (certain, final, after)


@pytest.fixture
async def calendar(box: SandboxThread) -> Any:
    """The organiser's calendar in a local Graph."""
    from sandbox.graph_client import Outlook

    Outlook(box.url).add_mailbox(ORGANISER, "Samverkan", organiser=True)
    made = Graph(access(read({**LOCAL, "GRAPH_BASE_URL": box.graph_base_url})))
    yield made
    await made.aclose()


def event(number: int = 1) -> dict[str, Any]:
    edge = {"dateTime": f"2026-03-{number:02d}T09:00:00", "timeZone": "W. Europe Standard Time"}
    return {"subject": f"Möte {number}", "start": edge, "end": edge, "transactionId": f"t{number}"}


async def test_four_requests_at_most_are_on_their_way(calendar: Graph, box: SandboxThread) -> None:
    """The local Graph answers 429 to a fifth."""
    from sandbox.graph_client import Outlook

    Outlook(box.url).set_up(latency=0.05)
    made = await asyncio.gather(*(calendar.create(event(number)) for number in range(1, 13)))

    assert len({one["id"] for one in made}) == 12


async def test_a_server_that_is_not_there_is_surely_not_reached(box: SandboxThread) -> None:
    unreachable = Graph(access(read(LOCAL)))
    with pytest.raises(TryLater) as no:
        await unreachable.get("AAkA")
    await unreachable.aclose()

    assert no.value.certain


async def test_a_broken_connection_is_ambiguous(calendar: Graph, box: SandboxThread) -> None:
    box.run(lambda: box.world.faults.add(service="graph", path="/events", kind="drop_before"))
    with pytest.raises(Ambiguous) as no:
        await calendar.create(event())

    assert not no.value.certain


async def test_a_redirect_is_not_followed_and_another_host_gets_no_token(calendar: Graph) -> None:
    await calendar.create(event())
    provider = calendar._client.request_adapter._authentication_provider

    validator = provider.access_token_provider.get_allowed_hosts_validator()
    assert validator.is_url_host_valid("http://127.0.0.1/v1.0")
    assert not validator.is_url_host_valid("https://graph.microsoft.com/v1.0")
    assert not validator.is_url_host_valid("https://somewhere.example/v1.0")


async def test_what_nobody_writes_is_refused_before_it_is_sent(calendar: Graph) -> None:
    with pytest.raises(Refuses):
        await calendar.change("AAkA", {"categories": ["x"]})


async def test_no_connection_is_left_open(calendar: Graph) -> None:
    """A warning about one would fail the test; closed twice is closed."""
    await calendar.create(event())
    await calendar.aclose()
    await calendar.aclose()
    assert (await calendar.create(event()))["subject"] == "Möte 1"  # and it opens again


def test_the_guard_is_put_in_while_the_sdk_reads_the_two_fields_it_is_known_to_read() -> None:
    import msgraph.generated.models.entity as entity

    assert sdk.install_guard()
    assert sdk.install_guard()
    assert entity.Entity.get_field_deserializers is sdk.entity_fields


def test_a_new_release_that_reads_more_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import msgraph.generated.models.entity as entity

    def reads_more(self: Any) -> dict[str, Any]:
        return {"id": lambda n: n, "@odata.type": lambda n: n, "name": lambda n: n}

    monkeypatch.setattr(entity.Entity, "get_field_deserializers", reads_more)

    assert not sdk.install_guard()
    assert entity.Entity.get_field_deserializers is reads_more


def test_the_sdk_is_not_imported_until_it_is_used() -> None:
    program = "import sys, calendar_sync.sender, calendar_sync.listener; print('msgraph' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert said.stdout.strip() == "False"


def test_what_is_slow_to_answer_is_not_waited_for_longer_than_a_lease() -> None:
    from bot.outbox.retry import LEASE

    assert LEASE.total_seconds() > 5 * graph.TIMEOUT
    assert graph.CONNECT <= graph.TIMEOUT


FIRST = """
import asyncio, sys, threading
from calendar_sync.graph import Graph, access
from bot.settings import read

slow, loop = {"msgraph", "kiota_abstractions", "azure", "httpx"}, []
def hears(event, args):
    if event == "import" and args[0].partition(".")[0] in slow and threading.current_thread() is threading.main_thread():
        loop.append(args[0])
sys.addaudithook(hears)
graph = Graph(access(read({"GRAPH_BASE_URL": sys.argv[1], "GRAPH_ACCESS_TOKEN": sys.argv[2], "GRAPH_ORGANISER": sys.argv[3]})))
print("before", sorted(slow & set(sys.modules)))

async def main():
    day = {"dateTime": "2027-01-14T09:00:00", "timeZone": "UTC"}
    made = await graph.create({"subject": "x", "start": day, "end": day})
    assert (await graph.get(made["id"]))["subject"] == "x"
    await graph.aclose()

asyncio.run(main())
print("on the loop", loop)
"""


def test_what_is_slow_of_the_sdk_waits_until_it_is_used_and_is_then_not_on_the_loop(box: SandboxThread) -> None:
    """Importing it, and what the first event that is read imports, take a second or two (platform/graph.md §1.3)."""
    Outlook(box.url).add_mailbox(ORGANISER, "Samverkan", organiser=True)
    command = [sys.executable, "-c", FIRST, box.graph_base_url, TOKEN, ORGANISER]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)

    assert said.stdout.splitlines() == ["before []", "on the loop []"]


WRITTEN = """
import json, sys
if sys.argv[1] == "theirs":  # a model keeps the maker of stores that it found when it was imported
    import msgraph.generated.models.event, msgraph.generated.models.attendee, msgraph.generated.models.item_body
    import msgraph.generated.models.location, msgraph.generated.models.date_time_time_zone
    import msgraph.generated.models.single_value_legacy_extended_property
from kiota_abstractions.store import BackingStoreSerializationWriterProxyFactory
from kiota_serialization_json.json_serialization_writer_factory import JsonSerializationWriterFactory
from bot.settings import read
from calendar_sync.graph import Graph, access, sdk

calendar = Graph(access(read(json.loads(sys.argv[2]))))
calendar._sdk = sdk.load()
event = calendar._written(json.loads(sys.argv[3]))
writer = BackingStoreSerializationWriterProxyFactory(JsonSerializationWriterFactory()).get_serialization_writer("application/json")
writer.write_object_value(None, event)
print(type(event.backing_store).__name__, type(event.attendees[0].backing_store).__name__, writer.get_serialized_content().decode())
"""


def test_what_is_sent_is_what_it_is_with_the_sdks_own_stores() -> None:
    people = [
        {"emailAddress": {"address": f"a{one}@kommunen.example", "name": name}, "type": "required"}
        for one, name in enumerate(["Anna", ""])
    ]
    given = {
        **event(), "attendees": people, "location": {"displayName": "Umeå"}, "showAs": "tentative",
        "body": {"contentType": "html", "content": "<p>x</p>"},
        "singleValueExtendedProperties": [{"id": "String {x} Name y", "value": "z"}],
    }  # fmt: skip

    ours, theirs = (
        subprocess.run(
            [sys.executable, "-c", WRITTEN, whose, json.dumps(LOCAL), json.dumps(given)], capture_output=True, text=True, check=True
        ).stdout.split(" ", 2)
        for whose in ("ours", "theirs")
    )  # fmt: skip

    assert (ours[:2], theirs[:2]) == (["Plain", "Plain"], ["InMemoryBackingStore"] * 2)
    assert json.loads(ours[2]) == json.loads(theirs[2])
    assert json.loads(ours[2])["attendees"][0]["emailAddress"]["address"] == "a0@kommunen.example"
