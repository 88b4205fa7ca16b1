"""About letters that could not be delivered."""

from __future__ import annotations

RETRY = "Försök igen"
HEADING = "Meddelanden som inte kom fram"
NAMES = {
    "Home": "startsidan i Slack",
    "MakeChannel": "en ny kanal",
    "ChannelMembers": "medlemmarna i en kanal",
    "Event": "mötet i Outlook",
}
REASONS = {
    "no Slack account": "Mottagaren finns inte i Slack.",
    "channel_not_found": "Kanalen finns inte, eller så är boten inte med i den.",
    "not_in_channel": "Boten är inte med i kanalen. Bjud in den och försök igen.",
    "is_archived": "Kanalen är arkiverad.",
    "missing_scope": "Boten saknar en behörighet i Slack. Kör samverkan doctor.",
    "invalid_auth": "Slack tar inte emot botens nyckel. Kör samverkan doctor.",
    "no channel": "Ingen kanal är vald. Välj en på startsidan.",
}


def given_up(kind: str, matter: str) -> str:
    """What could not be delivered."""
    return f"Det gick inte att skicka {NAMES.get(kind, 'ett meddelande')} ({matter}). Inget är förlorat: det ligger kvar här."


def trying_again(kind: str, matter: str) -> str:
    """What is on its way again."""
    return f"Jag försöker skicka {NAMES.get(kind, 'meddelandet')} ({matter}) igen. Går det inte hör jag av mig här."


def why(reason: str) -> str:
    """The reason, in words where we know it."""
    return REASONS.get(reason, f"Orsak: {reason}")
