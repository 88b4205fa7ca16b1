"""Why not, in Swedish: a sentence for each reason, with the remedy."""

from __future__ import annotations

from bot.text.question_form import COUNTERPART, MANY, ONE
from bot.text.words import according
from models.rules.refusals import Refusal, Refused

WORDS: dict[Refusal, str] = {
    Refusal.UNKNOWN_PERSON: "Jag hittar dig inte bland deltagarna. Be koordinatorn lägga till din e-postadress{coordinators}.",
    Refusal.GUEST_ACCOUNT: (
        "Ditt konto är ett gästkonto. Det här är bara för medlemmar i er arbetsyta. Kontakta koordinatorn{coordinators}."
    ),
    Refusal.ACCOUNT_UNCHECKED: "Jag kan inte kontrollera ditt konto i Slack just nu. Inget har ändrats. Försök igen om en stund.",
    Refusal.NOT_COORDINATOR: "Bara koordinatorn kan göra det här.",
    Refusal.NOT_ALLOWED: "Du har inte behörighet att göra det här. Kontakta koordinatorn{coordinators}.",
    Refusal.NOT_FOUND: "Det du klickade på finns inte längre. Inget har ändrats.",
    Refusal.STALE: "Det har hänt något sedan den här bilden ritades. Inget har ändrats. Titta igen och försök på nytt.",
    Refusal.EMPTY: "Fältet får inte vara tomt.",
    Refusal.TOO_LONG: "Fältet får vara högst {most} tecken. Korta texten och försök igen.",
    Refusal.PERSONAL_NUMBER: "Texten verkar innehålla ett personnummer. Ta bort det innan du lämnar in.",
    Refusal.WINDOW_LATE: "Fönstret hann inte öppnas. Inget har ändrats. Försök igen.",
    Refusal.PAUSE_PAST: "Välj en dag efter i dag: den dag du är tillbaka.",
    Refusal.PAUSE_FAR: "Du kan pausa högst ett år åt gången. Välj en tidigare dag.",
    Refusal.QUIET_HALF: "Tyst tid behöver både en början och ett slut, till exempel 18.00 till 7.00. Eller lämna båda tomma.",
    Refusal.QUIET_NOTHING: "Tyst tid kan inte börja och sluta samtidigt. Välj en annan tid, till exempel 7.00.",
    Refusal.NOT_WAITING: "Det här väntar inte på dig längre, så det behövs ingen påminnelse.",
    Refusal.REMINDER_LATE: "Då har svarstiden gått ut. Välj en tidigare påminnelse, eller svara nu.",
    Refusal.SAME_CHANNEL: "Gruppen och arbetsutskottet behöver var sin kanal. Välj en annan.",
    Refusal.SHARED_CHANNEL: "Kanalen delas med en annan organisation. Välj en som bara finns hos er.",
    Refusal.BOT_NOT_IN_CHANNEL: "Jag är inte med i kanalen. Bjud in mig där först och välj den sedan igen.",
    Refusal.CHAIR_YEAR: "Välj det här året eller nästa. En förlängning gäller ett år efter det första.",
    Refusal.CHAIR_SIDE_MISSING: "Ange först vilken sida som har ordföranden det första året.",
    Refusal.CHAIR_SIDE_SETTLED: (
        "Det som angavs för {year} ligger fast. Inget har ändrats. Har gruppen beslutat om längre uppdrag{rule}? Registrera en förlängning."
    ),
    Refusal.NO_EXTENSION: "I den här gruppen kan uppdragen inte förlängas. Inget har ändrats.",
    Refusal.ALREADY_EXTENDED: "En förlängning till {year} är redan registrerad. Inget har ändrats.",
    Refusal.NOT_UNANIMOUS: "Förlängning kräver att hela gruppen är enig{rule}. Inget har ändrats.",
    Refusal.EXTENSION_OVER: "Året är slut och förlängningen är historia. Inget har ändrats.",
    Refusal.NO_SEAT: (
        "Du har ingen plats i {body}. Ta frågan med din representant{representative}. Frågor lyfts av dem som har en plats{rule}."
    ),
    Refusal.NOT_AWAITING_AU: "Frågan är redan hanterad. Inget har ändrats.",
    Refusal.NOT_IN_AU: "Bara ordförande och vice ordförande kan svara här{rule}.",
    Refusal.ALREADY_ANSWERED: "Du har redan svarat. Inget har ändrats.",
    Refusal.NOT_YOURS: "Bara den som har lyft frågan kan göra det här.",
    Refusal.BILATERAL: (
        "Frågan verkar gälla {one}. Ta den direkt med {counterpart}{rule}. Tror du att fler {many} berörs? Då kopplas en koordinator in."
    ),
    Refusal.NOT_COSIGNER: "Bara en ordinarie representant för samma huvudman kan skriva under. Inget har ändrats.",
    Refusal.NO_COSIGNER: (
        "Som ersättare behöver du en underskrift, men {principal} har ingen ordinarie representant i {body} just nu. "
        "Kontakta koordinatorn{coordinators}."
    ),
    Refusal.TAKE_BACK_THE_FIRST: "Den här frågan hör ihop med en annan. Ta tillbaka den första frågan, så följer den här med.",
    Refusal.IN_NOTICE: "Frågan står i en kallelse som är skickad och kan inte återtas här. Kontakta koordinatorn{coordinators}.",
    Refusal.ALREADY_SETTLED: "Frågan är redan avslutad. Inget har ändrats.",
    Refusal.OTHER_HAS_ANSWERED: "Den andra i AU har redan svarat, så svaret kan inte ångras. Kontakta koordinatorn{coordinators}.",
    Refusal.NOTHING_TO_TAKE_BACK: "Du har inget svar att ångra. Inget har ändrats.",
    Refusal.NO_DISAGREEMENT: "AU har inte svarat olika, så det finns inget att öppna igen. Inget har ändrats.",
    Refusal.NOT_A_TARGET: "Frågan kan inte hänvisas dit. Välj något annat.",
    Refusal.MEETING_CANCELLED: "Mötet är inställt.",
    Refusal.MEETING_PAST: "Mötet har redan varit.",
    Refusal.MEETING_EXISTS: "Gruppen har redan ett möte den {day} som börjar då. Inget nytt har skapats.",
    Refusal.MEETING_NOT_BEGUN: "Mötet har inte börjat än. Det här går att göra när det har börjat.",
    Refusal.UNREADABLE_DATE: "Jag förstår inte ”{text}” som ett datum. Skriv ett datum på varje rad, till exempel 2026-03-12.",
    Refusal.DATE_PAST: "Den {day} har redan passerat. Välj en tid som ligger framåt.",
    Refusal.END_BEFORE_START: "Mötet måste sluta efter att det har börjat.",
    Refusal.TOO_MANY_DATES: "Skriv högst {most} datum åt gången.",
    Refusal.NOTHING_CHANGED: "Tid och plats är desamma som förut. Inget har ändrats.",
    Refusal.NOT_AGENDA_LEADER: "Bara gruppens ordförande och koordinatorn kan göra det här, eller vice ordförande när ordföranden är borta.",
    Refusal.AGENDA_EMPTY: "Dagordningen är tom. Lägg till en punkt först.",
    Refusal.AGENDA_ALREADY_SET: "Dagordningen är redan fastställd. Inget har ändrats.",
    Refusal.AGENDA_NOT_SET: "Dagordningen är inte fastställd än. Fastställ den först.",
    Refusal.NOTICE_ALREADY_SENT: "Kallelsen är redan skickad. Inget har ändrats.",
    Refusal.NOT_PREPARED: "Ärenden hit bereds i {preparer}{rule}. Det här är inte berett, så det kan bara tas upp som information eller dialog.",
    Refusal.MINUTES_WRONG: "Skriv antal minuter med siffror, 1 till 480. Till exempel 20.",
    Refusal.ITEM_SETTLED: "Punkten är redan avslutad. Inget har ändrats.",
    Refusal.NO_NEXT_MEETING: "Det finns inget senare möte att föra punkten till. Skapa mötet först.",
    Refusal.NOT_ORDINARY: "Du har ingen ordinarie plats på det mötet.",
    Refusal.ALREADY_COVERED: "Platsen är redan täckt. Tack ändå.",
    Refusal.ALREADY_REPORTED: "Frånvaron är redan anmäld. Inget har ändrats.",
    Refusal.PART_BACKWARDS: "Tiden till måste vara efter tiden från, till exempel från 10.00 till 11.30.",
    Refusal.PART_OUTSIDE: "Tiden ligger utanför mötet, som är {span}.",
    Refusal.NOT_YOUR_CALL: "Bara den som har fått frågan kan svara på den.",
    Refusal.NOT_YOUR_ABSENCE: "Bara den som är anmäld frånvarande kan göra det här. Inget har ändrats.",
    Refusal.CALL_OVER: "Frågan gäller inte längre. Tack ändå.",
    Refusal.NOT_SUBSTITUTE: "Du är inte ersättare för den platsen den dagen. Kontakta koordinatorn om det är fel.",
    Refusal.ALREADY_SERVING: "Du tjänstgör redan på det mötet. Inget har ändrats.",
    Refusal.SERVES_ALREADY: "Den personen tjänstgör redan på det mötet. Välj någon annan.",
    Refusal.SEAT_SETTLED: "Platsen är redan ordnad. Inget har ändrats.",
    Refusal.NOBODY_CHOSEN: "Välj en person i listan.",
    Refusal.NOT_OF_PRINCIPAL: "Den personen hör inte till huvudmannen. Välj någon i listan.",
    Refusal.NOT_CALLED: "Du är inte kallad till det mötet längre.",
    Refusal.NOT_INVITED: "Den personen är inte kallad till mötet. Välj någon i listan.",
    Refusal.IS_AWAY: "Den personen är själv anmäld frånvarande. Välj någon annan.",
    Refusal.NO_SEMINAR: "Er struktur har inget ledningsseminarium.",
    Refusal.NOT_SEMINAR_PLANNER: (
        "Bara ordförande och vice ordförande i {body} och koordinatorn kan planera seminariet{rule}."
    ),
    Refusal.NOT_PROGRAMME_SETTER: (
        "Programmet fastställs av {body}{rule}. Det registreras av ordförande eller vice ordförande där, eller av koordinatorn."
    ),
    Refusal.SEMINAR_THIS_YEAR: (
        "Det finns redan ett ledningsseminarium {year}. Det hålls ett om året{rule}. Flytta det, eller ställ in det först."
    ),
    Refusal.TOO_MANY_DAYS: "Seminariet kan ha högst {most} dagar.",
    Refusal.DAYS_IN_TWO_YEARS: "Alla dagar måste ligga i samma kalenderår.",
    Refusal.DAYS_OUT_OF_ORDER: "Dagarna skulle komma i fel ordning. Flytta seminariet här i stället.",
    Refusal.PROGRAMME_SET: "Programmet är redan fastställt. Det kan bara ändras av dem som fastställer det.",
    Refusal.DECISION_DAY: "Ange vilken dag programmet fastställdes.",
    Refusal.DECISION_AHEAD: "Den dagen har inte varit än. Ange dagen då programmet fastställdes.",
    Refusal.NO_ADDRESS: "Jag förstår inte ”{text}” som en e-postadress. Skriv en adress på varje rad, till exempel namn@example.se.",
    Refusal.TOO_MANY_GUESTS: "Det är för många. Skriv högst {most} adresser åt gången, och högst 500 kan bjudas in.",
    Refusal.ALREADY_INVITED: "De är redan inbjudna. Inget har ändrats.",
}
DEFAULTS = {
    "coordinators": "",
    "representative": "",
    "body": "gruppen",
    "most": 3000,
    "one": ONE,
    "many": MANY,
    "counterpart": COUNTERPART,
}


def words(no: Refused) -> str:
    """The sentence for a refusal; its facts fill the gaps. With `reference` it says what it rests on in the agreement."""
    reference = no.facts.get("reference")
    given = {name: value for name, value in no.facts.items() if value is not None}
    return WORDS[no.refusal].format_map(_Forgiving({**DEFAULTS, **given, "rule": according(str(reference or ""))}))


class _Forgiving(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return ""


def unknown_fault(code: str) -> str:
    """An unknown fault, with the code that stands in the log."""
    return f"Något gick fel hos oss. Inget är sparat. Försök igen om en stund. Händer det igen, ange felkod {code} till koordinatorn."
