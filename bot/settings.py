"""The environment as one frozen value, read once by app.py. Names and defaults are the outside contract's.

Every secret can come from a file: NAME_FILE=/run/secrets/name. No secret is shown by repr.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _named(name: str) -> Any:
    return AliasChoices(name)


class Settings(BaseSettings):
    """What the operator has set."""

    # An empty value is none: .env.example has its names with nothing after them, and `SLACK_APP_TOKEN=` is what HTTP mode looks like.
    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    slack_bot_token: SecretStr | None = Field(None, validation_alias=_named("SLACK_BOT_TOKEN"))
    slack_app_token: SecretStr | None = Field(None, validation_alias=_named("SLACK_APP_TOKEN"))
    slack_signing_secret: SecretStr | None = Field(None, validation_alias=_named("SLACK_SIGNING_SECRET"))
    slack_api_url: str = Field("https://slack.com/api/", validation_alias=_named("SLACK_API_URL"))
    azure_tenant_id: str | None = Field(None, validation_alias=_named("AZURE_TENANT_ID"))
    azure_client_id: str | None = Field(None, validation_alias=_named("AZURE_CLIENT_ID"))
    azure_client_secret: SecretStr | None = Field(None, validation_alias=_named("AZURE_CLIENT_SECRET"))
    azure_client_certificate_path: str | None = Field(None, validation_alias=_named("AZURE_CLIENT_CERTIFICATE_PATH"))
    graph_organiser: str | None = Field(None, validation_alias=_named("GRAPH_ORGANISER"))
    graph_base_url: str = Field("https://graph.microsoft.com/v1.0", validation_alias=_named("GRAPH_BASE_URL"))
    graph_access_token: SecretStr | None = Field(None, validation_alias=_named("GRAPH_ACCESS_TOKEN"))
    database_url: str | None = Field(None, validation_alias=_named("SAMVERKAN_DATABASE_URL"))
    data_dir: Path = Field(Path("data"), validation_alias=_named("SAMVERKAN_DATA_DIR"))
    structure: str = Field("vasterbotten", validation_alias=_named("SAMVERKAN_STRUCTURE"))
    timezone: str = Field("Europe/Stockholm", validation_alias=_named("SAMVERKAN_TIMEZONE"))
    host: str = Field("127.0.0.1", validation_alias=_named("SAMVERKAN_HOST"))
    port: int = Field(8080, validation_alias=_named("SAMVERKAN_PORT"))
    public_url: str | None = Field(None, validation_alias=_named("SAMVERKAN_PUBLIC_URL"))
    log: str | None = Field(None, validation_alias=_named("SAMVERKAN_LOG"))

    @property
    def database(self) -> str:
        """The database's address: the one set, or a SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'samverkan.sqlite3'}"

    @property
    def zone(self) -> ZoneInfo:
        """The zone that people's days and clocks are in."""
        return ZoneInfo(self.timezone)


def _surroundings() -> dict[str, str]:
    """The environment, and beneath it the file .env of the folder, in which NAME_FILE may stand too."""
    written: dict[str, str | None] = {}
    if Path(".env").is_file():
        from dotenv import dotenv_values

        written = dotenv_values(".env")
    return {name: value for name, value in written.items() if value} | dict(os.environ)


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process. NAME_FILE stands in for NAME where only the file is given.

    Raises pydantic.ValidationError for a value of the wrong kind, OSError for a secret's file that can not be read.
    """
    source = dict(_surroundings() if environment is None else environment)
    from_files = {
        name.removesuffix("_FILE"): Path(path).read_text(encoding="utf-8").strip()
        for name, path in source.items()
        if name.endswith("_FILE") and name.startswith(("SLACK_", "AZURE_", "GRAPH_", "SAMVERKAN_")) and path
    }
    named = {name: value for name, value in from_files.items() if not source.get(name)}
    if environment is None:
        return Settings(**named)  # type: ignore[arg-type]
    return Settings(_env_file=None, **{**{k: v for k, v in source.items() if v}, **named})  # type: ignore[call-arg, arg-type]
