"""What `doctor` sees in the environment, and in the manifest that lies beside the code. Asks nobody."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import SecretStr

from bot.reads.health import Finding
from bot.settings import Settings
from bot.text import doctor as words
from handlers.manifest import printed

BEGINS = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}


def look(settings: Settings) -> list[Finding]:
    """Whether what is needed is set, and nothing that leads astray."""
    needed = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN / SLACK_SIGNING_SECRET": settings.slack_app_token or settings.slack_signing_secret,
        "GRAPH_ORGANISER": settings.graph_organiser,
        "AZURE_TENANT_ID + AZURE_CLIENT_ID + AZURE_CLIENT_SECRET / AZURE_CLIENT_CERTIFICATE_PATH": settings.graph_access_token
        or (
            settings.azure_tenant_id
            and settings.azure_client_id
            and (settings.azure_client_secret or settings.azure_client_certificate_path)
        ),
    }
    missing = [name for name, value in needed.items() if not value]
    found = words.SETTINGS_MISSING.format(names=", ".join(missing)) if missing else words.SETTINGS_OK
    lines = [_line(found, words.SETTINGS_REMEDY, well=not missing)]
    # Bolt turns on OAuth for many workspaces when it sees these
    stray = [name for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET") if os.environ.get(name)]
    lines += [_line(words.STRAY.format(name=name), words.STRAY_REMEDY) for name in stray]
    given = {"SLACK_BOT_TOKEN": settings.slack_bot_token, "SLACK_APP_TOKEN": settings.slack_app_token}
    wrong = [name for name, secret in given.items() if not _begins(secret, BEGINS[name])]
    lines += [_line(words.WRONG_KIND.format(name=one, wanted=BEGINS[one]), words.WRONG_KIND_REMEDY) for one in wrong]
    if settings.public_url and not settings.public_url.startswith("https://"):
        lines.append(_line(words.NO_HTTPS, words.NO_HTTPS_REMEDY))
    return lines


def _begins(secret: SecretStr | None, wanted: str) -> bool:
    return secret is None or secret.get_secret_value().startswith(wanted)


def _line(found: str, remedy: str, *, well: bool = False) -> Finding:
    return Finding("settings", words.SETTINGS, well, found, "" if well else remedy)


def manifest(checkout: Path) -> Finding:
    """Whether the file that was pasted into Slack is the one that the code needs."""
    try:
        text = (checkout / "app-manifest.yaml").read_text(encoding="utf-8")
    except OSError:
        return Finding("manifest", words.MANIFEST, None, words.MANIFEST_NONE)
    if text in (printed(), printed(socket_mode=False)):
        return Finding("manifest", words.MANIFEST, True, words.MANIFEST_OK)
    return Finding("manifest", words.MANIFEST, False, words.MANIFEST_OLD, words.MANIFEST_REMEDY)
