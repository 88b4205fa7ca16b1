"""Reading what a person sees: elements by label, fields by label, and a plain outline of blocks. It does nothing."""

from collections.abc import Iterator
from typing import Any

Dict = dict[str, Any]
HELD = ("elements", "actions", "accessory", "element", "positive_button", "negative_button")
SHOWN = ("text", "label", "title", "subtitle", "body", "hint", "placeholder", "caption", "alt_text", "description")


class NotSeen(AssertionError):
    """What should be used is not on the screen; the text says what is."""


def blocks_of(container: Dict) -> list[Dict]:
    """The blocks of a message or view, and those inside containers."""
    found: list[Dict] = []
    for block in container.get("blocks", []):
        inner = block.get("child_blocks") or (block.get("elements") if block["type"] == "carousel" else None)
        found += [block, *(blocks_of({"blocks": inner}) if inner else [])]
    return found


def elements_of(block: Dict) -> Iterator[Dict]:
    """The elements of a block that can be used."""
    for name in HELD[:4]:
        held = block.get(name)
        for element in held if isinstance(held, list) else [held]:
            if isinstance(element, dict) and "action_id" in element:
                yield element


def labels_of(block: Dict, element: Dict) -> set[str]:
    """What an element can be called by: its text, the label of its input block, its placeholder or its options."""
    texts = [element.get("text"), block.get("label"), element.get("placeholder")]
    names = {text["text"] for text in texts if isinstance(text, dict)}
    if element["type"] == "overflow":
        names |= {option["text"]["text"] for option in element["options"]}
    return names | ({element["accessibility_label"]} if "accessibility_label" in element else set())


def labelled(
    container: Dict, action_id: str | None, label: str | None, block_id: str | None = None, value: Any = None
) -> tuple[Dict, Dict]:
    """The (block, element) with that action_id or label; of several buttons the one with that value."""
    found = []
    for block in blocks_of(container):
        for element in elements_of(block):
            fits = element["action_id"] == action_id if action_id is not None else label in labels_of(block, element)
            if fits and block_id in (None, block["block_id"]):
                found.append((block, element))
    if len(found) > 1 and value is not None:
        found = [pair for pair in found if pair[1].get("value") == value] or found
    if not found:
        raise NotSeen(f"nothing is called {action_id or label!r} here:\n{outline(container)}")
    return found[0]


def field_of(view: Dict, values: Dict) -> dict[str, dict[str, Any]]:
    """{block_id: {action_id: value}} from values named by label, block_id or action_id, or already so shaped."""
    shaped: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        block, element = _field(view, name)
        plain = value
        if isinstance(value, dict) and element["action_id"] in value:
            plain = value[element["action_id"]]
        shaped.setdefault(block["block_id"], {})[element["action_id"]] = plain
    return shaped


def _field(view: Dict, name: str) -> tuple[Dict, Dict]:
    for block in blocks_of(view):
        for element in elements_of(block):
            if element["type"] != "button" and name in {block["block_id"], element["action_id"]} | labels_of(
                block, element
            ):
                return block, element
    raise NotSeen(f"no field is called {name!r} here:\n{outline(view)}")


def outline(container: Dict) -> str:
    """What a message or view says and offers, line by line."""
    lines = [container["text"]] if isinstance(container.get("text"), str) else []
    title = container.get("title")
    lines += [title["text"]] if isinstance(title, dict) and "ts" not in container else []
    for block in container.get("blocks", []):
        lines += _texts(block)
    errors = container.get("errors") or {}
    lines += [f"! {block_id}: {text}" for block_id, text in errors.items()]
    submit = container.get("submit")
    return "\n".join([*lines, f"[{submit['text']}]"] if isinstance(submit, dict) else lines)


def _texts(node: Any) -> list[str]:
    if isinstance(node, list):
        return [line for one in node for line in _texts(one)]
    if not isinstance(node, dict):
        return []
    if "action_id" in node:
        named = node.get("text") or node.get("placeholder") or {}
        options = [option["text"]["text"] for option in node.get("options", ())]
        shown = named.get("text", "") or ", ".join(options)
        return [f"[{shown}] ({node['type']} {node['action_id']})"]
    lines: list[str] = []
    for name, inner in node.items():
        if name in SHOWN and isinstance(inner, str):
            lines.append(inner)
        elif name in (*SHOWN, *HELD, "fields", "rows", "child_blocks", "options") or isinstance(inner, list):
            lines += _texts(inner)
    return lines
