"""`samverkan doctor`, what it asks Slack and Outlook: each line that can fail does so when it should, and says what mends it."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.clock import Clock
from bot.text import doctor as words
from bot.text.manifest import OPTIONAL, SCOPES
from sandbox.client import Hands
from sandbox.graph_client import Outlook
from sandbox.server import AppConfig
from tests.commands.answers import Said, answering
from tests.commands.examining import NOWHERE, ORGANISER, Lines, World, changed_in_the_database, command, examined, of

pytestmark = pytest.mark.usefixtures("folder")

# ---------------------------------------------------------------- when all is well


def test_all_is_well_and_nothing_is_left_behind(world: World) -> None:
    sandbox, settings = world
    hands = Hands(sandbox.url)
    before = hands.request_count()
    lines = examined(**settings)
    asked = [(one["method"], one["path"].rpartition("/")[2]) for one in hands.requests(after=before)]

    assert of(lines, words.WRITE) == [(True, words.WRITE_OK.format(mailbox=ORGANISER))]
    assert of(lines, words.READ) == [(True, words.READ_OK.format(mailbox=ORGANISER))]
    assert of(lines, words.APP_TOKEN) == [(True, words.OK)]
    assert of(lines, words.SCOPES) == [(True, words.SCOPES_OK.format(count=len(SCOPES)))]
    assert of(lines, words.RUNNING)[0][0] is None  # not started yet
    assert Outlook(sandbox.url).events_of(ORGANISER, deleted=True) == []
    assert [method for method, path in asked if path not in ("auth.test", "apps.connections.open")] == ["GET", "PATCH"]
    assert command("doctor", **settings).exit_code == 0


def test_what_is_not_asked_offline_says_so(world: World) -> None:
    sandbox, settings = world
    before = Hands(sandbox.url).request_count()
    lines = examined("--offline", **settings)

    assert of(lines, words.READ) == [(None, words.NOT_ASKED)]
    assert Hands(sandbox.url).request_count() == before


def test_no_secret_is_shown(world: World, tmp_path: Path) -> None:
    _, settings = world
    secret = "hemligt-0123456789"
    wrong = settings | {
        "SLACK_BOT_TOKEN": f"xoxb-{secret}", "SLACK_APP_TOKEN": f"xapp-{secret}", "SLACK_SIGNING_SECRET": secret,
        "GRAPH_ACCESS_TOKEN": secret, "AZURE_CLIENT_SECRET": secret,
        "SAMVERKAN_DATABASE_URL": f"postgresql://bot:{secret}@127.0.0.1:1/x",
    }  # fmt: skip
    said = [command("doctor", *more, **wrong).output for more in ((), ("--json",), ("--offline",))]

    assert [one for one in said if secret in one] == []


def test_a_person_sees_marks_remedies_and_where_to_read(world: World) -> None:
    _, settings = world
    shown = command("doctor", **settings | {"SLACK_BOT_TOKEN": "xoxb-wrong"}).stdout

    assert re.search(
        rf"^{words.ILL} {words.TOKEN}: .*invalid_auth.*\n    {words.REMEDY}.+\n    Läs mer: README", shown, re.M
    )
    assert shown.rstrip().endswith(words.FAULTS.format(count=1))


def test_wrong_usage_is_2() -> None:
    assert command("doctor", "--ofline").exit_code == 2


# ---------------------------------------------------------------- Slack


def test_a_token_that_slack_does_not_take(world: World) -> None:
    _, settings = world
    lines = examined(**settings | {"SLACK_BOT_TOKEN": "xoxb-wrong"})

    assert of(lines, words.TOKEN) == [(False, words.REFUSED.format(why="invalid_auth"))]


def test_a_slack_that_is_not_reached(world: World) -> None:
    _, settings = world
    (well, found), *_ = of(examined(**settings | {"SLACK_API_URL": f"{NOWHERE}/api/"}), words.TOKEN)

    assert (well, found.startswith("nås inte")) == (False, True)


def test_a_right_that_must_be_there_and_one_that_it_can_do_without(world: World, config: AppConfig) -> None:
    _, settings = world
    config.scopes -= OPTIONAL.keys()
    enough = of(examined(**settings), words.SCOPES)
    config.scopes.discard("chat:write")
    lacking = of(examined(**settings), words.SCOPES)

    assert enough == [(True, words.SCOPES_ENOUGH.format(names="channels:join, channels:manage, groups:write"))]
    assert lacking == [(False, words.SCOPES_MISSING.format(names="chat:write"))]


def test_an_app_token_that_slack_does_not_take(world: World) -> None:
    _, settings = world
    wrong = of(examined(**settings | {"SLACK_APP_TOKEN": "xapp-wrong"}), words.APP_TOKEN)
    http = of(examined(**settings | {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "s"}), words.APP_TOKEN)

    assert wrong == [(False, words.REFUSED.format(why="invalid_auth"))]
    assert http == [(None, words.HTTP_MODE)]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({"members": ["bot"]}, None),
        ({"members": []}, words.CHANNEL_NOT_IN),
        ({"members": ["bot"], "is_archived": True}, words.CHANNEL_ARCHIVED),
        ({"members": ["bot"], "is_ext_shared": True}, words.CHANNEL_SHARED),
        ({"members": [], "is_private": True}, words.CHANNEL_GONE),
    ],
)
def test_each_chosen_channel_is_asked_for(world: World, where: dict[str, Any], found: str | None) -> None:
    sandbox, settings = world
    hands, later = Hands(sandbox.url), {name: where[name] for name in ("is_archived", "is_ext_shared") if name in where}
    members = where["members"] or [hands.new_person("anna", "Anna Alm", "anna@umea.example").id]
    channel = hands.new_channel("lsg", members, is_private=where.get("is_private", False))["id"]
    if later:
        hands.change_channel(channel, **later)
    changed_in_the_database(
        f"INSERT INTO body_settings (body, channel, channel_made, au_channel_made) VALUES ('lsg', '{channel}', 0, 0)"
    )
    lines = of(examined(**settings), words.CHANNEL)

    said = (found or words.CHANNEL_OK).format(name="lsg", whose="LSG", channel=channel)
    assert lines[0] == (found is None, said)
    assert lines[1][1].endswith("har ingen kanal vald")


def test_a_clock_that_is_wrong(world: World) -> None:
    _, settings = world
    wrong = Clock().now() - timedelta(minutes=10)
    headers = {"Date": wrong.strftime("%a, %d %b %Y %H:%M:%S GMT"), "x-oauth-scopes": ",".join(SCOPES)}
    who = {"ok": True, "user": "bot", "team": "Sandbox", "team_id": "T1", "user_id": "U1", "bot_id": "B1"}
    with answering({("POST", "/api/auth.test"): (200, headers, who)}) as address:
        (well, found), *_ = of(examined(**settings | {"SLACK_API_URL": f"{address}/api/"}), words.CLOCK)

    assert well is False
    assert re.fullmatch(r"går (599|60\d) s fel", found)


# ---------------------------------------------------------------- Outlook


def test_outlook_that_is_not_set_up(world: World) -> None:
    _, settings = world
    lines = examined(**settings | {"GRAPH_ACCESS_TOKEN": "", "AZURE_TENANT_ID": "t"})

    assert of(lines, words.GRAPH)[0][0] is False


def test_a_sign_in_that_is_refused(world: World) -> None:
    _, settings = world
    lines = examined(**settings | {"GRAPH_ACCESS_TOKEN": "wrong"})

    assert of(lines, words.SIGN_IN) == [(False, words.REFUSED.format(why="401 InvalidAuthenticationToken"))]
    assert of(lines, words.READ) == []


def test_a_mailbox_that_the_app_may_not_touch(world: World) -> None:
    sandbox, settings = world
    Outlook(sandbox.url).add_mailbox("nagon@regionen.example")
    lines = examined(**settings | {"GRAPH_ORGANISER": "nagon@regionen.example"})

    assert of(lines, words.SIGN_IN)[0][0] is True
    assert of(lines, words.READ) == [(False, words.REFUSED.format(why="403 ErrorAccessDenied"))]


@pytest.mark.parametrize(
    ("status", "code", "well"),
    [(404, "ErrorItemNotFound", True), (403, "ErrorAccessDenied", False), (400, "ErrorInvalidIdMalformed", None),
     (503, "ServiceUnavailable", False)],
)  # fmt: skip
def test_who_may_read_but_not_write(world: World, status: int, code: str, well: bool | None) -> None:
    _, settings = world
    no = {"error": {"code": code, "message": code}}
    said: dict[tuple[str, str], Said] = {
        ("GET", "/events"): (200, {}, {"value": []}),
        ("PATCH", "="): (status, {}, no),
        ("PATCH", "%3D"): (status, {}, no),
    }
    with answering(said) as address:
        lines = examined(**settings | {"GRAPH_BASE_URL": f"{address}/v1.0"})

    assert of(lines, words.READ)[0][0] is True
    assert [one for one, _ in of(lines, words.WRITE)] == [well]


def test_a_graph_that_is_not_reached(world: World) -> None:
    _, settings = world
    (well, found), *_ = of(examined(**settings | {"GRAPH_BASE_URL": f"{NOWHERE}/v1.0"}), words.READ)

    assert (well, found.startswith("nås inte")) == (False, True)


def certificate(file: Path, days: int) -> None:
    """A certificate that ends in so many days (or ended), with its key, as PEM."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "samverkan")]),
    )
    now = Clock().now()
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(now - timedelta(days=400)).not_valid_after(now + timedelta(days=days, hours=1))
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    file.write_bytes(pem + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))


