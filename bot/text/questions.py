"""All that is said about questions: labels, the form, AU's card and thread, the raiser's messages. Values come in,
no rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from bot.text import dates
from bot.text.markup import Md, join, md
from bot.text.question_form import FIELDS
from bot.text.words import according, stopped
from models.rules.questions import ARENA, LINE, QuestionState
from models.rules.questions_au import Answer
from models.rules.roster import Role

RAISE: Final = "Lyft en fråga"
CANCEL: Final = "Avbryt"
CONTINUE_DRAFT: Final = "Fortsätt skriva"


AU_HEAD: Final = "Ny fråga till AU: *{title}*"
AU_AGAIN: Final = "Frågan är tillbaka hos AU: *{title}*"
APPROVE: Final = "Godkänn till dagordningen"
ASK_SUPPLEMENT: Final = "Begär komplettering"
REFER: Final = "Hänvisa"
DECLINE: Final = "Ta inte upp"
TAKE_BACK: Final = "Ångra mitt svar"
REOPEN: Final = "Öppna för nytt svar"
COMPLETE: Final = "Komplettera"
WITHDRAW: Final = "Återta"
COSIGN: Final = "Skriv under"
NOT_NOW: Final = "Inte nu"
REFER_TITLE: Final = "Hänvisa frågan"
SUPPLEMENT_FIELD: Final = "Vad behöver förtydligas?"
DECLINE_FIELD: Final = "Skäl"
DECLINE_HINT: Final = "Skälet visas för den som lyfte frågan."
REFER_FIELD: Final = "Vart ska frågan?"
NOTE_FIELD: Final = "Hälsning till mottagaren"
SEND: Final = "Skicka"
MAYBE_SEVERAL: Final = "Berör kanske flera."
THE_CHAIR: Final = "Ordföranden"
DISAGREE: Final = "Ni har svarat olika. Koordinatorn kontaktar er."
LINE_NAME: Final = "Linjen hos huvudmannen"
UNPREPARED_CONFIRM: Final = "Godkänn utan beredning?"
APPROVE_YES: Final = "Godkänn"
APPROVE_NO: Final = "Gå tillbaka"

OFFICES: Final[Mapping[Role, str]] = {Role.CHAIR: "ordförande", Role.VICE_CHAIR: "vice ordförande"}
THE_OFFICES: Final[Mapping[Role, str]] = {Role.CHAIR: "ordföranden", Role.VICE_CHAIR: "vice ordföranden"}
DONE: Final[Mapping[Answer, str]] = {
    Answer.APPROVE: "har godkänt",
    Answer.ASK_SUPPLEMENT: "har begärt komplettering",
    Answer.REFER: "har hänvisat frågan",
    Answer.PREPARE: "har skickat frågan till beredning",
    Answer.DECLINE: "vill inte ta upp frågan",
}
BY: Final[Mapping[Answer, str]] = {
    Answer.APPROVE: "Godkänt av",
    Answer.ASK_SUPPLEMENT: "Komplettering begärd av",
    Answer.REFER: "Hänvisad av",
    Answer.PREPARE: "Skickad till beredning av",
    Answer.DECLINE: "Vill inte ta upp frågan:",
}


def send_to(body: str) -> str:
    """The button for a preparation: Skicka till LSG."""
    return f"Skicka till {body}"


def send_back_to(body: str) -> str:
    """The button when the preparation is done."""
    return f"Beredd – skicka tillbaka till {body}"


def target(name: str, bodies: Mapping[str, str]) -> str:
    """Where a question is referred, in words; `bodies` by key."""
    if name == LINE:
        return LINE_NAME
    return name.removeprefix(ARENA) if name.startswith(ARENA) else bodies.get(name, name)


def label(state: QuestionState, *, meeting: date | None = None, preparer: str = "") -> str:
    """The status in words."""
    words = {
        QuestionState.DRAFT: "Utkast",
        QuestionState.AWAITING_COSIGNATURE: "Väntar på underskrift",
        QuestionState.AT_AU: "Hos AU",
        QuestionState.SUPPLEMENT_REQUESTED: "Komplettering begärd",
        QuestionState.IN_PREPARATION: f"Bereds i {preparer}",
        QuestionState.APPROVED: "Godkänd till dagordningen",
        QuestionState.ON_AGENDA: f"På dagordningen den {dates.day(meeting)}" if meeting else "På dagordningen",
        QuestionState.REFERRED: "Hänvisad",
        QuestionState.NOT_TAKEN_UP: "Tas inte upp",
        QuestionState.WITHDRAWN: "Återtagen",
        QuestionState.TREATED: "Behandlad",
    }
    return words[state]


def from_whom(name: str, principal: str, answer_by: date | None) -> Md:
    """The card's second line."""
    who = f"{name}, {principal}" if principal else name
    if answer_by is None:
        return md("Från {who}.", who=who)
    return md("Från {who}. Svara senast den {day}.", who=who, day=dates.day(answer_by))


def field(name: str, text: str) -> Md:
    """One answer of the form, under its question."""
    return md("*{label}*\n{text}", label=FIELDS[name], text=text)


