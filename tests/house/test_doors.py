"""The doors: each id is routed once, the work comes first and the ack last, and Bolt knows what listeners ask for."""

import ast
from collections import Counter
from enum import StrEnum

import pytest
from slack_bolt.kwargs_injection.async_args import AsyncArgs

from handlers import ids
from handlers.routes import all_doors
from tests.house.looking import PRODUCT, python, tree

ENUMS = [one for one in vars(ids).values() if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum]
KINDS = {"action", "submission", "shortcut", "word", "event"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def doors(module: ast.Module) -> list[Function]:
    """The functions that stand in a table of doors."""
    return [
        node
        for node in module.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and any(
            isinstance(how, ast.Call) and isinstance(how.func, ast.Attribute) and how.func.attr in KINDS
            for how in node.decorator_list
        )
    ]


def is_ack(statement: ast.stmt) -> bool:
    """`await visit.ack(…)` or `await ack(…)`, alone or returned."""
    value = statement.value if isinstance(statement, ast.Expr | ast.Return) else None
    call = value.value if isinstance(value, ast.Await) else None
    if not isinstance(call, ast.Call):
        return False
    return (isinstance(call.func, ast.Attribute) and call.func.attr == "ack") or (
        isinstance(call.func, ast.Name) and call.func.id == "ack"
    )


def handed_on(statement: ast.stmt) -> str | None:
    """The function of the same file that is awaited with the visit, if that is what the statement does."""
    value = statement.value if isinstance(statement, ast.Expr | ast.Return) else None
    call = value.value if isinstance(value, ast.Await) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
        given = {argument.id for argument in call.args if isinstance(argument, ast.Name)}
        return call.func.id if "visit" in given else None
    return None


def faults(door: Function, module: ast.Module) -> list[str]:
    """Where a door acknowledges and goes on, or leaves without having acknowledged."""
    found = goes_on(door.body, module, tail=True)
    return found if ends_well(door.body, module) else [*found, f"line {door.body[-1].lineno}: ends without an ack"]


def goes_on(body: list[ast.stmt], module: ast.Module, *, tail: bool) -> list[str]:
    """The acks after which something comes, the returns before which none came. `tail`: nothing follows the block."""
    found: list[str] = []
    for place, statement in enumerate(body):
        last = place == len(body) - 1
        if is_ack(statement) and not isinstance(statement, ast.Return):
            if not (tail if last else isinstance(body[place + 1], ast.Return)):
                found.append(f"line {statement.lineno}: something comes after the ack")
        elif isinstance(statement, ast.Return) and not last_word(body[: place + 1], module):
            found.append(f"line {statement.lineno}: leaves without an ack")
        for inner in blocks(statement):
            found += goes_on(inner, module, tail=tail and last)
    return found


def blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
    """The blocks inside a statement that end where the statement ends."""
    if isinstance(statement, ast.If):
        inner = [statement.body, statement.orelse]
    elif isinstance(statement, ast.Try):
        inner = [*(handler.body for handler in statement.handlers), statement.orelse or statement.body]
    elif isinstance(statement, ast.Match):
        inner = [case.body for case in statement.cases]
    elif isinstance(statement, ast.With | ast.AsyncWith | ast.For | ast.AsyncFor | ast.While):
        inner = [statement.body]
    else:
        inner = []
    return [one for one in inner if one]


def last_word(body: list[ast.stmt], module: ast.Module) -> bool:
    """Whether the last statement is an ack, or hands the visit on to one, or a bare return right after such a one."""
    last = body[-1]
    if isinstance(last, ast.Return) and last.value is None:
        return len(body) > 1 and last_word(body[:-1], module)
    name = handed_on(last)
    helper = next((one for one in module.body if isinstance(one, ast.AsyncFunctionDef) and one.name == name), None)
    return is_ack(last) or (helper is not None and ends_well(helper.body, module))


def ends_well(body: list[ast.stmt], module: ast.Module) -> bool:
    """Whether every way to the block's end has acknowledged, or raised."""
    last = body[-1]
    if isinstance(last, ast.If) and not last.orelse:
        return False
    if isinstance(last, ast.If | ast.Try | ast.Match | ast.With | ast.AsyncWith):
        return all(ends_well(part, module) for part in blocks(last))
    return isinstance(last, ast.Raise) or last_word(body, module)


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
    found = {door.name: told for door in doors(module) if (told := faults(door, module))}

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

    assert len(faults(doors(module)[0], module)) == told


def test_every_listener_asks_bolt_for_what_bolt_has() -> None:
    """An unknown name would be None, with no more than a warning."""
    known = set(AsyncArgs.__annotations__) | {"args"}
    asked = {
        (name, node.name, argument.arg)
        for name in python("handlers/", "app.py")
        for node in ast.walk(tree(name))
        if isinstance(node, ast.AsyncFunctionDef) and is_listener(node)
        for argument in [*node.args.args, *node.args.kwonlyargs]
    }

    assert len(asked) > 10
    assert {one for one in asked if one[2] not in known} == set()


def is_listener(function: ast.AsyncFunctionDef) -> bool:
    """Whether Bolt calls it: `@app.action(…)`, `@app.error` and their like."""
    for how in function.decorator_list:
        target = how.func if isinstance(how, ast.Call) else how
        if (
            isinstance(target, ast.Attribute)
            and isinstance(target.value, ast.Name)
            and target.value.id in {"app", "bolt"}
        ):
            return True
    return False


def test_every_slack_client_leaves_the_retries_to_us() -> None:
    """slack_sdk's own retry posts twice after a lost reply."""
    made = [
        (name, node.lineno, {keyword.arg for keyword in node.keywords})
        for name in python(*PRODUCT)
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "AsyncWebClient"
    ]

    assert made
    assert [one for one in made if "retry_handlers" not in one[2]] == []


def test_nobody_counts_on_rowcount() -> None:
    """It is -1 after ON CONFLICT DO NOTHING on PostgreSQL: RETURNING tells the truth on both."""
    used = [
        (name, node.lineno)
        for name in python(*PRODUCT)
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Attribute) and node.attr == "rowcount"
    ]

    assert used == []
