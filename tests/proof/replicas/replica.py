"""The bot as one of several processes on a database, by a clock that the test can set: run as a program it is the warmed parent,
that forks a replica for each port it is told. What a replica is told otherwise is in its environment."""

from __future__ import annotations

import asyncio
import mmap
import os
import signal
import struct
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import Clock

SECONDS = struct.Struct("d")


class Ahead:
    """How far the world is ahead of the real time, in a file that all processes see at once."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(SECONDS.pack(0.0))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), SECONDS.size)
        self.clock = Clock(self.now)

    def now(self) -> datetime:
        """The world's time."""
        return Clock().now() + timedelta(seconds=SECONDS.unpack(self._map[: SECONDS.size])[0])

    def set(self, seconds: float) -> None:
        """Set how far."""
        self._map[: SECONDS.size] = SECONDS.pack(seconds)

    def get(self) -> float:
        """How far."""
        return float(SECONDS.unpack(self._map[: SECONDS.size])[0])


async def live(clock: Clock) -> None:
    """Be a replica until told to stop."""
    import app
    from bot import settings

    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    app.configure_log(settings.read())
    bot = app.Bot(settings.read(), clock)
    await bot.start()
    await stop.wait()
    await bot.stop()


def main(time_file: str) -> None:
    """A port in, a process id out; what has died is waited for."""
    import app  # noqa: F401  (warmed: what takes a second to import is imported once)

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.environ["SAMVERKAN_PORT"] = line.strip()
            asyncio.run(live(Ahead(Path(time_file)).clock))
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