def with_certificate(settings: dict[str, str]) -> Lines:
    """The report of a bot that signs in with bot.pem. Entra is not reached in tests: of the certificate alone something is said."""
    keys = {
        "AZURE_TENANT_ID": "t",
        "AZURE_CLIENT_ID": "c",
        "AZURE_CLIENT_CERTIFICATE_PATH": "bot.pem",
        "GRAPH_ACCESS_TOKEN": "",
    }
    base = settings["GRAPH_BASE_URL"].replace("http://", "https://")
    return examined(**settings | keys | {"GRAPH_BASE_URL": base, "AZURE_AUTHORITY_HOST": "127.0.0.1:1"})


@pytest.mark.parametrize(("days", "well", "advice"), [(90, True, False), (20, True, True), (-2, False, True)])
def test_a_certificate_is_told_of_before_it_ends(world: World, days: int, well: bool, advice: bool) -> None:
    certificate(Path("bot.pem"), days)
    line = next(one for one in with_certificate(world[1]) if one["what"] == words.CREDENTIAL)

    assert (line["well"], bool(line["remedy"])) == (well, advice)


@pytest.mark.parametrize("content", [None, b"no certificate"])
def test_a_certificate_that_can_not_be_read(world: World, content: bytes | None) -> None:
    if content is not None:
        Path("bot.pem").write_bytes(content)
    lines = with_certificate(world[1])

    assert of(lines, words.CREDENTIAL)[0][0] is False
    assert of(lines, words.SIGN_IN)[0][0] is False
