"""The Swedish guides say what is on the screen: each thing in bold that is pressed or read has that name in bot/text, each picture is
there and is one that `make pictures` makes anew."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.looking import ROOT, python, text, tracked, tree
from tools.pictures import PICTURES

GUIDES = [name for name in tracked() if re.fullmatch(r"docs/sa-gor-du-\w+\.md", name)]


def unknown(guide: str) -> list[str]:
    """What stands in bold and is neither a sentence of the guide's own nor a name on the screen. In a text that is filled in, what is
    filled in may be anything, but most of it has to stand there."""
    said = {
        node.value
        for name in python("bot/text/")
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip()
    }
    said |= {
        _template(node)
        for name in python("bot/text/")
        for node in ast.walk(tree(name))
        if isinstance(node, ast.JoinedStr)
    }
    filled = [
        re.compile(re.sub(r"\\\{\w*\\\}", ".+", re.escape(one)))
        for one in said
        if len(re.sub(r"\{\w*\}", "", one)) > 12
    ]
    labels = [one for one in re.findall(r"\*\*([^*\n]+)\*\*", guide) if not one.endswith(".")]
    return [
        one
        for one in labels
        if not any(one in known for known in said) and not any(known.fullmatch(one) for known in filled)
    ]


def _template(written: ast.JoinedStr) -> str:
    """An f-string with whatever it fills in as {}."""
    return "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in written.values)


@pytest.mark.parametrize("name", GUIDES)
def test_every_button_of_a_guide_has_that_name(name: str) -> None:
    assert unknown(text(name)) == []


def test_a_button_that_is_not_there_is_seen() -> None:
    assert unknown("Klicka på **Godkänn till dagordningen**, sedan på **Flyg till månen**.") == ["Flyg till månen"]


def test_there_is_a_guide_for_each_and_it_is_one_page() -> None:
    assert {one.partition("sa-gor-du-")[2] for one in GUIDES} == {"deltagare.md", "koordinator.md", "ordforande.md"}
    assert [one for one in GUIDES if len(re.sub(r"!\[[^\]]*\]\([^)]*\)|<img[^>]*>", "", text(one)).split()) > 650] == []


def test_each_picture_is_there_and_is_made_anew_by_the_command() -> None:
    shown = {one for name in (*GUIDES, "README.md") for one in re.findall(r"pictures/([\w-]+)\.png", text(name))}
    made = {one.name for one in PICTURES}

    assert shown == made
    assert [one for one in sorted(made) if not (ROOT / "docs" / "pictures" / f"{one}.png").is_file()] == []


def test_each_picture_of_a_guide_says_what_it_shows() -> None:
    drawn = [found for name in GUIDES for found in re.findall(r'!\[([^\]]*)\]|<img [^>]*alt="([^"]*)"', text(name))]

    assert drawn
    assert [one for one in drawn if len("".join(one)) < 15] == []
