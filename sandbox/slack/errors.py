"""How Slack says no: one exception that becomes `{"ok": false, "error": …}`. Not the rules that raise it."""

from collections.abc import Sequence
from typing import Any


class SlackError(Exception):
    """A refused call; `messages` become `response_metadata.messages`, `extra` stands beside `error`."""

    def __init__(
        self,
        code: str,
        messages: Sequence[str] = (),
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(code, *messages)
        self.code = code
        self.messages = list(messages)
        self.status = status
        self.headers = headers or {}
        self.extra = extra

    def body(self) -> dict[str, Any]:
        """The answer as Slack writes it."""
        answer: dict[str, Any] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return answer
