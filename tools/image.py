"""The image's own lock, and a trial of its build without a container engine: the Dockerfile's steps, in a folder that is thrown away.

`python -m tools.image lock` writes deploy/requirements.lock: the part of requirements.lock that the product runs on.
`make image` does what the Dockerfile says, step by step, and then uses what was built: a database is made, the manifest printed,
a bot started on a local Slack and Graph, and asked by the image's own health check. What it can not try is the base image itself, the
user, and the engine.
"""

from __future__ import annotations

import fnmatch
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools.parts import lock as locked
from tools.parts import of_product
from tools.system import ROOT, problem, say

LOCK = ROOT / "deploy" / "requirements.lock"
IGNORE = ROOT / "deploy" / "Dockerfile.dockerignore"
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
HEADER = "# The product's part of requirements.lock, made by `make lock`. Not to be edited by hand.\n"


@dataclass(frozen=True)
class Step:
    """One instruction of a Dockerfile, its lines put together."""

    word: str
    rest: str


def steps(text: str) -> list[Step]:
    """What a Dockerfile says, in order."""
    bare = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    lines = bare.replace("\\\n", " ").splitlines()
    return [Step(line.split()[0], line.split(maxsplit=1)[1].strip()) for line in lines if line.strip()]


def stages(text: str) -> list[list[Step]]:
    """The stages of a build, each from its FROM on."""
    found: list[list[Step]] = []
    for step in steps(text):
        if step.word == "FROM":
            found.append([])
        if found:
            found[-1].append(step)
    return found


def product_lock() -> str:
    """The part of requirements.lock that the product runs on."""
    whole = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    wanted = of_product((ROOT / "requirements.in").read_text(encoding="utf-8"))
    if missing := wanted - locked(whole).keys():
        raise problem(f"requirements.lock does not name {sorted(missing)}: run make lock")
    blocks = re.split(r"\n(?=[a-z0-9])", whole[whole.index("\n") + 1 :].strip())
    kept = [block.rstrip() for block in blocks if next(iter(locked(block))) in wanted]
    return HEADER + "\n".join(kept) + "\n"


def copy(rest: str, target: Path) -> None:
    """COPY from the checkout: files and folders into a folder, or a folder's content into one of that name."""
    *named, into = rest.split()
    let_in = [line[1:] for line in IGNORE.read_text(encoding="utf-8").splitlines() if line.startswith("!")]
    every = [
        one.name if "*" in name else name
        for name in named
        for one in (sorted(ROOT.glob(name)) if "*" in name else [ROOT / name])
    ]
    for source in (name for name in every if any(fnmatch.fnmatch(name, rule) for rule in let_in)):
        came = ROOT / source
        if came.is_dir():
            shutil.copytree(came, target / into, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
        else:
            (target / into).mkdir(parents=True, exist_ok=True)
            shutil.copy(came, target / into / came.name)


def build(folder: Path) -> None:
    """The first stage's steps, in that folder."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    first = Path(sys.base_prefix) / "bin"  # the image's python3 is no virtual environment's
    environment["PATH"] = f"{first}{os.pathsep}{environment['PATH']}"
    for step in stages(DOCKERFILE.read_text(encoding="utf-8"))[0]:
        if step.word == "ENV":
            environment |= dict(pair.split("=", 1) for pair in shlex.split(step.rest))
        elif step.word == "COPY":
            copy(step.rest, folder)
        elif step.word == "RUN":
            say(f"  RUN {step.rest}")
            if subprocess.run(["/bin/sh", "-euc", step.rest], cwd=folder, env=environment, check=False).returncode:
                raise problem(f"this step of deploy/Dockerfile failed: {step.rest}")
        elif step.word not in ("FROM", "WORKDIR"):
            raise problem(f"deploy/Dockerfile has {step.word} in its first stage, which nobody tries here")


def use(folder: Path, data: Path) -> None:
    """What was built, used as the second stage says it is: with its PATH and PYTHONPATH, and without this checkout."""
    from sandbox.graph_client import Outlook
    from sandbox.server import AppConfig, SandboxThread

    config = AppConfig()
    with SandboxThread(config) as sandbox:
        Outlook(sandbox.url).add_mailbox("samverkan@region.example", organiser=True)
        environment = {
            "PATH": f"{folder / 'deploy'}:{folder / '.venv' / 'bin'}:/usr/bin:/bin", "PYTHONPATH": str(folder), "PYTHONUNBUFFERED": "1",
            "PYTHONDONTWRITEBYTECODE": "1", "SAMVERKAN_DATA_DIR": str(data), "SAMVERKAN_LOG": "json", "SAMVERKAN_PORT": "18089",
            "SLACK_BOT_TOKEN": config.bot_token, "SLACK_SIGNING_SECRET": config.signing_secret, "SLACK_API_URL": sandbox.slack_api_url,
            "GRAPH_ORGANISER": "samverkan@region.example", "GRAPH_ACCESS_TOKEN": "sandbox-graph-token", "GRAPH_BASE_URL": sandbox.graph_base_url,
        }  # fmt: skip

        def run(*words: str) -> str:
            done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                raise problem(f"{' '.join(words)} in what was built: {done.stderr.strip() or done.stdout.strip()}")
            return done.stdout

        run("samverkan", "init")
        if run("samverkan", "manifest") != (ROOT / "app-manifest.yaml").read_text(encoding="utf-8"):
            raise problem("what was built prints another manifest")
        people = folder / "models" / "structures" / "exempelpersoner.csv"
        run("samverkan", "roster", "import", str(people))
        running = subprocess.Popen(["samverkan", "run"], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            if running.stdout is None or "18089" not in running.stdout.readline():
                raise problem("what was built did not start")
            run("python", "deploy/healthy.py")
            say(run("samverkan", "doctor"))
        finally:
            running.terminate()
            ended = running.wait(30)
        if ended:
            raise problem(f"what was built ended with {ended} when it was asked to stop")


def size(folder: Path) -> int:
    """Its megabytes."""
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file() and not one.is_symlink()) // 1_000_000


def main() -> None:
    """As the word says."""
    if sys.argv[1:] == ["lock"]:
        LOCK.write_text(product_lock(), encoding="utf-8")
        say(f"deploy/requirements.lock: {LOCK.read_text(encoding='utf-8').count('==')} packages")
        return
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as data:
        say("the steps of deploy/Dockerfile, in a folder that is thrown away")
        build(Path(folder))
        use(Path(folder), Path(data))
        say(f"image: its steps build, and what they build runs; {size(Path(folder))} MB beside Python")


if __name__ == "__main__":
    main()
