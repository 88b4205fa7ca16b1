"""The process that start.py compares with: it imports Bolt, SQLModel, APScheduler and aiohttp, builds an app, and answers."""

from __future__ import annotations

import asyncio

import aiohttp
import apscheduler.schedulers.asyncio
import sqlmodel
from aiohttp import web
from slack_bolt.async_app import AsyncApp

IMPORTED = (aiohttp.ClientSession, apscheduler.schedulers.asyncio.AsyncIOScheduler, sqlmodel.SQLModel)


async def main() -> None:
    """Serve, and tell the port on standard output."""
    AsyncApp(token="xoxb-0", signing_secret="0" * 32)
    server = web.Application()

    async def alive(_: web.Request) -> web.Response:
        return web.Response(text="ok")

    server.router.add_get("/livez", alive)
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
