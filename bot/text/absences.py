"""All that is said about absences and substitutes. Local times come in; no rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.text import dates
from bot.text.markup import Md, join, md
from bot.text.words import according, listed
from models.rules.absences import CallState

REPORT: Final = "Anmäl frånvaro"
SUBMIT: Final = "Anmäl"
CAN: Final = "Jag kan ersätta"
CAN_NOT: Final = "Jag kan inte"
CAN_NOT_ANY_MORE: Final = "Jag kan inte längre"
COME_AFTER_ALL: Final = "Jag kan komma ändå"
I_COME: Final = "Ja, jag kommer"
I_COME_DECLINED: Final = "Nej, jag kommer"
APPOINT: Final = "Utse ersättare"
APPOINT_SUBMIT: Final = "Utse"
LEAVE_EMPTY: Final = "Lämna platsen tom"
KEEP_OPEN: Final = "Behåll öppen"
ORDINARY_RETURNS: Final = "Ordinarie deltar"
SUBSTITUTE_STAYS: Final = "Ersättaren deltar"

WHICH_MEETING: Final = "Vilket möte gäller det?"
WHO: Final = "Vem gäller det?"
EXTENT: Final = "Gäller det hela mötet?"
WHOLE: Final = "Hela mötet"
PART: Final = "Del av mötet"
PART_FROM: Final = "Borta från"
PART_TO: Final = "Borta till"
NO_REASON: Final = "Du behöver inte ange skäl."
NO_MEETINGS: Final = "Du är inte kallad till något kommande möte, så det finns inget att anmäla frånvaro från."
APPOINT_WHO: Final = "Vem tar platsen?"
APPOINT_HINT: Final = "Personen får besked direkt. Prata gärna med hen först."
NOBODY_TO_APPOINT: Final = "Det finns ingen mer att välja för den platsen. Lägg till en person i deltagarlistan först."
SUBSTITUTE: Final = "ersättare"
NO_SLACK: Final = "finns inte i Slack"
AGENDA: Final = "Dagordning"
AGENDA_EMPTY: Final = "Dagordningen är inte klar än."
AGENDA_NOT_SET: Final = "Kallelsen är inte skickad än. Du får den när dagordningen är klar."

TAKEN: Final = "Platsen är redan täckt. Tack ändå."
OVER: Final = "Frågan gäller inte längre. Tack ändå."
CANCELLED: Final = "Mötet är inställt. Du behöver inte göra något."
PAST: Final = "Mötet har varit."
MOVED_CALL: Final = "Mötet är flyttat, så frågan gäller inte längre. Vi hör av oss om du behövs den nya tiden."
WELCOME: Final = "Bra! Du är med på mötet."
WELCOME_TOLD: Final = "Bra! Ersättaren får besked."
COMING: Final = "Bra! Du är med på mötet."
COMES_NOT: Final = "Din frånvaro är anmäld."

STATES: Final = {
    CallState.ASKED: "har fått frågan",
    CallState.ACCEPTED: "har tackat ja",
    CallState.DECLINED: "kan inte",
    CallState.SILENT: "har inte svarat",
    CallState.STOOD_DOWN: "behövdes inte",
    CallState.UNREACHABLE: "finns inte i Slack",
}


def occasion(body: str, start: datetime, end: datetime) -> str:
    """Länssamverkansgruppen (LSG) den 12 mars 2026 kl. 9.00–12.00."""
    return f"{body} den {dates.span(start, end)}"


def part(start: datetime, end: datetime) -> str:
    """Which part of the meeting it is about."""
    return f"Det gäller en del av mötet, kl. {dates.clock(start)}–{dates.clock(end)}."


def meeting_choice(short: str, start: datetime) -> str:
    """A meeting in a list."""
    return f"{short}, {dates.moment(start)}"


def asked(absent: str, what: str, until: str) -> Md:
    """The question to a substitute."""
    return md(
        "*{absent}* kan inte komma till {what}. Kan du ersätta? Svara senast {until}.",
        absent=absent, what=what, until=until,
    )  # fmt: skip


def steps_in(reference: str) -> str:
    """Why somebody is asked (R-C12, R-D13)."""
    return f"Ersättaren deltar när den ordinarie är borta{according(reference)}."


def silent(absent: str, what: str, until: str) -> Md:
    """The same question when the time to answer is over."""
    return md(
        "*{absent}* kan inte komma till {what}. Svarstiden gick ut {until} och frågan har gått vidare. "
        "Platsen är inte täckt än. Kan du ändå, så svara gärna.",
        absent=absent, what=what, until=until,
    )  # fmt: skip


def accepted(absent: str, what: str) -> Md:
    """Thanks to a substitute who has said yes."""
    return md("Tack! Du ersätter *{absent}* på {what}. Kallelse och handlingar är på väg.", absent=absent, what=what)


def named(absent: str, what: str, by: str) -> Md:
    """To somebody whom a coordinator has named for the seat."""
    return md(
        "{by} har utsett dig att ersätta *{absent}* på {what}. Kallelse och handlingar är på väg.",
        by=by, absent=absent, what=what,
    )  # fmt: skip


def declined(absent: str, what: str) -> Md:
    """Thanks to a substitute who has said no."""
    return md("Du har svarat att du inte kan ersätta *{absent}* på {what}. Tack för svaret.", absent=absent, what=what)


def question_was(absent: str, what: str) -> Md:
    """What the question was about, above why it fell."""
    return md("Frågan om att ersätta *{absent}* på {what}:", absent=absent, what=what)


def comes_after_all(absent: str) -> Md:
    """Why a question fell: the absent person comes."""
    return md("*{absent}* kan komma ändå, så du behövs inte den här gången. Tack!", absent=absent)


def reported(what: str, by: str | None) -> Md:
    """That an absence is reported; `by`: the coordinator who did it."""
    if by is not None:
        return md("{by} har anmält dig frånvarande från {what}.", by=by, what=what)
    return md("Din frånvaro är anmäld: {what}.", what=what)


def reported_before(body: str) -> str:
    """The absent person's message when the meeting has been moved."""
    return f"Du var anmäld frånvarande från {body}. Mötet är flyttat, så frånvaron gäller inte längre."


