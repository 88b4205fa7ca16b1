"""What the command line says of the journal, of people who have left and of what is no longer kept."""

from __future__ import annotations

JOURNAL = "Journalen: kontrollera att ingen rad har ändrats eller försvunnit."
JOURNAL_VERIFY = (
    "Kontrollerar hela kedjan. Slutar med 1 om en rad har ändrats, saknas eller har lagts till vid sidan av."
)
JOURNAL_HEAD = (
    "Skriver ut kedjans sista kontrollsumma. Förvara den på en annan plats och använd den med verify --expect."
)
EXPECT = "En kontrollsumma som skrevs ut tidigare och som ska finnas i kedjan."
VERIFIED = "Journalen är hel: {lines} rader. Sista kontrollsumman: {hash}"
UNTIED = "{count} rader av en äldre version väntar på att knytas till kedjan; nästa händelse gör det."
BROKEN = (
    "Journalen är inte som den skrevs. Den första raden med fel har id {line}; {lines} rader före den är hela. "
    "Jämför med en kopia av databasen och ta reda på vem som har haft tillgång till den."
)
NOT_EXPECTED = "Kontrollsumman finns inte i kedjan: rader i slutet har tagits bort, eller så är det en annan databas."
HEAD = "{hash} {lines}"

GRANTS_HELP = (
    "Skriver ut den SQL som ger botens roll i PostgreSQL rätt att läsa och lägga till i journalen, men inget mer."
)
ROLE = "Rollens namn i PostgreSQL."
BAD_ROLE = "{role} är inget namn på en roll: små bokstäver, siffror och understreck."
RESTORED_HELP = (
    "Körs efter pg_restore, innan boten startas: det som redan har skickats letas upp i stället för att skickas igen."
)
MARKED = (
    "Kopian slutar {copied}. {letters} meddelanden som väntade i den letas upp innan de skickas. Det som hände efter kopian är "
    "borta: se efter i Slack och Outlook vad som beslutades sedan dess."
)
NOTHING_MARKED = "Databasen är tom; inget behöver letas upp."
NEWER_COPY = "{file} är från en nyare version av Samverkan ({revision}). Uppdatera programmet först. Inget är ändrat."

PERSON = "Den som inte längre deltar."
PSEUDONYMISE = "Tar bort namn, e-post och Slack-konto för den som har lämnat. Journalen och ärendena står kvar."
WHO = "E-postadressen, eller personens id."
DRY_RUN = "Visa bara vad som skulle ändras."
UNKNOWN = "Ingen person heter {who} här."
STILL_APPOINTED = (
    "{who} har uppdrag kvar. Sätt slutdatum i deltagarlistan och läs in den igen (samverkan roster import FIL)."
)
STILL_INVITED = "{who} är inbjuden till ett kommande möte. Ta bort inbjudan först."
ALREADY = "Personen {id} är redan utan namn."
WOULD_REPLACE = "Skulle ersättas med ”{name}”: {counts}"
REPLACED = "Ersatt med ”{name}”: {counts}"
FORMER = "Tidigare deltagare {id}"
PLACES = {
    "person": "deltagarlistan",
    "guest": "inbjudningar",
    "agenda": "föredragande på dagordningar",
    "question": "upphov till frågor",
    "calendar": "händelser i Outlook som de är noterade här",
}

RETENTION = "Hur länge uppgifter sparas. Inget tas bort förrän ett gallringsbeslut är angivet."
RETENTION_SHOW = "Visar vad som tas bort, efter hur många dagar och enligt vilket beslut."
RETENTION_SET = "Börja ta bort uppgifter av ett slag efter så många dagar, enligt ett beslut."
RETENTION_STOP = "Sluta ta bort uppgifter av ett slag."
KIND = "Slaget: {kinds}."
DAYS = "Efter hur många dagar."
DECISION = "Gallringsbeslutets nummer."
KINDS = {
    "inbox": "nycklar för det som har kommit in (med Slack-id)",
    "letters": "meddelanden som har skickats eller inte behövdes",
    "absences": "frånvaro och frågor till ersättare, från mötets slut",
    "guests": "inbjudna utan plats, från mötets slut",
}
KEPT = "{kind}: {what}. Sparas tills vidare."
PRUNED = "{kind}: {what}. Tas bort efter {days} dagar enligt {decision}."
UNKNOWN_KIND = "{kind} är inget slag. Välj bland: {kinds}."
TOO_SHORT = "{kind} måste sparas minst {least} dagar för att boten ska fungera."
NO_DECISION = "Ange gallringsbeslutets nummer med --decision."
SET = "{kind} tas bort efter {days} dagar enligt {decision}."
STOPPED = "{kind} sparas tills vidare."

VOID = "Gäller inte längre: databasen har återställts från en kopia som är äldre än det här meddelandet."
