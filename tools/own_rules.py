"""Five rules of our own, as they can be seen in a syntax tree: the ways in which this stack loses or leaks things without a word
(reliability, "Supply chain"). `make scan` asks them of all our code, tests/house of a planted fault each."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ESCAPING = frozenset({"esc", "_esc", "md", "join", "person", "link"})
SENDING = frozenset({"chat_postMessage", "chat_postEphemeral", "chat_update", "ack", "say", "respond"})
DOORS = frozenset({"action", "submission", "shortcut", "word", "event"})
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Finding:
    """A place where a rule is broken."""

    rule: str
    line: int
    why: str


def _name(call: ast.expr) -> str:
    """What is called, by its last name."""
    return call.attr if isinstance(call, ast.Attribute) else call.id if isinstance(call, ast.Name) else ""


def _calls(module: ast.AST, *names: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module) if isinstance(node, ast.Call) and _name(node.func) in names)


# ── mrkdwn text goes through esc() ───────────────────────────────────────────────────────────────────────────────────


def _safe(value: ast.expr) -> bool:
    """A text of ours, or one that was escaped: a constant, what an escaping function gave, or these put together."""
    if isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.Name | ast.Attribute):
        return _name(value).isupper()
    if isinstance(value, ast.JoinedStr):
        return all(_safe(one.value) if isinstance(one, ast.FormattedValue) else True for one in value.values)
    if isinstance(value, ast.BinOp):
        return _safe(value.left) and _safe(value.right)
    if isinstance(value, ast.BoolOp):
        return all(_safe(one) for one in value.values)
    if isinstance(value, ast.IfExp):
        return _safe(value.body) and _safe(value.orelse)
    if isinstance(value, ast.Call) and _name(value.func) == "cut":
        return bool(value.args) and _safe(value.args[0])
    return isinstance(value, ast.Call) and _name(value.func) in ESCAPING | {"Md"}


def unescaped(module: ast.Module) -> Iterator[Finding]:
    """mrkdwn made of what was not escaped: in a text object, in a message's `text`, or by calling an f-string `Md`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Dict):
            fields = {
                key.value: value
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant)
            }
            kind = fields.get("type")
            if isinstance(kind, ast.Constant) and kind.value == "mrkdwn" and not _safe(fields.get("text", node)):
                yield Finding("esc", node.lineno, "mrkdwn of a text that esc() has not seen")
    for call in _calls(module, *SENDING):
        for keyword in call.keywords:
            if keyword.arg == "text" and not _safe(keyword.value):
                yield Finding("esc", call.lineno, f"{_name(call.func)}(text=…) of a text that esc() has not seen")
    for call in _calls(module, "Md"):
        if call.args and isinstance(call.args[0], ast.JoinedStr | ast.BinOp) and not _safe(call.args[0]):
            yield Finding("esc", call.lineno, "Md of an f-string with a value that esc() has not seen")


# ── the work comes first and the ack last ────────────────────────────────────────────────────────────────────────────


def doors(module: ast.Module) -> list[Function]:
    """The functions that stand in a table of doors."""
    return [
        node
        for node in module.body
        if isinstance(node, Function)
        and any(
            isinstance(how, ast.Call) and isinstance(how.func, ast.Attribute) and how.func.attr in DOORS
            for how in node.decorator_list
        )
    ]


def _is_ack(statement: ast.stmt) -> bool:
    """`await visit.ack(…)` or `await ack(…)`, alone or returned."""
    value = statement.value if isinstance(statement, ast.Expr | ast.Return) else None
    call = value.value if isinstance(value, ast.Await) else None
    return isinstance(call, ast.Call) and _name(call.func) == "ack"


def _handed_on(statement: ast.stmt) -> str | None:
    """The function of the same file that is awaited with the visit, if that is what the statement does."""
    value = statement.value if isinstance(statement, ast.Expr | ast.Return) else None
    call = value.value if isinstance(value, ast.Await) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
        given = {argument.id for argument in call.args if isinstance(argument, ast.Name)}
        return call.func.id if "visit" in given else None
    return None


def ack_faults(door: Function, module: ast.Module) -> list[str]:
    """Where a door acknowledges and goes on, or leaves without having acknowledged."""
    found = _goes_on(door.body, module, tail=True)
    return found if _ends_well(door.body, module) else [*found, f"line {door.body[-1].lineno}: ends without an ack"]


