"""What people wrote comes out as text: nothing hidden, nothing cut in two, one kind of line break."""

from __future__ import annotations

import re

import pytest

from bot.text.markup import esc, line, plain
from handlers.views.blocks import SECTION, sections


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("a\r\nb\rc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
        ("a\0b\x1b[31mc\x7f\x9bd", "ab[31mcd"),
        ("a\u202eb\u2066c\u200bd\ufeffe", "abcde"),
        ("a\ud800b\U000e0041c", "abc"),
        ("👩‍👩‍👧 אברהם é", "👩‍👩‍👧 אברהם é"),
        ("a\tb\nc", "a\tb\nc"),
    ],
)
def test_what_hides_or_turns_the_rest_is_taken_out_and_the_rest_is_kept(given: str, said: str) -> None:
    assert plain(given) == said


def test_a_line_is_one_line() -> None:
    assert line(" Ämne\r\nBcc: x\u2028y ") == "Ämne Bcc: x y"


@pytest.mark.parametrize("sign", ["&", "<", "<&>", "x&"])
def test_a_long_text_without_spaces_is_divided_between_signs(sign: str) -> None:
    whole = sign * 4000

    said = [block["text"]["text"] for block in sections(whole)]

    assert "".join(said) == esc(whole)
    assert all(len(one) <= SECTION and not re.search(r"&(?!amp;|lt;|gt;)", one) for one in said)
