"""What deploy/ promises, as far as it can be read and tried without a container engine: who runs, what is asked, what is in it.
`make image` builds it step by step; the engine itself and the base image are for whoever has them."""

from __future__ import annotations

import fnmatch
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings
from tests.commands.answers import answering
from tests.house.looking import ROOT, text, tracked
from tools import image

STAGES = image.stages(text("deploy/Dockerfile"))
WORDS = {
    "FROM",
    "WORKDIR",
    "ENV",
    "COPY",
    "RUN",
    "USER",
    "VOLUME",
    "EXPOSE",
    "STOPSIGNAL",
    "HEALTHCHECK",
    "ENTRYPOINT",
    "CMD",
}
COMPOSE: dict[str, Any] = yaml.safe_load(text("deploy/compose.yaml"))
UNIT = [
    line.partition("=")[::2] for line in text("deploy/samverkan.service").splitlines() if re.match(r"[A-Z]\w+=", line)
]
SETTINGS = {str(one.validation_alias.choices[0]) for one in Settings.model_fields.values()}  # type: ignore[union-attr]


def said(stage: list[image.Step], word: str) -> list[str]:
    return [step.rest for step in stage if step.word == word]


# ---------------------------------------------------------------- the image


def test_the_lock_of_the_image_is_fresh() -> None:
    """Mended by `make lock`, or `python -m tools.image lock`."""
    assert image.LOCK.read_text(encoding="utf-8") == image.product_lock()


def test_the_image_holds_no_part_of_the_workshop() -> None:
    assert (
        re.findall(
            r"^(?:pytest|mypy|ruff|playwright|pip-audit|pip|setuptools)==", text("deploy/requirements.lock"), re.M
        )
        == []
    )


def test_every_part_is_checked_by_its_hash_and_none_is_built() -> None:
    (install,) = [one for one in said(STAGES[0], "RUN") if " install " in one]

    assert {"--require-hashes", "--no-deps", "--only-binary", ":all:"} <= set(install.split())


def test_it_runs_as_nobody_much_and_says_whether_it_lives() -> None:
    last = STAGES[-1]
    (user,), (health,) = said(last, "USER"), said(last, "HEALTHCHECK")

    assert int(user) >= 10000  # a number: a cluster that refuses root can see that it is none
    assert f"--uid {user}" in " ".join(said(last, "RUN"))
    assert '["python", "deploy/healthy.py"]' in health
    assert "/livez" in text("deploy/healthy.py")
    assert last.index(image.Step("USER", user)) > max(i for i, step in enumerate(last) if step.word in ("RUN", "COPY"))


def test_the_usual_mistakes_are_not_in_it() -> None:
    every = [step for stage in STAGES for step in stage]
    settings = " ".join(step.rest for step in every if step.word in ("ENV", "ARG"))

    assert {step.word for step in every} <= WORDS
    assert re.findall(r"TOKEN|SECRET|PASSWORD", settings) == []
    assert [step.rest for step in every if re.search(r"curl|wget|sudo|chmod 777|:latest", step.rest)] == []
    assert all(one.startswith("[") for stage in STAGES for word in ("ENTRYPOINT", "CMD") for one in said(stage, word))


def test_all_of_the_product_is_copied_and_nothing_else_is_let_in() -> None:
    rules = [line for line in text("deploy/Dockerfile.dockerignore").splitlines() if line and not line.startswith("#")]
    let_in = [line.removeprefix("!") for line in rules if line.startswith("!")]
    copied = [one for rest in said(STAGES[0], "COPY") for one in rest.split()[:-1]]
    modules = tomllib.loads(text("pyproject.toml"))["tool"]["setuptools"]["py-modules"]
    needed = {f"{one}.py" for one in modules if not one.startswith("demo")}
    needed |= {"bot", "calendar_sync", "handlers", "migrations", "models", "app-manifest.yaml"}

    assert rules[0] == "*"
    assert [one for one in needed if not any(fnmatch.fnmatch(one, rule) for rule in copied)] == []
    assert [one for one in needed if not any(fnmatch.fnmatch(one, rule) for rule in let_in)] == []
    assert [
        one
        for one in ("demo.py", "demo_scene.py", ".env", "tests", "sandbox")
        if any(fnmatch.fnmatch(one, rule) for rule in let_in)
    ] == []
    missing = [
        one for one in copied if not any(fnmatch.fnmatch(name, one) or name.startswith(f"{one}/") for name in tracked())
    ]
    assert missing == []


def test_the_images_program_is_the_products() -> None:
    module, _, _ = tomllib.loads(text("pyproject.toml"))["project"]["scripts"]["samverkan"].partition(":")

    assert f'exec python -m {module} "$@"' in text("deploy/samverkan").splitlines()


def test_the_health_check_tells_life_from_death() -> None:
    def code(port: str) -> int:
        environment = {"SAMVERKAN_PORT": port}
        command = [sys.executable, str(ROOT / "deploy" / "healthy.py")]
        return subprocess.run(command, env=environment, capture_output=True, check=False).returncode

    with answering({("GET", "/livez"): (200, {}, "ok\n")}) as address:
        alive = code(address.rpartition(":")[2])
    with answering({("GET", "/livez"): (500, {}, "")}) as address:
        ill = code(address.rpartition(":")[2])

    assert (alive, ill, code("1")) == (0, 1, 1)


