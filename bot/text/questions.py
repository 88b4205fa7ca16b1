"""All that is said about questions: labels, the form, AU's card and thread, the raiser's messages. Values come in,
no rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from bot.text import dates
from bot.text.markup import Md, join, md
from models.rules.questions import ARENA, LINE, Escalated, LevelChange, QuestionState, Reach
from models.rules.questions_au import Answer
from models.rules.roster import Role

RAISE: Final = "Lyft en fråga"
SUBMIT: Final = "Lämna in"
SAVE_DRAFT: Final = "Spara utkast"
CANCEL: Final = "Avbryt"
INTRO: Final = "Beskriv frågan kort. Skriv inga uppgifter om enskilda patienter eller brukare."
BILATERAL: Final = "Frågan verkar gälla en kommun. Ta den direkt med regionen. Tror du att fler kommuner berörs? Då kopplas en koordinator in."
BILATERAL_HOW: Final = "Välj *Kanske* ovan om du tror att fler kan beröras. Det du har skrivit finns kvar."
MORE: Final = "Fler uppgifter"
OPTIONAL_MORE: Final = "Resten är frivilligt. Fyll i det du vet."
DRAFT_SAVED: Final = "Utkastet är sparat. Du hittar det på startsidan under Frågor du följer."
CONTINUE_DRAFT: Final = "Fortsätt skriva"

FIELDS: Final[Mapping[str, str]] = {
    "body": "Grupp",
    "title": "Rubrik",
    "issue": "Vad är frågan?",
    "background": "Bakgrund",
    "benefit": "Vad vill ni uppnå för invånaren?",
    "concerned": "Vilka berörs?",
    "reach": "Berör frågan fler än en kommun?",
    "why_not_local": "Varför går frågan inte att lösa lokalt?",
    "handling": "Hur vill ni att frågan tas upp?",
    "meeting": "Önskat möte",
    "level": "Lyfts frågan från en annan nivå?",
    "endorser": "Vem i linjen hos er står bakom frågan?",
    "endorser_function": "Funktion",
    "endorsed_on": "Datum för linjeförankringen",
    "informed": "Vilka hos er är informerade?",
    "experts": "Vilka sakkunniga bör vara med?",
    "association": "Rör frågan ett samordningsförbund?",
    "initiative": "Rör frågan en statlig satsning?",
    "priority": "Koppling till prioriterat område",
    "links": "Länkar till underlag",
}
HINTS: Final[Mapping[str, str]] = {
    "title": "Till exempel: Trygg utskrivning",
    "issue": "En eller två meningar räcker.",
    "background": "Vad har hänt, och vad har ni prövat?",
    "concerned": "Till exempel: alla kommuner med hemsjukvård, och regionens slutenvård.",
    "endorser": "Till exempel: Eva Ek",
    "endorser_function": "Till exempel: socialchef",
    "links": "En länk per rad.",
}
REACH: Final[Mapping[Reach, str]] = {Reach.SEVERAL: "Ja", Reach.MAYBE: "Kanske", Reach.ONE: "Nej"}
HANDLING: Final[Mapping[str, str]] = {
    "information": "Information",
    "dialogue": "Dialog",
    "position": "Ställningstagande",
    "recommendation": "Rekommendation",
}
LEVEL: Final[Mapping[LevelChange, str]] = {
    LevelChange.NONE: "Nej, den hör till gruppens nivå",
    LevelChange.LOCAL: "Ja, från lokal nivå",
    LevelChange.OFFICIAL: "Ja, från tjänstepersoner till politiken",
}
YES_NO: Final[Mapping[str, str]] = {"yes": "Ja", "no": "Nej", "unknown": "Vet inte"}

AU_HEAD: Final = "Ny fråga till AU: *{title}*"
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
COMPLETION_FIELD: Final = "Ditt svar till AU"
NOT_NOW_FIELD: Final = "Vill du säga varför?"
SEND: Final = "Skicka"
DISAGREE: Final = "Ni har svarat olika. Koordinatorn kontaktar er."
LINE_NAME: Final = "Linjen hos huvudmannen"
NO_QUESTIONS: Final = "Du har inga egna frågor än."
QUESTIONS_HERE: Final = "Frågor i dina grupper"
OWN_QUESTIONS: Final = "Dina frågor"
SHOW_MESSAGE: Final = "Visa meddelandet"
UNKNOWN_AUTHOR: Final = "någon i Slack"
UNPREPARED_CONFIRM: Final = "Godkänn utan beredning?"
APPROVE_YES: Final = "Godkänn"
APPROVE_NO: Final = "Gå tillbaka"
WITHDRAW_TITLE: Final = "Återta frågan?"
WITHDRAW_NO: Final = "Behåll frågan"
WITHDRAW_TEXT: Final = "Frågan tas bort från AU och dagordningen. Det går inte att ångra, men du kan lyfta den igen."

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
    Answer.DECLINE: "Tas inte upp enligt",
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


def detail(name: str, value: str, meetings: Mapping[str, str]) -> str:
    """A further field's value in words; `meetings` by id."""
    if name == "endorsed_on":
        return dates.day(date.fromisoformat(value))
    choices: dict[str, Mapping[str, str]] = {
        "handling": HANDLING, "association": YES_NO, "initiative": YES_NO, "meeting": meetings,
        "level": {key.value: words for key, words in LEVEL.items()},
    }  # fmt: skip
    return choices.get(name, {}).get(value, value)


