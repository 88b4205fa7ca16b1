"""What both halves of the sandbox share: clock, faults, request log, live feed. Not what Slack or Graph is."""

import asyncio
import contextlib
import itertools
import json
import random
import re
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

FAULT_KINDS = ("429", "500", "503", "504", "timeout_before", "timeout_after", "drop_before", "drop_after")
KEPT_REQUESTS = 1_000
OVER = "over"
"""What a watcher is told when the sandbox stops."""


class Clock:
    """The world's time: real time plus an offset that can be moved; real time is for what is truly measured."""

    def __init__(self) -> None:
        self.offset = timedelta(0)

    @staticmethod
    def real_now() -> datetime:
        """UTC as it really is; only for acknowledgement times, signatures and the request log."""
        return datetime.now(UTC)

    @staticmethod
    def seconds() -> float:
        """Monotonic seconds, for measuring how long something took."""
        return time.monotonic()

    def now(self) -> datetime:
        """UTC as the world sees it."""
        return self.real_now() + self.offset

    def advance(self, seconds: float) -> None:
        """Move the world's time by so many seconds (negative: back)."""
        self.offset += timedelta(seconds=seconds)

    def set(self, moment: datetime) -> None:
        """Make the world's time that moment (aware)."""
        if moment.tzinfo is None:
            raise ValueError("the moment needs a UTC offset")
        self.offset = moment - self.real_now()


@dataclass
class Fault:
    """One thing to go wrong; `path` is a method name (`chat.postMessage`) or a regular expression over `VERB /path`."""

    service: str
    path: str
    kind: str
    times: int = 1
    retry_after: float | None = None
    delay: float | None = None
    id: int = 0
    chance: float = 1.0

    def hits(self, service: str, verb: str, path: str) -> bool:
        """Whether this fault is meant for such a request."""
        if self.service not in (service, "*") or self.times <= 0:
            return False
        return path.rsplit("/", 1)[-1] == self.path or re.search(self.path, f"{verb} {path}") is not None


class Faults:
    """The faults that wait for their request; the oldest that fits is taken first."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._dice = random.Random(0)
        self.waiting: list[Fault] = []

    def add(
        self,
        *,
        service: str,
        path: str,
        kind: str,
        times: int = 1,
        retry_after: float | None = None,
        delay: float | None = None,
        chance: float = 1.0,
    ) -> Fault:
        """Plan a fault. `before` leaves the request undone, `after` does it, loses the answer; `delay` in seconds; with a
        `chance` below 1 each request that fits is hit with that probability."""
        if kind not in FAULT_KINDS and not (service == "slack" and kind.startswith("error:")):
            raise ValueError(f"kind must be one of {', '.join(FAULT_KINDS)}, or for Slack error: and one of its words")
        if service not in ("slack", "graph", "*"):
            raise ValueError("service must be slack, graph or *")
        re.compile(path)
        fault = Fault(service, path, kind, times, retry_after, delay, next(self._numbers), chance)
        self.waiting.append(fault)
        return fault

    def take(self, service: str, verb: str, path: str) -> Fault | None:
        """The fault for this request, used up by one; None when nothing is planned."""
        for fault in self.waiting:
            if fault.hits(service, verb, path) and (fault.chance >= 1 or self._dice.random() < fault.chance):
                fault.times -= 1
                self.waiting = [f for f in self.waiting if f.times > 0]
                return fault
        return None

    def clear(self) -> None:
        """Forget every planned fault."""
        self.waiting = []

    def listed(self) -> list[dict[str, Any]]:
        """The planned faults as plain dicts."""
        return [asdict(fault) for fault in self.waiting]


@dataclass
class _Line:
    entry: dict[str, Any]
    held: bool = False


class RequestLog:
    """Requests in the order in which they came, in memory and as JSON lines (see the conform format in README.md).

    A line can be held until something about it is known (when the bot acknowledged); the file keeps the order.
    """

    def __init__(self, path: Path | None) -> None:
        self._file: TextIO | None = None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a", encoding="utf-8")
        self._recent: deque[tuple[int, _Line]] = deque(maxlen=KEPT_REQUESTS)
        self._unwritten: deque[_Line] = deque()
        self.count = 0

    def append(self, entry: dict[str, Any], *, held: bool = False) -> Callable[[], None]:
        """Add a request; with `held` it is written when the returned function is called, and may change until then."""
        line = _Line(entry, held)
        self.count += 1
        self._recent.append((self.count, line))
        self._unwritten.append(line)

        def release() -> None:
            line.held = False
            self._write()

        self._write()
        return release

    def after(self, number: int) -> list[dict[str, Any]]:
        """The requests with a higher number than that, oldest first, of the last 1,000; `number` is its place."""
        return [{"number": n, **line.entry} for n, line in self._recent if n > number]

    def close(self) -> None:
        """Write what is held and close the file."""
        for line in self._unwritten:
            line.held = False
        self._write()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write(self) -> None:
        while self._unwritten and not self._unwritten[0].held:
            line = self._unwritten.popleft()
            if self._file is not None:
                self._file.write(json.dumps(line.entry, ensure_ascii=False, default=str) + "\n")
                self._file.flush()


@dataclass
class World:
    """One sandbox: time, faults, the log, background tasks and the feed that tells watchers that something changed."""

    log_path: Path | None = None
    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    version: int = 0
    base_url: str = ""

    def __post_init__(self) -> None:
        self.log = RequestLog(self.log_path)
        self._watchers: set[asyncio.Queue[str]] = set()
        self._moved: set[asyncio.Event] = set()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._at_stop: list[Callable[[], Awaitable[None]]] = []

    def now(self) -> datetime:
        """The world's time, UTC."""
        return self.clock.now()

    def real_now(self) -> datetime:
        """Real time, UTC: for what is measured, never for what is shown."""
        return self.clock.real_now()

    def advance(self, seconds: float) -> None:
        """Move the clock; everything that waits for a later time is asked to look again."""
        self.clock.advance(seconds)
        self._has_moved()

    def set(self, moment: datetime) -> None:
        """Set the clock to that moment (aware)."""
        self.clock.set(moment)
        self._has_moved()

    def at_stop(self, close: Callable[[], Awaitable[None]]) -> None:
        """Await `close` when the sandbox stops."""
        self._at_stop.append(close)

    async def sleep_until(self, moment: datetime) -> None:
        """Wait until the world's clock shows that moment, whether it gets there by itself or is moved."""
        moved = asyncio.Event()
        self._moved.add(moved)
        try:
            while (left := (moment - self.now()).total_seconds()) > 0:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(moved.wait(), left)
                moved.clear()
        finally:
            self._moved.discard(moved)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run something beside the requests; it is kept until done and cancelled when the sandbox stops."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def changed(self, part: str = "slack") -> None:
        """Tell the live feed that something in that part ("slack", "graph", "clock", "requests") changed."""
        self.version += 1
        for watcher in self._watchers:
            if watcher.qsize() < 100:
                watcher.put_nowait(part)

    @contextlib.contextmanager
    def watch(self) -> Any:
        """A queue that gets the name of each part that changes while the block runs, and OVER when the sandbox stops."""
        queue: asyncio.Queue[str] = asyncio.Queue()
        self._watchers.add(queue)
        try:
            yield queue
        finally:
            self._watchers.discard(queue)

    async def stop(self) -> None:
        """Cancel what runs in the background, close what asked for it, and write the rest of the log."""
        for watcher in self._watchers:
            watcher.put_nowait(OVER)
        for close in self._at_stop:
            await close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.log.close()

    def _has_moved(self) -> None:
        for event in self._moved:
            event.set()
        self.changed("clock")
