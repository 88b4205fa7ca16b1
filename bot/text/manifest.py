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

SCOPES = {
    "commands": "Kommandot /samverkan och genvägarna.",
    "chat:write": "Skriva och uppdatera sina egna meddelanden.",
    "im:write": "Öppna ett direktmeddelande med den som ska svara.",
    "users:read": "Se om ett konto är aktivt, och inte en gäst.",
    "users:read.email": "Hitta en deltagares konto genom e-postadressen.",
    "im:history": "Läsa det som skrivs till boten, och hitta ett eget meddelande igen efter ett avbrott.",
    "channels:read": "Se vilka som är med i en grupps kanal.",
    "channels:manage": "Skapa en grupps kanal och hålla medlemmarna rätta.",
    "channels:join": "Gå med i en öppen kanal som koordinatorn har valt.",
    "channels:history": "Hitta ett eget meddelande igen efter ett avbrott, så att det inte skickas två gånger.",
    "groups:read": "Se vilka som är med i arbetsutskottets privata kanal.",
    "groups:write": "Skapa arbetsutskottets privata kanal och hålla medlemmarna rätta.",
    "groups:history": "Hitta ett eget meddelande igen i en privat kanal, så att det inte skickas två gånger.",
}
