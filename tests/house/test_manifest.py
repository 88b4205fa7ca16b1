"""app-manifest.yaml is what the code needs: equal to `samverkan manifest`, every way in named and routed."""

import itertools
import subprocess
import sys
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.text import manifest as words
from handlers import ids, manifest
from handlers.routes import all_doors
from tests.house.looking import ROOT, text

MANIFEST = yaml.safe_load(text("app-manifest.yaml"))
FEATURES = MANIFEST["features"]


def _object(needed: str = "", **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": needed.split(), "properties": properties}


def _string(least: int = 1, most: int = 3000, shape: str = "") -> dict[str, Any]:
    return {"type": "string", "minLength": least, "maxLength": most, "pattern": shape}


def _list(of: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": of, "maxItems": most, "uniqueItems": True}


YES_NO = {"type": "boolean"}
ADDRESS = _string(most=3000, shape="^https?://")
SHORTCUT = _object(
    "name type callback_id description", name=_string(most=24), type={"enum": ["message", "global"]}, callback_id=_string(most=255),
    description=_string(most=150),
)  # fmt: skip
COMMAND = _object(
    "command description", command=_string(2, 32, "^/"), description=_string(most=2000), usage_hint=_string(most=1000),
    should_escape=YES_NO, url=ADDRESS,
)  # fmt: skip
# What Slack takes (slackapi/manifest-schema 0.5.0), of the parts that we use; and the colour, which its schema lets through.
VALIDATOR = Draft202012Validator(
    _object(
        "display_information features oauth_config settings",
        _metadata=_object(major_version={"enum": [1]}, minor_version={"type": "integer"}),
        display_information=_object(
            "name", name=_string(most=35), description=_string(most=140), long_description=_string(175, 4000),
            background_color=_string(4, 7, "^#([0-9a-fA-F]{3}){1,2}$"),
        ),
        features=_object(
            app_home=_object(home_tab_enabled=YES_NO, messages_tab_enabled=YES_NO, messages_tab_read_only_enabled=YES_NO),
            bot_user=_object("display_name", display_name=_string(most=80), always_online=YES_NO),
            shortcuts=_list(SHORTCUT, 10), slash_commands=_list(COMMAND, 50),
        ),
        oauth_config=_object(scopes=_object(bot=_list(_string(most=50), 255), bot_optional=_list(_string(most=50), 255))),
        settings=_object(
            event_subscriptions=_object(request_url=ADDRESS, bot_events=_list(_string(most=50), 100)),
            interactivity=_object("is_enabled", is_enabled=YES_NO, request_url=ADDRESS),
            org_deploy_enabled=YES_NO, socket_mode_enabled=YES_NO, token_rotation_enabled=YES_NO,
        ),
    )
)  # fmt: skip
# A subscription to message.im arrives as an event of type message.
SUBSCRIBED = {name.split(".")[0] for name in MANIFEST["settings"]["event_subscriptions"]["bot_events"]}


def test_the_file_is_what_the_command_prints() -> None:
    command = [sys.executable, "-c", "import samverkan; samverkan.main()", "manifest"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert printed == text("app-manifest.yaml")


def test_every_shortcut_is_named_and_routed() -> None:
    named = {one["callback_id"] for one in FEATURES["shortcuts"]}

    assert named == {str(one) for one in ids.Shortcut}
    assert named == set(all_doors().shortcuts)


def test_every_event_is_subscribed_and_routed() -> None:
    assert set(all_doors().events) == SUBSCRIBED


def test_the_command_is_named() -> None:
    assert [one["command"] for one in FEATURES["slash_commands"]] == [ids.COMMAND]


def lines_of(part: str) -> list[str]:
    """The lines of a list of scopes in the file, without the headings."""
    after = text("app-manifest.yaml").split(f"    {part}:\n")[1].splitlines()
    own = itertools.takewhile(lambda line: line.startswith(("    -", "    #")), after)
    return [line for line in own if line.startswith("    - ")]


@pytest.mark.parametrize("part", ["bot", "bot_optional"])
def test_every_scope_says_what_it_is_for(part: str) -> None:
    """Least rights, each justified on its line; for an optional one, what people do without it."""
    listed = lines_of(part)

    assert len(listed) == len(MANIFEST["oauth_config"]["scopes"][part])
    assert [line for line in listed if len(line.partition("#")[2].strip()) < 15] == []


def test_five_scopes_must_be_there_and_the_rest_belong_to_something() -> None:
    """platform/users.md: five with a sentence each, and none of those that it warns of."""
    scopes = MANIFEST["oauth_config"]["scopes"]

    assert set(words.MUST) == {"commands", "chat:write", "im:write", "users:read", "users:read.email"}
    assert scopes["bot"][:5] == list(words.MUST)
    assert scopes["bot"] == [one for group in words.GROUPS.values() for one in group]
    assert set(scopes["bot_optional"]) == set(words.OPTIONAL) <= set(scopes["bot"]) - set(words.MUST)
    assert [one for one in scopes["bot"] if one.startswith("mpim:") or one in AVOID] == []


AVOID = {"chat:write.public", "chat:write.customize", "users:write"}


@pytest.mark.parametrize("socket_mode", [True, False])
def test_slack_would_take_it(socket_mode: bool) -> None:
    faults = [one.message for one in VALIDATOR.iter_errors(manifest.build(socket_mode=socket_mode))]

    assert faults == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("display_information", "name"), "N" * 36),
        (("display_information", "long_description"), "kort"),
        (("display_information", "background_color"), "blue"),
        (("features", "shortcuts", 0, "name"), "Lyft en fråga till din grupp"),
        (("features", "slash_commands", 0, "command"), "samverkan"),
        (("settings", "colour"), "blue"),
        (("oauth_config", "scopes", "bot"), "chat:write"),
    ],
)
def test_what_slack_would_not_take_is_seen(path: tuple[str | int, ...], value: object) -> None:
    whole: Any = manifest.build()
    _put(whole, path, value)

    assert [one.message for one in VALIDATOR.iter_errors(whole)]


def _put(where: Any, path: tuple[str | int, ...], value: object) -> None:
    for step in path[:-1]:
        where = where[step]
    where[path[-1]] = value
