"""The sandbox's screen: serves the page in which a person uses the local Slack beside the local Outlook.

Only files: what the page shows it fetches itself from the control API under ``/sandbox``. It knows no bot.
"""

from pathlib import Path

from aiohttp import web

STATIC = Path(__file__).parent / "static"

# The page may stand in a frame of its own, for a second person, and in nobody else's. Nothing may come from another host, and no
# string may become markup except through the one named policy that parses a mail's HTML into an inert document (static/js/outlook/mailbody.js).
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types mailbody",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
TYPES = {".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".svg": "image/svg+xml"}


def routes(world: object) -> list[web.RouteDef]:
    """The page at ``/`` and its files at ``/screen/…``; ``world`` is not needed, for the page asks over HTTP."""
    return [web.get("/", _page), web.get("/screen/{path:.+}", _file)]


async def _page(_request: web.Request) -> web.Response:
    return _answer(STATIC / "index.html")


async def _file(request: web.Request) -> web.Response:
    wanted = (STATIC / request.match_info["path"]).resolve()
    if not wanted.is_relative_to(STATIC.resolve()) or wanted.suffix not in TYPES or not wanted.is_file():
        raise web.HTTPNotFound
    return _answer(wanted)


def _answer(path: Path) -> web.Response:
    return web.Response(
        text=path.read_text(encoding="utf-8"), content_type=TYPES[path.suffix], charset="utf-8", headers=HEADERS
    )
