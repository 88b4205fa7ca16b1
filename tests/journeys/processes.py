"""`samverkan run` as processes that can be killed: the command itself, and quick copies of it forked from a warmed parent.

Run as a program it is that parent: a line in, a fork that runs the command, its process id out, and a line when it is gone.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO

from bot.settings import Settings
from sandbox.control import wait

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Runner:
    """Starts and kills the bot, on one database and one port. Everything it starts is its own."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.port = free_port()
        self.log = folder / "bot.log"
        self.folder = folder
        self.kills = 0
        self._environment = environment(settings, self.port)
        self._own: subprocess.Popen[str] | None = None
        self._parent: subprocess.Popen[str] | None = None
        self._pid: int | None = None

    @property
    def url(self) -> str:
        """Where Slack brings what people do."""
        return f"http://127.0.0.1:{self.port}/slack/events"

    def command(self) -> None:
        """The command itself, from nothing, as an operator starts it."""
        with self.log.open("a") as log:
            self._own = self._start([sys.executable, "-m", "samverkan", "run"], log)
        self._pid = self._own.pid
        self.until_alive()

    def fork(self) -> None:
        """A copy of the warmed parent, which goes on as the command."""
        if self._parent is None:
            with self.log.open("a") as log:
                self._parent = self._start([sys.executable, __file__, str(self.log)], log, pipes=True)
        self._pid = int(self._ask("go"))
        self.until_alive()

    def until_alive(self) -> None:
        """Wait until it answers."""
        wait(self._alive, 30, f"the bot; {self.log.read_text()[-1500:]}")

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        assert self._pid is not None
        os.kill(self._pid, signal.SIGKILL)
        self.kills += 1
        if self._own is not None and self._own.pid == self._pid:
            self._own.wait(10)
        elif self._parent is not None and self._parent.stdout is not None:
            assert self._parent.stdout.readline().strip() == "gone"
        self._pid = None

    def close(self) -> None:
        """End whatever still runs."""
        if self._pid is not None:
            self.kill()
        if self._parent is not None and self._parent.stdin is not None and self._parent.stdout is not None:
            self._parent.stdin.close()
            self._parent.wait(10)
            self._parent.stdout.close()

    def _start(self, command: list[str], log: IO[str], *, pipes: bool = False) -> subprocess.Popen[str]:
        way = subprocess.PIPE if pipes else log
        return subprocess.Popen(
            command, env=self._environment, cwd=self.folder, text=True, bufsize=1, stderr=log, stdout=way,
            stdin=subprocess.PIPE if pipes else subprocess.DEVNULL,
        )  # fmt: skip

    def _ask(self, line: str) -> str:
        assert self._parent is not None
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(f"{line}\n")
        self._parent.stdin.flush()
        answer = self._parent.stdout.readline().strip()
        assert answer, self.log.read_text()[-1500:]
        return answer

    def _alive(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/livez", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def environment(settings: Settings, port: int) -> dict[str, str]:
    """What an operator sets, and nothing of this process's own."""
    secret = settings.slack_signing_secret
    bot, graph = settings.slack_bot_token, settings.graph_access_token
    assert secret is not None
    assert bot is not None
    assert graph is not None
    return {
        "PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "SLACK_BOT_TOKEN": bot.get_secret_value(),
        "SLACK_SIGNING_SECRET": secret.get_secret_value(), "SLACK_API_URL": settings.slack_api_url,
        "GRAPH_BASE_URL": settings.graph_base_url, "GRAPH_ACCESS_TOKEN": graph.get_secret_value(),
        "GRAPH_ORGANISER": settings.graph_organiser or "", "SAMVERKAN_DATABASE_URL": settings.database,
        "SAMVERKAN_DATA_DIR": str(settings.data_dir), "SAMVERKAN_PORT": str(port), "SAMVERKAN_LOG": "text",
    }  # fmt: skip


def _be_the_parent(log: str) -> None:
    import app  # noqa: F401  (warmed: what takes a second to import is imported once)
    import cli

    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            with open(log, "a") as out:
                os.dup2(out.fileno(), 1)
                os.dup2(out.fileno(), 2)
            cli.program(["run"])
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        os.waitpid(pid, 0)
        sys.stdout.write("gone\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _be_the_parent(sys.argv[1])
