""".env.example names every setting the bot reads, and only those; it holds no value that is secret."""

import re

from pydantic import AliasChoices

from bot.settings import Settings
from tests.house.looking import text

EXAMPLE = dict(re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", text(".env.example"), re.M))


def names() -> set[str]:
    """The environment's names for the settings."""
    found = set()
    for field in Settings.model_fields.values():
        alias = field.validation_alias
        found |= set(map(str, alias.choices)) if isinstance(alias, AliasChoices) else {str(alias)}
    return found


def test_the_example_names_every_setting() -> None:
    assert set(EXAMPLE) - {"NAME_FILE"} == names()


def test_the_example_holds_no_secret() -> None:
    filled = {name for name, value in EXAMPLE.items() if value and re.search("TOKEN|SECRET|CLIENT|TENANT", name)}

    assert filled == set()
