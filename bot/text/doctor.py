"""What `samverkan doctor` says: a line for each thing looked at, with the remedy when it is not well."""

from __future__ import annotations

WELL, ILL, SKIPPED = "✔", "✘", "–"
ALL_WELL = "Allt ser bra ut."
FAULTS = "{count} behöver åtgärdas."
REMEDY = "Åtgärd: "

SETTINGS = "Inställningar"
SETTINGS_OK = "alla som behövs är satta"
SETTINGS_MISSING = "saknas: {names}"
SETTINGS_REMEDY = "Fyll i dem i .env eller i miljön. README visar var varje värde hämtas."
STRAY = "{name} är satt; då byter Slack-biblioteket till inloggning för flera arbetsytor"
STRAY_REMEDY = "Ta bort den ur miljön."

DATABASE = "Databas"
DATABASE_OK = "uppgraderad till {revision}"
DATABASE_BEHIND = "inte uppgraderad"
DATABASE_BEHIND_REMEDY = "Kör: samverkan init"
DATABASE_GONE = "svarar inte ({why})"
DATABASE_GONE_REMEDY = "Kontrollera SAMVERKAN_DATABASE_URL och att servern är igång."

STRUCTURE = "Struktur"
STRUCTURE_OK = "{name}: {bodies} grupper, {principals} huvudmän"
STRUCTURE_NONE = "ingen är inläst"
STRUCTURE_REMEDY = "Kör: samverkan init"

ROSTER = "Deltagarlista"
ROSTER_OK = "{people} personer"
ROSTER_EMPTY = "tom"
ROSTER_EMPTY_REMEDY = "Kör: samverkan roster import FIL"
ROSTER_NO_COORDINATOR = "ingen koordinator"
ROSTER_NO_COORDINATOR_REMEDY = "Lägg till minst en rad med rollen koordinator och läs in listan igen."

JOURNAL = "Journal"
JOURNAL_OK = "de senaste raderna är som de skrevs"
JOURNAL_BROKEN = "en av de senaste raderna är inte som den skrevs"
JOURNAL_REMEDY = "Kör: samverkan journal verify. Ta reda på vem som har haft tillgång till databasen."

TOKEN = "Slack: nyckel"
TOKEN_OK = "godkänd som {user} i {team}"
TOKEN_REMEDY = "Kopiera Bot User OAuth Token från appens sida OAuth & Permissions till SLACK_BOT_TOKEN."
SCOPES = "Slack: behörigheter"
SCOPES_OK = "alla {count} finns"
SCOPES_MISSING = "saknas: {names}"
SCOPES_REMEDY = "Klistra in manifestet igen (samverkan manifest) och installera om appen."
APP_TOKEN = "Slack: Socket Mode"
APP_TOKEN_REMEDY = "Skapa en App-Level Token med connections:write och sätt SLACK_APP_TOKEN."
OK = "fungerar"
UNREACHABLE = "nås inte ({why})"
REFUSED = "nekas ({why})"
SLACK_UNREACHABLE_REMEDY = "Kontrollera att datorn når Slack, och SLACK_API_URL om den är satt."

GRAPH = "Outlook: kalendern"
GRAPH_OK = "{mailbox} går att läsa"
GRAPH_REMEDY = (
    "Kontrollera AZURE_*, GRAPH_ORGANISER och att appen har rollen Application Calendars.ReadWrite för brevlådan."
)

CLOCK = "Klocka"
CLOCK_OK = "stämmer med Slack ({seconds} s)"
CLOCK_WRONG = "går {seconds} s fel"
CLOCK_REMEDY = "Slå på tidssynkronisering (NTP). Slack avvisar anrop som är mer än fem minuter fel."
NOT_ASKED = "frågas inte (--offline)"
