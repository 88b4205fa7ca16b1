"""What every command needs: the settings, the database as the operator, and a way to say what is wrong. No command is in here."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from zoneinfo import ZoneInfoNotFoundError

import pydantic
import typer
from sqlalchemy.exc import SQLAlchemyError

from bot import settings as environment
from bot.clock import Clock
from bot.settings import Settings
from bot.text import commands as words
from bot.usecases.acting import OPERATOR, Acting
from models.store import migrations
from models.store.engine import Database
from models.store.structure import NoStructure


def fail(sentence: str) -> typer.Exit:
    """Say what is wrong, with the remedy; exit code 1."""
    typer.echo(sentence, err=True)
    return typer.Exit(1)


def read_settings() -> Settings:
    """The settings, or exit 1 with the setting that is wrong."""
    try:
        settings = environment.read()
        settings.zone  # noqa: B018 - a zone that nobody knows is told of here, not by whoever asks for the time first
        return settings
    except pydantic.ValidationError as fault:
        first = fault.errors()[0]
        raise fail(words.BAD_SETTING.format(name=first["loc"][0], why=first["msg"])) from None
    except (ZoneInfoNotFoundError, ValueError):
        raise fail(words.BAD_SETTING.format(name="SAMVERKAN_TIMEZONE", why=words.NO_ZONE)) from None
    except OSError as fault:
        raise fail(words.BAD_SETTING.format(name=fault.filename, why=fault.strerror)) from None


@contextlib.contextmanager
def opened(settings: Settings, *, ready: bool = True) -> Iterator[Acting]:
    """The database as the operator; with `ready`, refuse one whose tables are behind or empty of structure."""
    if settings.database.startswith("sqlite"):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    try:
        if ready and migrations.current(database) != migrations.head():
            raise fail(words.BEHIND)
        yield Acting(database, Clock(zone=settings.zone), OPERATOR)
    except NoStructure:
        raise fail(words.NO_STRUCTURE) from None
    except SQLAlchemyError as fault:
        raise fail(words.NO_DATABASE.format(why=type(fault).__name__)) from None
    finally:
        database.close()
