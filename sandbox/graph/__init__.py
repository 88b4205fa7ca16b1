"""A local Microsoft Graph: an organiser's calendar, and the people who are invited; not the rest of Graph."""

from sandbox.graph.routes import routes

__all__ = ["routes"]
