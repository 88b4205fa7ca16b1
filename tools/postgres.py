"""Gives a command a PostgreSQL of its own: `python -m tools.postgres -- pytest` sets TEST_POSTGRES_URL for it.

Each run makes a fresh cluster on a free loopback port and throws it away afterwards, so two runs at once never meet
and no run finds what an earlier one left. A cluster whose owner was killed is stopped and removed by the next run.
Without a command it waits for Ctrl-C; where TEST_POSTGRES_URL is set already, that server is used.
Never the system's own server, and never anything to keep: it is for tests.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from tools.system import CACHE, ROOT, alone, install, problem, say

ATTEMPTS_AT_A_PORT = 5
SMALL_BUT_HONEST = {
    # fsync stays on: a test that kills something must see what a real server would have kept.
    "shared_buffers": "32MB",
    "max_connections": "100",
    "max_wal_size": "256MB",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "jit": "off",
    "logging_collector": "off",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
    "timezone": "UTC",
}


@dataclass(frozen=True)
class Account:
    """Whom the server runs as. PostgreSQL refuses root."""

    name: str | None = None

    def run(self, *command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command as that account, from a folder it can read, with nothing said of other servers."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        environment["LC_ALL"] = "C"
        done = subprocess.run(
            command, user=self.name, group=self._group, extra_groups=[] if self.name else None, env=environment,
            cwd="/", capture_output=True, text=True, check=False,
        )  # fmt: skip
        if check and done.returncode:
            raise problem(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()}")
        return done

    @property
    def _group(self) -> int | None:
        return pwd.getpwnam(self.name).pw_gid if self.name else None


def _account() -> Account:
    if os.geteuid() != 0:
        return Account()
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name)
    raise problem("PostgreSQL does not run as root, and there is no user postgres or nobody. Run make as another user.")


def _programs() -> Path | None:
    """The folder with initdb and pg_ctl: the newest of Debian's, or the one in PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4].split(".")[0]))
    if found:
        return found[-1].parent
    in_path = shutil.which("initdb")
    return Path(in_path).resolve().parent if in_path else None


def _programs_or_install() -> Path:
    programs = _programs()
    if programs is None:
        install(["postgresql"], "PostgreSQL")
        programs = _programs()
    if programs is None:
        raise problem("PostgreSQL was installed but initdb is not to be found. Put its folder in PATH.")
    return programs


