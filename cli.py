"""The command line, `samverkan`: translates words into use cases and exit codes (0 done, 1 wrong, 2 usage). Decides nothing."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import cli_db
import cli_records
from bot.clock import Clock
from bot.reads import case_file
from bot.settings import Settings
from bot.text import case_file as case_words
from bot.text import commands as words
from bot.usecases import roster, roster_file, structure
from calendar_sync.errors import NotConfigured
from cli_base import fail, opened, read_settings
from models.rules.structure import StructureFault
from models.store import migrations
from models.store.structure import UnreadableFile

if TYPE_CHECKING:
    from handlers.doctor import Report

program = typer.Typer(help=words.HELP, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
roster_commands = typer.Typer(help=words.ROSTER, no_args_is_help=True)
program.add_typer(roster_commands, name="roster")
program.add_typer(cli_db.commands, name="db")
program.add_typer(cli_records.journal_commands, name="journal")
program.add_typer(cli_records.person_commands, name="person")
program.add_typer(cli_records.retention_commands, name="retention")
export_commands = typer.Typer(help=case_words.HELP, no_args_is_help=True)
program.add_typer(export_commands, name="export")


@program.command(help=words.INIT)
def init(
    structure_file: Annotated[str | None, typer.Option("--structure", help=words.STRUCTURE_OPTION)] = None,
) -> None:
    """Create or upgrade the database and load the structure."""
    settings = read_settings()
    with opened(settings, ready=False) as acting:
        migrations.upgrade(acting.database)
        typer.echo(words.READY.format(revision=migrations.head()))
        try:
            loaded = structure.load_file(acting, structure_file or settings.structure)
        except (StructureFault, UnreadableFile) as fault:
            raise fail("\n".join([words.STRUCTURE_FAULTS, *structure.complaints(fault)])) from None
        typer.echo(loaded.summary)


@roster_commands.command("import", help=words.ROSTER_IMPORT)
def roster_import(file: Path, dry_run: Annotated[bool, typer.Option("--dry-run", help=words.DRY_RUN)] = False) -> None:
    """Read a roster in, all or nothing."""
    with opened(read_settings()) as acting:
        try:
            outcome = roster.import_file(acting, file, dry_run=dry_run)
        except roster_file.FileFault as fault:
            raise fail(str(fault)) from None
        if outcome.faults:
            raise fail(outcome.summary)
        typer.echo(outcome.summary)
        if outcome.warnings:
            typer.echo("\n".join([words.WARNINGS, *outcome.warnings]))


@roster_commands.command("export", help=words.ROSTER_EXPORT)
def roster_export(file: Path) -> None:
    """Write the roster out."""
    with opened(read_settings()) as acting:
        count = roster.export_file(acting, file)
        typer.echo(words.EXPORTED.format(count=count, file=file))


@program.command(help=words.MANIFEST)
def manifest(http: Annotated[bool, typer.Option("--http", help=words.HTTP)] = False) -> None:
    """Print the Slack app's manifest."""
    from handlers import manifest as printer

    typer.echo(printer.printed(socket_mode=not http), nl=False)


@program.command(help=words.DOCTOR)
def doctor(
    offline: Annotated[bool, typer.Option("--offline", help=words.OFFLINE)] = False,
    as_json: Annotated[bool, typer.Option("--json", help=words.AS_JSON)] = False,
) -> None:
    """Check everything, each failing line with its remedy."""
    report = asyncio.run(_examined(read_settings(), offline=offline))
    typer.echo(report.as_json() if as_json else report.as_text())
    if not report.well:
        raise typer.Exit(1)


async def _examined(settings: Settings, *, offline: bool) -> Report:
    from calendar_sync import checks
    from handlers.doctor import examine

    return await examine(settings, offline=offline, outlook=checks.look, checkout=Path(__file__).parent)


