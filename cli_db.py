"""`samverkan db …`: the tables up and down, copies, and what a copy that was put back has to find again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.settings import Settings
from bot.text import commands as words
from bot.text import records as record_words
from bot.usecases import restored
from bot.usecases.acting import Acting
from cli_base import fail, opened, read_settings
from models.store import copies, migrations
from models.tables.journal import GRANTS

commands = typer.Typer(help=words.DB, no_args_is_help=True)


@commands.command("upgrade")
def db_upgrade() -> None:
    """Bring the tables up to this version."""
    with opened(read_settings(), ready=False) as acting:
        migrations.upgrade(acting.database)
        typer.echo(words.UPGRADED.format(revision=migrations.head()))


@commands.command("downgrade")
def db_downgrade(to: Annotated[str, typer.Argument()] = "-1") -> None:
    """Bring the tables one step down."""
    with opened(read_settings(), ready=False) as acting:
        migrations.downgrade(acting.database, to)
        typer.echo(words.DOWNGRADED.format(revision=migrations.current(acting.database) or "-"))


def _sqlite_file(settings: Settings) -> Path:
    if not settings.database.startswith("sqlite:///"):
        raise fail(words.ONLY_SQLITE)
    return Path(settings.database.removeprefix("sqlite:///"))


@commands.command("backup")
def db_backup(file: Path) -> None:
    """Copy the database, also while the bot runs."""
    settings = read_settings()
    source = _sqlite_file(settings)
    if not source.exists():
        raise fail(words.NO_FILE.format(file=source))
    try:
        migrations.backup(source, file)
    except FileExistsError:
        raise fail(words.EXISTS.format(file=file)) from None
    copies.note(settings.data_dir)
    typer.echo(words.BACKED_UP.format(file=file))


@commands.command("restore")
def db_restore(file: Path) -> None:
    """Put a copy back; the bot must not be running. What has been sent since the copy was made is then looked for, not sent again."""
    settings = read_settings()
    target = _sqlite_file(settings)
    if not file.exists():
        raise fail(words.NO_FILE.format(file=file))
    if wrong := migrations.check_copy(file):
        raise fail(words.BAD_COPY.format(file=file, why=wrong))
    if newer := migrations.unknown_revision(file):
        raise fail(record_words.NEWER_COPY.format(file=file, revision=newer))
    migrations.restore(file, target)
    typer.echo(words.RESTORED.format(file=file, old=target.with_name(target.name + ".before")))
    with opened(settings, ready=False) as acting:
        migrations.upgrade(acting.database)
        _mark(acting)


@commands.command("restored", help=record_words.RESTORED_HELP)
def db_restored() -> None:
    """After pg_restore: what has been sent since the copy was made is looked for, not sent again."""
    with opened(read_settings(), ready=False) as acting:
        migrations.upgrade(acting.database)
        _mark(acting)


def _mark(acting: Acting) -> None:
    marked = restored.mark(acting)
    if marked is None:
        typer.echo(record_words.NOTHING_MARKED)
        return
    copied = acting.clock.local(marked.copied_at).strftime("%Y-%m-%d %H.%M.%S")
    typer.echo(record_words.MARKED.format(copied=copied, letters=marked.letters))


@commands.command("grants", help=record_words.GRANTS_HELP)
def db_grants(role: Annotated[str, typer.Argument(help=record_words.ROLE)]) -> None:
    """Print the SQL for the bot's own role."""
    if not role.replace("_", "a").isalnum() or not role.isascii() or role != role.lower():
        raise fail(record_words.BAD_ROLE.format(role=role))
    typer.echo(GRANTS.format(role=role))
