"""what stands twice and what is late

Revision ID: 0003
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WAITING, SWEPT = sa.text("state = 'waiting'"), sa.text("sweep_at IS NOT NULL")


def upgrade() -> None:
    # Added in place, not by copying the table: it holds every letter ever sent. Code of the version before goes on working.
    op.add_column("letter", sa.Column("wanted_at", MOMENT, nullable=True))
    op.add_column("letter", sa.Column("tried_in", sa.String(length=32), nullable=True))
    op.add_column("letter", sa.Column("tried_thread", sa.String(length=32), nullable=True))
    op.add_column("letter", sa.Column("sweep_at", MOMENT, nullable=True))
    op.create_index(
        "ix_letter_lane", "letter", ["route", "urgent", "next_at", "id"], sqlite_where=WAITING, postgresql_where=WAITING
    )
    op.create_index("ix_letter_sweep", "letter", ["sweep_at"], sqlite_where=SWEPT, postgresql_where=SWEPT)
    op.create_table(
        "trouble",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_trouble")),
    )


def downgrade() -> None:
    op.drop_table("trouble")
    op.drop_index("ix_letter_sweep", table_name="letter")
    op.drop_index("ix_letter_lane", table_name="letter")
    for name in ("sweep_at", "tried_thread", "tried_in", "wanted_at"):
        op.drop_column("letter", name)
