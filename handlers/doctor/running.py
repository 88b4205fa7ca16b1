"""What `doctor` hears from the bot that runs on this machine: its own /readyz, which knows of the clock's jobs and the letters."""

from __future__ import annotations

from ipaddress import ip_address

import aiohttp

from bot.reads.health import Finding
from bot.settings import Settings
from bot.text import doctor as words


def here(host: str) -> str:
    """Where a bot that listens on that host is asked from this machine: one that listens everywhere is asked on the loopback."""
    try:
        everywhere = not host or ip_address(host).is_unspecified
    except ValueError:
        everywhere = False  # a name
    return "127.0.0.1" if everywhere else host


async def look(settings: Settings) -> Finding:
    """Whether it runs, and what is late. A bot that is not started yet is no fault."""
    host = here(settings.host)
    address = f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"
    asked = f"{address}/readyz?verbose"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session,
            session.get(asked) as answer,
        ):
            said = [line for line in (await answer.text()).splitlines() if line.strip()]
            status = answer.status
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return Finding("running", words.RUNNING, None, words.RUNNING_NOT.format(address=address))
    if status == 200 and said == ["ok"]:
        return Finding("running", words.RUNNING, True, words.RUNNING_OK)
    if status == 503 and said and said[-1] == "not ready":
        why = "; ".join(said[:-1])
        return Finding("running", words.RUNNING, False, words.RUNNING_ILL.format(why=why), words.RUNNING_ILL_REMEDY)
    stranger = words.RUNNING_STRANGER.format(address=address)
    return Finding("running", words.RUNNING, False, stranger, words.RUNNING_STRANGER_REMEDY)
