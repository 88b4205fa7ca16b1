"""The state of both halves, to begin from again: so that a test need not build the same world each time. Only what a service
remembers; nothing that is on its way."""

import itertools
import pickle
from dataclasses import dataclass

from sandbox.graph.model import Tenant
from sandbox.slack.model import Workspace

OF_WORKSPACE = ("users", "channels", "ims", "homes", "modals", "typed", "notices", "_given")
OF_TENANT = ("settings", "mailboxes", "mails", "sent", "_items", "_folder_ids", "_sequence")


@dataclass(frozen=True)
class Memory:
    """What was remembered at one moment, as bytes: to read them is the quickest way to a copy."""

    state: bytes
    number: int


def kept(workspace: Workspace, tenant: Tenant) -> Memory:
    """What both remember now. To be called while nothing is on its way."""
    number = next(workspace._numbers)
    of_slack = {name: getattr(workspace, name) for name in OF_WORKSPACE}
    of_graph = {name: getattr(tenant, name) for name in OF_TENANT}
    return Memory(pickle.dumps((of_slack, of_graph), pickle.HIGHEST_PROTOCOL), number)


def begin_from(memory: Memory, workspace: Workspace, tenant: Tenant) -> None:
    """Remember that; it can be begun from many times."""
    of_slack, of_graph = pickle.loads(memory.state)
    for name, value in of_slack.items():
        setattr(workspace, name, value)
    for name, value in of_graph.items():
        setattr(tenant, name, value)
    workspace.general = next(one for one in workspace.channels.values() if one.is_general)
    workspace._numbers = itertools.count(memory.number)
