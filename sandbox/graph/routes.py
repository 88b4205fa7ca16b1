"""Where the routes of this part are gathered for the server."""

from aiohttp import web

from sandbox.world import World


def routes(world: World) -> list[web.RouteDef]:
    """Every route of this part."""
    return []
