"""A line of the log is one line, whatever is put into it: nothing that hides or forges, no secret, no address, no row (ADR 0014, T14)."""

from __future__ import annotations

import json
import logging
import re
import sys
import unicodedata

import pytest

from bot.settings import Settings, read
from handlers.web import lines
from tests.proof.edge.corpus import CORPUS

TOKENS = {
    "SLACK_BOT_TOKEN": "xoxb-1-abc",
    "SLACK_SIGNING_SECRET": "hemligt0123456789",
    "GRAPH_ACCESS_TOKEN": "graf.token",
}


def settings(log: str) -> Settings:
    return read({**TOKENS, "SAMVERKAN_LOG": log, "SAMVERKAN_DATABASE_URL": "sqlite:///x"})


def written(log: str, message: str, *args: object, fault: Exception | None = None) -> str:
    """What stands in the log."""
    traced = None
    if fault is not None:
        try:
            raise fault
        except Exception:
            traced = sys.exc_info()
    record = logging.LogRecord("handlers.doors", logging.INFO, __file__, 1, message, args, traced)
    return lines.formatter(settings(log)).format(record)


def hidden(text: str) -> list[str]:
    """The signs in it that are not seen, or end a line."""
    return [hex(ord(one)) for one in text if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


@pytest.mark.parametrize("log", ["json", "text"])
@pytest.mark.parametrize("name", CORPUS)
def test_nothing_hostile_breaks_a_line_or_hides_in_it(log: str, name: str) -> None:
    hostile = CORPUS[name]

    line = written(log, "unhandled where=%s who=%s", f"action:{hostile}", hostile)
    bare = written(log, hostile)
    faulty = written(log, "fault where=%s", hostile, fault=ValueError(hostile))

    assert [hidden(one) for one in (line, bare)] == [[], []]
    assert (line + faulty).encode("utf-8")
    if log == "json":
        assert hidden(faulty) == []
        assert json.loads(line)["event"].startswith("unhandled where=")
        assert "ValueError" in json.loads(faulty)["exception"]
    else:
        first, *trace = faulty.split("\n")
        assert "fault where=" in first
        assert {one[:4] for one in trace} == {"  | "}
        assert {one for row in (first, *trace) for one in hidden(row)} == set()


@pytest.mark.parametrize("log", ["json", "text"])
def test_no_secret_no_address_and_no_row_of_the_database(log: str) -> None:
    refused = ValueError(
        'duplicate key value violates "person_email"\nDETAIL:  Key (email)=(anna@umea.example) exists: Anna\nAlm 070.\nHINT:  none'
    )

    line = written(
        log, "failed %s for %s: %s", "Bearer abc.def-1", "Anna <anna.alm@umea.example>", ["xoxb-1-abc", "graf.token"]
    )
    faulty = written(log, "signed with hemligt0123456789 xapp-1-A-2", fault=refused)
    known = written(log, "postgresql://me:" + "pass@db.example/samverkan")

    said = line + faulty + known
    assert re.findall(r"anna|Alm|xoxb|graf|abc\.def|hemligt|xapp|pass", said) == []
    assert "person_email" in faulty
    assert "HINT" in faulty
