"""The words of the case file for the registry: headings, acts of the journal, and what their details say. No rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from bot.text import dates
from bot.text.agenda import KINDS
from bot.text.question_form import FIELDS, REACH
from bot.text.questions import OFFICES, label
from bot.text.words import count, listed, swedish_order
from models.rules.agenda import ItemKind, ItemState
from models.rules.questions import Escalated, QuestionState, Reach
from models.rules.questions_au import Answer, Outcome
from models.rules.roster import Role

HEADING: Final = "Ärende"
FACTS: Final = "Uppgifter"
TEXTS: Final = "Frågan"
FURTHER: Final = "Fler uppgifter"
ANSWERS: Final = "AU:s svar"
COMPLETIONS: Final = "Kompletteringar"
LINKS: Final = "Hör ihop med"
MEETINGS: Final = "Möten"
JOURNAL: Final = "Händelser"
NONE: Final = "Inga."
WHAT_IS_NOT_HERE: Final = "Akten innehåller allt som Samverkan har sparat om ärendet. Det som har skrivits i tråden i Slack och i andra dokument ingår inte."
TIMES: Final = "Alla tider är svensk tid."
INDEX: Final = "Ärenden"
COLUMNS: Final[Mapping[str, str]] = {
    "number": "Nummer",
    "body": "Grupp",
    "title": "Rubrik",
    "principal": "Huvudman",
    "raiser": "Lyft av",
    "state": "Status",
    "submitted": "Inlämnad",
    "settled": "Avgjord",
    "meeting": "Möte",
    "folder": "Mapp",
}
LABELS: Final[Mapping[str, str]] = {
    "number": "Nummer",
    "body": "Grupp",
    "principal": "Huvudman",
    "raised_by": "Lyft av",
    "cosigned_by": "Undertecknad av",
    "state": "Status",
    "reach": FIELDS["reach"],
    "prepared": "Beredd",
    "round": "Omgång hos AU",
    "created_at": "Skapad",
    "submitted_at": "Inlämnad",
    "answer_by": "AU skulle svara senast",
    "complete_by": "Komplettering önskad senast",
    "escalated_at": "Koordinatorn fick veta",
    "escalated_why": "Därför att",
    "settled_at": "Avgjord",
    "reason": "Skäl eller begäran",
    "referred_to": "Hänvisad till",
    "source": "Gjord av meddelandet",
    "source_author": "Meddelandets författare",
}
ROUND: Final = "Omgång"
OFFICE: Final = "Uppdrag"
WHO: Final = "Vem"
WHAT: Final = "Vad"
WHEN: Final = "När"
RULE: Final = "Regel"
TEXT: Final = "Text"
ANSWER: Final = "Svar"
ASKED: Final = "AU bad om"
REPLY: Final = "Svaret"
BEFORE: Final = "Förut stod"
PLACE: Final = "Plats"
POINT: Final = "Punkt"
KIND: Final = "Slag"
MINUTES: Final = "Minuter"
PRESENTER: Final = "Föredragande"
STATE: Final = "Status"
AGENDA_SET: Final = "Dagordningen fastställd"
NOTICE_SENT: Final = "Kallelsen skickad"
CANCELLED: Final = "Inställt"
PLANNED: Final = "Planerat"
TAKEN_BACK: Final = "Tillbakataget"
ORIGIN: Final = "Kommer från"
MADE: Final = "Ledde till"
NEW: Final = "Nytt sedan kallelsen"
UNPREPARED: Final = "Ej beredd"
YES_NO: Final[Mapping[bool, str]] = {True: "Ja", False: "Nej"}
ANSWERS_GIVEN: Final[Mapping[Answer, str]] = {
    Answer.APPROVE: "Godkänner",
    Answer.ASK_SUPPLEMENT: "Begär komplettering",
    Answer.REFER: "Hänvisar",
    Answer.PREPARE: "Skickar till beredning",
    Answer.DECLINE: "Tar inte upp",
}
ITEM_STATES: Final[Mapping[ItemState, str]] = {
    ItemState.PLANNED: "På dagordningen",
    ItemState.TREATED: "Behandlad",
    ItemState.CARRIED: "Bordlagd",
    ItemState.REMOVED: "Borttagen",
}
ESCALATED: Final[Mapping[Escalated, str]] = {
    Escalated.DISAGREEMENT: "AU har svarat olika",
    Escalated.LATE: "AU har inte svarat i tid",
    Escalated.VACANT: "ett uppdrag i AU är inte tillsatt",
    Escalated.SUPPLEMENT_LATE: "kompletteringen har inte kommit i tid",
    Escalated.UNSIGNED: "ingen har skrivit under i tid",
}
ACTORS: Final[Mapping[str, str]] = {
    "person": "Person",
    "clock": "Samverkan (tidsstyrt)",
    "outlook": "Outlook",
    "system": "Samverkan",
    "operator": "Driften",
}
ACTS: Final[Mapping[str, str]] = {
    "question.draft_saved": "Sparade ett utkast",
    "question.raised": "Lämnade in frågan",
    "question.awaits_cosignature": "Lämnade in frågan, som väntar på underskrift",
    "question.cosigned": "Skrev under",
    "question.not_now": "Skrev inte under nu",
    "question.answered": "Svarade för AU",
    "question.answer_withdrawn": "Tog tillbaka sitt svar",
    "question.reopened": "Öppnade för nytt svar",
    "question.completed": "Kompletterade",
    "question.completion_late": "Kompletteringen har inte kommit i tid",
    "question.late": "AU har inte svarat i tid",
    "question.unsigned": "Ingen har skrivit under i tid",
    "question.linked": "Frågan skapades ur en annan",
    "question.linked_moved": "En fråga som kom ur den här har ändrats",
    "question.sent_back": "Skickade tillbaka frågan som beredd",
    "question.prepared": "Frågan kom tillbaka som beredd",
    "question.withdrawn": "Återtog frågan",
    "agenda.placed": "Frågan sattes på dagordningen",
    "agenda.left": "Frågan togs från dagordningen",
    "agenda.carried": "Frågan flyttades till ett senare möte",
    "agenda.tabled": "Bordlade punkten",
    "agenda.added": "Lade till punkten",
    "agenda.edited": "Ändrade punkten",
    "agenda.ordered": "Flyttade punkten i ordningen",
    "agenda.removed": "Tog bort punkten",
    "agenda.treated": "Punkten är behandlad",
    "agenda.set": "Fastställde dagordningen",
    "agenda.reopened": "Öppnade dagordningen igen",
    "notice.sent": "Skickade kallelsen",
    "meeting.moved": "Ändrade mötets tid eller plats",
    "meeting.cancelled": "Ställde in mötet",
}
DETAILS: Final[Mapping[str, str]] = {
    "answer": "svar",
    "office": "som",
    "round": "omgång",
    "outcome": "utfall",
    "own_principal": "från frågans huvudman",
    "unprepared": "ej beredd",
    "number": "nummer",
    "question": "ärende",
    "reach": "berör flera",
    "reason": "skäl",
    "changed": "ändrade fält",
    "origin": "från",
    "linked_body": "i gruppen",
    "state": "status",
    "kind": "slag",
    "minutes": "minuter",
    "place": "plats",
    "points": "antal punkter",
    "days": "tid",
    "was": "förut",
}
OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.WAITS: "väntar på den andra",
    Outcome.SETTLED: "avgjort",
    Outcome.DISAGREEMENT: "olika svar",
}

# ---------------------------------------------------------------- the command line
HELP: Final = "Akter för diariet: ärenden med allt som hör till."
HELP_MATTER: Final = "Skriver ett ärendes akt (arende.json och arende.html) till en mapp."
HELP_YEAR: Final = "Skriver alla ärenden från ett år, med en förteckning (index.html och index.csv)."
NUMBER: Final = "Ärendets nummer, till exempel ”SVO 2026-014”."
FOLDER: Final = "Mappen att skriva i. Den skapas om den inte finns."
YEAR: Final = "Året i ärendenas nummer."
UNKNOWN: Final = "Inget ärende har nummer {number}. Numret står på frågan i Slack, till exempel SVO 2026-014."
NO_MATTERS: Final = "Inga ärenden har nummer från {year}. Kontrollera året."
FOREIGN: Final = "Mappen {folder} innehåller annat ({name}). Inget är skrivet. Välj en tom mapp, eller en där samma akt redan ligger."
CANNOT_WRITE: Final = "Det går inte att skriva i {folder}: {why}. Välj en annan mapp."
WRITTEN: Final = "Akten {number} ligger i {folder}."


def written(number: int, folder: object) -> str:
    """That a year is written."""
    return f"{count(number, 'akt', 'akter')} och en förteckning ligger i {folder}."


def moment(when: datetime) -> str:
    """12 mars 2026 kl. 9.00."""
    return f"{dates.day(when.date())} kl. {dates.clock(when)}"


def when(value: datetime | date | None) -> str:
    """A moment or a day; nothing for none."""
    if isinstance(value, datetime):
        return moment(value)
    return dates.day(value) if value else ""


def act(name: str) -> str:
    """An act of the journal; one that is not known here by its own name, so that nothing is left out."""
    return ACTS.get(name, name)


def told(act_: str, details: Mapping[str, Any], names: Mapping[int, str], bodies: Mapping[str, str]) -> str:
    """What a line's details say. Ids that only the database knows are left to the JSON file."""
    said = [
        f"{DETAILS[name]}: {_value(name, value, bodies)}"
        for name, value in details.items()
        if name in DETAILS and value not in (None, "", [], False)
    ]
    if act_ == "notice.sent":
        to = sorted((names.get(one, str(one)) for one in details.get("to", [])), key=swedish_order)
        said.append(f"till {count(len(to), 'person', 'personer')}: {listed(to)}" if to else "till ingen")
    return "; ".join(said)


