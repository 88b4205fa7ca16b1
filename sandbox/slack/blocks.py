"""Whether a list of blocks may stand in a message, a modal or a home tab: shapes, limits, surfaces, identities."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sandbox.slack import elements as el
from sandbox.slack import limits
from sandbox.slack.richtext import RICH_TEXT, RICH_TEXT_INPUT_VALUE
from sandbox.slack.shape import Check, Problems, array, boolean, fields, number, one_of, say, text, typed

_ID: dict[str, Check] = {"block_id": text(limits.IDENTITY, 1)}


def _block(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return fields({"type": text(), **required}, {**_ID, **(optional or {})})


_RICH_INPUT = fields(
    {"type": text()},
    {
        "action_id": el.ACTION_ID,
        "placeholder": el.plain(limits.PLACEHOLDER),
        "focus_on_load": boolean,
        "dispatch_action_config": el.DISPATCH,
        "initial_value": RICH_TEXT_INPUT_VALUE,
        "min_lines": number(1, 100),
        "max_lines": number(1, 100),
    },
)
_PRESSED: dict[str, Check] = {"button": el.BUTTON, "workflow_button": el.WORKFLOW_BUTTON}
_ACTIONS = typed({**_PRESSED, **el.CHOOSERS, "overflow": el.OVERFLOW, "rich_text_input": _RICH_INPUT})
_ACCESSORY = typed({**_PRESSED, **el.CHOOSERS, "overflow": el.OVERFLOW, "image": el.IMAGE})
_INPUT = typed({**el.CHOOSERS, **el.TYPED_IN, "rich_text_input": _RICH_INPUT, "file_input": el.FILE_INPUT})
_IMAGE = typed({"image": el.IMAGE})
_CONTEXT = typed(
    {
        "image": el.IMAGE,
        "mrkdwn": el.mrkdwn(),
        "plain_text": el.plain(),
    }
)
_CELL = typed(
    {
        "raw_text": fields({"type": text(), "text": text(least=1)}),
        "raw_number": fields({"type": text(), "value": number(), "text": text(least=1)}),
        "rich_text": RICH_TEXT,
    }
)


def _column(value: Any, where: str, problems: Problems) -> None:
    if value is not None:
        fields({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})(value, where, problems)


_CARD = _block(
    {},
    {
        "hero_image": _IMAGE,
        "icon": _IMAGE,
        "slack_icon": fields({"name": text(least=1)}, {"type": text()}),
        "title": el.mrkdwn(limits.CARD_TITLE),
        "subtitle": el.mrkdwn(limits.CARD_TITLE),
        "body": el.mrkdwn(limits.CARD_BODY),
        "subtext": el.either(limits.CARD_BODY),
        "actions": array(typed({"button": el.BUTTON}), 0, limits.CARD_ACTIONS),
    },
)
_TASK = _block(
    {
        "task_id": text(least=1),
        "title": text(least=1),
        "status": one_of("pending", "in_progress", "complete", "error"),
    },
    {
        "details": RICH_TEXT,
        "output": RICH_TEXT,
        "sources": array(fields({"type": text(), "url": text(3000, 1), "text": text(least=1)})),
    },
)
_LABEL = text(limits.CHART_LABEL, 1)
_POINTS = array(fields({"label": _LABEL, "value": number()}), 1, limits.CHART_POINTS)
_AXES = fields(
    {"categories": array(_LABEL, 1, limits.CHART_POINTS)},
    {"x_label": text(limits.CHART_TITLE), "y_label": text(limits.CHART_TITLE)},
)
_SERIES = fields(
    {
        "type": text(),
        "series": array(fields({"name": _LABEL, "data": _POINTS}), 1, limits.CHART_SERIES),
        "axis_config": _AXES,
    }
)
_SEGMENT = fields({"label": _LABEL, "value": number(0.000001)})
_CHART = typed(
    {
        "pie": fields({"type": text(), "segments": array(_SEGMENT, 1, limits.CHART_SERIES)}),
        "bar": _SERIES,
        "line": _SERIES,
        "area": _SERIES,
    }
)
_PLAIN_BLOCKS: dict[str, Check] = {
    "actions": _block({"elements": array(_ACTIONS, 1, limits.ACTIONS_ELEMENTS)}),
    "context": _block({"elements": array(_CONTEXT, 1, limits.CONTEXT_ELEMENTS)}),
    "divider": _block({}),
    "file": _block({"external_id": text(least=1), "source": one_of("remote")}),
    "header": _block({"text": el.plain(limits.HEADER_TEXT)}),
    "image": _block(
        {"alt_text": text(limits.IMAGE_ALT, 1)},
        {
            "image_url": el.url(limits.IMAGE_URL),
            "slack_file": el.SLACK_FILE,
            "title": el.plain(limits.IMAGE_TITLE),
        },
    ),
    "input": _block(
        {"label": el.plain(limits.INPUT_LABEL), "element": _INPUT},
        {"hint": el.plain(limits.INPUT_LABEL), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "section": _block(
        {},
        {
            "text": el.either(limits.SECTION_TEXT),
            "fields": array(el.either(limits.SECTION_FIELD), 1, limits.SECTION_FIELDS),
            "accessory": _ACCESSORY,
            "expand": boolean,
        },
    ),
    "table": _block(
        {"rows": array(array(_CELL, 1, limits.TABLE_COLUMNS), 1, limits.TABLE_ROWS)},
        {"column_settings": array(_column, most=limits.TABLE_COLUMNS)},
    ),
    "video": _block(
        {
            "alt_text": text(200, 1),
            "thumbnail_url": el.url(3000),
            "title": el.plain(limits.VIDEO_TITLE),
            "video_url": el.url(3000),
        },
        {
            "title_url": el.url(2000),
            "author_name": text(limits.VIDEO_AUTHOR),
            "provider_name": text(limits.VIDEO_AUTHOR),
            "provider_icon_url": el.url(2000),
            "description": el.plain(limits.VIDEO_TITLE),
        },
    ),
}
BLOCKS: dict[str, Check] = {
    **_PLAIN_BLOCKS,
    "alert": _block(
        {"text": el.either(limits.ALERT_TEXT)}, {"level": one_of("default", "info", "warning", "error", "success")}
    ),
    "card": _CARD,
    "carousel": _block({"elements": array(typed({"card": _CARD}), 1, limits.CAROUSEL_CARDS)}),
    "container": _block(
        {"child_blocks": array(typed(_PLAIN_BLOCKS), 1, limits.CONTAINER_BLOCKS)},
        {
            "title": el.plain(limits.CONTAINER_TITLE),
            "rich_text_title": RICH_TEXT,
            "subtitle": el.either(limits.CONTAINER_TITLE),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": _IMAGE,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
    ),
    "context_actions": _block({"elements": array(typed(el.CONTEXT_ACTIONS), 1, limits.CONTEXT_ACTIONS_ELEMENTS)}),
    "data_table": _block(
        {
            "caption": text(least=1),
            "rows": array(array(_CELL, 1, limits.TABLE_COLUMNS), 2, limits.DATA_TABLE_ROWS),
        },
        {"page_size": number(1, 100), "row_header_column_index": number(0)},
    ),
    "data_visualization": _block({"title": text(limits.CHART_TITLE, 1), "chart": _CHART}),
    "markdown": _block({"text": text(limits.MARKDOWN_TOTAL, 1)}),
    "plan": _block({"title": text(least=1)}, {"tasks": array(typed({"task_card": _TASK}), most=limits.PLAN_TASKS)}),
    "task_card": _TASK,
}
INNER = {"container": "child_blocks", "carousel": "elements"}


def check_blocks(blocks: Any, surface: str, where: str = "/blocks") -> Problems:
    """Every fault of blocks meant for a "message", a "modal" or a "home"; an empty list when there is none."""
    problems: Problems = []
    if not isinstance(blocks, list):
        say(problems, "must provide an array", where)
        return problems
    most = limits.MESSAGE_BLOCKS if surface == "message" else limits.VIEW_BLOCKS
    if len(blocks) > most:
        say(problems, f"no more than {most} items allowed", where)
    allowed = typed({kind: check for kind, check in BLOCKS.items() if kind in limits.SURFACES[surface]})
    for place, block in enumerate(blocks):
        at, before = f"{where}/{place}", len(problems)
        allowed(block, at, problems)
        if len(problems) == before:
            _together(block, at, problems)
    if not problems:
        _totals(blocks, where, problems)
        _identities(blocks, where, problems)
    return problems


def interactive(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The elements of a block that a person can use."""
    for holder in (block.get("elements"), block.get("actions"), [block.get("accessory")], [block.get("element")]):
        for element in holder if isinstance(holder, list) else ():
            if isinstance(element, dict) and element.get("type") not in (None, "image", "mrkdwn", "plain_text", "card"):
                yield element


