"""The shape of rich_text: sections, lists, quotes and what stands in them. Not the other blocks."""

from sandbox.slack.shape import Check, anything, array, boolean, fields, number, one_of, text, typed

_KIND: Check = text()
_STYLE = fields({}, dict.fromkeys(("bold", "code", "italic", "strike", "underline"), boolean))


def _inline(required: dict[str, Check], optional: dict[str, Check] | None = None) -> Check:
    return fields({"type": _KIND, **required}, {"style": _STYLE, **(optional or {})})


_TEXT = _inline({"text": text(least=1)})
_LINK = _inline({"url": text(least=1)}, {"text": text(), "unsafe": boolean})
_INLINE = typed(
    {
        "text": _TEXT,
        "link": _LINK,
        "emoji": _inline({"name": text(least=1)}, {"unicode": text(), "url": text()}),
        "user": _inline({"user_id": text(least=1)}),
        "channel": _inline({"channel_id": text(least=1)}),
        "team": _inline({"team_id": text(least=1)}),
        "usergroup": _inline({"usergroup_id": text(least=1)}),
        "date": _inline({"timestamp": number(), "format": text(least=1)}, {"url": text(), "fallback": text()}),
        "broadcast": _inline({"range": one_of("here", "channel", "everyone")}),
        "color": _inline({"value": text(least=1)}),
    }
)
_SECTION = fields({"type": _KIND, "elements": array(_INLINE)})
_BORDER = one_of(0, 1)
RICH_TEXT = fields(
    {
        "type": _KIND,
        "elements": array(
            typed(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_list": fields(
                        {
                            "type": _KIND,
                            "style": one_of("bullet", "ordered"),
                            "elements": array(typed({"rich_text_section": _SECTION})),
                        },
                        {"indent": number(0, 8), "offset": number(0), "border": _BORDER},
                    ),
                    "rich_text_quote": fields({"type": _KIND, "elements": array(_INLINE)}, {"border": _BORDER}),
                    "rich_text_preformatted": fields(
                        {"type": _KIND, "elements": array(typed({"text": _TEXT, "link": _LINK}))},
                        {"border": _BORDER, "language": anything},
                    ),
                }
            )
        ),
    },
    {"block_id": text(255, 1)},
)
RICH_TEXT_INPUT_VALUE = typed({"rich_text": RICH_TEXT})
