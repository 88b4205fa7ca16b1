"""The app as Slack shows it, and why it asks for each right."""

from __future__ import annotations

NAME = "Samverkan"
DESCRIPTION = "Frågor, möten, kallelser och ersättare i samverkan mellan kommuner och region"
LONG = (
    "Samverkan håller ordning på en samverkan mellan huvudmän: deltagare lyfter frågor, arbetsutskottet godkänner dem till "
    "dagordningen med knappar i ett meddelande, mötena ligger i allas Outlook och håller sig rätta där, och när en ordinarie "
    "anmäler frånvaro kallas ersättaren. Varje steg följer er överenskommelse och kan säga vilken paragraf det vilar på."
)
COMMAND = "Lyft en fråga, anmäl frånvaro, se möten och ärenden"
COMMAND_HINT = "fråga | frånvaro | möten | ärenden | hjälp"
RAISE_QUESTION = "Lyft en fråga"
RAISE_QUESTION_SAYS = "Lyft en fråga i en grupp där du har en plats"
REPORT_ABSENCE = "Anmäl frånvaro"
REPORT_ABSENCE_SAYS = "Säg till att du inte kan komma, så frågar vi din ersättare"
HELP = "Hjälp med Samverkan"
HELP_SAYS = "Se vad du kan göra här"
MAKE_QUESTION = "Gör till fråga"
MAKE_QUESTION_SAYS = "Ta med texten i ett meddelande till en ny fråga"

MUST = {
    "commands": "Kommandot /samverkan och genvägarna.",
    "chat:write": "Skriva och uppdatera sina egna meddelanden.",
    "im:write": "Öppna ett direktmeddelande med den som ska svara.",
    "users:read": "Se om ett konto är aktivt, och inte en gäst.",
    "users:read.email": "Hitta en deltagares konto genom e-postadressen.",
}
FOR_CHANNELS = {
    "channels:read": "Se om en grupps kanal finns, vilka som är med och att den inte delas med andra.",
    "channels:history": "Hitta ett eget meddelande igen efter ett avbrott, så att det inte skickas två gånger.",
    "channels:join": "Gå med i en öppen kanal som koordinatorn har valt.",
    "channels:manage": "Skapa en grupps kanal och hålla medlemmarna rätta.",
    "groups:read": "Se om arbetsutskottets privata kanal finns, vilka som är med och att den inte delas med andra.",
    "groups:history": "Hitta ett eget meddelande igen i en privat kanal, så att det inte skickas två gånger.",
    "groups:write": "Skapa arbetsutskottets privata kanal och hålla medlemmarna rätta.",
}
FOR_TEXT = {
    "im:history": "Läsa det som skrivs till boten, och hitta ett eget meddelande igen efter ett avbrott.",
}
GROUPS = {"Måste finnas": MUST, "För gruppernas kanaler": FOR_CHANNELS, "För det som skrivs till boten": FOR_TEXT}
SCOPES = MUST | FOR_CHANNELS | FOR_TEXT
"""All that the app asks for, with why."""

OPTIONAL_HEADING = "Valfria: kryssa ur dem vid installationen om ni hellre gör det själva"
OPTIONAL = {
    "channels:join": "Utan den bjuder ni in boten i varje öppen kanal.",
    "channels:manage": "Utan den skapar ni gruppernas kanaler och håller medlemmarna rätta själva.",
    "groups:write": "Utan den skapar ni arbetsutskottens kanaler och håller medlemmarna rätta själva.",
}
"""Those of them that it can do without, with what people do instead."""
