"""A database with a long history behind the same present: so many questions that are settled, meetings that have been, journal
lines and letters that have left, put in as plain rows. Not an act in itself: what is open is made by the use cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Table, insert
from sqlmodel import SQLModel

from models.store.engine import Database

BATCH = 20_000
ENDINGS = ("treated",) * 15 + ("not_taken_up", "not_taken_up", "withdrawn", "referred", "on_agenda")
"""How twenty questions ended; one of them stands on the agenda of a meeting long past, since nobody said that it was treated."""
BODIES = ("samrad", "lsg")
Row = dict[str, Any]


def add(database: Database, questions: int, people: list[int], now: datetime) -> None:
    """Put `questions` settled ones in, a tenth as many meetings that have been, five journal lines to each question, two
    letters, a card and half an absence. It ended five hundred days ago, thirty years after it began; nothing of it is open."""
    meetings = max(1, questions // 10)
    span = timedelta(days=30 * 365)

    def at(part: float) -> datetime:
        return now - timedelta(days=500) - span * (1 - part)

    def person(number: int) -> int:
        return people[number % len(people)]

    def meeting(i: int) -> Row:
        begins = at(i / meetings)
        return {
            "id": i + 1, "body": BODIES[i % 2], "kind": "meeting", "starts_at": begins, "ends_at": begins + timedelta(hours=3),
            "place": "Regionens hus", "state": "planned" if i % 20 else "cancelled", "submission_deadline": (begins - timedelta(days=21)).date(),
            "programme": "", "created_at": begins - timedelta(days=200), "notice_sent_at": begins - timedelta(days=7), "moved": 0, "version": 2,
        }  # fmt: skip

    def question(i: int) -> Row:
        raised, state = at(i / questions), ENDINGS[i % len(ENDINGS)]
        placed = state in ("treated", "on_agenda")
        return {
            "id": i + 1, "number": f"OLD {1996 + 30 * i // questions}-{i + 1:07d}", "body": BODIES[i // 10 % 2], "principal": "umea",
            "raised_by": person(i), "state": state, "title": f"Fråga {i}", "issue": "Vad är frågan? " * 8, "background": "Bakgrund. " * 20,
            "benefit": "", "concerned": "", "why_not_local": "", "details": "{}", "completions": "[]", "reach": "several", "round": 1,
            "answer_by": raised + timedelta(days=14), "meeting_id": i // 10 % meetings + 1 if placed else None, "prepared": True,
            "created_at": raised, "submitted_at": raised, "settled_at": raised + timedelta(days=9), "version": 3,
        }  # fmt: skip

    def absence(i: int) -> Row:
        number = i // 5 % meetings
        state = ("covered", "covered", "empty", "withdrawn")[i % 4]
        return {
            "id": i + 1, "meeting_id": number + 1, "person_id": person(i), "principal": "umea", "place": "seat", "state": state,
            "covered_by": person(i + 7) if state == "covered" else None, "reported_at": at(number / meetings), "wants_back": False,
            "settled_at": at(number / meetings), "version": 2,
        }  # fmt: skip

    def letter(i: int) -> Row:
        made = at(i / (2 * questions))
        return {
            "key": f"old:{i}", "kind": "raiser_card", "payload": "{}", "route": "slack", "matter": f"old:{i // 4}", "urgent": 0,
            "state": "sent" if i % 50 else "dropped", "attempts": 1, "next_at": made, "op": f"{i:032x}", "ambiguous": False,
            "created_at": made, "settled_at": made, "channel": "C1", "ts": f"{i}.0",
        }  # fmt: skip

    def line(i: int) -> Row:
        subject = f"question:{i // 5 + 1}" if i % 10 else f"meeting:{i // 50 % meetings + 1}"
        return {
            "at": at(i / (5 * questions)), "actor_id": person(i), "actor": "person", "act": "question.answered", "subject": subject,
            "body": BODIES[i % 2], "details": '{"answer": "approve"}',
        }  # fmt: skip

    def call(i: int) -> Row:
        row = absence(i)
        return {
            "id": i + 1, "absence_id": i + 1, "person_id": person(i + 7), "place": 1, "asked_at": row["reported_at"],
            "state": ("accepted", "declined", "silent", "stood_down")[i % 4], "answer_by": row["reported_at"] + timedelta(days=2),
        }  # fmt: skip

    def day(i: int) -> Row:
        one = meeting(i)
        return {"id": i + 1, "meeting_id": i + 1, "number": 1, "starts_at": one["starts_at"], "ends_at": one["ends_at"]}

    def event(i: int) -> Row:
        return {
            "id": i + 1, "meeting_id": i + 1, "day": 1, "generation": 1, "stamp": f"old{i}", "transaction_id": f"old{i}", "graph_id": f"old{i}",
            "change_key": "k", "sent": "{}", "attendees": "{}", "edits": 0, "state": "known" if i % 20 else "cancelled",
        }  # fmt: skip

    def item(i: int) -> Row:
        return {
            "id": i + 1, "meeting_id": i // 10 % meetings + 1, "position": i % 10 + 1, "kind": "dialogue", "title": f"Fråga {i}", "minutes": 15,
            "question_id": i + 1, "state": "planned", "unprepared": False, "added_at": at(i / questions), "new_since_notice": False,
        }  # fmt: skip

    def answer(i: int) -> Row:
        return {
            "id": i + 1, "question_id": i // 2 + 1, "round": 1, "office": ("chair", "vice_chair")[i % 2], "person_id": person(i % 2),
            "answer": "approve", "at": at(i / (2 * questions)),
        }  # fmt: skip

    def card(i: int) -> Row:
        return {"name": f"question:{i + 1}:au", "channel": "C1", "ts": f"{i}.0"}

    def inbox(i: int) -> Row:
        return {"key": f"action:old:{i}", "at": at(i / questions)}

    plan: tuple[tuple[str, int, Callable[[int], Row]], ...] = (
        ("meeting", meetings, meeting), ("meeting_day", meetings, day), ("calendar_event", meetings, event), ("question", questions, question),
        ("au_answer", 2 * questions, answer), ("agenda_item", questions, item), ("absence", questions // 2, absence),
        ("substitute_call", questions // 2, call), ("letter", 2 * questions, letter), ("card", questions, card),
        ("inbox_key", questions, inbox), ("journal", 5 * questions, line),
    )  # fmt: skip
    with _untied(database):
        for name, count, row in plan:
            _insert(database, SQLModel.metadata.tables[name], count, row)
    _counted(database, [name for name, _, _ in plan])


@contextmanager
def _untied(database: Database) -> Iterator[None]:
    """The old lines are not tied one by one to the journal's chain: its last link is enough for those that come."""
    if not database.is_sqlite:
        with database.writer.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE journal DISABLE TRIGGER journal_link")
    yield
    with database.writer.begin() as connection:
        if not database.is_sqlite:
            connection.exec_driver_sql("ALTER TABLE journal ENABLE TRIGGER journal_link")
        last = connection.exec_driver_sql("SELECT max(id) FROM journal").scalar()
        if last is not None:
            connection.execute(
                insert(SQLModel.metadata.tables["journal_link"]), {"position": last, "line_id": last, "hash": ""}
            )


def _insert(database: Database, table: Table, count: int, row: Callable[[int], Row]) -> None:
    for start in range(0, count, BATCH):
        with database.writer.begin() as connection:
            connection.execute(insert(table), list(_rows(row, start, min(start + BATCH, count))))


def _rows(row: Callable[[int], Row], start: int, end: int) -> Iterator[Row]:
    return (row(i) for i in range(start, end))


def _counted(database: Database, tables: list[str]) -> None:
    """What any database learns in time: how its rows lie, and in PostgreSQL from where to number on."""
    if database.is_sqlite:  # never analyses by itself
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
        for name in tables:
            if "id" in SQLModel.metadata.tables[name].c:
                connection.exec_driver_sql(
                    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"
                )


def moment() -> datetime:
    """The present that the history lies behind: a fixed one, so that two sizes are compared on the same day."""
    return datetime(2026, 9, 14, 8, 0, tzinfo=UTC)
