"""The world's levers for tests, synchronous, over the control API: people, channels, clock, faults, what was sent.

`Hands(url).person(…)` gives a `Person`, whose hands do what people do. Nothing here knows Slack's rules.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from sandbox.control import Control, Dict, Refused, wait
from sandbox.person import Person

__all__ = ["Hands", "Person", "Refused"]

T = TypeVar("T")


class Hands:
    """Everybody's hands, and the world's levers: people, channels, clock, faults, requests, deliveries."""

    def __init__(self, url: str) -> None:
        self.control = Control(url)

    def new_person(self, name: str, real_name: str, email: str | None = None, **traits: Any) -> "Person":
        """Make somebody (traits as in POST /sandbox/slack/users; `quiet=True`: the app does not hear of it)."""
        made = self.control.post("/sandbox/slack/users", name=name, real_name=real_name, email=email, **traits)
        return Person(self.control, made["id"])

    def person(self, user_id: str) -> "Person":
        """Somebody by id."""
        return Person(self.control, user_id)

    def person_by_email(self, email: str) -> "Person":
        """Somebody by e-mail address."""
        for user in self.users():
            if (user["email"] or "").lower() == email.lower() and not user["deleted"]:
                return Person(self.control, user["id"])
        raise Refused(f"nobody has the address {email}")

    def users(self) -> list[Dict]:
        """Everybody, in short."""
        return list(self.control.get("/sandbox/slack/users")["users"])

    def change_person(self, user_id: str, **traits: Any) -> Dict:
        """Change somebody: deleted, is_restricted, email, …"""
        return dict(self.control.post("/sandbox/slack/users", id=user_id, **traits))

    def new_channel(self, name: str, members: list[str], *, is_private: bool = False, **more: Any) -> Dict:
        """Make a channel with those ids in it ("bot" is the app)."""
        body = {"name": name, "members": members, "is_private": is_private, **more}
        return dict(self.control.post("/sandbox/slack/channels", **body))

    def change_channel(self, channel_id: str, **traits: Any) -> Dict:
        """Change a channel: is_archived, is_ext_shared, is_pending_ext_shared, is_org_shared, name."""
        return dict(self.control.post("/sandbox/slack/channels", id=channel_id, **traits))

    def channels(self) -> list[Dict]:
        """Every conversation, with its members."""
        return list(self.control.get("/sandbox/slack/channels")["channels"])

    def channel(self, name: str) -> Dict:
        """A conversation by name or id."""
        found = [one for one in self.channels() if name.removeprefix("#") in (one["id"], one.get("name"))]
        if not found:
            raise Refused(f"there is no channel {name}")
        return found[0]

    def app(self, **settings: Any) -> Dict:
        """The app's settings, after changing those given (scopes, events_url, commands, verify=True, …)."""
        if settings:
            return dict(self.control.post("/sandbox/slack/app", **settings))
        return dict(self.control.get("/sandbox/slack/app"))

    def now(self) -> str:
        """The world's time, ISO, UTC."""
        return str(self.control.get("/sandbox/clock")["now"])

    def advance(self, seconds: float) -> str:
        """Move the world's clock; the new time."""
        return str(self.control.post("/sandbox/clock", advance_seconds=seconds)["now"])

    def set_clock(self, moment: str) -> str:
        """Set the world's clock to an ISO moment with offset."""
        return str(self.control.post("/sandbox/clock", to=moment)["now"])

    def fault(self, service: str, path: str, kind: str, **more: Any) -> int:
        """Plan a fault (times, retry_after, delay in seconds); its id."""
        return int(self.control.post("/sandbox/faults", service=service, path=path, kind=kind, **more)["id"])

    def clear_faults(self) -> None:
        """Forget all planned faults."""
        self.control.call("DELETE", "/sandbox/faults")

    def faults(self) -> list[Dict]:
        """The faults that are still planned."""
        return list(self.control.get("/sandbox/faults")["faults"])

    def requests(self, after: int = 0, path: str | None = None) -> list[Dict]:
        """Requests that the app made, oldest first; with `path` only those to a method or path that ends so."""
        every = self.control.get("/sandbox/requests", after=after)["requests"]
        return [one for one in every if path is None or one["path"].endswith(path)]

    def request_count(self) -> int:
        """How many requests the app has made; for `requests(after=…)`."""
        return int(self.control.get("/sandbox/requests", after=10**9)["count"])

    def tour(self, tour: Dict) -> None:
        """Hand in a guided tour for the screen (its shape: sandbox/showing.py)."""
        self.control.call("POST", "/sandbox/showing/tour", tour)

    def next_moment(self, at: str | None, what: str = "") -> None:
        """Tell the screen when something is next to happen (ISO, with offset), and what; None: nothing is."""
        self.control.post("/sandbox/showing/next", at=at, what=what)

    def note(self, notes: list[Dict]) -> None:
        """Tell the screen what the app has done: at, who, did, about, rule, why."""
        self.control.post("/sandbox/showing/notes", notes=notes)

    def deliveries(self, after: str | None = None, label: str | None = None, user: str | None = None) -> list[Dict]:
        """What was brought to the app, oldest first."""
        found = self.control.get("/sandbox/slack/deliveries", after=after, label=label, user=user)
        return list(found["deliveries"])

    def redeliver(self, delivery_id: str | None = None, **more: Any) -> Dict:
        """Bring a delivery (the last one) once more, with retry headers (retry_num, reason, times)."""
        chosen = {"delivery_id": delivery_id} if delivery_id else {}
        return dict(self.control.post("/sandbox/slack/act", kind="redeliver", **chosen, **more))

    def wait(self, look: Callable[[], T], seconds: float = 10, what: str = "") -> T:
        """Call `look` until it gives something true, and return that; Refused after so many seconds."""
        return wait(look, seconds, what)
