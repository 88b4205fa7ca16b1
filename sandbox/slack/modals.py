"""What a person does with a modal: filling in, submitting, closing; and what the app's answer does to it."""

from typing import Any

from sandbox.slack import limits, payloads
from sandbox.slack.acts import CannotDo, Order, Outcome, failed, fill, outcome
from sandbox.slack.api_views import accept, replace
from sandbox.slack.core import Slack
from sandbox.slack.delivery import Delivery
from sandbox.slack.errors import SlackError
from sandbox.slack.model import User, View
from sandbox.slack.values import client_errors, inputs, state_values


def view_of(slack: Slack, user: User, view_id: Any) -> View:
    """An open modal of that person."""
    for view in slack.ws.modals.get(user.id, []):
        if view.id == view_id:
            return view
    raise CannotDo(f"{user.name} has no modal {view_id!r} open")


async def fill_in(slack: Slack, user: User, order: Order) -> Outcome:
    """Type into fields without sending anything."""
    view = view_of(slack, user, order["view_id"])
    fill(view.source["blocks"], view.values, order["values"])
    slack.world.changed("slack")
    return outcome(None)


async def submit(slack: Slack, user: User, order: Order) -> Outcome:
    """Fill in and press the submit button; fields that Slack's client refuses are never sent."""
    view = view_of(slack, user, order["view_id"])
    if not view.source.get("submit"):
        raise CannotDo("the modal has no submit button")
    blocks = view.source["blocks"]
    fill(blocks, view.values, order.get("values", {}))
    view.errors = client_errors(blocks, state_values(blocks, view.values))
    if view.errors:
        slack.world.changed("slack")
        return outcome(None, errors=view.errors) | {"ok": False, "error": "client_validation"}
    trigger = slack.handles.new_trigger(user.id)
    payload = payloads.view_submission(slack.ws, user, view, trigger, _response_urls(slack, user, view))
    sent = slack.postman.new(
        "interactive", "view_submission", payload, user=user.id, trigger=trigger, takes_answer=True
    )
    done = await slack.postman.deliver(sent)
    if done.ok:
        try:
            obey(slack, user, view, done)
        except SlackError as no:
            done.problem = f"{no.code}: {'; '.join(no.messages)}"
    failed(slack, user, done)
    slack.world.changed("slack")
    told = outcome(done, errors=view.errors)
    return told | {"ok": False, "error": "view_errors"} if view.errors else told


def _response_urls(slack: Slack, user: User, view: View) -> list[dict[str, Any]]:
    urls = []
    for block, element in inputs(view.source["blocks"]):
        if element.get("response_url_enabled"):
            entry = state_values([block], view.values)[block["block_id"]][element["action_id"]]
            channel = entry.get("selected_conversation") or entry.get("selected_channel")
            if channel:
                urls.append(
                    {
                        "response_url": slack.handles.new_url(user.id, channel),
                        "channel_id": channel,
                        "action_id": element["action_id"],
                        "block_id": block["block_id"],
                    }
                )
    return urls


def obey(slack: Slack, user: User, view: View, done: Delivery) -> None:
    """Do to the modal what the answer says: close, show errors, update, push or clear; SlackError if it cannot."""
    stack = slack.ws.modals.get(user.id, [])
    answer = done.body
    if not answer:
        if view in stack:
            stack.remove(view)
        return
    action = answer.get("response_action") if isinstance(answer, dict) else None
    if action == "clear":
        stack.clear()
    elif action == "errors":
        fields = {block["block_id"] for block in view.source["blocks"] if block["type"] == "input"}
        errors = answer.get("errors")
        if not isinstance(errors, dict) or not errors or not set(errors) <= fields:
            raise SlackError("invalid_response", [f"errors must name input blocks of the view, not {errors!r}"])
        if not all(isinstance(text, str) and text for text in errors.values()):
            raise SlackError("invalid_response", ["each error must be a text"])
        view.errors = errors
    elif action == "update":
        replace(slack.ws, view, accept(slack.ws, answer.get("view"), ("modal",), view))
    elif action == "push":
        if len(stack) >= limits.VIEW_STACK:
            raise SlackError("push_limit_reached")
        stack.append(slack.ws.new_view(user.id, accept(slack.ws, answer.get("view"), ("modal",)), view))
    else:
        raise SlackError("invalid_response", ["the body of an acknowledgement must be empty or have a response_action"])


async def close(slack: Slack, user: User, order: Order) -> Outcome:
    """Close a modal: with its close button the one under it comes back, with `clear` (the X) all go."""
    view = view_of(slack, user, order["view_id"])
    stack = slack.ws.modals[user.id]
    cleared = bool(order.get("clear") or view.source.get("clear_on_close"))
    gone = list(stack) if cleared else stack[stack.index(view) :]
    for one in gone:
        stack.remove(one)
    slack.world.changed("slack")
    done: Delivery | None = None
    for one in reversed(gone):
        if one.source.get("notify_on_close"):
            payload = payloads.view_closed(slack.ws, user, one, cleared)
            done = await slack.postman.deliver(slack.postman.new("interactive", "view_closed", payload, user=user.id))
    return outcome(done)


MODAL_ACTS = {"view_fill": fill_in, "view_submit": submit, "view_close": close}
