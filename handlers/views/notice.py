"""A window with one sentence: what went wrong, or that something is done."""

from __future__ import annotations

from bot.text import words
from handlers.views.blocks import View, modal, sections


def window(sentence: str, *, title: str = words.APP) -> View:
    """The sentence, and a button to close."""
    return modal("notice", title, sections(sentence), close=words.CLOSE)
