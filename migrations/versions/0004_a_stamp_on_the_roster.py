"""a stamp on the roster

Revision ID: 0004
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("assignment", "person", "structure")
ACTS = ("INSERT", "UPDATE", "DELETE")
FIRST = {
    "sqlite": "INSERT INTO roster_stamp (id, value) VALUES (1, hex(randomblob(16)))",
    "postgresql": "INSERT INTO roster_stamp (id, value) VALUES (1, gen_random_uuid()::text)",
}
ANEW = {
    "sqlite": "UPDATE roster_stamp SET value = hex(randomblob(16))",
    "postgresql": "UPDATE roster_stamp SET value = gen_random_uuid()::text",
}
FUNCTION = "CREATE FUNCTION new_roster_stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
EVER = " OR ".join(f"(OLD.{name} IS NULL) <> (NEW.{name} IS NULL)" for name in ("slack_checked_at", "home_opened_at"))


def upgrade() -> None:
    op.create_table(
        "roster_stamp",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_roster_stamp"),
    )
    kind = op.get_context().dialect.name
    lite = kind == "sqlite"
    op.execute(FIRST[kind])
    if not lite:
        op.execute(FUNCTION + ANEW[kind] + "; RETURN NULL; END $$")
    differs = "IS NOT" if lite else "IS DISTINCT FROM"
    other = " OR ".join([*(f"OLD.{name} {differs} NEW.{name}" for name in ("email", "name", "slack_id")), EVER])
    for table in TABLES:
        for act in ACTS:
            some = (table, act) == ("person", "UPDATE")
            begins = f"CREATE TRIGGER roster_stamp_{table}_{act.lower()} AFTER {act} ON {table} "
            if lite:
                op.execute(begins + (f"WHEN {other} " if some else "") + "BEGIN " + ANEW[kind] + "; END")
            else:
                each = f"ROW WHEN ({other})" if some else "STATEMENT"
                op.execute(begins + f"FOR EACH {each} EXECUTE FUNCTION new_roster_stamp()")


def downgrade() -> None:
    lite = op.get_context().dialect.name == "sqlite"
    for table in TABLES:
        for act in ACTS:
            op.execute(f"DROP TRIGGER roster_stamp_{table}_{act.lower()}" + ("" if lite else f" ON {table}"))
    if not lite:
        op.execute("DROP FUNCTION new_roster_stamp()")
    op.drop_table("roster_stamp")
