"""A whole interaction (outer door, Bolt, rights, transaction with inbox key, change, journal, letters, ack) against bare Bolt in the
same run. The two alternate in ABBA blocks and the median of the pairs counts; the ratio is what is claimed, not the speed.
The act: AU's chair approves a question, one click each."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

import aiohttp

from bench.page import Demand, demanded
from bench.payloads import click, signed

BLOCK = {1: 60, 16: 160}
PAIRS = 10


class Target:
    """One of the two servers, and what is sent to it."""

    def __init__(self, port: int, user: str, team: str, ids: Iterator[int]) -> None:
        self.url = f"http://127.0.0.1:{port}/slack/events"
        self.user, self.team, self.ids = user, team, ids
        self.numbers = itertools.count(1)

    async def block(self, session: aiohttp.ClientSession, size: int, at_once: int) -> float:
        """Send a block; the seconds it took. Raises RuntimeError when an answer is not 200."""
        bodies = [
            click(
                user=self.user,
                team=self.team,
                action_id="question_approve",
                value=f"{next(self.ids)}:1",
                number=next(self.numbers),
            )
            for _ in range(size)
        ]
        waiting = iter([(body, signed(body)) for body in bodies])

        async def worker() -> None:
            for body, headers in waiting:
                async with session.post(self.url, data=body, headers=headers) as answer:
                    if answer.status != 200 or await answer.text():
                        raise RuntimeError(f"{answer.status} {await answer.text()}")

        began = time.perf_counter()
        await asyncio.gather(*(worker() for _ in range(at_once)))
        return time.perf_counter() - began


async def compare(bot: Target, bare: Target, at_once: int) -> tuple[float, float, float]:
    """(median ratio, the bot's requests a second, bare Bolt's)."""
    size = BLOCK[at_once]
    ratios, speeds = [], []
    async with aiohttp.ClientSession() as session:
        for target in (bot, bare):
            await target.block(session, size // 2, at_once)
        for pair in range(PAIRS):
            order = (bot, bare) if pair % 2 else (bare, bot)
            took = {target: await target.block(session, size, at_once) for target in order}
            ratios.append(took[bare] / took[bot])
            speeds.append((size / took[bot], size / took[bare]))
    return statistics.median(ratios), statistics.median(s[0] for s in speeds), statistics.median(s[1] for s in speeds)


async def run(database: str | None) -> tuple[list[Demand], list[str]]:
    """Run both concurrencies: what is demanded, and the rows of the table."""
    needed = sum(size * (PAIRS + 1) for size in BLOCK.values()) + 200
    command = [sys.executable, "-m", "bench.serve", str(needed), *([database] if database else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:  # noqa: ASYNC220 - before the measuring begins
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        bot = Target(told["bot"], told["user"], told["team"], iter(told["ids"]))
        bare = Target(told["bare"], told["user"], told["team"], itertools.count(1))
        kind, least = ("PostgreSQL", 0.3) if database else ("SQLite, WAL, synchronous=FULL", 0.5)
        rows, demands = [], []
        for at_once in BLOCK:
            ratio, ours, ceiling = await compare(bot, bare, at_once)
            rows.append(f"| {kind} | {at_once} | {ratio:.2f} | {ours:.0f}/s | {ceiling:.0f}/s |")
            if at_once == max(BLOCK):
                demands.append(Demand(f"AU's answer ÷ bare Bolt, {kind}, {at_once} at once", ratio, least, least=True))
        assert server.stdin is not None
        server.stdin.close()
        done, sent = json.loads(server.stdout.readline())["done"], next(bot.numbers) - 1
        if done != sent:
            raise RuntimeError(f"{sent} clicks were answered 200 and {done} acts were done: it measured something else")
        server.wait(30)
    return demands, rows


def main() -> list[str]:
    """The section's lines, for both databases when there is a PostgreSQL."""
    server = os.environ.get("TEST_POSTGRES_URL")
    found = [asyncio.run(run(database)) for database in (None, *([server] if server else []))]
    lines = demanded([one for demands, _ in found for one in demands])
    lines += ["| database | at once | ratio | the bot | bare Bolt |", "|---|---|---|---|---|"]
    return [
        *lines,
        *(row for _, rows in found for row in rows),
        "",
        f"Medians of {PAIRS} ABBA pairs, the client in a process of its own.",
    ]


if __name__ == "__main__":
    sys.stdout.write("\n".join(main()) + "\n")