def unprepared(preparer: str) -> str:
    """The mark on a question that has not been prepared (S-07)."""
    return f"Ej beredd i {preparer}. Den kan skickas dit, eller tas upp som information eller dialog."


def unprepared_confirm(preparer: str) -> str:
    """What approving an unprepared question means (S-07)."""
    return f"Frågan är inte beredd i {preparer}. Den kan bara tas upp som information eller dialog, och den märks ej beredd på dagordningen."


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


def stopped(text: str) -> str:
    """A text with a full stop."""
    text = " ".join(text.split())
    return text if text[-1:] in ".!?" else f"{text}."


def supplement_asked(title: str, text: str, by: date) -> Md:
    """To the raiser."""
    return md(
        "AU vill veta mer om *{title}*: {text} Komplettera senast den {day}.",
        title=title,
        text=stopped(text),
        day=dates.day(by),
    )


def supplement_here(text: str, by: date | None) -> Md:
    """The same, on AU's card."""
    until = md(" Svar senast den {day}.", day=dates.day(by)) if by else Md("")
    return Md(md("AU har begärt komplettering: {text}", text=stopped(text)) + until)


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


def thanks(title: str, number: str, by: date) -> Md:
    """The confirmation to the raiser."""
    return md(
        "Tack! Frågan *{title}* är inlämnad och har nummer {number}. AU tar ställning senast den {day}.",
        title=title, number=number, day=dates.day(by),
    )  # fmt: skip


def thanks_unsigned(title: str, number: str, names: str) -> Md:
    """The confirmation to a substitute (S-36)."""
    return md(
        "Tack! Frågan *{title}* har nummer {number}. Den går till AU när {names} har skrivit under.",
        title=title, number=number, names=names,
    )  # fmt: skip


def late(missed: date, following: date) -> str:
    """The submission deadline has passed."""
    return (
        f"Stoppdatum för mötet den {_short_year(missed, following)} har passerat. "
        f"Frågan går till nästa möte, den {dates.day(following)}."
    )


def _short_year(day: date, following: date) -> str:
    return f"{day.day} {dates.MONTHS[day.month - 1]}" if day.year == following.year else dates.day(day)


def next_meeting(meeting: date, deadline: date | None) -> str:
    """In the form: which meeting, and until when."""
    until = f" Stoppdatum är den {dates.day(deadline)}." if deadline else ""
    return f"Nästa möte: {dates.weekday(meeting)}.{until}"


NO_MEETING: Final = "Inget möte är planerat än. Frågan tas upp på nästa möte som planeras."


def late_no_meeting(missed: date) -> str:
    """The deadline has passed and no later meeting is planned."""
    return f"Stoppdatum för mötet den {dates.day(missed)} har passerat. Frågan tas upp på nästa möte som planeras."


def raised_for(principal: str, body: str) -> str:
    """In the form: for whom, where."""
    return f"Du lyfter frågan för {principal} i {body}." if principal else f"Du lyfter frågan i {body}."


def as_substitute(names: str) -> str:
    """In the form of a substitute (S-36)."""
    return f"Du är ersättare. Frågan går till AU när {names or 'den ordinarie representanten'} har skrivit under."


def from_message(author: str) -> str:
    """In the form: what it was made from."""
    return f"Från ett meddelande av {author}."


def status(name: str) -> Md:
    """The status line of a message."""
    return md("Status: *{name}*", name=name)


def headline(number: str, title: str) -> Md:
    """SVO 2026-014 · Trygg utskrivning."""
    return md("{number} · *{title}*", number=number, title=title) if number else md("*{title}*", title=title)


