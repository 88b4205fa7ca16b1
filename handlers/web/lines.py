"""How a line of the log is written: one line, nothing in it that hides or forges another, no secret and no address of a person.

One place, last in the chain, for whatever any part (ours or a library's) puts into a line: texts from outside come in many ways (ADR 0014)."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from pydantic import SecretStr

from bot import trace
from bot.settings import Settings

if TYPE_CHECKING:
    import structlog

GONE: Final = "[…]"
"""What stands where something was taken out."""
_SIGNS: Final = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\\ud800-\\udfff\U000e0000-\U000e007f]"
)
_SECRETS: Final = re.compile(r"\bxox[a-z]-[\w-]+|\bxapp-[\w-]+|\b(?:Bearer|Basic) [\w.~+/=-]+|\bv0=[0-9a-f]{64}")
_ADDRESSES: Final = re.compile(r"[^\s@<>()\[\]'\",;=]{1,100}@[^\s@<>()\[\]'\",;=/?]{1,255}")
_ROWS: Final = re.compile(r"DETAIL: .*?(?=\n(?:HINT|CONTEXT|LINE \d|\[SQL|\(Background)|\n\n|\Z)", re.DOTALL)
"""PostgreSQL's DETAIL holds the row itself: people's words."""


def seen(text: str) -> str:
    """The text with control, direction and hidden signs as what they are: `\\n`, `\\x1b`, `\\u202e`."""
    return _SIGNS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def traced(logger: Any, name: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """A step of the chain: what the line belongs to."""
    if belongs := trace.current.get():
        line["id"] = belongs
    return line


class Clean:
    """A step of the chain: every value of a line is made one line without secrets, addresses and rows of the database."""

    def __init__(self, secrets: Iterable[str], indent: str = "") -> None:
        self._secrets = sorted((one for one in secrets if len(one) >= 6), key=len, reverse=True)
        self._indent = indent

    def _bare(self, text: str) -> str:
        for one in self._secrets:
            text = text.replace(one, GONE)
        return _ADDRESSES.sub(GONE, _SECRETS.sub(GONE, _ROWS.sub(f"DETAIL: {GONE}", text)))

    def __call__(self, logger: Any, name: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
        """See structlog. A trace keeps its lines where they are drawn as lines, each under a mark that no line of ours begins with."""
        return {seen(key): self._cleaned(key, value) for key, value in line.items()}

    def _cleaned(self, key: str, value: object) -> object:
        if isinstance(value, bool | int | float | None):
            return value
        text = self._bare(str(value))
        if key != "exception":
            return seen(text)
        return "\n".join(self._indent + seen(one) for one in text.split("\n"))


def formatter(settings: Settings) -> logging.Formatter:
    """How lines are written: JSON unless SAMVERKAN_LOG=text or a terminal looks on."""
    looked_at = sys.stderr.isatty()
    as_text = settings.log == "text" or (settings.log is None and looked_at)
    if not as_text:
        _do_without_rich()
    import structlog

    chain: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        traced,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    given = [getattr(settings, name) for name in type(settings).model_fields]
    secrets = [one.get_secret_value() for one in given if isinstance(one, SecretStr)]
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=looked_at, exception_formatter=structlog.dev.plain_traceback)
        if as_text
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    last: list[structlog.typing.Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        Clean(secrets, "  | " if as_text else ""),
        renderer,
    ]
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=chain, processors=last)


def _do_without_rich() -> None:
    """structlog takes rich along where it is there, to draw traces in colours: fifty modules and six megabytes that lines of JSON have
    no use for. It does without where it can not be imported."""
    if "rich" in sys.modules or "structlog" in sys.modules:
        return
    sys.modules["rich"] = None  # type: ignore[assignment]  # as the import system itself says "not there"
    try:
        import structlog  # noqa: F401
    finally:
        del sys.modules["rich"]
