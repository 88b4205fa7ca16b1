"""`make scan` and `make audit` fail when something is wrong, and when they have looked at nothing: tried on recorded outputs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tools import audit, parts, scan
from tools.parts import Locked
from tools.system import ROOT

HASH = "a" * 64
LOCK = {"aiohttp": Locked("3.14.5", (HASH,)), "sqlmodel": Locked("0.0.50", (HASH,))}
WELL = [{"name": "aiohttp", "version": "3.14.5", "vulns": []}, {"name": "SQLModel", "version": "0.0.50", "vulns": []}]
HURT = {
    "name": "aiohttp",
    "version": "3.14.5",
    "vulns": [{"id": "PYSEC-2027-1", "fix_versions": ["3.14.6"], "aliases": []}],
}
NOT_ASKED = {
    "name": "aiohttp",
    "skip_reason": "Dependency not found on PyPI and could not be audited: aiohttp (3.14.5)",
}


def report(*dependencies: dict[str, Any]) -> str:
    return json.dumps({"dependencies": list(dependencies), "fixes": []})


def test_an_audit_of_all_that_is_locked_is_well() -> None:
    assert audit.verdict(0, report(*WELL), "", LOCK) == "2 of 2 locked parts audited, none vulnerable"


@pytest.mark.parametrize(
    ("code", "said", "complained", "why"),
    [
        (0, report(), "", "audited 0 parts, locked are 2"),
        (0, report(WELL[0]), "", "not audited as locked: sqlmodel"),
        (0, report(NOT_ASKED, WELL[1]), "", "1 of 2 were not audited"),
        (0, report({**WELL[0], "version": "3.14.4"}, WELL[1]), "", "not audited as locked: aiohttp"),
        (1, report(HURT, WELL[1]), "", "PYSEC-2027-1"),
        (0, report(HURT, WELL[1]), "", "PYSEC-2027-1"),
        (1, "", "ERROR:pip_audit._cli:aiohttp: Dependency not found on PyPI and could not be audited", "not found"),
        (0, "", "", "nothing was audited"),
        (1, "Traceback", "requests.exceptions.ConnectionError: no", "nothing was audited (exit code 1)"),
        (3, report(*WELL), "killed", "ended with 3"),
        (0, "null", "", "nothing was audited"),
    ],
)
def test_an_audit_that_asked_too_little_or_found_something_fails(
    code: int, said: str, complained: str, why: str
) -> None:
    with pytest.raises(audit.Fault) as told:
        audit.verdict(code, said, complained, LOCK)

    assert why in str(told.value)


def test_an_empty_lock_is_no_good_audit() -> None:
    with pytest.raises(audit.Fault):
        audit.verdict(0, report(), "", {})


def bandit(*results: dict[str, Any], files: int = 200, errors: tuple[str, ...] = ()) -> dict[str, object]:
    return {
        "results": list(results),
        "errors": list(errors),
        "metrics": {str(number): {} for number in range(files)} | {"_totals": {}},
    }


def weighed() -> list[dict[str, Any]]:
    return [
        {"test_id": test, "filename": name, "issue_severity": "MEDIUM", "line_number": 1, "issue_text": "x"}
        for (test, name), (times, _) in scan.WEIGHED.items()
        for _ in range(times)
    ]


def test_what_bandit_finds_is_what_was_weighed() -> None:
    assert "0 medium or high" in scan.judged(bandit(*weighed()))


@pytest.mark.parametrize(
    "said",
    [
        bandit(
            *weighed(),
            {
                "test_id": "B602",
                "filename": "app.py",
                "issue_severity": "HIGH",
                "line_number": 3,
                "issue_text": "shell",
            },
        ),
        bandit(*weighed(), weighed()[0]),
        bandit(*weighed()[1:]),
        bandit(*weighed(), files=3),
        bandit(*weighed(), errors=("app.py",)),
    ],
)
def test_one_more_one_less_or_nothing_looked_at_fails(said: dict[str, object]) -> None:
    with pytest.raises(scan.Fault):
        scan.judged(said)


MANY = {f"part-{i}": Locked("1.0", (HASH,)) for i in range(60)}
THERE = dict.fromkeys(MANY, "1.0") | {"samverkan": "0.1.0", "pip": "30"}


def test_the_lock_and_what_is_installed_are_compared_one_by_one() -> None:
    assert "the same 60 installed" in scan.same(MANY, THERE, "0.1.0")


@pytest.mark.parametrize(
    ("locked", "installed"),
    [
        ({}, THERE),
        (MANY, THERE | {"part-1": "1.1"}),
        (MANY, {name: version for name, version in THERE.items() if name != "part-1"}),
        (MANY, THERE | {"slipped-in": "1.0"}),
        (MANY | {"part-1": Locked("1.0", ())}, THERE),
    ],
)
def test_what_differs_from_the_lock_is_seen(locked: dict[str, Locked], installed: dict[str, str]) -> None:
    with pytest.raises(scan.Fault):
        scan.same(locked, installed, "0.1.0")


def test_a_lock_is_read_with_its_hashes_and_an_address_in_it_is_not_understood() -> None:
    text = f"# made\naiohttp==3.14.5 \\\n    --hash=sha256:{HASH}\nPyYAML==6.0.3 \\\n    --hash=sha256:{HASH} \\\n    --hash=sha256:{HASH}\n"

    assert parts.lock(text) == {"aiohttp": Locked("3.14.5", (HASH,)), "pyyaml": Locked("6.0.3", (HASH, HASH))}
    for odd in (
        "aiohttp>=3\n",
        "--index-url https://somewhere.example\n",
        "aiohttp @ https://somewhere.example/a.whl\n",
    ):
        with pytest.raises(ValueError, match="not understood"):
            parts.lock(odd)


def listed(**changed: Any) -> dict[str, Any]:
    components = [{"name": name, "version": "1.0", "purl": f"pkg:pypi/{name}@1.0"} for name in MANY]
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": components, **changed}


def test_a_list_of_parts_names_each_part_of_the_product_as_it_is_locked() -> None:
    whole = listed()

    assert parts.wrong(whole, set(MANY), MANY, json.dumps(whole)) == []
    assert parts.wrong(whole, {*MANY, "forgotten"}, MANY, "") != []
    assert parts.wrong(listed(components=whole["components"][1:]), set(MANY), MANY, "") != []
    assert (
        parts.wrong(listed(components=[{**one, "version": "2"} for one in whole["components"]]), set(MANY), MANY, "")
        != []
    )
    assert parts.wrong(listed(bomFormat="x"), set(MANY), MANY, "") != []
    assert parts.wrong(whole, set(MANY), MANY, f"{ROOT}/x") == ["names this machine"]
    assert parts.wrong({}, set(), {}, "") != []


def test_the_product_s_parts_are_found_through_what_they_need() -> None:
    found = parts.of_product((ROOT / "requirements.in").read_text(encoding="utf-8"))

    assert {"slack-bolt", "aiohttp", "multidict", "psycopg-binary", "msgraph-core"} <= found
    assert not {"pytest", "bandit", "mypy", "playwright"} & found


@pytest.mark.parametrize(
    "planted",
    [
        "xoxb-" + "123456789012-abcdefghijkl", "xoxb-" + "a" * 24, "xapp-" + "1-A012345678-123456789-" + "0" * 32, "-----BEGIN " + "PRIVATE KEY-----",
        "AKIA" + "ABCDEFGHIJKLMNOP", "ghp_" + "a" * 36, "eyJ" + "a" * 20 + ".eyJ" + "b" * 20 + "." + "c" * 30, "abc8Q~" + "d" * 32,
        "postgresql://bot:" + "hemligt@db.example/x", "Authorization: Bearer " + "a" * 40, "https://hooks.slack.com/" + "services/T0123456/B/x",
    ],
)  # fmt: skip
def test_a_planted_secret_is_seen(planted: str) -> None:
    assert scan.secrets_in(f"x = '{planted}'") != []


@pytest.mark.parametrize(
    "harmless", ["SLACK_BOT_TOKEN=xoxb-…", "postgresql://localhost/x", "postgresql://…", "bearer token", "xoxb-test"]
)
def test_what_is_no_secret_is_let_through(harmless: str) -> None:
    assert scan.secrets_in(harmless) == []
