"""views.open, views.push, views.update and views.publish."""

from typing import Any

from sandbox.exchange import ACKED, TRIGGER
from sandbox.slack import limits
from sandbox.slack.errors import SlackError
from sandbox.slack.handles import Trigger
from sandbox.slack.model import View, Workspace
from sandbox.slack.shown import view_json
from sandbox.slack.values import KEYS, Values, inputs
from sandbox.slack.viewshape import check_view, too_large
from sandbox.slack.web import Answer, Call, method


def accept(ws: Workspace, view: Any, expected: tuple[str, ...], instead_of: View | None = None) -> dict[str, Any]:
    """The view if Slack would take it: invalid_arguments with every fault, view_too_large, duplicate_external_id."""
    problems = check_view(view, expected)
    if problems:
        raise SlackError("invalid_arguments", problems)
    if too_large(view):
        raise SlackError("view_too_large")
    external = view.get("external_id")
    if external:
        other = by_external_id(ws, external)
        if other is not None and other is not instead_of:
            raise SlackError("duplicate_external_id")
    return dict(view)


def by_external_id(ws: Workspace, external: str) -> View | None:
    """The open view with that external_id."""
    every = [*ws.homes.values(), *(view for stack in ws.modals.values() for view in stack)]
    return next((view for view in every if view.source.get("external_id") == external), None)


def replace(ws: Workspace, view: View, source: dict[str, Any]) -> None:
    """Give a view new content; what was filled in stays where block_id, action_id and kind of element are the same."""
    kept: Values = {}
    old = view.values
    ws.fill_view(view, source)
    for block, element in inputs(view.source["blocks"]):
        entry = old.get(block["block_id"], {}).get(element["action_id"])
        if entry is not None and entry.get("type") == element["type"] and KEYS[element["type"]] in entry:
            kept.setdefault(block["block_id"], {})[element["action_id"]] = entry
    view.values = kept


def _trigger(call: Call) -> Trigger:
    name = call.args.get("trigger_id")
    if name is None:
        raise SlackError("invalid_arguments", ["missing required field: trigger_id"])
    known = call.slack.handles.triggers.get(name)
    if known is not None:
        call.request[TRIGGER] = {"received_at": known.received_at.isoformat()}
        call.request[ACKED] = known.acked
    return call.slack.handles.use_trigger(name)


def _open(call: Call, *, push: bool) -> Answer:
    trigger = _trigger(call)
    source = accept(call.ws, call.args["view"], ("modal",))
    stack = call.ws.modals.setdefault(trigger.user, [])
    if push and not stack:
        raise SlackError("invalid_trigger_id")
    if len(stack) >= limits.VIEW_STACK:
        raise SlackError("push_limit_reached")
    trigger.used = True
    view = call.ws.new_view(trigger.user, source, stack[-1] if stack else None)
    stack.append(view)
    call.slack.world.changed("slack")
    return {"view": view_json(call.ws, view)}


@method("views.open", "trigger_id interactivity_pointer view:json", required="view")
def views_open(call: Call) -> Answer:
    """Open a modal for the person whose act gave the trigger."""
    return _open(call, push=False)


@method("views.push", "trigger_id interactivity_pointer view:json", required="view")
def views_push(call: Call) -> Answer:
    """Put a modal on top of the one that is open; three at most."""
    return _open(call, push=True)


@method("views.update", "view_id external_id view:json hash", required="view")
def views_update(call: Call) -> Answer:
    """Replace an open view, by its id or external_id, unless `hash` says that it is another by now."""
    args = call.args
    if ("view_id" in args) == ("external_id" in args):
        raise SlackError("invalid_arguments", ["must define either `view_id` or `external_id`"])
    view = call.ws.view(args["view_id"]) if "view_id" in args else by_external_id(call.ws, args["external_id"])
    if view is None:
        raise SlackError("not_found")
    if "hash" in args and args["hash"] != view.hash:
        raise SlackError("hash_conflict")
    replace(call.ws, view, accept(call.ws, args["view"], (view.kind,), view))
    call.slack.world.changed("slack")
    return {"view": view_json(call.ws, view)}


@method("views.publish", "user_id view:json hash interactivity_pointer", required="user_id view")
def views_publish(call: Call) -> Answer:
    """Publish somebody's home tab, unless `hash` says that it is another by now (an empty one always does)."""
    user = call.ws.user(call.args["user_id"])
    if user.deleted or user.is_bot:
        raise SlackError("user_not_found")
    home = call.ws.homes.get(user.id)
    if "hash" in call.args and (home is None or call.args["hash"] != home.hash):
        raise SlackError("hash_conflict")
    source = accept(call.ws, call.args["view"], ("home",), home)
    if home is None:
        call.ws.homes[user.id] = home = call.ws.new_view(user.id, source)
    else:
        replace(call.ws, home, source)
    call.slack.world.changed("slack")
    return {"view": view_json(call.ws, home)}
