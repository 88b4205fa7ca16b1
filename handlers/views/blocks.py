"""Block Kit as small functions that return dicts and keep Slack's limits. Text is escaped unless it is Md. No words, no forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Any

from bot.text.markup import Md, esc, plain
from models.values import dataclass

Block = dict[str, Any]
View = dict[str, Any]

# Slack's limits, the lower number where sources differ (platform: Block Kit limits).
SECTION, FIELD, HEADER, BUTTON, OPTION, TITLE, PLACEHOLDER = 3000, 2000, 150, 75, 75, 24, 150
CONFIRM_TITLE, CONFIRM_TEXT, CONFIRM_BUTTON = 100, 300, 30
MESSAGE_BLOCKS, VIEW_BLOCKS, ACTIONS, OPTIONS, FALLBACK = 50, 100, 25, 100, 3000


@dataclass(frozen=True)
class Message:
    """What chat.postMessage takes: blocks, and the text that says what they say (notifications, screen readers)."""

    text: str
    blocks: list[Block] = field(default_factory=list)

    def arguments(self) -> dict[str, Any]:
        """The arguments for the Web API."""
        given: dict[str, Any] = {"text": cut(esc(self.text), FALLBACK), "unfurl_links": False, "unfurl_media": False}
        if self.blocks:
            given["blocks"] = self.blocks[:MESSAGE_BLOCKS]
        return given


def cut(text: str, most: int) -> str:
    """The text, at most that long; an ellipsis shows that something is left out. An escaped sign is not cut in two."""
    if len(text) <= most:
        return text
    short = text[: most - 1]
    entity = short.rfind("&", len(short) - 5)
    if isinstance(text, Md) and entity >= 0 and ";" not in short[entity:]:
        short = short[:entity]
    return type(text)(short.rstrip() + "…")


def text(words: str) -> dict[str, Any]:
    """A plain_text object. Emoji codes are not turned into pictures."""
    return {"type": "plain_text", "text": plain(words) or " ", "emoji": False}


def mrkdwn(words: str, most: int = SECTION) -> dict[str, Any]:
    """A mrkdwn object; what is not Md is escaped."""
    return {"type": "mrkdwn", "text": cut(esc(words), most) or " "}


def section(words: str, *, accessory: Block | None = None, block_id: str | None = None) -> Block:
    """A paragraph, with a button or another element beside it if given."""
    block: Block = {"type": "section", "text": mrkdwn(words)}
    if accessory:
        block["accessory"] = accessory
    if block_id:
        block["block_id"] = block_id
    return block


def sections(words: str) -> list[Block]:
    """A long text as as many paragraphs as it needs."""
    whole, blocks = esc(words), []
    while whole:
        if len(whole) <= SECTION:
            blocks.append(section(Md(whole)))
            break
        end = max(whole.rfind("\n", 0, SECTION), whole.rfind(" ", 0, SECTION))
        end = end if end > SECTION // 2 else _whole_sign(whole, SECTION - 10)
        blocks.append(section(Md(whole[:end])))
        whole = Md(whole[end:].lstrip())
    return blocks


def _whole_sign(text: str, end: int) -> int:
    """That place, or the one before the escaped sign that it would cut in two."""
    entity = text.rfind("&", end - 5, end)
    return end if entity < 0 or ";" in text[entity:end] else entity


def facts(pairs: Iterable[tuple[str, str]]) -> list[Block]:
    """Label and value in two columns, ten to a block."""
    cells = [mrkdwn(Md(f"*{esc(label)}*\n{esc(value)}"), FIELD) for label, value in pairs if value]
    return [{"type": "section", "fields": cells[i : i + 10]} for i in range(0, len(cells), 10)]


def header(words: str) -> Block:
    """A heading."""
    return {"type": "header", "text": text(cut(plain(words), HEADER))}


def context(*words: str) -> Block:
    """Small print."""
    return {"type": "context", "elements": [mrkdwn(one, FIELD) for one in words[:10] if one] or [mrkdwn(" ")]}


def divider() -> Block:
    """A line."""
    return {"type": "divider"}


def button(
    words: str,
    action_id: str,
    value: str | int = "",
    *,
    style: str | None = None,
    confirm: dict[str, Any] | None = None,
    url: str | None = None,
    says: str | None = None,
) -> Block:
    """A button. `style`: primary or danger; `says`: what a screen reader says when the words alone are not enough."""
    block: Block = {"type": "button", "text": text(cut(words, BUTTON)), "action_id": action_id}
    if value != "":
        block["value"] = str(value)
    for name, given in (("style", style), ("confirm", confirm), ("url", url)):
        if given:
            block[name] = given
    if says:
        block["accessibility_label"] = cut(plain(says), BUTTON)
    return block


def confirm(title: str, words: str, yes: str, no: str, *, danger: bool = False) -> dict[str, Any]:
    """A dialog before something that reaches outside or can not be undone; verbs in both buttons."""
    dialog = {
        "title": text(cut(title, CONFIRM_TITLE)), "text": text(cut(words, CONFIRM_TEXT)),
        "confirm": text(cut(yes, CONFIRM_BUTTON)), "deny": text(cut(no, CONFIRM_BUTTON)),
    }  # fmt: skip
    return dialog | ({"style": "danger"} if danger else {})


def actions(*elements: Block, block_id: str | None = None) -> Block:
    """A row of buttons."""
    block: Block = {"type": "actions", "elements": list(elements)[:ACTIONS]}
    return block | ({"block_id": block_id} if block_id else {})


def option(words: str, value: str, description: str | None = None) -> dict[str, Any]:
    """A choice."""
    given: dict[str, Any] = {"text": text(cut(words, OPTION)), "value": value}
    return given | ({"description": text(cut(description, OPTION))} if description else {})


def select(
    action_id: str, options: Sequence[dict[str, Any]], *, placeholder: str | None = None, initial: str | None = None
) -> Block:
    """A list to choose one from; `initial` is a value among the options."""
    block: Block = {"type": "static_select", "action_id": action_id, "options": list(options)[:OPTIONS]}
    if placeholder:
        block["placeholder"] = text(cut(placeholder, PLACEHOLDER))
    chosen = next((one for one in options if one["value"] == initial), None)
    return block | ({"initial_option": chosen} if chosen else {})


def overflow(action_id: str, options: Sequence[dict[str, Any]]) -> Block:
    """The menu behind three dots, 1 to 5 choices."""
    return {"type": "overflow", "action_id": action_id, "options": list(options)[:5]}


def modal(
    callback_id: str,
    title: str,
    blocks: list[Block],
    *,
    submit: str | None = None,
    close: str | None = None,
    metadata: str = "",
    notify_on_close: bool = False,
) -> View:
    """A modal window. `metadata` names rows; it is never believed."""
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": text(cut(title, TITLE)),
        "blocks": blocks[:VIEW_BLOCKS],
    }
    for name, words in (("submit", submit), ("close", close)):
        if words:
            view[name] = text(cut(words, TITLE))
    if metadata:
        view["private_metadata"] = metadata
    if notify_on_close:
        view["notify_on_close"] = True
    return view


def home(blocks: list[Block]) -> View:
    """The app's home tab."""
    return {"type": "home", "blocks": blocks[:VIEW_BLOCKS]}
