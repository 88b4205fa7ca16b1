"""One thing on its way to the app, and how it went. Not the way it takes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.slack.handles import Trigger


@dataclass
class Delivery:
    """One attempt to bring something to the app, and how it went; `error` is None when it was acknowledged in time."""

    id: str
    kind: str
    label: str
    payload: dict[str, Any]
    user: str | None
    received_at: datetime
    trigger: Trigger | None = None
    takes_answer: bool = False
    retry_num: int = 0
    retry_reason: str | None = None
    over: str = "http"
    status: int | None = None
    body: Any = None
    ack_ms: float | None = None
    acked_at: datetime | None = None
    error: str | None = None
    problem: str | None = None
    no_retry: bool = False
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Acknowledged with 200 within three seconds."""
        return self.error is None and self.status is not None

    def shown(self) -> dict[str, Any]:
        """As the control API shows it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "label": self.label,
            "user": self.user,
            "at": self.received_at.isoformat(),
            "over": self.over,
            "retry_num": self.retry_num,
            "retry_reason": self.retry_reason,
            "ok": self.ok,
            "status": self.status,
            "ack_ms": self.ack_ms,
            "acked_at": self.acked_at.isoformat() if self.acked_at else None,
            "error": self.error,
            "problem": self.problem,
            "body": self.body,
            "payload": self.payload,
        }