def flat(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The blocks and the blocks inside them."""
    for block in blocks:
        yield block
        yield from flat(block.get(INNER.get(block.get("type", ""), ""), []))


def _together(block: dict[str, Any], where: str, problems: Problems) -> None:
    """What the fields of one block must keep between them."""
    kind = block["type"]
    if kind == "section" and not block.get("text") and not block.get("fields"):
        say(problems, "must define either `text` or `fields`", where)
    if kind == "card" and not {"hero_image", "title", "actions", "body"} & block.keys():
        say(problems, "must define at least one of hero_image, title, actions, body", where)
    pictures = [block] if kind == "image" else [e for e in _pictures(block) if e.get("type") == "image"]
    for picture in pictures:
        if ("image_url" in picture) == ("slack_file" in picture):
            say(problems, "must define either `image_url` or `slack_file`", where)
    if kind in ("table", "data_table") and len({len(row) for row in block["rows"]}) > 1:
        say(problems, "rows must have the same number of columns", f"{where}/rows")
    for element in interactive(block) if kind not in INNER and kind != "rich_text" else ():
        _choices(element, where, problems)
    for place, inner in enumerate(block.get(INNER.get(kind, ""), ())):
        _together(inner, f"{where}/{INNER[kind]}/{place}", problems)


def _pictures(block: dict[str, Any]) -> list[dict[str, Any]]:
    held = [*block.get("elements", ()), block.get("accessory"), block.get("hero_image"), block.get("icon")]
    return [picture for picture in held if isinstance(picture, dict)]


def _choices(element: dict[str, Any], where: str, problems: Problems) -> None:
    kind = element["type"]
    if kind in ("static_select", "multi_static_select") and ("options" in element) == ("option_groups" in element):
        say(problems, "must define either `options` or `option_groups`", where)
    groups = [element, *element.get("option_groups", ())]
    offered = [option for group in groups for option in group.get("options", ())]
    initial = [element["initial_option"]] if "initial_option" in element else element.get("initial_options", [])
    for option in initial:
        same = [o for o in offered if o["value"] == option["value"] and o["text"]["text"] == option["text"]["text"]]
        if offered and not same:
            say(problems, "initial option must be one of the options", where)
    if element.get("min_length", 0) > element.get("max_length", limits.INPUT_LENGTH):
        say(problems, "min_length must not be more than max_length", where)


def _totals(blocks: list[dict[str, Any]], where: str, problems: Problems) -> None:
    every = list(flat(blocks))
    written = sum(len(block["text"]) for block in every if block["type"] == "markdown")
    if written > limits.MARKDOWN_TOTAL:
        say(problems, f"markdown blocks hold more than {limits.MARKDOWN_TOTAL} characters", where)
    tables = [block for block in every if block["type"] == "data_table"]
    if sum(len(c.get("text", "")) for t in tables for row in t["rows"] for c in row) > limits.DATA_TABLE_TOTAL:
        say(problems, "data_table blocks hold too much", where)
    if sum(block["type"] == "data_visualization" for block in every) > limits.CHARTS_PER_MESSAGE:
        say(problems, f"no more than {limits.CHARTS_PER_MESSAGE} data_visualization blocks allowed", where)


def _identities(blocks: list[dict[str, Any]], where: str, problems: Problems) -> None:
    """A block_id once among the blocks, an action_id once in its block, the focus in one place."""
    every = list(flat(blocks))
    for name, times in Counter(b["block_id"] for b in every if "block_id" in b).items():
        if times > 1:
            say(problems, f"`block_id` must be unique: {name}", where)
    for place, block in enumerate(every):
        for name, times in Counter(e["action_id"] for e in interactive(block) if "action_id" in e).items():
            if times > 1:
                say(problems, f"`action_id` must be unique: {name}", f"{where}/{place}")
    if sum(bool(e.get("focus_on_load")) for block in every for e in interactive(block)) > 1:
        say(problems, "only one element can have `focus_on_load`", where)