@program.command(help=words.RUN)
def run() -> None:
    """Run the bot until it is told to stop."""
    settings = read_settings()
    needed = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN / SLACK_SIGNING_SECRET": settings.slack_app_token or settings.slack_signing_secret,
        "GRAPH_ORGANISER": settings.graph_organiser,
        "GRAPH_ACCESS_TOKEN / AZURE_CLIENT_ID": settings.graph_access_token or settings.azure_client_id,
    }
    if missing := [name for name, value in needed.items() if not value]:
        raise fail(words.MISSING.format(names=", ".join(missing)))
    with opened(settings) as acting:
        acting.ask(_has_structure)
    gc.disable()  # as in samverkan.py, for all that the bot itself brings
    import app

    gc.freeze()
    gc.enable()
    try:
        asyncio.run(_until_stopped(app.Bot(settings, Clock(zone=settings.zone))))
    except app.SlackRefuses as fault:
        raise fail(words.SLACK_REFUSES.format(why=fault)) from None
    except NotConfigured as fault:
        raise fail(words.GRAPH_NOT_CONFIGURED.format(why=fault)) from None


def _has_structure(reading: object) -> None:
    from models.store import structure as store

    store.current(reading.session)  # type: ignore[attr-defined]


async def _until_stopped(bot: object) -> None:
    import app

    assert isinstance(bot, app.Bot)
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    app.configure_log(bot.settings)
    await bot.start()
    typer.echo(words.RUNNING.format(port=bot.port))
    try:
        await stop.wait()
    finally:
        await bot.stop()


@program.command(help=words.DEMO)
def demo(port: Annotated[int, typer.Option("--port", help=words.PORT)] = 8321) -> None:
    """Everything on this machine."""
    try:
        import demo as furnished
    except ModuleNotFoundError:  # the image holds the product alone
        raise fail(words.NO_DEMO) from None

    typer.echo(words.DEMO_WAIT)
    try:
        asyncio.run(furnished.run(port, lambda url: typer.echo(words.DEMO_READY.format(url=url))))
    except OSError as fault:
        raise fail(f"{words.PORT_TAKEN.format(port=port)} ({fault.strerror})") from None


@export_commands.command("matter", help=case_words.HELP_MATTER)
def export_matter(
    number: Annotated[str, typer.Argument(help=case_words.NUMBER)],
    folder: Annotated[Path, typer.Argument(help=case_words.FOLDER)],
) -> None:
    """Write one question's case file."""
    from handlers.web import case_file as files

    with opened(read_settings()) as acting:
        case = acting.ask(case_file.of, number)
    if case is None:
        raise fail(case_words.UNKNOWN.format(number=number))
    _write(files.of_matter(case), folder, whole=False)
    typer.echo(case_words.WRITTEN.format(number=case.number, folder=folder / case.folder))


@export_commands.command("year", help=case_words.HELP_YEAR)
def export_year(
    year: Annotated[int, typer.Argument(help=case_words.YEAR, min=2000, max=9999)],
    folder: Annotated[Path, typer.Argument(help=case_words.FOLDER)],
) -> None:
    """Write the case files of a year, with a list of them."""
    from handlers.web import case_file as files

    with opened(read_settings()) as acting:
        found = acting.ask(case_file.year, year)
    if not found.files:
        raise fail(case_words.NO_MATTERS.format(year=year))
    _write(files.of_year(found), folder, whole=True)
    typer.echo(case_words.written(len(found.files), folder))


def _write(files: Mapping[str, bytes], folder: Path, *, whole: bool) -> None:
    from handlers.web.case_file import ForeignFolder, write

    try:
        write(files, folder, whole=whole)
    except ForeignFolder as fault:
        raise fail(case_words.FOREIGN.format(folder=fault.folder, name=fault.name)) from None
    except OSError as fault:
        raise fail(case_words.CANNOT_WRITE.format(folder=folder, why=fault.strerror or type(fault).__name__)) from None
