"""what people have asked for: a pause, quiet time, news once a day; and for whom a letter is held

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_HELD = sa.text("held_for IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "wishes",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("quiet_from", sa.String(length=5), nullable=True),
        sa.Column("quiet_to", sa.String(length=5), nullable=True),
        sa.Column("workdays_only", sa.Boolean(), nullable=False),
        sa.Column("digest_hour", sa.Integer(), nullable=True),
        sa.Column("digest_on", sa.Date(), nullable=True),
        sa.Column("welcomed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_wishes_person_id_person"),
        sa.PrimaryKeyConstraint("person_id", name="pk_wishes"),
    )
    op.add_column("letter", sa.Column("held_for", sa.Integer(), nullable=True))
    op.create_index("ix_letter_held", "letter", ["held_for", "state"], sqlite_where=_HELD, postgresql_where=_HELD)


def downgrade() -> None:
    op.drop_index("ix_letter_held", "letter")
    op.drop_column("letter", "held_for")
    op.drop_table("wishes")
