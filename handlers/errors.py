"""A fault becomes a calm sentence: a refusal in its own words, anything else with a reference code that stands in the log."""

from __future__ import annotations

import logging
import secrets

from slack_sdk.errors import SlackApiError

from bot.text import refusals
from models.rules.refusals import Refused
from models.values import dataclass

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What to tell the person; `field` when it belongs to a field of a form."""

    words: str
    field: str | None = None


def answer(fault: Exception, where: str, who: str | None) -> Answer:
    """The sentence for a fault. An unknown one is logged under the code that the person is shown."""
    if isinstance(fault, Refused):
        log.info("refused why=%s where=%s who=%s", fault.refusal.value, where, who)
        return Answer(refusals.words(fault), fault.field)
    code = secrets.token_hex(4).upper()
    log.error("fault code=%s where=%s who=%s", code, where, who, exc_info=fault)
    return Answer(refusals.unknown_fault(code))


def said(fault: SlackApiError) -> str:
    """The Web API's word for what was wrong; empty when what answered was not Slack (a proxy's page is no JSON)."""
    data = getattr(fault.response, "data", fault.response)
    return str(data.get("error") or "") if isinstance(data, dict) else ""
