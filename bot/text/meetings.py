"""Words about meetings: planning, moving, cancelling, the card in the channel, the notice, the reminders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from bot.text import dates
from bot.text.words import count, listed, stopped
from models.rules.meetings import Caution, Concern, Deadlines

CREATE = "Skapa möte"
MOVE = "Flytta mötet"
CANCEL = "Ställ in mötet"
MOVE_DONE = "Klart. Mötet är flyttat, och Outlook får veta det nu."
CANCEL_YES = "Ställ in"
CANCEL_NO = "Behåll mötet"
REPORT_ABSENCE = "Anmäl frånvaro"
AGENDA = "Dagordning"
CHECK = "Kontrollera"
BACK = "Tillbaka"
NO_MEETINGS = "Det finns inga kommande möten."
NO_MEETINGS_OF_YOURS = "Du har inga kommande möten."
MORE = "Fler möten: skriv `/samverkan möten`."
HEADING = "Kommande möten"

BODY = "Grupp"
DATES = "Datum"
DATES_HINT = "Ett datum på varje rad, till exempel 2026-03-12. Klistra gärna in ett helt år."
DATE = "Datum"
START = "Börjar"
END = "Slutar"
TIME_HINT = "Svensk tid, även över sommartid och vintertid."
PLACE = "Plats"
PLACE_HINT = "Lokal eller länk. Den syns i kalendern. Får vara tom."
REASON = "Skäl"
REASON_HINT = "Står i kalendern och i gruppens kanal."

PLANNED = "Planerat"
AGENDA_DRAFT = "Dagordningen är inte fastställd än."
PUBLIC = "Det du skriver kan begäras ut som allmän handling. Skriv inget om enskilda patienter eller brukare."


def name(short_name: str, starts: datetime, title: str | None = None) -> str:
    """LSG – möte 12 mars 2026; a seminar by its theme, as in Outlook: Regionalt ledningsseminarium – 7 oktober 2026."""
    return f"{f'{title} –' if title else f'{short_name} – möte'} {dates.day(starts.date())}"


def when(days: Iterable[tuple[datetime, datetime]]) -> str:
    """torsdag 12 mars 2026 kl. 9.00–12.00; several days one after the other."""
    return listed(
        f"{dates.weekday(starts.date())} kl. {dates.clock(starts)}–{dates.clock(ends)}" for starts, ends in days
    )


def where(place: str) -> str:
    """The place, or that it is not decided."""
    return place or "Plats meddelas senare"


def status(*, cancelled: str | None, set_at: datetime | None, sent_at: datetime | None) -> str:
    """Where the meeting stands, in words."""
    if cancelled is not None:
        return f"Inställt. {stopped(cancelled)}" if cancelled else "Inställt."
    if sent_at is not None:
        return f"Kallelsen skickades den {dates.day(sent_at.date())}."
    if set_at is not None:
        return f"Dagordningen fastställdes den {dates.day(set_at.date())}."
    return f"{PLANNED}. {AGENDA_DRAFT}"


def moved(was: tuple[datetime, datetime], was_place: str, now: Iterable[tuple[datetime, datetime]], place: str) -> str:
    """What a move changed."""
    days = list(now)
    if [was] == days:
        return f"Mötet har ny plats: {where(place)}. Förut: {where(was_place)}."
    return f"Mötet är flyttat till {when(days)}, {where(place)}. Förut: {dates.span(*was)}."


def cancelled(days: Iterable[tuple[datetime, datetime]], reason: str) -> str:
    """That a meeting is cancelled, and why."""
    return f"Mötet {when(days)} är inställt. Skäl: {stopped(reason)}"


def asks_cancel(people: int) -> str:
    """What is asked before a meeting is cancelled."""
    return f"Ställa in mötet? {count(people, 'person', 'personer')} får besked. Det går inte att ångra."


def asks_move(people: int) -> str:
    """What a move leads to."""
    return (
        f"{count(people, 'person', 'personer')} får besked i Outlook. "
        "Den som har anmält frånvaro eller ersätter någon får frågan på nytt."
    )


def asks_create(meetings: int, people: int) -> str:
    """What planning leads to."""
    made = count(meetings, "möte", "möten")
    return f"{made} skapas. {count(people, 'person', 'personer')} får en inbjudan i Outlook till varje möte."


def due(when_: Deadlines) -> str:
    """The dates before a meeting."""
    return (
        f"Stoppdatum {dates.day(when_.submission)}, dagordning {dates.day(when_.agenda)}, "
        f"kallelse {dates.day(when_.notice)}."
    )


NO_CAUTIONS = "Inget krockar."
CAUTIONS = "Tänk på det här. Du kan skapa mötet ändå."
CAUTIONS_MOVE = "Tänk på det här. Du kan flytta mötet ändå."


def caution(one: Caution, bodies: dict[str, str], body: str) -> str:
    """One thing to think twice about; `bodies` are short names by key, `body` is the meeting's own."""
    day, other = dates.weekday(one.day), one.other or one.day
    named = bodies.get(one.name, one.name)
    sentences = {
        Concern.HOLIDAY: f"{day} är en helgdag: {named.lower()}.",
        Concern.EVE: f"{day} är {named.lower()}. Många är lediga.",
        Concern.WEEKEND: f"{day} är en helg.",
        Concern.JULY: f"{day} är i juli. Många har semester.",
        Concern.SAME_BODY: f"{bodies.get(body, body)} har redan ett möte {day}.",
        Concern.SAME_DAY: f"{named} har möte samma dag, {day}.",
        Concern.NOT_PREPARED: (
            f"{day}: {named} har inget möte före stoppdatum {_the(other)}. Då hinner {named} inte bereda ärendena."
        ),
        Concern.PREPARES_TOO_LATE: (
            f"{day} är för nära mötet i {named} {_the(other)}. Ärendena hinner inte beredas före stoppdatum."
        ),
        Concern.SUBMISSION_PASSED: f"{day}: stoppdatum {_the(other)} har redan passerat.",
        Concern.NOTICE_PASSED: f"{day}: kallelsen skulle ha gått ut {_the(other)}.",
    }
    said = sentences[one.concern]
    return said[:1].upper() + said[1:]


