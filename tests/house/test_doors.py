"""The doors: each id is routed once, the work comes first and the ack last, and Bolt has no listener beside the tables."""

import ast
from collections import Counter
from enum import StrEnum

import pytest

from handlers import ids
from handlers.routes import all_doors
from tests.house.looking import python, tree
from tools.own_rules import ack_faults, doors

ENUMS = [one for one in vars(ids).values() if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum]


def test_every_id_is_routed_once() -> None:
    routed = all_doors()
    times = Counter([*routed.actions, *routed.views, *routed.shortcuts])
    named = Counter(str(member) for enum in ENUMS for member in enum)

    assert {name: times[name] for name in named if times[name] != 1} == {}
    assert {name: count for name, count in named.items() if count != 1} == {}


def test_nothing_is_routed_that_has_no_name_in_ids() -> None:
    routed = all_doors()
    named = {str(member) for enum in ENUMS for member in enum}

    assert {*routed.actions, *routed.views, *routed.shortcuts} - named == set()


@pytest.mark.parametrize("name", python("handlers/"))
def test_the_work_comes_first_and_the_ack_last(name: str) -> None:
    module = tree(name)
    found = {door.name: told for door in doors(module) if (told := ack_faults(door, module))}

    assert not found


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("await visit.ack()", 0),
        ("await work()\n    await visit.ack()", 0),
        ("await visit.ack()\n    await work()", 2),
        ("for x in y:\n        await visit.ack()\n    await visit.ack()", 1),
        ("return await visit.ack()", 0),
        ("await work()", 1),
        ("if x:\n        await visit.ack()\n        return\n    await visit.ack()", 0),
        ("if x:\n        await visit.ack()\n    await work()\n    await visit.ack()", 1),
        ("if x:\n        await visit.ack()\n    else:\n        await visit.ack(text='')", 0),
        ("if x:\n        await visit.ack()\n    else:\n        await work()", 1),
        ("if x:\n        return\n    await visit.ack()", 1),
        ("if x:\n        await helper(visit, 1)\n        return\n    await visit.ack()", 0),
        ("if x:\n        raise Refused(no)\n    await visit.ack()", 0),
        ("try:\n        await work()\n    except Refused:\n        await visit.ack()", 1),
        ("await helper(visit, 1)", 0),
        ("await elsewhere(visit)", 1),
    ],
)
def test_an_ack_in_the_wrong_place_is_seen(body: str, told: int) -> None:
    helper = "async def helper(visit, x):\n    await visit.ack()\n"
    module = ast.parse(f"{helper}\n@doors.action('x')\nasync def door(visit):\n    {body}\n")

    assert len(ack_faults(doors(module)[0], module)) == told


def test_bolt_has_one_way_in_and_no_listener_beside_it() -> None:
    """Bolt tries its listeners one after another and injects by name, None for a name that is misspelt (ADR 0003)."""
    found = {
        (name, node.name)
        for name in python("handlers/", "app.py")
        for node in ast.walk(tree(name))
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef) and is_listener(node)
    }
    planted = ast.parse("@app.action('x')\nasync def listener(ack): ...\n").body[0]

    assert found == set()
    assert is_listener(planted)


def is_listener(function: ast.AST) -> bool:
    """Whether Bolt calls it: `@app.action(…)`, `@app.error` and their like."""
    for how in getattr(function, "decorator_list", []):
        target = how.func if isinstance(how, ast.Call) else how
        if (
            isinstance(target, ast.Attribute)
            and isinstance(target.value, ast.Name)
            and target.value.id in {"app", "bolt"}
        ):
            return True
    return False
