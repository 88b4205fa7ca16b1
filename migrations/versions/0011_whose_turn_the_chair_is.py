"""whose turn the chair is: the first year's side of each body, and the extensions that a group has decided

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_STANDS = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    op.add_column("body_settings", sa.Column("chair_year", sa.Integer(), nullable=True))
    op.add_column("body_settings", sa.Column("chair_side", sa.String(length=40), nullable=True))
    op.create_table(
        "chair_extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("unanimous", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_chair_extension_meeting_id_meeting"),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name="fk_chair_extension_recorded_by_person"),
        sa.PrimaryKeyConstraint("id", name="pk_chair_extension"),
    )
    op.create_index(
        "uq_chair_extension_body_year",
        "chair_extension",
        ["body", "year"],
        unique=True,
        sqlite_where=_STANDS,
        postgresql_where=_STANDS,
    )


def downgrade() -> None:
    op.drop_table("chair_extension")
    op.drop_column("body_settings", "chair_side")
    op.drop_column("body_settings", "chair_year")
