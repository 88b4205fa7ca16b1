"""The parts that the product is made of: what the lock says, what is installed, and the list of them for others (SBOM, CycloneDX)."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from tools.system import ROOT

MARK = "# The workshop"
"""In requirements.in: what stands below is for working on the product, and no part of it."""


@dataclass(frozen=True)
class Locked:
    """A part in the lock."""

    version: str
    hashes: tuple[str, ...]


def normal(name: str) -> str:
    """A package's name as it is compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def lock(text: str) -> dict[str, Locked]:
    """What a lock file says, by name. Raises ValueError for a line that is neither a part nor its hash."""
    found: dict[str, Locked] = {}
    for line in text.replace("\\\n", " ").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        named = re.fullmatch(
            r"([A-Za-z0-9][\w.-]*)(?:\[[\w,-]+\])?==([\w.!+-]+)((?:\s+--hash=sha256:[0-9a-f]{64})*)\s*", line
        )
        if named is None:
            raise ValueError(f"requirements.lock: not understood: {line[:80]}")
        found[normal(named[1])] = Locked(named[2], tuple(re.findall(r"[0-9a-f]{64}", named[3])))
    return found


def installed() -> dict[str, str]:
    """What is installed beside this Python: name and version."""
    return {normal(one.metadata["Name"]): one.version for one in importlib.metadata.distributions()}


def of_product(requirements: str) -> set[str]:
    """The names of all parts that the product runs on: what requirements.in names above the workshop, and what those need."""
    lines = requirements.partition(MARK)[0].splitlines()
    waiting = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    found: set[tuple[str, str]] = set()
    while waiting:
        one = waiting.pop()
        for extra in ("", *sorted(one.extras)):
            if (normal(one.name), extra) in found:
                continue
            found.add((normal(one.name), extra))
            for line in importlib.metadata.requires(one.name) or []:
                needs = Requirement(line)
                if needs.marker is None or needs.marker.evaluate({"extra": extra}):
                    waiting.append(needs)
    return {name for name, _ in found}


def sbom(target: Path) -> str:
    """Write the list of parts, unless the one that is there is of this lock; the sentence for it. Raises ValueError when it does not
    name every part of the product as it is locked, or names this machine."""
    wanted = of_product((ROOT / "requirements.in").read_text(encoding="utf-8"))
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    state = hashlib.sha256((text + Path(__file__).read_text(encoding="utf-8")).encode()).hexdigest()
    stamp = target.with_suffix(".of")
    if not (target.exists() and stamp.exists() and stamp.read_text() == state):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            json.dumps(only(_made(), wanted), indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        stamp.write_text(state)
    raw = target.read_text(encoding="utf-8")
    faults = wrong(json.loads(raw), wanted, lock(text), raw)
    if faults:
        stamp.unlink(missing_ok=True)
        raise ValueError(f"{target.name}: {faults}")
    return f"{len(wanted)} parts of the product with versions and licences, in {target.relative_to(ROOT)}"


def _made() -> dict[str, Any]:
    """What cyclonedx-py says of this environment."""
    command = [
        sys.executable,
        "-m",
        "cyclonedx_py",
        "environment",
        "--pyproject",
        "pyproject.toml",
        "--output-reproducible",
        "--of",
        "JSON",
        "-o",
        "-",
    ]
    done = subprocess.run([*command, sys.executable], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(f"cyclonedx-py: {done.stderr.strip()[-400:]}")
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def only(whole: Mapping[str, Any], wanted: set[str]) -> dict[str, Any]:
    """The list without what is no part of the product."""
    kept = [one for one in whole["components"] if normal(one["name"]) in wanted]
    refs = {one["bom-ref"] for one in kept} | {whole["metadata"]["component"]["bom-ref"]}
    leans = [
        {**one, **({"dependsOn": [ref for ref in one["dependsOn"] if ref in refs]} if "dependsOn" in one else {})}
        for one in whole["dependencies"]
        if one["ref"] in refs
    ]
    return {**whole, "components": kept, "dependencies": leans}


def wrong(listed: Mapping[str, Any], wanted: set[str], locked: Mapping[str, Locked], raw: str) -> list[str]:
    """What is not as it should be in a list of parts."""
    named = {normal(one["name"]): one.get("version") for one in listed.get("components", [])}
    found = (
        [f"{len(named)} parts listed, {len(wanted)} in the product"] if set(named) != wanted or len(named) < 30 else []
    )
    found += [f"{name} is {version}, locked is {locked[name].version if name in locked else None}" for name, version in named.items()
              if name not in locked or locked[name].version != version]  # fmt: skip
    found += [f"{one['name']} has no purl" for one in listed.get("components", []) if not one.get("purl")]
    found += ["names this machine"] if str(ROOT) in raw or str(Path.home()) in raw or "file://" in raw else []
    found += ["is no CycloneDX"] if listed.get("bomFormat") != "CycloneDX" or not listed.get("specVersion") else []
    return found


def main() -> None:
    """`make sbom`: write it and say where it is."""
    print(f"sbom: {sbom(ROOT / '.cache' / 'sbom.json')}")


if __name__ == "__main__":
    main()
