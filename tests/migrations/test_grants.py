"""A role of its own for the bot on PostgreSQL: what `samverkan db grants` prints is enough for its work, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from bot.usecases import questions, questions_au, restored
from bot.usecases.acting import OPERATOR, Acting
from models.rules.questions_au import Answer
from models.store import journal_chain
from models.store.engine import Database
from models.tables.journal import GRANTS
from tests.conftest import Furnished
from tests.usecases.question_world import draft

pytestmark = pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
REFUSED = (
    "UPDATE journal SET details = '{}'", "DELETE FROM journal", "TRUNCATE journal CASCADE", "DROP TABLE journal CASCADE",
    "ALTER TABLE journal DISABLE TRIGGER ALL", "DROP TRIGGER journal_kept ON journal", "DROP FUNCTION journal_refuse() CASCADE",
    "SET session_replication_role = replica", "INSERT INTO journal_link (position, line_id, hash) VALUES (999, 999, '')",
    "UPDATE journal_link SET hash = ''", "DELETE FROM journal_link", "TRUNCATE journal_link", "UPDATE alembic_version SET version_num = ''",
)  # fmt: skip


@pytest.fixture
def role(county: Furnished) -> Iterator[Database]:
    """The county's database as the bot's own role sees it."""
    name = f"bot_{uuid4().hex[:8]}"
    with county.database.writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS alembic_version (version_num varchar(32) NOT NULL)")
        connection.exec_driver_sql(f"CREATE ROLE {name} LOGIN PASSWORD '{name}'")
        for statement in GRANTS.format(role=name).split(";"):
            if statement.strip():
                connection.exec_driver_sql(statement)
    url = make_url(county.database.url).set(username=name, password=name)
    database = Database(url.render_as_string(hide_password=False))
    yield database
    database.close()
    with county.database.writer.begin() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {name}")
        connection.exec_driver_sql(f"DROP ROLE {name}")


def tried(database: Database, statement: str) -> str:
    """What the database says to a statement; empty when it does it."""
    try:
        with database.writer.begin() as connection:
            connection.execute(text(statement))
    except ProgrammingError as fault:
        return str(fault)
    return ""


def test_the_bots_work_passes_and_the_journal_is_out_of_reach(county: Furnished, role: Database) -> None:
    def as_(who: str, principal: str | None = None) -> Acting:
        return Acting(role, county.acting.clock, county.as_(county.who("lsg", who, principal)).actor)

    number = questions.raise_question(as_("ordinary", "mala"), draft())
    for office in ("chair", "vice_chair"):
        questions_au.answer(as_(office), number, 1, Answer.APPROVE)
    said = {statement: tried(role, statement) for statement in REFUSED}

    with county.session() as session:
        verdict = journal_chain.verify(session)
    assert [one for one, why in said.items() if "permission denied" not in why and "must be owner" not in why] == []
    assert verdict.well
    assert verdict.head.lines >= 3


def test_who_owns_the_tables_says_that_a_copy_was_put_back_not_the_bot(county: Furnished, role: Database) -> None:
    with pytest.raises(ProgrammingError, match="permission denied for sequence"):
        restored.mark(Acting(role, county.acting.clock, OPERATOR))

    assert restored.mark(Acting(county.database, county.acting.clock, OPERATOR)) is not None
