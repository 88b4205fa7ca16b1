"""`make scan`: what is ours and what we lean on is looked through. Fails when it has looked at nothing.

Five parts, a line each: bandit, our own five rules, the lock and what is installed, the list of parts (SBOM), secrets in what git holds.
Known vulnerabilities are not asked for here: that needs the network, and has a target of its own (`make audit`, tools/audit.py)."""

from __future__ import annotations

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools import own_rules, parts
from tools.system import ROOT

LOOKED_AT = (
    "app.py",
    "cli.py",
    "demo.py",
    "demo_live.py",
    "demo_next.py",
    "demo_scene.py",
    "demo_tour.py",
    "samverkan.py",
    "bot/",
    "calendar_sync/",
    "handlers/",
    "migrations/",
    "models/",
    "sandbox/",
    "tools/",
)
EXEMPT = {("esc", "bot/text/markup.py"): "it is the one that escapes"}

# What bandit sees at medium or high and we have weighed: how often, and why it stands. One more is a fault, and so is one less.
WEIGHED: Mapping[tuple[str, str], tuple[int, str]] = {
    ("B704", "handlers/web/case_file.py"): (1, "our own style sheet, a file beside the code"),
    ("B704", "handlers/web/pages.py"): (1, "our own style sheet, whose hash the page's policy names"),
    ("B506", "models/store/structure.py"): (1, "a loader of ours on top of yaml.SafeLoader"),
    ("B608", "models/tables/journal.py"): (1, "the names of our own tables and columns; nothing from outside"),
    ("B108", "tools/in_memory.py"): (1, "a folder of our own there, refused when it is another's or a link"),
    ("B301", "sandbox/memory.py"): (1, "bytes that the same process wrote; nothing from outside"),
    ("B310", "sandbox/graph_client.py"): (1, "a test's way to the sandbox on loopback"),
}


class Fault(Exception):
    """A part that found something; the text says what."""


def tracked() -> list[str]:
    """The files that git holds, or is about to."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return sorted(one for one in listed.split("\0") if one and (ROOT / one).is_file())


# ── bandit ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def bandit() -> str:
    """Bandit over our code: nothing at medium or high but what was weighed."""
    paths = [one.rstrip("/") for one in LOOKED_AT]
    done = subprocess.run(
        [sys.executable, "-m", "bandit", "-q", "-r", "-f", "json", *paths],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return judged(json.loads(done.stdout))


def judged(report: dict[str, object]) -> str:
    """What to think of bandit's report. Raises Fault."""
    results, metrics, errors = report["results"], report["metrics"], report["errors"]
    assert isinstance(results, list)
    assert isinstance(metrics, dict)
    if errors:
        raise Fault(f"bandit could not read {errors}")
    if (files := len(metrics) - 1) < 100:
        raise Fault(f"bandit has looked at {files} files: at nothing, or nearly")
    loud = [one for one in results if one["issue_severity"] in ("MEDIUM", "HIGH")]
    found = Counter((str(one["test_id"]), str(one["filename"]).removeprefix("./")) for one in loud)
    allowed = {key: times for key, (times, _) in WEIGHED.items()}
    if odd := {key: found.get(key, 0) for key in {*found, *allowed} if found.get(key, 0) != allowed.get(key, 0)}:
        lines = [f"  {one['filename']}:{one['line_number']} {one['test_id']} {one['issue_text']}" for one in loud]
        raise Fault("\n".join([f"not as weighed in tools/scan.py: {odd}", *lines]))
    return f"{files} files, 0 medium or high but {sum(allowed.values())} that were weighed"


# ── our own rules ────────────────────────────────────────────────────────────────────────────────────────────────────


def broken(name: str, module: ast.Module) -> list[own_rules.Finding]:
    """What our rules find in a file, but for what is exempt."""
    return [one for one in own_rules.findings(module) if (one.rule, name) not in EXEMPT]


def own() -> str:
    """Our own five rules over our code."""
    names = [one for one in tracked() if one.endswith(".py") and one.startswith(LOOKED_AT)]
    if len(names) < 100:
        raise Fault(f"looked at {len(names)} files: at nothing, or nearly")
    found = {name: broken(name, ast.parse((ROOT / name).read_text(encoding="utf-8"))) for name in names}
    if lines := [f"  {name}:{one.line} {one.why}" for name, all_of_it in found.items() for one in all_of_it]:
        raise Fault("\n".join(["", *lines]))
    return f"{len(own_rules.RULES)} rules, {len(names)} files, 0 findings"


