"""Where Slack's routes are gathered for the server. No rule of Slack's is here."""

from aiohttp import web

from sandbox.slack import api_chat, api_conversations, api_membership, api_people, api_views
from sandbox.slack.answers import respond
from sandbox.slack.control import control_routes
from sandbox.slack.core import Slack
from sandbox.slack.web import serve

# To be imported is all that is asked of these: each registers its methods.
API = (api_chat, api_conversations, api_membership, api_people, api_views)


def routes(slack: Slack) -> list[web.RouteDef]:
    """Every route of the sandbox's Slack."""

    async def api(request: web.Request) -> web.StreamResponse:
        return await serve(slack, request)

    async def socket(request: web.Request) -> web.StreamResponse:
        return await slack.sockets.serve(request)

    async def response_url(request: web.Request) -> web.StreamResponse:
        return await respond(slack, request)

    return [
        web.route("*", "/api/{method}", api),
        web.get("/socket", socket),
        web.post("/response/{id}", response_url),
        *control_routes(slack),
    ]
