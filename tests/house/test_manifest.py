"""app-manifest.yaml is what the code needs: equal to `samverkan manifest`, every way in named and routed."""

import subprocess
import sys

import yaml

from handlers import ids
from handlers.routes import all_doors
from tests.house.looking import ROOT, text

MANIFEST = yaml.safe_load(text("app-manifest.yaml"))
FEATURES = MANIFEST["features"]
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


def test_every_scope_says_what_it_is_for() -> None:
    """Least rights, each justified on its line."""
    listed = text("app-manifest.yaml").split("    bot:\n")[1].split("settings:")[0].splitlines()

    assert len(listed) == len(MANIFEST["oauth_config"]["scopes"]["bot"])
    assert [line for line in listed if len(line.partition("#")[2].strip()) < 15] == []