def _the(day: date) -> str:
    return f"den {dates.day(day)}"


def created(number: int) -> str:
    """That it is done."""
    return f"{count(number, 'möte är skapat', 'möten är skapade')}. Outlook får dem nu."


# ---------------------------------------------------------------- seats
SEATS = "Platser"
ALL_SEATED = "Alla ordinarie är på plats."


def covers(cover: str, holder: str, principal: str) -> str:
    """Who sits for whom."""
    return f"{cover} ersätter {holder} ({principal})"


def empty(holder: str, principal: str) -> str:
    """A seat nobody sits in."""
    return f"{principal}: platsen är tom. {holder} har anmält frånvaro"


def sought(holder: str, principal: str) -> str:
    """A seat a substitute is sought for."""
    return f"{principal}: ersättare söks. {holder} har anmält frånvaro"


def part(begins: datetime, ends: datetime) -> str:
    """Which part of the meeting it is about."""
    return f"kl. {dates.clock(begins)}–{dates.clock(ends)}"


SITS = "Du har en plats."
ABSENT = "Du har anmält frånvaro."
PRESENTS = "Du är föredragande."
CALLED = "Du är kallad."
GUEST = "Du är på gästlistan."
IS_SUBSTITUTE = "Du är ersättare och kallas om det behövs."
COMES_AS_COORDINATOR = "Du är med som koordinator."


def absent(cover: str | None, *, calling: bool) -> str:
    """One's own absence, and what has come of it."""
    if cover:
        return f"{ABSENT} {cover} ersätter dig."
    return f"{ABSENT} Ersättare söks." if calling else f"{ABSENT} Platsen är tom."


def serves_for(holder: str) -> str:
    """That one covers somebody's seat."""
    return f"Du ersätter {holder}."


# ---------------------------------------------------------------- notice and reminders
SUMMONS_HINT = "Kan du inte komma? Anmäl frånvaro så tidigt du kan."
NOT_CALLED = "Du är inte längre kallad till mötet."


def summons(body: str, days: Iterable[tuple[datetime, datetime]], place: str) -> str:
    """The first sentence of a notice."""
    return f"Du kallas till {body} den {listed(dates.span(*one) for one in days)}, {where(place)}."


def agenda_late(name_: str, due_on: date) -> str:
    """That an agenda should be set."""
    return f"Dagordningen för {name_} ska vara fastställd senast den {dates.day(due_on)}. Den är inte fastställd än."


def notice_late(name_: str, due_on: date, *, is_set: bool) -> str:
    """That a notice should be sent."""
    first = f"Kallelsen till {name_} ska gå ut senast den {dates.day(due_on)}. Den är inte skickad än."
    return first if is_set else f"{first} Dagordningen är inte heller fastställd."


def settled(done: str, name_: str | None, at: datetime) -> str:
    """Fastställd av Anna Ek, 9 mars 2026 kl. 13.02."""
    by = f" av {name_}" if name_ else ""
    return f"{done}{by}, {dates.day(at.date())} kl. {dates.clock(at)}"


AGENDA_IS_SET = "Fastställd"
NOTICE_IS_SENT = "Skickad"


def seat_summary(name_: str, seated: int, seats: int) -> str:
    """How the seats are taken, the day before."""
    return f"{name_}: {seated} av {seats} platser är besatta."
