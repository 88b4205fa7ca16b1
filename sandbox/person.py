"""One person's hands and eyes in the sandbox's Slack, for tests. It knows the screen, not the rules behind it."""

from typing import Any

from sandbox.control import Control, Dict, Refused, wait
from sandbox.seen import blocks_of, elements_of, field_of, labelled, outline


class Person:
    """One person in front of Slack. Containers are the dicts that this class gives: messages, modals, homes."""

    def __init__(self, control: Control, user_id: str) -> None:
        self.control = control
        self.id = user_id

    # --- looking

    def state(self, channel: str | None = None, limit: int = 100) -> Dict:
        """The whole screen; with `channel` (id, name, "dm") only that channel's messages are in it."""
        query = {"user": self.id, "users": 0, "limit": limit, "channel": channel}
        return dict(self.control.get("/sandbox/slack/state", **query))

    def home(self, *, opened: bool = True) -> Dict:
        """The app's Home, opened first; waits until there is one."""
        if opened:
            self.open_home()
        return wait(lambda: self.state(channel="-")["home"], what="a Home")

    def open_home(self) -> Dict:
        """Open the app's Home; how the app answered."""
        return self._act(kind="open_home")

    def modals(self) -> list[Dict]:
        """The open modals, the topmost last."""
        return list(self.state(channel="-")["modals"])

    def modal(self) -> Dict:
        """The topmost modal; Refused when none is open."""
        stack = self.modals()
        if not stack:
            raise Refused(f"{self.id} has no modal open; notices: {self.notices()}")
        return stack[-1]

    def notices(self) -> list[Dict]:
        """Passing notices, the newest last."""
        return list(self.state(channel="-")["notices"])

    def channels(self) -> list[Dict]:
        """The conversations this person sees, without messages."""
        return list(self.state(channel="-")["channels"])

    def channel_id(self, name: str = "dm") -> str:
        """A conversation's id by its name; "dm" is the one with the app."""
        for one in self.channels():
            if name == one["id"] or (one["is_im"] if name == "dm" else one["name"] == name.removeprefix("#")):
                return str(one["id"])
        raise Refused(f"{self.id} sees no channel {name}")

    def messages(self, channel: str = "dm", limit: int = 100) -> list[Dict]:
        """A conversation's messages (name, id or "dm"), oldest first, replies included; none when it is not there."""
        name = channel.removeprefix("#")
        seen = self.state(channel=name, limit=limit)["channels"]
        return [message for one in seen for message in one["messages"]]

    def thread(self, channel: str, ts: str) -> list[Dict]:
        """A message and its replies."""
        return [one for one in self.messages(channel) if ts in (one["ts"], one["thread_ts"])]

    def find_message(self, containing: str, in_channel: str = "dm", seconds: float = 10) -> Dict:
        """The newest message whose text or blocks hold that; waits for it."""

        def look() -> Dict | None:
            found = [one for one in self.messages(in_channel) if containing in outline(one)]
            if not found:
                shown = "\n".join(outline(one) for one in self.messages(in_channel)[-5:])
                raise Refused(f"no message with {containing!r} in {in_channel}; the last ones:\n{shown}")
            return found[-1]

        found = wait(look, seconds, f"a message with {containing!r}")
        assert found is not None
        return found

    # --- doing

    def command(self, line: str, channel: str = "dm") -> Dict:
        """Type a slash command with its text."""
        name, _, text = line.partition(" ")
        return self._act(kind="command", command=name, text=text, channel=channel)

    def shortcut(self, callback_id: str) -> Dict:
        """Choose a global shortcut."""
        return self._act(kind="global_shortcut", callback_id=callback_id)

    def message_shortcut(self, message: Dict, callback_id: str) -> Dict:
        """Choose a shortcut in a message's menu."""
        place = {"channel": message["channel"], "ts": message["ts"]}
        return self._act(kind="message_shortcut", callback_id=callback_id, **place)

    def dm(self, text: str) -> Dict:
        """Write to the app."""
        return self._act(kind="message", channel="dm", text=text)

    def say(self, channel: str, text: str, thread_ts: str | None = None) -> Dict:
        """Write in a channel or thread."""
        return self._act(kind="message", channel=channel, text=text, thread_ts=thread_ts)

    def click(
        self,
        container: Dict,
        action_id: str | None = None,
        *,
        label: str | None = None,
        block_id: str | None = None,
        value: Any = None,
        **more: Any,
    ) -> Dict:
        """Use what has that action_id or label in a message, modal or Home (`more`: times, concurrent, action_ts).

        An element of the container that is gone by now is pressed all the same, as on a stale screen.
        """
        block, element = labelled(container, action_id, label, block_id, value)
        if value is not None:
            more["value"] = value
        order = {"action_id": element["action_id"], "block_id": block["block_id"], **more}
        return self._act(
            kind="block_action", container=_place(container), seen={"block": block, "element": element}, **order
        )

    def choose(self, container: Dict, action_id: str | None = None, option: Any = None, **more: Any) -> Dict:
        """Choose an option (by value or label), a person, a date … in a select, picker or menu that acts at once."""
        return self.click(container, action_id, value=option, **more)

    def fill(self, view: Dict, values: Dict) -> Dict:
        """Type into a modal's fields, named by label, block_id or action_id; the modal afterwards."""
        self._act(kind="view_fill", view_id=view["id"], values=field_of(view, values))
        return next(one for one in self.modals() if one["id"] == view["id"])

    def submit(self, view: Dict | None = None, values: Dict | None = None) -> Dict:
        """Press submit (of the topmost modal), perhaps filling in first; the answer's `errors` are by block_id."""
        shown = view or self.modal()
        return self._act(kind="view_submit", view_id=shown["id"], values=field_of(shown, values or {}))

    def close(self, view: Dict | None = None, *, clear: bool = False) -> Dict:
        """Close the (topmost) modal; with `clear` all of them."""
        return self._act(kind="view_close", view_id=(view or self.modal())["id"], clear=clear)

    def read(self, channel: str) -> None:
        """Look at a channel, so that nothing there is unread."""
        self._act(kind="read", channel=channel)

    def outline(self, container: Dict) -> str:
        """What a message, modal or Home says and offers, as text."""
        return outline(container)

    def buttons(self, container: Dict) -> list[str]:
        """The labels of the buttons in it."""
        found = [element for block in blocks_of(container) for element in elements_of(block)]
        return [str(element["text"]["text"]) for element in found if element["type"] == "button"]

    def _act(self, **order: Any) -> Dict:
        given = {name: value for name, value in order.items() if value is not None}
        return dict(self.control.post("/sandbox/slack/act", user=self.id, **given))


def _place(container: Dict) -> Dict:
    if "ts" in container:
        return {"type": "message", "channel": container["channel"], "ts": container["ts"]}
    return {"type": "view", "view_id": container["id"]}
