"""Slack's markup, safe by default: a text is escaped unless it is `Md`, and values put into an `Md` are escaped. No words."""

from __future__ import annotations

import re
import string

_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")
_CONTROL = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\\ud800-\\udfff"
    "\\U000e0000-\\U000e007f]"
)


class Md(str):
    """Text that may go into mrkdwn as it stands: all that people wrote in it is escaped."""

    __slots__ = ()


def plain(text: str) -> str:
    """The text without control and direction characters, which could hide or turn what follows; each kind of line break is one."""
    return _CONTROL.sub("", _BREAK.sub("\n", text))


def line(text: str) -> str:
    """The text on one line, without control and direction characters."""
    return " ".join(plain(text).split())


def esc(text: str) -> Md:
    """Text from people as mrkdwn: `&`, `<` and `>` are escaped, so no mention, link or broadcast can arise."""
    if isinstance(text, Md):
        return text
    return Md(plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


class _Escaping(string.Formatter):
    def format_field(self, value: object, format_spec: str) -> str:
        return str(esc(value if isinstance(value, str) else format(value, format_spec)))


def md(template: str, /, **values: object) -> Md:
    """A template of ours with values: `md("*{title}*", title=…)`. The template is trusted, the values are not."""
    return Md(_Escaping().vformat(template, (), values))


def join(separator: str, parts: list[str]) -> Md:
    """Parts put together, each escaped unless it is Md."""
    return Md(separator.join(esc(part) for part in parts))


def person(slack_id: str | None, name: str) -> Md:
    """The name in bold. Never a mention: nobody is notified by being named."""
    del slack_id
    return md("*{name}*", name=name)


def link(url: str, words: str) -> Md:
    """A link of ours."""
    safe = url.replace("|", "%7C").replace(">", "%3E").replace("<", "%3C").replace(" ", "%20")
    return Md(f"<{safe}|{esc(words).replace('|', '/')}>")
