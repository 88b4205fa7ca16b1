"""Alembic's way in: runs the migrations on the connection that models/store/migrations.py hands over."""

from __future__ import annotations

from alembic import context

import models.tables.base
from models.tables import absences, bodies, calendar, journal, meetings, outbox, people, questions, records

_ALL = (absences, bodies, calendar, journal, meetings, outbox, people, questions, records)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=models.tables.base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