def cosign(name: str, title: str, body: str) -> Md:
    """To the ordinary representative (S-36)."""
    return md(
        "{name} är ersättare och vill lyfta frågan *{title}* i {body}. Den går till AU när du skriver under.",
        name=name, title=title, body=body,
    )  # fmt: skip


def cosigned(name: str, title: str, number: str) -> Md:
    """The same message when somebody has signed."""
    return md("{name} har skrivit under *{title}* ({number}). Frågan är hos AU.", name=name, title=title, number=number)


def cosign_over(title: str, status: str) -> Md:
    """The same message when nothing is to be signed any more."""
    return md("*{title}*: {status}. Det finns inget att skriva under.", title=title, status=status)


def not_now_here(title: str, name: str) -> Md:
    """The same message when the person has said not now."""
    return md(
        "Du har svarat *Inte nu* på {name} fråga *{title}*. Du kan fortfarande skriva under.", title=title, name=name
    )


def reach(title: str, number: str, name: str, principal: str, maybe: bool) -> Md:
    """To a coordinator (R-G02)."""
    words = "Frågan kanske berör fler än en kommun" if maybe else "Frågan berör fler än en kommun"
    who = f"{name}, {principal}" if principal else name
    return md(
        "{words}: {number} *{title}*, från {who}. Den är hos AU.", words=words, number=number, title=title, who=who
    )


def escalation(why: Escalated, title: str, number: str, body: str) -> Md:
    """To a coordinator (S-09)."""
    templates = {
        Escalated.DISAGREEMENT: "AU i {body} har svarat olika om {number} *{title}*. Kontakta dem och öppna sedan för nytt svar.",
        Escalated.LATE: "AU i {body} har inte svarat i tid om {number} *{title}*. Boka ett möte med AU eller påminn dem.",
        Escalated.VACANT: "AU i {body} kan inte bli klart med {number} *{title}*: ordförande eller vice ordförande är inte vald.",
        Escalated.SUPPLEMENT_LATE: "Kompletteringen av {number} *{title}* i {body} har inte kommit i tid. Kontakta den som lyfte frågan.",
    }
    return md(templates[why], title=title, number=number, body=body)


def escalation_over(title: str, number: str, status: str) -> Md:
    """The same message when it has sorted itself out."""
    return md(
        "{number} *{title}* har gått vidare: {status}. Du behöver inte göra något.",
        title=title,
        number=number,
        status=status,
    )


def lines(*parts: str) -> Md:
    """Lines under each other, empty ones left out."""
    return join("\n", [part for part in parts if part])


def next_day(meeting: date) -> str:
    """A meeting to wish for."""
    return dates.day(meeting)


ANY_BODY: Final = "någon av grupperna"


def bilateral_meetings(principal: str) -> str:
    """What a municipality that has meetings of its own with the region may do (R-G03, R-G04)."""
    return f"{principal} och regionen kan kalla till en egen träff när det behövs."


EARLIER_TEXTS: Final = "Här är det du skrev. Ändra om det behövs."
MAYBE_SEVERAL: Final = "Berör kanske fler än en kommun."
THE_CHAIR: Final = "Ordföranden"


def signed_by(name: str) -> str:
    """Who signed a substitute's question (S-36)."""
    return f"Undertecknad av {name}."


def linked_to(number: str, body: str, status: str) -> str:
    """A question that came from this one."""
    return f"{number} i {body}: {status.lower()}."


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


def again(title: str, number: str, by: date) -> Md:
    """To the raiser, when AU considers the question anew."""
    return md(
        "Frågan *{title}* ({number}) är hos AU, som tar ställning senast den {day}.",
        title=title,
        number=number,
        day=dates.day(by),
    )


def supplement_over(title: str, asked: str) -> Md:
    """The request when it has been answered, or is not needed any more."""
    return md("AU ville veta mer om *{title}*: {text}", title=title, text=stopped(asked))


def asked_in_form(asked: str) -> Md:
    """The request, in the form."""
    return md("AU vill veta mer: {text}", text=stopped(asked))


def disagreement_home(number: str, title: str, body: str) -> Md:
    """To a coordinator, on App Home (S-09)."""
    return md("AU i {body} har svarat olika om {number} *{title}*.", body=body, number=number, title=title)


def answer_until(day: date) -> str:
    """When AU answers."""
    return f"AU svarar senast den {dates.day(day)}."
