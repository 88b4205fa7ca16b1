"""what is asked for is found among many

Revision ID: 0006
Revises: 0001
"""

from alembic import op

revision = "0006"
down_revision = "0001"
branch_labels = None
depends_on = None

NEW = (
    ("ix_meeting_body_starts_at", "meeting", ["body", "starts_at"]),
    ("ix_meeting_body_ends_at", "meeting", ["body", "ends_at"]),
    ("ix_meeting_kind_ends_at", "meeting", ["kind", "ends_at"]),
    ("ix_meeting_ends_at", "meeting", ["ends_at"]),
    ("ix_meeting_day_ends_at", "meeting_day", ["ends_at"]),
    ("ix_question_body_id", "question", ["body", "id"]),
    ("ix_question_body_state", "question", ["body", "state"]),
    ("ix_question_raised_by_id", "question", ["raised_by", "id"]),
)
OLD = (
    ("ix_meeting_body", "meeting", ["body"]),
    ("ix_question_body", "question", ["body"]),
    ("ix_question_raised_by", "question", ["raised_by"]),
)


def upgrade() -> None:
    for name, table, columns in NEW:
        op.create_index(name, table, columns)
    op.create_index("ix_card_begins", "card", ["name"], postgresql_ops={"name": "varchar_pattern_ops"})
    for name, table, _ in OLD:
        op.drop_index(name, table)


def downgrade() -> None:
    for name, table, columns in OLD:
        op.create_index(name, table, columns)
    op.drop_index("ix_card_begins", "card")
    for name, table, _ in reversed(NEW):
        op.drop_index(name, table)