def _value(name: str, value: Any, bodies: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return YES_NO[value].lower()
    if isinstance(value, list):
        return listed(_value(name, one, bodies) for one in value)
    words: dict[str, Mapping[Any, str]] = {
        "answer": {one.value: said.lower() for one, said in ANSWERS_GIVEN.items()},
        "office": {one.value: said for one, said in OFFICES.items()},
        "outcome": {one.value: said for one, said in OUTCOMES.items()},
        "reach": {one.value: said.lower() for one, said in REACH.items()},
        "kind": {one.value: said.lower() for one, said in KINDS.items()},
        "state": {one.value: state(one.value).lower() for one in QuestionState},
        "changed": FIELDS,
        "linked_body": bodies,
    }
    return words.get(name, {}).get(value, str(value))


def state(value: str, *, meeting: date | None = None, preparer: str = "en annan grupp") -> str:
    """A question's state."""
    return label(QuestionState(value), meeting=meeting, preparer=preparer)


def reach(value: str) -> str:
    """The answer to whether more than one municipality is concerned."""
    return REACH[Reach(value)] if value else ""


def kind(value: str) -> str:
    """A point's kind."""
    return KINDS[ItemKind(value)]


def office(value: str) -> str:
    """An office of AU."""
    return OFFICES[Role(value)]


def index_heading(year: int) -> str:
    """The heading of a year's list."""
    return f"{INDEX} {year}"


def field(name: str) -> str:
    """A field of the form."""
    return FIELDS.get(name, name)


def spans(days: Iterable[tuple[datetime, datetime]]) -> str:
    """When a meeting is or was."""
    return listed(dates.span(*one) for one in days)
