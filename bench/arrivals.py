"""How long Slack waits for its ack when a hundred clicks a second arrive at random: the bot (AU's answer, really done) and bare Bolt, in
turns in the same run. An open loop: the gaps are exponential and seeded, and each latency counts from the arrival that was planned, so
that whoever answers late is not spared what came meanwhile. The client is a process of its own."""

from __future__ import annotations

import asyncio
import gc
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import time

import aiohttp

from bench.acts import Target
from bench.page import Demand, demanded
from bench.payloads import click, signed

RATE = float(os.environ.get("BENCH_RATE", "100"))  # a second
BLOCK = 5.0  # seconds
PAIRS = int(os.environ.get("BENCH_BLOCKS", "6"))
MOST = 2.0


async def arrive(target: Target, session: aiohttp.ClientSession, gaps: random.Random, seconds: float) -> list[float]:
    """Send a block; each click's milliseconds from its planned arrival to the end of the answer. Raises RuntimeError when it is not 200."""
    planned = list(
        itertools.takewhile(lambda at: at < seconds, itertools.accumulate(iter(lambda: gaps.expovariate(RATE), None)))
    )
    bodies = [
        click(user=target.user, team=target.team, action_id="question_approve", value=f"{next(target.ids)}:1", number=next(target.numbers))
        for _ in planned
    ]  # fmt: skip
    sent = [(body, signed(body)) for body in bodies]

    async def one(at: float, body: bytes, headers: dict[str, str]) -> float:
        await asyncio.sleep(at - time.perf_counter())
        async with session.post(target.url, data=body, headers=headers) as answer:
            if answer.status != 200 or await answer.text():
                raise RuntimeError(f"{answer.status} {await answer.text()}")
        return (time.perf_counter() - at) * 1000

    gc.collect()
    gc.disable()
    began = time.perf_counter() + 0.2
    try:
        return await asyncio.gather(*(one(began + at, *what) for at, what in zip(planned, sent, strict=True)))
    finally:
        gc.enable()


def _percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


async def run(database: str | None) -> tuple[Demand, list[str]]:
    """Both in turns on one database: what is demanded, and the rows of the table."""
    needed = int(RATE * BLOCK * (PAIRS + 1) * 1.2)
    command = [sys.executable, "-m", "bench.serve", str(needed), *([database] if database else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:  # noqa: ASYNC220 - before the measuring begins
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        bot = Target(told["bot"], told["user"], told["team"], iter(told["ids"]))
        bare = Target(told["bare"], told["user"], told["team"], itertools.count(1))
        found: dict[Target, list[float]] = {bot: [], bare: []}
        ratios, gaps = [], random.Random(2026)
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            for target in (bot, bare):
                await arrive(target, session, gaps, BLOCK / 5)
            for pair in range(PAIRS):
                order = (bot, bare) if pair % 2 else (bare, bot)
                took = {target: await arrive(target, session, gaps, BLOCK) for target in order}
                for target, times in took.items():
                    found[target] += times
                ratios.append(_percentile(took[bot], 0.99) / _percentile(took[bare], 0.99))
        assert server.stdin is not None
        server.stdin.close()
        done, clicks = json.loads(server.stdout.readline())["done"], next(bot.numbers) - 1
        if done != clicks:
            raise RuntimeError(
                f"{clicks} clicks were answered 200 and {done} acts were done: it measured something else"
            )
        server.wait(30)
    kind = "PostgreSQL" if database else "SQLite, WAL, synchronous=FULL"
    pooled = _percentile(found[bot], 0.99) / _percentile(found[bare], 0.99)
    rows = [
        f"| {kind} | {name} | {len(found[target])} | "
        + " | ".join(f"{_percentile(found[target], part):.1f}" for part in (0.5, 0.9, 0.99, 0.999))
        + f" | {max(found[target]):.1f} |"
        for name, target in (("the bot", bot), ("bare Bolt", bare))
    ]
    rows.append(f"| {kind} | the bot ÷ bare Bolt, all blocks together | | | | {pooled:.2f} | | |")
    ratio = statistics.median(ratios)
    return Demand(f"ack p99 ÷ bare Bolt's at {RATE:g} a second at random, {kind}", ratio, MOST), rows


def main() -> list[str]:
    """The section's lines, for both databases when there is a PostgreSQL."""
    server = os.environ.get("TEST_POSTGRES_URL")
    found = [asyncio.run(run(database)) for database in (None, *([server] if server else []))]
    lines = demanded([demand for demand, _ in found])
    lines += ["| database | | clicks | p50, ms | p90 | p99 | p99.9 | max |", "|---|---|---|---|---|---|---|---|"]
    lines += [row for _, rows in found for row in rows]
    said = "counted from the planned arrival, the client in a process of its own. Every click was done."
    return [*lines, "", f"{PAIRS} pairs of blocks of {BLOCK:g} s, in turns; the median pair is demanded, {said}"]


if __name__ == "__main__":
    sys.stdout.write("\n".join(main()) + "\n")