# Takes every way that the bot takes at Graph, with the pruned SDK and none other.
WAYS = """
import asyncio, datetime, json, sys
import msgraph
from bot.settings import read
from calendar_sync.errors import Gone, OutlookFault
from calendar_sync.graph import Graph, access
from sandbox.graph_client import Outlook
from sandbox.server import AppConfig, SandboxThread

assert sys.argv[1] in msgraph.__file__, msgraph.__file__

async def all_ways(settings):
    graph = Graph(access(settings))
    edge = {"dateTime": "2026-03-12T13:00:00", "timeZone": "UTC"}
    who = {"emailAddress": {"address": "anna@umea.example", "name": "Anna Alm"}, "type": "required"}
    made = await graph.create({"subject": "x", "start": edge, "end": {**edge, "dateTime": "2026-03-12T15:00:00"}, "attendees": [who],
        "body": {"contentType": "html", "content": "x"}, "showAs": "busy", "location": {"displayName": "Umeå"}})
    await graph.get(made["id"])
    await graph.get(made["id"], text=False)
    assert await graph.find("String {3c9f6f0a-5a0e-4d57-9a3e-0f6b5d2a7e41} Name X", "y") is None
    await graph.change(made["id"], {"subject": "y"})
    await graph.cancel(made["id"], "z")
    try:
        await graph.change(made["id"], {"subject": "y"})
        raise AssertionError("a cancelled event was changed")
    except OutlookFault as fault:
        print(type(fault).__name__)
    await graph.subscriptions()
    for verb in (graph.subscribe("https://127.0.0.1:1/x", "s", datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)),
                 graph.prolong("nobody", datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC))):
        try:
            await verb
        except OutlookFault as fault:
            print(type(fault).__name__)
    await graph.aclose()

with SandboxThread(AppConfig()) as sandbox:
    Outlook(sandbox.url).add_mailbox("samverkan@region.example", organiser=True)
    asyncio.run(all_ways(read({"GRAPH_ORGANISER": "samverkan@region.example", "GRAPH_ACCESS_TOKEN": "sandbox-graph-token",
        "GRAPH_BASE_URL": sandbox.graph_base_url})))
print("all ways")
"""


def test_the_pruned_sdk_has_every_way_that_the_bot_takes(tmp_path: Path) -> None:
    import msgraph

    from deploy.prune import size, surplus

    sdk = Path(msgraph.__file__).parent
    gone = set(surplus(sdk))
    shutil.copytree(
        sdk, tmp_path / "msgraph",
        ignore=lambda folder, names: [one for one in names if Path(folder) / one in gone or one == "__pycache__"],
    )  # fmt: skip
    command = [sys.executable, "-c", WAYS, str(tmp_path)]
    environment = {"PYTHONPATH": f"{tmp_path}:{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert done.stdout.endswith("all ways\n"), done.stderr
    assert not (tmp_path / "msgraph" / "generated" / "groups").exists()
    assert sum(map(size, gone)) > 100_000_000


# ---------------------------------------------------------------- compose


def settings_of(service: dict[str, Any]) -> set[str]:
    return {name.removesuffix("_FILE") for name in service.get("environment", {})}


def test_compose_sets_what_there_is_to_set_and_no_secret() -> None:
    services = COMPOSE["services"]

    assert settings_of(services["bot"]) | settings_of(services["init"]) <= SETTINGS
    assert {one for service in services.values() for one in service.get("secrets", [])} == set(COMPOSE["secrets"])
    assert [
        one
        for one in re.findall(r"PASSWORD\w*: *(\S+)", text("deploy/compose.yaml"))
        if not one.startswith("/run/secrets/")
    ] == []
    assert "/deploy/secrets/" in text(".gitignore").splitlines()


def test_compose_gives_the_bot_little_and_shows_it_to_this_machine_alone() -> None:
    services = COMPOSE["services"]

    for name in ("bot", "init"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
        assert "no-new-privileges:true" in services[name]["security_opt"]
    assert all(port.startswith("127.0.0.1:") for service in services.values() for port in service.get("ports", []))
    assert "ports" not in services["database"]


def test_compose_brings_the_tables_up_before_the_bot() -> None:
    services = COMPOSE["services"]

    assert services["bot"]["depends_on"]["init"] == {"condition": "service_completed_successfully"}
    assert services["init"]["depends_on"]["database"] == {"condition": "service_healthy"}
    assert (services["init"]["command"], services["bot"]["command"]) == (["init"], ["run"])


# ---------------------------------------------------------------- systemd and the proxy


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("User", "samverkan"), ("NoNewPrivileges", "yes"), ("CapabilityBoundingSet", ""), ("ProtectSystem", "strict"), ("ProtectHome", "yes"),
        ("PrivateTmp", "yes"), ("PrivateDevices", "yes"), ("MemoryDenyWriteExecute", "yes"), ("RestrictNamespaces", "yes"), ("UMask", "0077"),
        ("StateDirectoryMode", "0700"), ("SystemCallFilter", "@system-service"), ("Restart", "on-failure"), ("KillSignal", "SIGTERM"),
    ],
)  # fmt: skip
def test_the_unit_is_hardened(name: str, value: str) -> None:
    assert (name, value) in UNIT


def test_the_unit_starts_what_is_installed_and_sets_what_there_is_to_set() -> None:
    given = [pair.partition("=")[0] for name, value in UNIT if name == "Environment" for pair in value.split()]
    started = [value for name, value in UNIT if name == "ExecStart"]

    assert started == ["/srv/samverkan/.venv/bin/samverkan run"]
    assert "samverkan" in tomllib.loads(text("pyproject.toml"))["project"]["scripts"]
    assert {one.removesuffix("_FILE") for one in given} - {"PYTHONDONTWRITEBYTECODE"} <= SETTINGS


def test_the_proxy_hides_what_is_for_those_who_run_it() -> None:
    hidden = re.findall(r"location = (/\w+)\s*\{ return 404; \}", text("deploy/proxy.nginx"))

    assert set(hidden) == {"/metrics", "/readyz"}
