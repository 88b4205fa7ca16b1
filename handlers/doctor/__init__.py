"""`samverkan doctor`: looks at settings, database, roster, Slack, Graph, the bot that runs and the clock; each failing line has its
remedy. Changes nothing, and shows no secret. The parts: what the environment says (settings), what Slack says (slack), what the bot on
this machine says (running); the database's part is bot/reads/health.py, and Outlook's calendar_sync/checks.py."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.clock import Clock
from bot.reads import health
from bot.reads.health import Finding
from bot.settings import Settings
from bot.text import doctor as words
from handlers.doctor import running, slack
from handlers.doctor import settings as environment

Outlook = Callable[[Settings], Awaitable[list[Finding]]]


@dataclass
class Report:
    """All that was found."""

    lines: list[Finding] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Whether nothing failed."""
        return all(one.well is not False for one in self.lines)

    def as_text(self) -> str:
        """For a person."""
        rows = []
        for one in self.lines:
            rows.append(f"{_mark(one)} {one.what}: {one.found}")
            if one.remedy:
                rows.append(f"    {words.REMEDY if one.well is False else words.NOTE}{one.remedy}")
            if one.well is False:
                rows.append(f"    {words.READ_MORE.format(section=words.SECTIONS[one.kind])}")
        ill = sum(one.well is False for one in self.lines)
        noted = sum(one.well is True and bool(one.remedy) for one in self.lines)
        verdict = (
            words.FAULTS.format(count=ill) if ill else words.ALL_BUT.format(count=noted) if noted else words.ALL_WELL
        )
        return "\n".join([*rows, verdict])

    def as_json(self) -> str:
        """For a program."""
        lines = [
            {"kind": one.kind, "what": one.what, "well": one.well, "found": one.found, "remedy": one.remedy,
             "section": words.SECTIONS[one.kind]}
            for one in self.lines
        ]  # fmt: skip
        return json.dumps({"well": self.well, "lines": lines}, ensure_ascii=False, indent=1)


def _mark(one: Finding) -> str:
    if one.well is None:
        return words.SKIPPED
    return words.ILL if not one.well else words.NOTED if one.remedy else words.WELL


async def examine(
    settings: Settings, *, offline: bool, outlook: Outlook, checkout: Path, clock: Clock | None = None
) -> Report:
    """Look at everything; `offline` asks nothing outside this machine. `outlook` looks at the organiser's calendar; `checkout` is
    the folder that app-manifest.yaml lies in."""
    clock = clock or Clock(zone=settings.zone)
    report = Report([*environment.look(settings), environment.manifest(checkout)])
    examined = health.examine(settings.database, clock, settings.data_dir)
    report.lines += examined.findings
    report.lines.append(await running.look(settings))
    if offline:
        unasked = (("slack", words.TOKEN), ("slack", words.SCOPES), ("channel", words.CHANNEL), ("graph", words.READ),
                   ("clock", words.CLOCK))  # fmt: skip
        report.lines += [Finding(kind, what, None, words.NOT_ASKED) for kind, what in unasked]
        return report
    report.lines += await slack.look(settings, examined.channels, clock)
    report.lines += await outlook(settings)
    return report
