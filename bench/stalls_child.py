"""The bot in a process of its own with a ticker in its loop, or nothing but the ticker: how late each tick of 5 ms comes. Settings are
the environment's. Run as a program: the scene's name and the seconds; the lags in milliseconds on standard output, as JSON."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable

import app
from bot.settings import read
from bot.usecases import due
from handlers.clock import ClockDoor, Job

EVERY = 0.005
LATE = 0.03  # seconds: from here on it is looked up where the loop stands, when that is asked for


class Ticker:
    """A timer of 5 ms in the loop that it is started in."""

    def __init__(self) -> None:
        self.lags: list[float] = []
        self.ours: list[float] = []  # the same less what the loop's thread waited for a processor that others had
        self.last = 0.0
        self.loop = asyncio.get_running_loop()
        self.running = True

    def start(self) -> None:
        """From now on. To be called in the loop's thread."""
        self.scheduled = os.open("/proc/thread-self/schedstat", os.O_RDONLY)
        self.last, self.waited = time.perf_counter(), self._waited()
        self.loop.call_later(EVERY, self._tick)

    def _waited(self) -> float:
        """Seconds that this thread has been ready to run without a processor."""
        return int(os.pread(self.scheduled, 80, 0).split()[1]) / 1e9

    def _tick(self) -> None:
        now, waited = time.perf_counter(), self._waited()
        self.lags.append((now - self.last - EVERY) * 1000)
        self.ours.append(max(0.0, self.lags[-1] - (waited - self.waited) * 1000))
        self.last, self.waited = now, waited
        if self.running:
            self.loop.call_later(EVERY, self._tick)

    def look(self) -> None:
        """Tell on standard error where the loop's thread stands each time when a tick is late (STALLS_WHERE=1)."""
        main, told, pause = threading.main_thread().ident or 0, 0.0, threading.Event()
        while self.running:
            pause.wait(0.01)
            if time.perf_counter() - self.last > LATE + EVERY and told != self.last:
                told = self.last
                late = time.perf_counter() - self.last
                for thread, frame in sys._current_frames().items():
                    where = traceback.format_stack(frame)[-3 if thread != main else -6 :]
                    sys.stderr.write(f"-- {late:.3f} s, {'the loop' if thread == main else thread}\n{''.join(where)}")


async def idle(_: Ticker, seconds: float, begin: Callable[[], None]) -> None:
    """Nothing: the machine's own noise."""
    begin()
    await asyncio.sleep(seconds)


async def busy(ticker: Ticker, seconds: float, begin: Callable[[], None], *, every_second: bool) -> None:
    """The bot, running by itself."""
    bot = app.Bot(read(), background=False)
    await bot.start()
    if every_second:
        bot.clock_door = ClockDoor(bot.acting, tuple(Job(name, 1, usecase) for name, _, usecase in due.TABLE))
    begin()
    bot.run_by_itself()
    await asyncio.sleep(seconds)
    ticker.running = False
    await bot.stop()


async def main(scene: str, seconds: float) -> None:
    """Say that it is ready, wait for a line, run the scene and tell the lags."""
    logging.disable(logging.CRITICAL)
    ticker = Ticker()
    go, collecting = asyncio.get_running_loop().run_in_executor, [0.0]

    def collected(phase: str, told: dict[str, int]) -> None:
        if phase == "start":
            collecting[0] = time.perf_counter()
        elif time.perf_counter() - collecting[0] > LATE / 3:
            sys.stderr.write(f"-- collected {told} in {time.perf_counter() - collecting[0]:.3f} s\n")

    def begin() -> None:
        gc.collect()
        ticker.start()
        if os.environ.get("STALLS_WHERE"):
            gc.callbacks.append(collected)
            threading.Thread(target=ticker.look, daemon=True).start()

    print("ready", flush=True)
    await go(None, sys.stdin.readline)
    if scene == "idle":
        await idle(ticker, seconds, begin)
    else:
        await busy(ticker, seconds, begin, every_second=scene == "clock")
    ticker.running = False
    loaded = sorted(name for name in ("msgraph",) if name in sys.modules)
    print(json.dumps({"lags": ticker.lags, "ours": ticker.ours, "loaded": loaded}), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], float(sys.argv[2])))