# ── the lock ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def locked() -> str:
    """Every part is locked with its hashes, pip is made to hold to them, and what is installed is what is locked."""
    lock = parts.lock((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    setup = (ROOT / "tools" / "setup.py").read_text(encoding="utf-8")
    for flag in ("--require-hashes", "--only-binary", "--no-deps"):
        if f'"{flag}"' not in setup:
            raise Fault(f"tools/setup.py does not say {flag}")
    return same(lock, parts.installed(), importlib.metadata.version("samverkan"))


def same(lock: Mapping[str, parts.Locked], installed: Mapping[str, str], ours: str) -> str:
    """Whether the lock and what is installed are the same. Raises Fault."""
    if len(lock) < 50:
        raise Fault(f"the lock names {len(lock)} parts: nothing, or nearly")
    if bare := sorted(name for name, one in lock.items() if not one.hashes):
        raise Fault(f"no hashes for {bare}")
    wrong = {
        name: (one.version, installed.get(name)) for name, one in lock.items() if installed.get(name) != one.version
    }
    more = sorted(set(installed) - set(lock) - {"samverkan", "pip"})
    if wrong or more:
        raise Fault(f"locked and installed differ: {wrong or ''} installed but not locked: {more}")
    count = sum(len(one.hashes) for one in lock.values())
    return f"{len(lock)} parts locked, {count} hashes, the same {len(lock)} installed (samverkan {ours})"


# ── the list of parts ────────────────────────────────────────────────────────────────────────────────────────────────


def sbom() -> str:
    """The list of parts, made anew when the lock has changed, and looked through."""
    return parts.sbom(ROOT / ".cache" / "sbom.json")


# ── secrets ──────────────────────────────────────────────────────────────────────────────────────────────────────────

SECRETS: Mapping[str, re.Pattern[str]] = {
    "a Slack token": re.compile(
        r"\bxox[abeprs]-(?:\d{6,}-[\w-]{10,}|[A-Za-z0-9]{24,})|\bxapp-\d-[A-Z0-9]{8,}-\d{6,}-[a-f0-9]{32,}"
    ),
    "a Slack webhook": re.compile(r"hooks\.slack\.com/(?:services|workflows)/T[A-Z0-9]{6,}/"),
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"),
    "a cloud key": re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{35}\b"),
    "a GitHub token": re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{40,}"),
    "a signed token": re.compile(r"\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}"),
    "a client secret of Entra": re.compile(r"\b[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{31,34}\b"),
    "a password in an address": re.compile(r"\bpostgres(?:ql)?(?:\+\w+)?://[^\s:/@<{$]+:[^\s@<{$'\"]{3,}@"),
    "a bearer": re.compile(r"[Bb]earer [A-Za-z0-9_\-.=]{32,}"),
}


NAMES_THEM = "tests/house/test_files.py"
"""The file whose tests show what a key looks like."""


def secrets_in(text: str) -> list[str]:
    """The kinds of secrets that stand in a text."""
    return [what for what, pattern in SECRETS.items() if pattern.search(text)]


def secret() -> str:
    """No file that git holds has a secret in it."""
    looked, found = 0, []
    for name in tracked():
        raw = (ROOT / name).read_bytes()
        if b"\0" in raw[:1024]:
            continue
        looked += 1
        if name != NAMES_THEM:
            found += [f"  {name}: {what}" for what in secrets_in(raw.decode("utf-8", "replace"))]
        if Path(name).name == ".env" or name.endswith((".pem", ".key", ".pfx", ".p12")):
            found.append(f"  {name}: a file for secrets")
    if looked < 200:
        raise Fault(f"looked at {looked} files: at nothing, or nearly")
    if found:
        raise Fault("\n".join(["", *found]))
    return f"{looked} files, none"


PARTS: Mapping[str, Callable[[], str]] = {
    "bandit": bandit,
    "own rules": own,
    "lock": locked,
    "sbom": sbom,
    "secrets": secret,
}


def main(only: Iterable[str] = PARTS) -> int:
    """Run the parts; 0 when all is well."""
    failed = 0
    with ThreadPoolExecutor(2) as pool:
        running = {name: pool.submit(PARTS[name]) for name in only}
        for name, part in running.items():
            try:
                print(f"scan: {name}: {part.result()}")
            except (Fault, ValueError) as fault:
                failed += 1
                print(f"scan: {name}: FAILED: {fault}", file=sys.stderr)
    print("scan: known vulnerabilities: not asked here (it needs the network): make audit")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