def _goes_on(body: list[ast.stmt], module: ast.Module, *, tail: bool) -> list[str]:
    """The acks after which something comes, the returns before which none came. `tail`: nothing follows the block."""
    found: list[str] = []
    for place, statement in enumerate(body):
        last = place == len(body) - 1
        if _is_ack(statement) and not isinstance(statement, ast.Return):
            if not (tail if last else isinstance(body[place + 1], ast.Return)):
                found.append(f"line {statement.lineno}: something comes after the ack")
        elif isinstance(statement, ast.Return) and not _last_word(body[: place + 1], module):
            found.append(f"line {statement.lineno}: leaves without an ack")
        for inner in _blocks(statement):
            found += _goes_on(inner, module, tail=tail and last)
    return found


def _blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
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


def _last_word(body: list[ast.stmt], module: ast.Module) -> bool:
    """Whether the last statement is an ack, or hands the visit on to one, or a bare return right after such a one."""
    last = body[-1]
    if isinstance(last, ast.Return) and last.value is None:
        return len(body) > 1 and _last_word(body[:-1], module)
    name = _handed_on(last)
    helper = next((one for one in module.body if isinstance(one, ast.AsyncFunctionDef) and one.name == name), None)
    return _is_ack(last) or (helper is not None and _ends_well(helper.body, module))


def _ends_well(body: list[ast.stmt], module: ast.Module) -> bool:
    """Whether every way to the block's end has acknowledged, or raised."""
    last = body[-1]
    if isinstance(last, ast.If) and not last.orelse:
        return False
    if isinstance(last, ast.If | ast.Try | ast.Match | ast.With | ast.AsyncWith):
        return all(_ends_well(part, module) for part in _blocks(last))
    return isinstance(last, ast.Raise) or _last_word(body, module)


def acked_early(module: ast.Module) -> Iterator[Finding]:
    """A door that says yes before its work is committed, or that never says anything (reliability F2)."""
    for door in doors(module):
        for fault in ack_faults(door, module):
            yield Finding("ack", door.lineno, f"{door.name}: {fault}")


# ── the other three ──────────────────────────────────────────────────────────────────────────────────────────────────


def counted_rows(module: ast.Module) -> Iterator[Finding]:
    """`.rowcount`: it is -1 after ON CONFLICT DO NOTHING on PostgreSQL (reliability F8); RETURNING tells the truth on both."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr == "rowcount":
            yield Finding("rowcount", node.lineno, ".rowcount is -1 on PostgreSQL; use RETURNING")


def retrying_clients(module: ast.Module) -> Iterator[Finding]:
    """A Slack client that is made without saying who retries: slack_sdk's own way posts twice (reliability F3)."""
    for call in _calls(module, "AsyncWebClient", "WebClient"):
        if "retry_handlers" not in {keyword.arg for keyword in call.keywords}:
            yield Finding(
                "retry_handlers", call.lineno, "a client without retry_handlers posts twice after a lost reply"
            )


def naive_times(module: ast.Module) -> Iterator[Finding]:
    """A moment without a zone: `datetime.now()` without one, `utcnow()`, `today()`, `fromtimestamp()` without one."""
    for call in _calls(module, "now", "utcnow", "today", "fromtimestamp", "utcfromtimestamp"):
        of = call.func.value if isinstance(call.func, ast.Attribute) else None
        if of is None or _name(of) not in ("datetime", "date", "dt"):
            continue
        zoned = {"now": 1, "fromtimestamp": 2}.get(_name(call.func), 99)
        if len(call.args) < zoned and not any(keyword.arg == "tz" for keyword in call.keywords):
            yield Finding("naive", call.lineno, f"{_name(call.func)}() knows no zone; ask bot.clock")


RULES: dict[str, Callable[[ast.Module], Iterator[Finding]]] = {
    "mrkdwn through esc()": unescaped,
    "ack after the work": acked_early,
    "no .rowcount": counted_rows,
    "retry_handlers said": retrying_clients,
    "no naive time": naive_times,
}


def findings(module: ast.Module) -> list[Finding]:
    """All that the five rules find in a file."""
    return [one for rule in RULES.values() for one in rule(module)]
