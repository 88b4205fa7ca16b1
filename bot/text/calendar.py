"""Words in Outlook's events, and about them: what the text says, and the coordinators' questions when somebody has changed or
removed an event there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from bot.text import dates
from bot.text.markup import Md, md

FIRST = "Det här skriver Samverkan. Rutan skrivs om när något ändras, så skriv eget utanför den."
"""The first line of our part of an event's text, by which it is found again. Never to be changed: older events have it."""
LAST = "Kan du inte komma? Anmäl frånvaro i Slack. Tackar du nej här frågar vi dig om vi ska kalla ersättare."
LAST_SEMINAR = "Kan du inte komma? Tacka nej här, så vet vi det."
AGENDA = "Dagordning"
AGENDA_COMES = "Dagordningen kommer när den är fastställd."
PROGRAMME = "Program"
DAY_DROPPED = "Dagen utgår ur programmet."
NO_REASON = "Mötet är inställt."


def subject(body: str, day: date) -> str:
    """LSG – möte 12 mars 2026."""
    return f"{body} – möte {dates.day(day)}"


def seminar_subject(name: str, day: date, *, hold: bool) -> str:
    """Regionalt ledningsseminarium – 12 mars 2026; a hold says that it is one."""
    whole = f"{name} – {dates.day(day)}"
    return f"Håll tiden: {whole}" if hold else whole


def programme_comes(setter: str) -> str:
    """What a hold says instead of a programme."""
    return f"Håll tiden. Programmet och inbjudan kommer när {setter} har fastställt programmet."


# ---------------------------------------------------------------- changed by hand in Outlook
EDITED = "Mötet har flyttats i Outlook"
KEEP = "Behåll Outlooks tid"
RESTORE = "Återställ"
KEEP_TITLE = "Behålla Outlooks tid?"
KEEP_YES = "Behåll"
RESTORE_TITLE = "Återställa tiden i Outlook?"
RESTORE_YES = "Återställ"
NO = "Avbryt"
KEEP_SURE = "Mötet flyttas här till Outlooks tid. Den som har anmält frånvaro eller ersätter någon får frågan på nytt."
RESTORE_SURE = "De kallade får en uppdatering från Outlook med tiden som gäller här."


def place(name: str) -> str:
    """The place, or that there is none."""
    return name or "ingen plats"


def edited(meeting: str, ours: tuple[datetime, datetime, str], theirs: tuple[datetime, datetime, str]) -> Md:
    """What was changed, and what is asked."""
    return md(
        "*{title}*\n{meeting}\nI Outlook: {theirs}\nHär: {ours}\nVad ska gälla? Jag ändrar inget förrän någon har svarat.",
        title=EDITED, meeting=meeting, theirs=_when(theirs), ours=_when(ours),
    )  # fmt: skip


def edited_settled(answer: str, name: str, at: datetime | None) -> str:
    """How it ended; `answer` is outlook, ours, reverted or over."""
    if answer == "outlook":
        return f"Outlooks tid gäller. {_by(name, at)}"
    if answer == "ours":
        return f"Tiden i Outlook är återställd. {_by(name, at)}"
    if answer == "reverted":
        return "Tiden i Outlook stämmer igen. Inget behöver göras."
    return "Mötet är inställt eller har varit. Inget behöver göras."


# ---------------------------------------------------------------- removed by hand in Outlook
GONE = "Mötet har tagits bort i Outlook"
EMPTIED = "Alla möten är borta i Outlook"
ANEW = "Skapa på nytt"
ANEW_TITLE = "Skapa mötet på nytt?"
ANEW_SURE = "Alla kallade får en ny inbjudan från Outlook."
ANEW_YES = "Skapa"
CANCEL = "Ställ in mötet"


def gone(meeting: str, when: tuple[datetime, datetime, str]) -> Md:
    """What was removed, and what is asked."""
    return md(
        "*{title}*\n{meeting}\n{when}\nHär är mötet fortfarande planerat. Vad ska gälla?",
        title=GONE, meeting=meeting, when=_when(when),
    )  # fmt: skip


def emptied(count: int, since: datetime) -> Md:
    """That all events were gone at once, and what can be done."""
    return md(
        "*{title}*\nAv de {count} möten som jag har lagt i Outlook fanns inget kvar när jag tittade {since}. Så blir det när brevlådan är fel eller har "
        "tömts. Därför ändrar jag inget och frågar inte om vart och ett. Här är mötena fortfarande planerade.\n"
        "Lägg tillbaka dem i Outlook, eller be den som sköter driften köra samverkan doctor. Ska ett möte inte bli av, ställ in det här.",
        title=EMPTIED, count=count, since=dates.moment(since),
    )  # fmt: skip


def gone_settled(answer: str, name: str, at: datetime | None) -> str:
    """How it ended; `answer` is anew, cancelled or over."""
    if answer == "anew":
        return f"Mötet skapas på nytt i Outlook. {_by(name, at)}"
    return "Mötet är inställt." if answer == "cancelled" else "Mötet har varit. Inget behöver göras."


def _when(one: tuple[datetime, datetime, str]) -> str:
    return f"{dates.span(one[0], one[1])}, {place(one[2])}"


def _by(name: str, at: datetime | None) -> str:
    when = f", {dates.day(at.date())} kl. {dates.clock(at)}" if at else ""
    return f"{name}{when}."


def paragraphs(text: str) -> Iterable[str]:
    """The lines of a text that have something on them."""
    return [line.strip() for line in text.splitlines() if line.strip()]
