"""About letters that could not be delivered."""

from __future__ import annotations

from bot.text.words import sentence

RETRY = "Försök igen"
RETRY_ALL = "Försök med alla igen"
ALL_LEFT = "Allt som väntade har skickats eller försöks på nytt. Går något inte hör jag av mig här."
HEADING = "Meddelanden som inte kom fram"
NAMES = {
    "Home": "startsidan i Slack",
    "MakeChannel": "en ny kanal",
    "ChannelMembers": "medlemmarna i en kanal",
    "Event": "mötet i Outlook",
    "Call": "frågan till en ersättare",
    "SeatCard": "besked om en tom plats",
    "BackCard": "en fråga om vem som ska delta",
    "AuLine": "besked till AU om en tom plats",
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


def how_many(count: int) -> str:
    """What the coordinator's message begins with."""
    what = "Ett meddelande" if count == 1 else f"{count} meddelanden"
    return f"{what} gick inte att skicka. Inget är förlorat: rätta det som hindrar och försök igen."


def given_up(kind: str, matter: str) -> str:
    """What could not be delivered."""
    return f"{sentence(NAMES.get(kind, 'ett meddelande'))} ({matter})"


def why(reason: str) -> str:
    """The reason, in words where we know it."""
    return REASONS.get(reason, f"Orsak: {reason}")