def _home(account: Account) -> Path:
    """Where the clusters live: in the checkout, or, as root, where the server's account can reach; in TMPDIR if it is set."""
    out_of_the_way = Path(tempfile.gettempdir()) / f"samverkan-pg-{hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]}"
    home = out_of_the_way if account.name or "TMPDIR" in os.environ else CACHE / "pg"
    home.mkdir(parents=True, exist_ok=True)
    if home.is_symlink() or home.stat().st_uid != os.geteuid():
        raise problem(f"{home} belongs to somebody else. Remove it.")
    home.chmod(0o711)  # whatever the umask: the server's account must be able to pass
    return home


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Cluster:
    """One throw-away server. The open lock file beside its folder says that its owner lives."""

    def __init__(self, folder: Path, programs: Path, account: Account) -> None:
        self.folder, self.programs, self.account = folder, programs, account
        self.url = ""
        self._lock: IO[str] | None = None

    def start(self) -> None:
        """Make the folder, the files and the server, and set `url`."""
        self.claim()  # before there is a folder that another run could take for an orphan
        self.folder.mkdir(mode=0o700)
        password = secrets.token_urlsafe(18)
        secret = self.folder / "password"
        secret.write_text(password)
        if self.account.name is not None:
            shutil.chown(self.folder, self.account.name)
            shutil.chown(secret, self.account.name)
        self.account.run(
            str(self.programs / "initdb"), "-D", str(self._data), "-U", "postgres", "-A", "scram-sha-256",
            f"--pwfile={secret}", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions",
        )  # fmt: skip
        with (self._data / "postgresql.conf").open("a") as conf:
            conf.writelines(f"{name} = '{value}'\n" for name, value in SMALL_BUT_HONEST.items())
        for _ in range(ATTEMPTS_AT_A_PORT):
            port = _free_port()
            if self._ctl("start", "-o", f"-p {port}", "-l", str(self.folder / "log")).returncode == 0:
                self.url = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
                return
        raise problem(f"PostgreSQL did not start:\n{(self.folder / 'log').read_text()[-2000:]}")

    def stop(self) -> None:
        """Stop the server, if it runs, and leave nothing behind."""
        if (self._data / "postmaster.pid").exists():
            self._ctl("stop", "-m", "immediate")
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock_file.unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.close()

    def crash(self) -> None:
        """Stop the server as a crash would, and start it again at the same address."""
        self.down()
        self.up()

    def down(self) -> None:
        """Stop the server as a crash would."""
        self._ctl("stop", "-m", "immediate")

    def up(self) -> None:
        """Start it again at the same address."""
        for _ in range(ATTEMPTS_AT_A_PORT):
            if (
                self._ctl("start", "-o", f"-p {urlsplit(self.url).port}", "-l", str(self.folder / "log")).returncode
                == 0
            ):
                return
        raise problem(f"PostgreSQL did not start again:\n{(self.folder / 'log').read_text()[-2000:]}")

    def claim(self) -> bool:
        """Take the lock that says its owner lives. False when somebody else does."""
        handle = self._lock_file.open("w")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            handle.close()
            return False
        self._lock = handle
        return True

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def _lock_file(self) -> Path:
        return self.folder.with_suffix(".lock")

    def _ctl(self, verb: str, *more: str) -> subprocess.CompletedProcess[str]:
        return self.account.run(
            str(self.programs / "pg_ctl"), verb, "-D", str(self._data), "-w", "-t", "60", "-s", *more, check=False
        )


def _sweep(home: Path, programs: Path, account: Account) -> None:
    """Stop and remove the clusters whose owners are gone."""
    for folder in home.glob("run-*"):
        left = Cluster(folder, programs, account)
        if folder.is_dir() and left.claim():
            left.stop()


def _run(command: list[str], url: str) -> int:
    child = subprocess.Popen(command, env=os.environ | {"TEST_POSTGRES_URL": url})
    try:
        return child.wait()
    except KeyboardInterrupt:
        return child.wait()  # the terminal has told the child as well: let it finish in its own way
    except SystemExit:
        child.terminate()
        child.wait()
        raise


@contextmanager
def running() -> Iterator[Cluster]:
    """A server of one's own, for as long as the block runs: a test may kill it and meets nobody else."""
    programs, account = _programs_or_install(), _account()
    cluster = Cluster(_home(account) / f"run-{os.getpid()}-{secrets.token_hex(3)}", programs, account)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


def _leave(number: int, _frame: object) -> None:
    """A polite signal ends us through the `finally` below, so that the server goes down as well."""
    sys.exit(128 + number)


def main(arguments: list[str]) -> int:
    """Run the command with a server beside it and answer with the command's own exit code."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    given = os.environ.get("TEST_POSTGRES_URL")
    if given and command:
        return _run(command, given)
    programs, account = _programs_or_install(), _account()
    home = _home(account)
    with alone("postgres"):
        _sweep(home, programs, account)
    for polite in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(polite, _leave)
    cluster = Cluster(home / f"run-{os.getpid()}-{secrets.token_hex(3)}", programs, account)
    try:
        cluster.start()
        if command:
            return _run(command, cluster.url)
        print(f"TEST_POSTGRES_URL={cluster.url}", flush=True)
        say("PostgreSQL runs until Ctrl-C")
        signal.pause()
        return 0
    except KeyboardInterrupt:
        return 130
    finally:
        cluster.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
