"""Every act asks the table of rights, or stands here with the reason why it need not (T13). A new use case joins by naming its Act."""

from __future__ import annotations

import ast

import pytest

from models.rules.rights import Act
from tests.house.looking import calls, python, tree

CLOCK, OUTLOOK, OPERATOR = (
    "the clock asks, nobody clicks",
    "what Outlook said, nobody clicks",
    "the operator's command line",
)
LETTER = "the delivery tells what came of a letter"
GUARD = "an account meets its person by address, before anybody acts"
NOT_ASKED = {
    "absence_changes._due_at": CLOCK,
    "attention._digest": CLOCK,
    "reminders._remind": CLOCK,
    "bodies.follow_the_days": CLOCK,
    "homes.follow_the_days": CLOCK,
    "journal.tell_head": CLOCK,
    "meeting_reminders._remind": CLOCK,
    "meeting_reminders._newcomers": CLOCK,
    "outbox._watch": CLOCK,
    "people.look_for_accounts": CLOCK,
    "questions_due._late_answer": CLOCK,
    "questions_due._late_completion": CLOCK,
    "questions_due._late_signature": CLOCK,
    "retention.prune": CLOCK,
    "absence_changes.declined_in_calendar": OUTLOOK,
    "calendar_changes.gone": OUTLOOK,
    "calendar_changes.emptied": OUTLOOK,
    "calendar_changes.refilled": OUTLOOK,
    "calendar_changes.edited": OUTLOOK,
    "calendar_changes.seen": OUTLOOK,
    "bodies.looked_at": LETTER,
    "bodies.made": LETTER,
    "calendar_changes.prepare": LETTER,
    "calendar_changes.created": LETTER,
    "calendar_changes.sending": LETTER,
    "calendar_changes.sent": LETTER,
    "calendar_changes.cancelled": LETTER,
    "people.unmatched": LETTER,
    "people.matched": GUARD,
    "former.pseudonymise": OPERATOR,
    "restored.mark": OPERATOR,
    "retention.decide": OPERATOR,
    "retention.stop": OPERATOR,
    "roster.import_rows": OPERATOR,
    "structure.load": OPERATOR,
}


def functions(name: str) -> dict[str, ast.FunctionDef]:
    """The functions of a module."""
    return {one.name: one for one in tree(name).body if isinstance(one, ast.FunctionDef)}


def asks(function: ast.FunctionDef, known: dict[str, ast.FunctionDef], seen: frozenset[str] = frozenset()) -> bool:
    """Whether a function calls `allow`, itself or through others of its module."""
    if any(calls(function, "allow")):
        return True
    called = {one.func.id for one in ast.walk(function) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)}
    further = (known[one] for one in called - seen if one in known)
    return any(asks(one, known, seen | {function.name}) for one in further)


def acts(module: str) -> dict[str, bool]:
    """The functions of a module of use cases that open a transaction, and whether each asks the table."""
    known = functions(f"bot/usecases/{module}.py")
    return {f"{module}.{name}": asks(one, known) for name, one in known.items() if any(calls(one, "transaction"))}


MODULES = [name.removeprefix("bot/usecases/").removesuffix(".py") for name in python("bot/usecases/")]


@pytest.mark.parametrize("module", MODULES)
def test_every_act_asks_the_table_of_rights_or_says_why_not(module: str) -> None:
    silent = {name for name, asked in acts(module).items() if not asked} - NOT_ASKED.keys()

    assert not silent, (
        f"{sorted(silent)}: call unit.allow(Act.…, About(…)) first in the transaction, give the Act a row in models/rules/rights.py "
        "and one in tests/usecases/rights.tsv; or, when no person can ask for it, add it to NOT_ASKED with the reason"
    )


def test_the_list_of_those_that_need_not_ask_is_true() -> None:
    found = {name: asked for module in MODULES for name, asked in acts(module).items()}

    assert len(found) > 60
    assert {name for name in NOT_ASKED if found.get(name, True)} == set()


def test_every_act_of_the_table_is_asked_for_somewhere() -> None:
    used = {
        node.attr
        for name in python("bot/usecases/", "bot/reads/")
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Act"
    }

    assert {act.name for act in Act} - used == set()


@pytest.mark.parametrize("module", MODULES)
def test_the_table_is_asked_inside_the_transaction_and_not_of_what_was_seen(module: str) -> None:
    """`allow` is Unit's: it can not be called outside of a transaction; and what it is told is never the form's."""
    told = {
        ast.unparse(given)
        for one in calls(tree(f"bot/usecases/{module}.py"), "allow")
        for given in ast.walk(one)
        if isinstance(given, ast.Attribute) and given.attr in {"metadata", "value", "private_metadata"}
    }

    assert told == set()
