"""What somebody sees in Slack and can use, read at once from the sandbox's state, and pressed through its hands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.control import Refused
from sandbox.seen import blocks_of, elements_of
from tests.proof.year.world import World

Dict = dict[str, Any]
WORDS = "Det är gemensamt för länet."
SHOWN = 12  # a person looks at the newest messages


@dataclass(frozen=True)
class Button:
    """Something to press, as it was drawn when it was seen."""

    container: Dict
    block: Dict
    element: Dict
    value: str

    @property
    def action(self) -> str:
        """What it is called."""
        return str(self.element["action_id"])


def buttons(world: World, person_id: int, prefixes: tuple[str, ...]) -> list[Button]:
    """Every button and menu choice in the messages that the person sees, whose action begins so."""
    user = world.roster.people[person_id].slack_id
    found: list[Button] = []
    for channel in world.slack.ws.channels.values():
        if user in channel.members:
            for ts in channel.order[-SHOWN:]:
                message = channel.messages[ts]
                place = {"type": "message", "channel": channel.id, "ts": ts}
                found += _pressable(place, {"blocks": message.blocks}, prefixes)
    return found


def _pressable(place: Dict, drawn: Dict, prefixes: tuple[str, ...]) -> list[Button]:
    found = []
    for block in blocks_of(drawn):
        for element in elements_of(block):
            if str(element["action_id"]).startswith(prefixes):
                if element["type"] == "overflow":
                    found += [Button(place, block, element, str(one["value"])) for one in element["options"]]
                elif element["type"] == "button":
                    found.append(Button(place, block, element, str(element.get("value", ""))))
    return found


def press(world: World, person_id: int, button: Button, *, twice: bool = False) -> bool:
    """Press it as it was seen (twice: two clicks), fill in what it opens, and send that; whether Slack was told each time that it was
    done."""
    hand = world.hand(person_id)
    order: Dict = {"action_id": button.action, "block_id": button.block["block_id"], "times": 2 if twice else 1}
    if button.element["type"] == "overflow":
        order["value"] = button.value
    said = hand._act(
        kind="block_action",
        container=button.container,
        seen={"block": button.block, "element": button.element},
        **order,
    )
    return bool(said["ok"]) and send_form(world, person_id)


def form_open(world: World, person_id: int) -> bool:
    """Whether the person has a form before the eyes, and not only a sentence in a window."""
    stack = world.slack.ws.modals.get(world.roster.people[person_id].slack_id, [])
    return bool(stack) and bool(stack[-1].source.get("submit"))


def send_form(world: World, person_id: int, **values: Any) -> bool:
    """Fill in the topmost window, if there is one, and send it; whether it was taken. All windows are closed after it."""
    hand = world.hand(person_id)
    open_ones = world.slack.ws.modals.get(hand.id, [])
    if not open_ones:
        return True
    shown = open_ones[-1].source
    taken = True
    if shown.get("submit"):
        try:
            taken = bool(hand._act(kind="view_submit", view_id=open_ones[-1].id, values=_answers(shown, values))["ok"])
        except Refused:
            taken = False  # the window is not one that this hand can fill in
    world.slack.ws.modals[hand.id] = []
    return taken


def _answers(view: Dict, values: Dict) -> Dict:
    """Words in every field for words, and the first choice in every list without one; else what was asked for."""
    found: Dict = {}
    for block in blocks_of(view):
        if block["type"] != "input":
            continue
        element = block["element"]
        name, given = block["block_id"], None
        if name in values:
            given = values[name]
        elif element["type"] == "plain_text_input" and not element.get("initial_value"):
            given = WORDS
        elif element["type"] in ("static_select", "radio_buttons") and "initial_option" not in element:
            given = (element.get("options") or element["option_groups"][0]["options"])[0]["value"]
        if given is not None:
            found.setdefault(name, {})[element["action_id"]] = given
    return found
