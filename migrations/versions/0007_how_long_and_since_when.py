"""how long records are kept, and since when a copy is all there is

Revision ID: 0007
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "retention",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=100), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_retention")),
    )
    op.create_table(
        "restoration",
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("copied_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("at", name=op.f("pk_restoration")),
    )


def downgrade() -> None:
    op.drop_table("restoration")
    op.drop_table("retention")
