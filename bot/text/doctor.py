"""What `samverkan doctor` says: a line for each thing looked at, with the remedy when it is not well."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text.words import listed

WELL, NOTED, ILL, SKIPPED = "✔", "!", "✘", "–"
ALL_WELL = "Allt som gick att kontrollera ser bra ut."
ALL_BUT = "Inget är fel. {count} att tänka på."
FAULTS = "{count} behöver åtgärdas."
REMEDY = "Åtgärd: "
NOTE = "Att göra: "
READ_MORE = "Läs mer: README.md, ”{section}”"

SETTINGS = "Inställningar"
SETTINGS_OK = "alla som behövs är satta"
SETTINGS_MISSING = "saknas: {names}"
SETTINGS_REMEDY = "Fyll i dem i .env eller i miljön. README visar var varje värde hämtas."
STRAY = "{name} är satt; då byter Slack-biblioteket till inloggning för flera arbetsytor"
STRAY_REMEDY = "Ta bort den ur miljön."
WRONG_KIND = "{name} börjar inte på {wanted}"
WRONG_KIND_REMEDY = "Byt värdet. Xoxb är botens nyckel (OAuth & Permissions), xapp är appens (Basic Information)."
NO_HTTPS = "SAMVERKAN_PUBLIC_URL börjar inte på https://"
NO_HTTPS_REMEDY = "Sätt den till adressen som andra når boten på. Outlook ringer bara upp en adress med https."

MANIFEST = "Manifest"
MANIFEST_OK = "app-manifest.yaml stämmer med koden"
MANIFEST_OLD = "app-manifest.yaml stämmer inte med koden"
MANIFEST_NONE = "app-manifest.yaml finns inte här"
MANIFEST_REMEDY = "Kör: samverkan manifest > app-manifest.yaml. Klistra in det i Slack under App Manifest."

DATABASE = "Databas"
DATABASE_OK = "uppgraderad till {revision}"
DATABASE_NONE = "finns inte än"
DATABASE_BEHIND = "inte uppgraderad: står på {found}, koden vill ha {wanted}"
NOTHING = "ingenting"
DATABASE_BEHIND_REMEDY = "Kör: samverkan init"
DATABASE_GONE = "svarar inte ({why})"
DATABASE_GONE_REMEDY = "Kontrollera SAMVERKAN_DATABASE_URL och att servern är igång."

BACKUP = "Kopia"
BACKUP_OK = "den senaste är {age}"
BACKUP_OLD_REMEDY = (
    "Kör: samverkan db backup FIL, och låt det ske varje natt. För PostgreSQL: pg_dump, och sedan touch {file}"
)
BACKUP_UNKNOWN = "ingen känd. samverkan db backup minns den senaste; efter pg_dump: touch {file}"

STRUCTURE = "Struktur"
STRUCTURE_OK = "{name}: {bodies} grupper, {principals} huvudmän"
STRUCTURE_NONE = "ingen är inläst"
STRUCTURE_REMEDY = "Kör: samverkan init"

ROSTER = "Deltagarlista"
ROSTER_OK = "{people} personer, och platserna stämmer med reglerna"
ROSTER_EMPTY = "tom"
ROSTER_EMPTY_REMEDY = "Kör: samverkan roster import FIL"
ROSTER_NO_COORDINATOR = "ingen koordinator"
ROSTER_NO_COORDINATOR_REMEDY = "Lägg till minst en rad med rollen koordinator och läs in listan igen."
ROSTER_FAULT_REMEDY = "Kör: samverkan roster export FIL. Rätta raderna i filen och läs in den igen."
ROSTER_GAPS_REMEDY = (
    "Fråga huvudmannen om namn, lägg till raderna och läs in listan igen. Boten fungerar så länge utan."
)
ACCOUNTS = "Konton i Slack"
ACCOUNTS_FOUND = "{found} av {people} i deltagarlistan"
ACCOUNTS_REMEDY = (
    "Boten letar varje minut när den kör. Den som ändå saknas har en annan e-postadress i Slack, eller inget konto."
)

JOURNAL = "Journal"
JOURNAL_OK = "de senaste raderna är som de skrevs"
JOURNAL_BROKEN = "en av de senaste raderna är inte som den skrevs"
JOURNAL_REMEDY = "Kör: samverkan journal verify. Ta reda på vem som har haft tillgång till databasen."

TOKEN = "Slack: nyckel"
TOKEN_OK = "godkänd som {user} i {team}"
TOKEN_REMEDY = "Kopiera Bot User OAuth Token från appens sida OAuth & Permissions till SLACK_BOT_TOKEN."
SCOPES = "Slack: behörigheter"
SCOPES_OK = "alla {count} finns"
SCOPES_ENOUGH = "de som måste finnas finns. Valfria som saknas: {names}"
SCOPES_ENOUGH_NOTE = (
    "Det som ni då gör själva står efter varje behörighet i samverkan manifest. Vill ni inte det: installera om appen."
)
SCOPES_MISSING = "saknas: {names}"
SCOPES_UNSAID = "Slack säger inte vilka som finns"
SCOPES_REMEDY = "Klistra in manifestet igen (samverkan manifest) och installera om appen."
APP_TOKEN = "Slack: Socket Mode"
APP_TOKEN_REMEDY = "Skapa en App-Level Token med connections:write och sätt SLACK_APP_TOKEN."
HTTP_MODE = "används inte: Slack ringer upp oss på POST /slack/events. Hemligheten prövas först då"
CHANNEL = "Slack: kanal"
CHANNEL_OK = "boten är med i #{name} ({whose})"
CHANNEL_NONE = "{whose} har ingen kanal vald"
CHANNEL_NONE_REMEDY = (
    "En koordinator väljer den i Slack: appens Hem, Inställningar, Välj kanaler eller Skapa kanalerna."
)
CHANNEL_NOT_IN = "boten är inte med i #{name} ({whose})"
CHANNEL_NOT_IN_REMEDY = "Skriv /invite @samverkan i kanalen."
CHANNEL_GONE = "{channel} finns inte, eller så ser boten den inte ({whose})"
CHANNEL_GONE_REMEDY = "Bjud in boten i kanalen, eller välj en annan på Hem, Inställningar."
CHANNEL_ARCHIVED = "#{name} är arkiverad ({whose})"
CHANNEL_ARCHIVED_REMEDY = "Öppna den igen i Slack, eller välj en annan på Hem, Inställningar."
CHANNEL_SHARED = "#{name} delas med en annan organisation, så inget skickas dit ({whose})"
CHANNEL_SHARED_REMEDY = "Sluta dela den i Slack, eller välj en annan på Hem, Inställningar."
AU = "{body} (AU)"
OK = "fungerar"
UNREACHABLE = "nås inte ({why})"
REFUSED = "nekas ({why})"
SLACK_UNREACHABLE_REMEDY = "Kontrollera att datorn når Slack, och SLACK_API_URL om den är satt."

GRAPH = "Outlook: inställningar"
GRAPH_REMEDY = "Sätt AZURE_TENANT_ID, AZURE_CLIENT_ID, en hemlighet eller ett certifikat, och GRAPH_ORGANISER."
SIGN_IN = "Outlook: inloggning"
SIGN_IN_OK = "Entra tar emot appen"
SIGN_IN_FIXED = "en fast nyckel används (GRAPH_ACCESS_TOKEN); hur länge den gäller syns inte"
SIGN_IN_REMEDY = (
    "Kontrollera AZURE_TENANT_ID, AZURE_CLIENT_ID och att hemligheten eller certifikatet finns kvar i Entra."
)
FIXED_REMEDY = "Byt GRAPH_ACCESS_TOKEN. I drift är AZURE_* bättre: då förnyas nyckeln av sig själv."
READ = "Outlook: läsa kalendern"
READ_OK = "{mailbox} går att läsa"
WRITE = "Outlook: skriva i kalendern"
WRITE_OK = "appen får ändra i {mailbox} (prövat på en händelse som inte finns, så inget lämnas kvar)"
WRITE_UNSURE = "svaret går inte att tyda ({why})"
WRITE_UNSURE_REMEDY = "Försök igen om en stund. Står det kvar: planera ett möte och se att det kommer i kalendern."
MAILBOX_REMEDY = (
    "Kontrollera GRAPH_ORGANISER, och att appen har rollen Application Calendars.ReadWrite för just den brevlådan. "
    "Det kan ta en timme innan Exchange har märkt en ny tilldelning."
)
GRAPH_AWAY_REMEDY = "Kontrollera att datorn når Microsoft Graph, och GRAPH_BASE_URL om den är satt."
CREDENTIAL = "Outlook: certifikat"
CERTIFICATE_OK = "gäller till {day} ({days} dagar)"
CERTIFICATE_OVER = "gick ut {day}"
CERTIFICATE_REMEDY = (
    "Gör ett nytt, ladda upp det i Entra under Certificates & secrets och byt AZURE_CLIENT_CERTIFICATE_PATH."
)
CERTIFICATE_UNREADABLE = "{file} går inte att läsa ({why})"
CERTIFICATE_UNREADABLE_REMEDY = "Filen ska vara PEM med certifikat och nyckel, och gå att läsa för den som kör boten."
SECRET_UNKNOWN = "en hemlighet används; när den går ut syns bara i Entra. Ett certifikat syns här"

RUNNING = "Boten och dess klocka"
RUNNING_OK = "kör och är redo, och inget jobb är försenat"
RUNNING_NOT = "kör inte på {address}. Starta den: samverkan run"
RUNNING_ILL = "kör, men är inte redo: {why}"
RUNNING_ILL_REMEDY = "Se loggen för det som står här. Rättar det sig inte på fem minuter: starta om boten."
RUNNING_STRANGER = "något annat svarar på {address}"
RUNNING_STRANGER_REMEDY = "Välj en ledig port med SAMVERKAN_PORT."

CLOCK = "Klocka"
CLOCK_OK = "stämmer med Slack ({seconds} s), tidszon {zone}"
CLOCK_WRONG = "går {seconds} s fel"
CLOCK_REMEDY = "Slå på tidssynkronisering (NTP). Slack avvisar anrop som är mer än fem minuter fel."
NOT_ASKED = "frågas inte (--offline)"

SECTIONS = {
    "settings": "Settings", "manifest": "1. The Slack app", "database": "3. The bot", "backup": "Copies and updates",
    "structure": "3. The bot", "roster": "3. The bot", "accounts": "3. The bot", "journal": "The journal, and what is no longer kept",
    "slack": "1. The Slack app", "channel": "3. The bot", "graph": "2. The mailbox and the Entra app", "running": "Keep it running",
    "clock": "Keep it running",
}  # fmt: skip
"""A kind of line → the README's section about it."""


def age(hours: float) -> str:
    """How old a copy is."""
    if hours < 48:
        return "mindre än en timme gammal" if hours < 1 else f"{int(hours)} timmar gammal"
    return f"{int(hours // 24)} dagar gammal"


def some(sentences: Sequence[str], most: int = 5) -> str:
    """The first of them, and how many more there are."""
    shown = " ".join(sentences[:most])
    return shown if len(sentences) <= most else f"{shown} Och {len(sentences) - most} till."


def together(names: Sequence[str]) -> str:
    """Whose channel it is."""
    return listed(names)
