"""Refusals in the shape and with the codes of Microsoft Graph; not who refuses, nor when."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

Json = dict[str, Any]

GONE = "The specified object was not found in the store., The process failed to get the correct properties."


class GraphError(Exception):
    """A request that Graph would refuse: the HTTP status, Graph's error code, its message and any extra headers."""

    def __init__(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status, self.code, self.message = status, code, message
        self.headers = headers or {}

    def body(self, now: datetime) -> Json:
        """The JSON of the answer; `now` is stamped into innerError as the service does."""
        request = str(uuid.uuid4())
        inner = {"date": now.strftime("%Y-%m-%dT%H:%M:%S"), "request-id": request, "client-request-id": request}
        return {"error": {"code": self.code, "message": self.message, "innerError": inner}}


def unknown_property(name: str, kind: str) -> GraphError:
    """A property that the type does not have."""
    why = f"The property '{name}' does not exist on type 'microsoft.graph.{kind}'."
    return GraphError(
        400, "RequestBodyRead", f"{why} Make sure to only use property names that are defined by the type."
    )


def read_only(name: str) -> GraphError:
    """A property that only the service sets."""
    return GraphError(400, "ErrorInvalidPropertySet", f"Set action is invalid for property '{name}': it is read-only.")


def wrong_type(where: str, expected: str) -> GraphError:
    """A value of another type than the property's."""
    return GraphError(
        400, "RequestBodyRead", f"Cannot convert the value of '{where}' to the expected type '{expected}'."
    )


def invalid(where: str, why: str) -> GraphError:
    """A value of the right type that fails validation."""
    return GraphError(
        400, "ErrorPropertyValidationFailure", f"At least one property failed validation: '{where}' {why}."
    )


def not_found() -> GraphError:
    """An item that is not there, no longer there, or in Deleted Items."""
    return GraphError(404, "ErrorItemNotFound", GONE)


def denied(message: str = "Access is denied. Check credentials and try again.") -> GraphError:
    """A mailbox outside the app's scope, or an act that is not this person's."""
    return GraphError(403, "ErrorAccessDenied", message)


def unsupported(what: str) -> GraphError:
    """Something the real service does and this sandbox does not carry: said aloud rather than half done."""
    return GraphError(501, "NotImplemented", f"The sandbox does not carry {what}.")
