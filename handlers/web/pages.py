"""The public page, its accessibility statement and the calendar files. Anybody may look: no cookies, no scripts, nothing
fetched from elsewhere. What may be seen at all is for bot/reads/public.py."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import web
from markupsafe import Markup

from bot.reads import public as reads
from bot.text import dates
from bot.text import public as words
from bot.text.markup import plain
from bot.usecases.acting import Acting
from handlers.web import ics
from handlers.web.kept import Kept

if TYPE_CHECKING:
    from jinja2 import Environment

log = logging.getLogger(__name__)
TEMPLATES: Final = Path(__file__).with_name("templates")
STYLE: Final = (TEMPLATES / "public.css").read_text(encoding="utf-8")
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
FRESH: Final = {"Cache-Control": "public, max-age=60"}
NEVER: Final = {"Cache-Control": "no-store"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@cache
def templates() -> Environment:
    """Our templates: every value is escaped and without control characters, a name that is not there is a fault."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=lambda value: plain(value) if type(value) is str else value,
    )  # fmt: skip
    made.globals.update(t=words, dates=dates)
    return made


class Pages:
    """The public pages of one bot. `address` is where they are seen from outside, when that is known."""

    def __init__(self, acting: Acting, address: str | None) -> None:
        self._acting = acting
        self._address = address
        now = acting.clock.now
        self._page = Kept(lambda: acting.read(reads.page), now)
        self._calendars: dict[str, Kept[bytes]] = {}

    def add_to(self, server: web.Application) -> None:
        """Open the addresses."""
        server.router.add_get("/", self._calmly(self._start))
        server.router.add_get("/tillganglighet", self._calmly(self._statement))
        server.router.add_get("/kalender/{file}", self._calmly(self._calendar))

    def _calmly(self, handler: Handler) -> Handler:
        async def answer(request: web.Request) -> web.StreamResponse:
            try:
                await asyncio.to_thread(templates)  # the first time it is slow
                return await handler(request)
            except Exception:  # nothing of a fault is shown to anybody
                log.exception("page.failed path=%s", request.path)
                return self._drawn("message.html.j2", 503, up=_up(request), heading=words.AWAY)

        return answer

    def _drawn(self, template: str, status: int = 200, **values: object) -> web.Response:
        style = Markup(STYLE)  # noqa: S704 - a file of ours, in a <style> whose hash the policy names
        body = templates().get_template(template).render(style=style, **values)
        return web.Response(
            status=status, text=body, content_type="text/html", headers={**HEADERS, **(FRESH if status == 200 else NEVER)}
        )  # fmt: skip

    async def _start(self, request: web.Request) -> web.StreamResponse:
        return self._drawn("start.html.j2", page=await self._page.get(), up=_up(request))

    async def _statement(self, request: web.Request) -> web.StreamResponse:
        return self._drawn("statement.html.j2", page=await self._page.get(), up=_up(request))

    async def _calendar(self, request: web.Request) -> web.StreamResponse:
        key, dot, kind = request.match_info["file"].rpartition(".")
        bodies = {one.key for one in (await self._page.get()).bodies}
        if kind != "ics" or not dot or key not in bodies:
            return self._drawn("message.html.j2", 404, up=_up(request), heading=words.NOT_FOUND)
        kept = self._calendars.setdefault(key, Kept(lambda: self._file(key), self._acting.clock.now))
        return web.Response(
            body=await kept.get(), content_type="text/calendar", charset="utf-8",
            headers={**HEADERS, **FRESH, "Content-Disposition": f'inline; filename="{key}.ics"'},
        )  # fmt: skip

    async def _file(self, key: str) -> bytes:
        found = await self._acting.read(reads.calendar, key)
        if found is None:
            raise LookupError(key)
        return await asyncio.to_thread(ics.drawn, found, self._address)


def _up(request: web.Request) -> str:
    """The way to the start page from where somebody is: relative, so that it is right behind a proxy's path too."""
    return "../" * (request.path.count("/") - 1) or "./"
