"""What the demo tells beside the screen: each act of the journal as a sentence's end, the rules in one line each, and what is next
to happen. Shorter than the case file's words, for somebody who sees it happen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.text import case_file

READY_WHO: Final = "Demon"
READY: Final = "Länet är på plats och appen arbetar"
MOVED: Final = "Klockan ställdes fram"
SOMEBODY: Final = "någon"
ACTORS: Final = case_file.ACTORS

QUIET: Final = frozenset({"home.opened", "message.read", "calendar.kept"})
"""Acts that are no news: somebody looked."""

ACTS: Final[Mapping[str, str]] = {
    **case_file.ACTS,
    "absence.reported": "Anmälde frånvaro",
    "attention.chosen": "Ändrade hur besked ska komma",
    "reminder.asked_for": "Bad om en påminnelse",
    "absence.covered": "Tackade ja till att ersätta",
    "absence.covered_by_hand": "Utsåg en ersättare",
    "absence.left_empty": "Lät platsen stå tom",
    "absence.unfilled": "Ingen ersättare kan komma",
    "absence.withdrawn": "Tog tillbaka sin frånvaro",
    "absence.wants_back": "Vill komma ändå",
    "absence.return_decided": "Bestämde vem som deltar",
    "absence.time_changed": "Mötet har fått ny tid, så frånvaron gäller inte längre",
    "absence.meeting_cancelled": "Mötet är inställt, så frånvaron gäller inte längre",
    "absence.over": "Frånvaron gäller inte längre",
    "substitute.asked": "Frågan gick till {person}, som är ersättare",
    "substitute.declined": "Tackade nej till att ersätta",
    "substitute.gave_up": "Kan inte längre ersätta",
    "substitute.silent": "{person} svarade inte i tid. Frågan går vidare",
    "substitute.replaced": "{person} behövs inte längre som ersättare",
    "substitute.seat_changed": "{person} kan inte längre ta platsen",
    "substitute.unreachable": "En ersättare finns inte i Slack",
    "attendance.confirmed": "Kommer till mötet",
    "calendar.created": "Lade mötet i Outlook",
    "calendar.prepared": "Förberedde mötet i Outlook",
    "calendar.updated": "Uppdaterade mötet i Outlook",
    "calendar.cancelled": "Ställde in mötet i Outlook",
    "calendar.edited": "Någon ändrade mötet i Outlook",
    "calendar.reverted": "Ändrade tillbaka mötet i Outlook",
    "calendar.emptied": "Alla möten är borta i Outlook",
    "calendar.refilled": "Möten finns i Outlook igen",
    "calendar.gone": "Mötet är borttaget i Outlook",
    "calendar.anew": "Lade mötet i Outlook igen",
    "calendar.restored": "Återställde mötet i Outlook",
    "meeting.planned": "Planerade mötet",
    "meeting.reminded": "Påminde inför mötet",
    "notice.sent_later": "Skickade kallelsen till den som kommit till sedan",
    "seminar.proposed": "Föreslog seminariets program",
    "seminar.programme_set": "Fastställde seminariets program",
    "seminar.guests_added": "Lade till gäster till seminariet",
    "seminar.guest_removed": "Tog bort en gäst från seminariet",
    "channels.chosen": "Valde kanaler",
    "channels.made": "Skapade kanaler",
    "channels.asked_for": "Bad om kanaler",
    "chair.side_entered": "Angav vilken sida som har ordföranden",
    "chair.terms_extended": "Registrerade att uppdragen förlängs",
    "chair.extension_taken_back": "Tog bort en förlängning",
    "channel.shared": "Kanalen delas med andra",
    "channel.own_again": "Kanalen är bara vår igen",
    "person.matched": "Kände igen en person i Slack",
    "person.unmatched": "En person finns inte längre i Slack",
    "route.away": "Nådde inte fram och försöker igen",
    "route.back": "Når fram igen",
    "letters.retried": "Skickade om det som inte kom fram",
    "retention.pruned": "Rensade det som inte behöver sparas",
}

RULES: Final[Mapping[str, str]] = {
    "R-C07": "Ärenden till Samråd bereds först i LSG (§ 5.1.2).",
    "R-C12": "Ersättaren deltar när den ordinarie är borta (§ 5.1.3).",
    "R-D04": "Gruppens medlemmar lyfter frågor till gruppen (§ 6.1.2).",
    "R-D10": "LSG bereder ärenden till Samråd (§ 6.1.2).",
    "R-H07": "Samråd fastställer seminariets program (§ 5.2).",
    "R-H08": "LSG föreslår seminariets tema (§ 6.1.2).",
    "R-C16": "Uppdragen kan förlängas efter enigt beslut och om det finns skäl (§ 5.1.3).",
    "R-D18": "Uppdragen kan förlängas efter beslut i gruppen och om det finns skäl (§ 6.1.4).",
    "S-05": "Sidan som har ordföranden anges för det första året. Sedan skiftar det varje år.",
    "S-07": "En fråga i Samråd skickas till LSG för beredning innan den behandlas.",
    "S-09": "Både ordföranden och vice ordföranden godkänner innan frågan kommer på dagordningen.",
    "S-13": "Ersättarna frågas i ordning, och bara inom samma huvudman.",
    "S-15": "Svarar ingen ersättare ja står platsen tom, och koordinatorn får veta det.",
    "S-23": "En berednings ordförande har ingen ersättare i LSG.",
    "S-33": "Gästlistan är gruppernas ordinarie och de som läggs till.",
    "S-36": "En ersättares fråga skrivs under av den ordinarie.",
}


def ready_about(seconds: float) -> str:
    """How long it took, and what to do now."""
    return f"Det tog {f'{seconds:.1f}'.replace('.', ',')} sekunder. Prova något, eller följ rundturen. Här syns det som händer."


def did(act: str, person: str) -> str:
    """What was done; an act that has no words here by its own name, so that nothing is left out."""
    return ACTS.get(act, act).format(person=person)


# ---------------------------------------------------------------- what is next to happen
def late_answer(number: str) -> str:
    """AU's time to answer is out."""
    return f"AU:s svarstid går ut för {number}"


def late_completion(number: str) -> str:
    """The time to complete is out."""
    return f"kompletteringen av {number} är sen"


def late_signature(number: str) -> str:
    """The time to sign is out."""
    return f"ingen har skrivit under {number}"


def silent(person: str) -> str:
    """A substitute's time to answer is out."""
    return f"{person} ska ha svarat"


def all_asked(meeting: str) -> str:
    """Everybody who remains is asked at once."""
    return f"alla som är kvar får frågan inför {meeting}"


def reminded(meeting: str) -> str:
    """The chair and the coordinators are reminded."""
    return f"påminnelse inför {meeting}"


def starts(meeting: str) -> str:
    """A meeting begins."""
    return f"{meeting} börjar"


LETTER: Final = "ett meddelande som har väntat skickas"
