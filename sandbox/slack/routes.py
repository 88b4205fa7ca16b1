"""Where Slack's routes are gathered for the server."""

from aiohttp import web

from sandbox.slack.config import AppConfig
from sandbox.world import World


def routes(world: World, config: AppConfig) -> list[web.RouteDef]:
    """Every route of the sandbox's Slack."""
    return []
