"""What can go wrong with Outlook, by what one can do about it. Which HTTP answer is which stands here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping


class OutlookFault(Exception):
    """A request that did not succeed. `certain`: surely not applied; `final`: trying again can not help."""

    certain = True
    final = False

    def __init__(self, code: str, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after  # seconds, as the service asked


class NotConfigured(ValueError):
    """The settings do not say how to reach Outlook; the text says what is missing."""


class TryLater(OutlookFault):
    """Too many requests, or a precondition that failed: surely not applied."""


class Ambiguous(TryLater):
    """The service stumbled or the connection broke: it may have been applied."""

    certain = False


class Gone(OutlookFault):
    """The event is not there (any more)."""

    final = True


class NotAllowed(OutlookFault):
    """The app may not, or the mailbox is not one of ours: somebody has to set something right."""

    final = True


class Duplicate(OutlookFault):
    """The transactionId made an event before: it is to be found by its stamp."""


class StaleToken(OutlookFault):
    """A delta token that the service has forgotten: start over."""


class Refuses(OutlookFault):
    """The service does not take the request as it is: a fault of ours, shown to the coordinators."""

    final = True


NO_MAILBOX = frozenset({"ErrorInvalidUser", "MailboxNotEnabledForRESTAPI", "Request_ResourceNotFound"})
STALE = frozenset({"syncStateNotFound", "SyncStateNotFound", "resyncRequired"})


def named(status: int, code: str, headers: Mapping[str, str] | None = None) -> OutlookFault:
    """The fault that an answer with this status and error code means."""
    after = retry_after(headers)
    if code == "ErrorDuplicateTransactionId":
        return Duplicate(code)
    if status == 410 or code in STALE:
        return StaleToken(code)
    if status in (401, 403) or code in NO_MAILBOX:
        return NotAllowed(f"{status} {code}")
    if status == 404:
        return Gone(code)
    if status in (409, 412, 429):
        return TryLater(f"{status} {code}", after)
    return Ambiguous(f"{status} {code}", after) if status >= 500 or status == 408 else Refuses(f"{status} {code}")


def retry_after(headers: Mapping[str, str] | None) -> float | None:
    """The header Retry-After in seconds; Graph writes it as a number."""
    said = next((value for name, value in (headers or {}).items() if name.lower() == "retry-after"), "")
    return float(said) if said.isascii() and said.isdecimal() else None
