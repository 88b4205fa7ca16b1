"""a journal that is only added to

Revision ID: 0002
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from models.store.journal_chain import tie_all
from models.tables.journal import guard, unguard

revision = "0002"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Replicas of the version before go on writing as soon as this commits: their lines are tied by the trigger (PostgreSQL),
    # or by the next line that this version writes (SQLite).
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE journal IN SHARE ROW EXCLUSIVE MODE")
    op.create_table(
        "journal_link",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_journal_link")),
        sa.UniqueConstraint("line_id", name=op.f("uq_journal_link_line_id")),
    )
    tie_all(connection)
    guard(connection)


def downgrade() -> None:
    unguard(op.get_bind())
    op.drop_table("journal_link")
