"""what is old is found by its time; why a signature was put off stands with the question, not in the journal

Revision ID: 0008
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_inbox_key_at", "inbox_key", ["at"])
    op.create_index("ix_letter_settled_at", "letter", ["settled_at"])
    op.add_column("question", sa.Column("put_off", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("question", "put_off")
    op.drop_index("ix_letter_settled_at", "letter")
    op.drop_index("ix_inbox_key_at", "inbox_key")
