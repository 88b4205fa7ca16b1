"""`make audit`: known vulnerabilities of every locked part, asked of the public index by pip-audit. Needs the network.

pip-audit by itself exits 0 when it has audited nothing (reliability, "Supply chain"). Here that is a failure: not asked, asked of fewer parts
than are locked, or a part that was passed over."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from tools.parts import Locked, lock, normal
from tools.system import ROOT


class Fault(Exception):
    """Vulnerable, or not known to be well; the text says which."""


def verdict(code: int, said: str, complained: str, locked: Mapping[str, Locked]) -> str:
    """What pip-audit's exit code, report (JSON) and complaints come to. Raises Fault for everything but: all asked, none vulnerable."""
    try:
        report: dict[str, Any] = json.loads(said)
        audited = report["dependencies"]
    except (ValueError, KeyError, TypeError):
        why = complained.strip().splitlines()[-1:] or ["it said nothing"]
        raise Fault(f"nothing was audited (exit code {code}): {why[0]}") from None
    asked = {normal(one["name"]): one for one in audited}
    if hurt := sorted(
        f"{name} {one['version']}: {', '.join(found['id'] for found in one['vulns'])}"
        for name, one in asked.items()
        if one.get("vulns")
    ):
        raise Fault("\n  ".join([f"{len(hurt)} vulnerable:", *hurt]))
    if passed_over := sorted(f"{name}: {one['skip_reason']}" for name, one in asked.items() if "skip_reason" in one):
        raise Fault("\n  ".join([f"{len(passed_over)} of {len(locked)} were not audited:", *passed_over]))
    differ = sorted(name for name, one in locked.items() if asked.get(name, {}).get("version") != one.version)
    if differ or not locked:
        raise Fault(f"audited {len(asked)} parts, locked are {len(locked)}; not audited as locked: {', '.join(differ)}")
    if code:
        raise Fault(f"pip-audit ended with {code}: {complained.strip()[-300:]}")
    return f"{len(asked)} of {len(locked)} locked parts audited, none vulnerable"


def main() -> int:
    """Ask, and say what came of it; 0 only when every locked part was asked about and none is vulnerable."""
    lock_file = ROOT / "requirements.lock"
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--strict",
        "--no-deps",
        "--disable-pip",
        "--progress-spinner",
        "off",
        "-f",
        "json",
        "-r",
        str(lock_file),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        print(
            f"audit: {verdict(done.returncode, done.stdout, done.stderr, lock(lock_file.read_text(encoding='utf-8')))}"
        )
    except Fault as fault:
        print(f"audit: FAILED: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
