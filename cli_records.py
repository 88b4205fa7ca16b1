"""`samverkan journal`, `person` and `retention`: what is kept, what shows that it has been kept, and what is no longer."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.reads import journal
from bot.reads import retention as kept
from bot.text import records as words
from bot.usecases import former, retention
from bot.usecases.former import StillHere
from cli_base import fail, opened, read_settings
from models.rules.retention import Kind, NotKept

journal_commands = typer.Typer(help=words.JOURNAL, no_args_is_help=True)
person_commands = typer.Typer(help=words.PERSON, no_args_is_help=True)
retention_commands = typer.Typer(help=words.RETENTION, no_args_is_help=True)
KINDS = ", ".join(Kind)


@journal_commands.command("verify", help=words.JOURNAL_VERIFY)
def journal_verify(expect: Annotated[str | None, typer.Option("--expect", help=words.EXPECT)] = None) -> None:
    """Look through the whole chain; exit 1 when a line is not as it was written."""
    with opened(read_settings()) as acting:
        found = acting.ask(journal.verdict, expect)
    if found.broken is not None:
        raise fail(words.BROKEN.format(line=found.broken, lines=found.head.lines))
    if not found.expected:
        raise fail(words.NOT_EXPECTED)
    typer.echo(words.VERIFIED.format(lines=found.head.lines, hash=found.head.hash))
    if found.untied:
        typer.echo(words.UNTIED.format(count=found.untied))


@journal_commands.command("head", help=words.JOURNAL_HEAD)
def journal_head() -> None:
    """Print the hash that covers all lines, to be kept elsewhere."""
    with opened(read_settings()) as acting:
        found = acting.ask(journal.head)
    typer.echo(words.HEAD.format(hash=found.hash, lines=found.lines))


@person_commands.command("pseudonymise", help=words.PSEUDONYMISE)
def person_pseudonymise(
    who: Annotated[str, typer.Argument(help=words.WHO)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words.DRY_RUN)] = False,
) -> None:
    """Take away the name, the address and the account of somebody who has left."""
    with opened(read_settings()) as acting:
        try:
            done = former.pseudonymise(acting, who, dry_run=dry_run)
        except StillHere as fault:
            raise fail(fault.why) from None
    if not done.counts:
        typer.echo(words.ALREADY.format(id=done.person_id))
        return
    counts = ", ".join(f"{words.PLACES[place]} {count}" for place, count in done.counts.items())
    typer.echo((words.WOULD_REPLACE if dry_run else words.REPLACED).format(name=done.name, counts=counts))


@retention_commands.command("show", help=words.RETENTION_SHOW)
def retention_show() -> None:
    """What is taken away, when, and by which decision."""
    with opened(read_settings()) as acting:
        for kind, rule in acting.ask(kept.rules).items():
            what = words.KINDS[kind]
            if rule is None:
                typer.echo(words.KEPT.format(kind=kind, what=what))
            else:
                typer.echo(words.PRUNED.format(kind=kind, what=what, days=rule.days, decision=rule.decision))


@retention_commands.command("set", help=words.RETENTION_SET)
def retention_set(
    kind: Annotated[str, typer.Argument(help=words.KIND.format(kinds=KINDS))],
    days: Annotated[int, typer.Option("--days", help=words.DAYS)],
    decision: Annotated[str, typer.Option("--decision", help=words.DECISION)],
) -> None:
    """Begin to take away a kind of records."""
    with opened(read_settings()) as acting:
        try:
            retention.decide(acting, kind, days, decision)
        except NotKept as fault:
            said = {"kind": words.UNKNOWN_KIND, "days": words.TOO_SHORT, "decision": words.NO_DECISION}[fault.what]
            raise fail(said.format(kind=kind, kinds=KINDS, least=fault.least)) from None
    typer.echo(words.SET.format(kind=kind, days=days, decision=decision.strip()))


@retention_commands.command("stop", help=words.RETENTION_STOP)
def retention_stop(kind: Annotated[str, typer.Argument(help=words.KIND.format(kinds=KINDS))]) -> None:
    """Keep a kind of records again."""
    with opened(read_settings()) as acting:
        try:
            retention.stop(acting, kind)
        except NotKept:
            raise fail(words.UNKNOWN_KIND.format(kind=kind, kinds=KINDS)) from None
    typer.echo(words.STOPPED.format(kind=kind))