def unprepared(preparer: str, reference: str = "") -> str:
    """The mark on a question that has not been prepared (S-07)."""
    why = f" Ärenden hit bereds där{according(reference)}." if reference else ""
    return f"Ej beredd i {preparer}. Den kan skickas dit, eller tas upp som information eller dialog.{why}"


def unprepared_confirm(preparer: str, reference: str = "") -> str:
    """What approving an unprepared question means (S-07)."""
    return (
        f"Ärenden hit bereds i {preparer}{according(reference)}. "
        "Godkänner du frågan ändå tas den upp som information eller dialog, och den märks ej beredd på dagordningen."
    )


def because(reason: str) -> Md:
    """The reason that the first of the two gave."""
    return md("Skäl: {reason}", reason=stopped(reason))


def progress(done: int, of: int) -> Md:
    """1 av 2."""
    return md("*{done} av {of}*", done=done, of=of)


def waits_for(name: str, words: str, other: str | None, office: Role) -> Md:
    """{Namn} har godkänt. Nu väntar vi på {namn}."""
    whom = other or f"en {OFFICES[office]}, som inte är vald"
    return md("{name} {words}. Nu väntar vi på {whom}.", name=name, words=words, whom=whom)


def waits_for_chair(name: str, words: str, chair: str) -> Md:
    """Advice to the chair, who decides (S-09, after consultation)."""
    return md("{name} {words}. {chair} avgör.", name=name, words=words, chair=chair)


def answered(answer: Answer, name: str, office: Role, at: datetime, own_principal: bool) -> Md:
    """Godkänt av Anna Ek (ordförande), 25 nov 2026 kl. 13.02."""
    own = ", från samma huvudman som frågan" if own_principal else ""
    return md(
        "{by} {name} ({office}{own}), {day} kl. {clock}",
        by=BY[answer], name=name, office=OFFICES[office], own=own, day=dates.day(at.date()), clock=dates.clock(at),
    )  # fmt: skip


def approved(meeting: date | None) -> str:
    """AU has approved."""
    if meeting is None:
        return "AU har godkänt frågan. Den tas upp på nästa möte som planeras."
    return f"AU har godkänt frågan. Den tas upp den {dates.day(meeting)}."


def declined(reason: str) -> Md:
    """AU does not take it up."""
    return md(
        "AU tar inte upp frågan nu. Skäl: {reason} Du kan lyfta den igen om läget ändras.", reason=stopped(reason)
    )


def declined_here(reason: str) -> Md:
    """The same, said to AU."""
    return md("AU tar inte upp frågan nu. Skäl: {reason}", reason=stopped(reason))


def supplement_here(text: str, until: date | None, by: str = "AU") -> Md:
    """What was asked, on AU's card and in its thread; `by` is who asked."""
    answer = md(" Svar senast den {day}.", day=dates.day(until)) if until else Md("")
    return join("", [md("{by} har begärt komplettering: {text}", by=by, text=stopped(text)), answer])


def referred(to: str, number: str | None, text: str) -> Md:
    """Where it went."""
    there = f" Där har den nummer {number}." if number else ""
    note = f" {stopped(text)}" if text else ""
    return md("AU har hänvisat frågan: {to}.{there}{note}", to=to, there=there, note=note)


def in_preparation(body: str, number: str | None) -> Md:
    """It is being prepared elsewhere."""
    there = f" Där har den nummer {number}." if number else ""
    return md("Frågan bereds i {body}.{there} Den kommer tillbaka till AU när den är beredd.", body=body, there=there)


def linked_from(number: str, body: str) -> Md:
    """On a linked question's card."""
    return md("Frågan kommer från {body}, där den har nummer {number}.", body=body, number=number)


def prepared_by(body: str) -> str:
    """On a question that has been prepared."""
    return f"Beredd i {body}."


def status(name: str) -> Md:
    """The status line of a message."""
    return md("Status: *{name}*", name=name)


def headline(number: str, title: str) -> Md:
    """SVO 2026-014 · Trygg utskrivning."""
    return md("{number} · *{title}*", number=number, title=title) if number else md("*{title}*", title=title)


def lines(*parts: str) -> Md:
    """Lines under each other, empty ones left out."""
    return join("\n", [part for part in parts if part])


def signed_by(name: str) -> str:
    """Who signed a substitute's question (S-36)."""
    return f"Undertecknad av {name}."


def linked_to(number: str, body: str, status: str) -> str:
    """A question that came from this one."""
    return f"{number} i {body}: {status}."


def meant_for(meeting: date) -> str:
    """The meeting it is meant for."""
    return f"Tänkt till mötet den {dates.day(meeting)}."


def completion(asked: str, text: str, at: datetime) -> Md:
    """What was asked, and the answer."""
    when = f"{dates.day(at.date())} kl. {dates.clock(at)}"
    return md("*Komplettering {when}*\n_{asked}_\n{text}", when=when, asked=" ".join(asked.split()), text=text)


def says(label: str, title: str) -> str:
    """A button's words for a screen reader, with what it is about."""
    return f"{label}: {title}"


def answer_until(day: date) -> str:
    """When AU answers."""
    return f"AU svarar senast den {dates.day(day)}."
