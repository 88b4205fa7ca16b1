"""About letters that could not be delivered."""

from __future__ import annotations

from datetime import datetime

from bot.text import dates
from bot.text.words import sentence

RETRY = "Försök igen"
RETRY_ALL = "Försök med alla igen"
ALL_LEFT = "Allt som väntade har skickats eller försöks på nytt. Går något inte hör jag av mig här."
HEADING = "Meddelanden som inte kom fram"
NAMES = {
    "AbsentCard": "besked om en anmäld frånvaro",
    "AgendaNews": "det som är nytt på en dagordning",
    "AgendaReminder": "påminnelsen om en dagordning",
    "AuCard": "en fråga till arbetsutskottet",
    "AuLine": "besked till AU om en tom plats",
    "AuNote": "en rad i arbetsutskottets tråd",
    "BackCard": "en fråga om vem som ska delta",
    "Call": "frågan till en ersättare",
    "ChannelMembers": "medlemmarna i en kanal",
    "ChannelShared": "besked om en kanal som delas med andra",
    "ComePrompt": "frågan om någon kan komma",
    "CosignCard": "frågan om att skriva under",
    "Digest": "dagens samlade nyheter",
    "Escalation": "besked till koordinatorn om en fråga",
    "Unsigned": "besked till koordinatorn om en underskrift som dröjer",
    "Event": "mötet i Outlook",
    "Home": "startsidan i Slack",
    "MakeChannel": "en ny kanal",
    "MatchAccount": "sökningen efter ett konto i Slack",
    "MeetingCancelled": "besked om ett inställt möte",
    "MeetingCard": "mötet i gruppens kanal",
    "MeetingMoved": "besked om ett flyttat möte",
    "Notice": "kallelsen",
    "NoticeReminder": "påminnelsen om en kallelse",
    "OutlookEdited": "frågan om ett möte som ändrats i Outlook",
    "OutlookEmptied": "besked om att alla möten är borta i Outlook",
    "OutlookGone": "frågan om ett möte som tagits bort i Outlook",
    "Papers": "handlingarna till en ersättare",
    "ProgrammeProposed": "förslaget till program",
    "RaiserCard": "frågan till den som lyfte den",
    "RaiserNote": "besked till den som lyfte en fråga",
    "ReachNote": "besked om en fråga som kan beröra fler",
    "Reminded": "en påminnelse som någon bett om",
    "RouteAway": "besked om att något inte går att skicka",
    "RouteBack": "besked om att allt har skickats igen",
    "SeatCard": "besked om en tom plats",
    "SeatSummary": "sammanställningen av platserna",
    "SeminarCard": "ledningsseminariet i gruppens kanal",
    "Stuck": "listan över det som inte kom fram",
    "SupplementAsked": "begäran om komplettering",
    "TextAnswer": "svaret på något som skrevs till boten",
    "Told": "ett besked om en frånvaro",
    "Welcome": "välkomsthälsningen",
}
ROUTES = {"outlook": "Outlook", "slack": "Slack"}
REASONS = {
    "no Slack account": "Mottagaren finns inte i Slack.",
    "channel_not_found": "Kanalen finns inte, eller så är boten inte med i den.",
    "not_in_channel": "Boten är inte med i kanalen. Bjud in den och försök igen.",
    "is_archived": "Kanalen är arkiverad.",
    "missing_scope": "Boten saknar en behörighet i Slack. Kör samverkan doctor.",
    "invalid_auth": "Slack tar inte emot botens nyckel. Kör samverkan doctor.",
    "shared_channel": "Kanalen delas med en annan organisation. Sluta dela den eller välj en annan på startsidan.",
    "no channel": "Ingen kanal är vald. Välj en på startsidan.",
}


def how_many(count: int) -> str:
    """What the coordinator's message begins with."""
    what = "Ett meddelande" if count == 1 else f"{count} meddelanden"
    return f"{what} gick inte att skicka. Inget är förlorat: rätta det som hindrar och försök igen."


def given_up(kind: str, about: tuple[str, ...]) -> str:
    """What could not be delivered: the notice (LSG, Anna Ek)."""
    what = sentence(NAMES.get(kind, "ett meddelande"))
    return f"{what} ({', '.join(about)})" if about else what


def why(reason: str) -> str:
    """The reason, in words where we know it."""
    return REASONS.get(reason, f"Orsak: {reason}")


def away(route: str, number: int, since: datetime) -> str:
    """That a route has not taken what it should for a while."""
    waits = "ett utskick väntar" if number == 1 else f"{number} utskick väntar"
    return (
        f"{ROUTES[route]} tar inte emot: {waits}, det äldsta sedan {dates.moment(since)}. "
        "Boten fortsätter att försöka och säger till när inget väntar längre. Inget är förlorat."
    )


def back(route: str, since: datetime) -> str:
    """That it is over."""
    return (
        f"Inget väntar längre på {ROUTES[route]}. Det äldsta hade väntat sedan {dates.moment(since)}. "
        "Om något gavs upp står det i listan över det som inte kom fram."
    )