def asking(names: Sequence[str]) -> str:
    """Who is asked now."""
    if not names:
        return "Vi frågar ersättaren. Du får besked när platsen är täckt."
    return f"Vi frågar {listed(names)} nu. Du får besked när platsen är täckt."


def covered_by(cover: str) -> str:
    """Who covers."""
    return f"{cover} ersätter dig."


def wants_back(cover: str) -> str:
    """The absent person can come after all, but the seat is covered."""
    return f"{cover} har redan tackat ja. Koordinatorn hör av sig."


def nobody_yet(principal: str) -> str:
    """To the absent person, when nobody is left to ask."""
    return f"Ingen ersättare för {principal} kan komma. Koordinatorn är underrättad."


def left_empty() -> str:
    """To the absent person, when the seat is left empty."""
    return "Platsen står tom på mötet."


def nobody(principal: str) -> str:
    """Nobody covers the seat (S-15)."""
    return f"Ingen ersättare för {principal} kan komma. Platsen står tom."


def nobody_for_chair(source: str) -> str:
    """A committee's chair has no substitute (S-23)."""
    return f"Platsen för ordföranden i {source} har ingen ersättare. Platsen står tom."


def is_absent(absent: str, what: str) -> Md:
    """Who is absent from what. Never why."""
    return md("*{absent}* har anmält frånvaro från {what}.", absent=absent, what=what)


def was_asked(people: Sequence[tuple[str, CallState]]) -> Md:
    """Who was asked, and what each answered."""
    if not people:
        return Md("Ingen ersättare finns att fråga.")
    lines = [md("• {name}: {state}", name=name, state=STATES[state]) for name, state in people]
    return join("\n", [Md("Tillfrågade:"), *lines])


def stamp(name: str, at: datetime) -> str:
    """Anna Ek, 12 mars 2026 kl. 9.00."""
    return f"{name}, {dates.day(at.date())} kl. {dates.clock(at)}"


def settled_named(cover: str, by: str | None) -> str:
    """The seat is covered; by whom it was settled, when a coordinator did it."""
    return f"{cover} tar platsen. Utsedd av {by}." if by else f"{cover} har tackat ja och tar platsen."


def settled_empty(by: str | None) -> str:
    """The seat is left empty."""
    return f"Platsen lämnas tom. Bestämt av {by}." if by else "Platsen lämnas tom."


def settled_back(absent: str) -> str:
    """The absent person comes after all."""
    return f"{absent} kommer ändå."


def settled_asking() -> str:
    """A substitute is asked again."""
    return "En ersättare har blivit ledig och tillfrågas nu."


LEAVE_EMPTY_TITLE: Final = "Lämna platsen tom?"


def leave_empty_confirm(principal: str) -> str:
    """Before a seat is left empty."""
    return f"Mötet hålls utan {principal} på den platsen. Ingen fler ersättare tillfrågas."


def back_question(absent: str, cover: str, what: str) -> Md:
    """To the coordinators: who attends?"""
    return md(
        "*{absent}* kan komma ändå till {what}. *{cover}* har redan tackat ja till att ersätta. Vem ska delta?",
        absent=absent, cover=cover, what=what,
    )  # fmt: skip


def back_decided(name: str, by: str | None) -> str:
    """Who attends, and who decided it."""
    return f"{name} deltar. Bestämt av {by}." if by else f"{name} deltar."


def au_line(principal: str, what: str) -> Md:
    """To AU: a seat is empty (S-15)."""
    return md(
        "Ingen ersättare för *{principal}* kan komma till {what}. Platsen står tom. Koordinatorerna är underrättade.",
        principal=principal, what=what,
    )  # fmt: skip


def au_line_chair(source: str, what: str) -> Md:
    """To AU: a committee's chair is away."""
    return md(
        "Ordföranden i *{source}* kan inte komma till {what}. Platsen har ingen ersättare. Koordinatorerna är underrättade.",
        source=source, what=what,
    )  # fmt: skip


def moved(what: str) -> Md:
    """A meeting was moved: to one who had reported absence from the old time."""
    return md("Mötet är flyttat: {what}. Din frånvaro gällde den gamla tiden. Kan du komma den nya tiden?", what=what)


def moved_cover(what: str) -> Md:
    """A meeting was moved: to a substitute who had said yes to the old time."""
    return md(
        "Mötet är flyttat: {what}. Ditt ja gällde den gamla tiden. Vi frågar dig igen om du behövs den nya tiden.",
        what=what,
    )


def declined_in_calendar(what: str) -> Md:
    """Somebody declined in Outlook."""
    return md("Du tackade nej i kalendern till {what}. Vill du anmäla frånvaro, så kallar vi ersättare?", what=what)


def papers(what: str) -> Md:
    """Above the agenda so far."""
    return md("Handlingar till {what}", what=what)


def agenda(titles: Sequence[str], most: int = 8) -> Md:
    """A short list of the points."""
    if not titles:
        return Md(AGENDA_EMPTY)
    lines: list[str] = [
        md("{number}. {title}", number=number, title=title) for number, title in enumerate(titles[:most], 1)
    ]
    if len(titles) > most:
        lines.append(md("… och {more} till", more=len(titles) - most))
    return join("\n", lines)
