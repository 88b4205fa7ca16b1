"""What is said to the raiser, to the representative who signs and to the coordinators about a question. No rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.text import dates
from bot.text.markup import Md, join, md
from bot.text.words import listed, stopped
from models.rules.questions import Escalated

COMPLETION_FIELD: Final = "Ditt svar till AU"
NOT_NOW_FIELD: Final = "Vill du säga varför?"
NO_QUESTIONS: Final = "Du har inga egna frågor än."
QUESTIONS_HERE: Final = "Frågor i dina grupper"
OWN_QUESTIONS: Final = "Dina frågor"
WITHDRAW_TITLE: Final = "Återta frågan?"
WITHDRAW_NO: Final = "Behåll frågan"
WITHDRAW_TEXT: Final = "Frågan tas bort från AU och dagordningen. Det går inte att ångra, men du kan lyfta den igen."
EARLIER_TEXTS: Final = "Här är det du skrev. Ändra om det behövs."


def supplement_asked(title: str, text: str, by: date) -> Md:
    """To the raiser."""
    return md(
        "AU vill veta mer om *{title}*: {text} Komplettera senast den {day}.",
        title=title,
        text=stopped(text),
        day=dates.day(by),
    )


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
    words = "Frågan berör kanske flera" if maybe else "Frågan berör flera"
    who = f"{name}, {principal}" if principal else name
    return md(
        "{words}: {number} *{title}*, från {who}. Den är hos AU.", words=words, number=number, title=title, who=who
    )


def escalation(why: Escalated, title: str, number: str, body: str) -> Md:
    """To a coordinator (S-09). What is not signed has a message of its own."""
    templates = {
        Escalated.DISAGREEMENT: "AU i {body} har svarat olika om {number} *{title}*. Kontakta dem och öppna sedan för nytt svar.",
        Escalated.LATE: "AU i {body} har inte svarat i tid om {number} *{title}*. Boka ett möte med AU eller påminn dem.",
        Escalated.VACANT: "AU i {body} kan inte bli klart med {number} *{title}*: ordförande eller vice ordförande är inte vald.",
        Escalated.SUPPLEMENT_LATE: "Kompletteringen av {number} *{title}* i {body} har inte kommit i tid. Kontakta den som lyfte frågan.",
    }
    return md(templates[why], title=title, number=number, body=body)


def unsigned(
    title: str,
    number: str,
    body: str,
    raiser: str,
    principal: str,
    silent: Sequence[str],
    declined: Sequence[str],
    since: date,
) -> Md:
    """To a coordinator: nobody has signed a substitute's question (S-36); who was asked, and what can be done."""
    waits = md(
        "{number} *{title}* i {body} väntar på underskrift sedan den {day}. ",
        number=number, title=title, body=body, day=dates.day(since),
    )  # fmt: skip
    put_off = md(" {names} har svarat *Inte nu*.", names=listed(declined)) if declined else Md("")
    if not silent:
        said = md(
            "{principal} har ingen ordinarie representant där som kan skriva under just nu. Be {principal} utse någon.",
            principal=principal or "Gruppen",
        )  # fmt: skip
        return join("", [waits, said, put_off])
    asked = md(
        "{raiser}, som är ersättare, har lyft frågan. {names} har fått den men inte svarat.",
        raiser=raiser,
        names=listed(silent),
    )
    remedy = md(" Påminn {names}, eller be {raiser} återta frågan.", names=listed(silent, "eller"), raiser=raiser)
    return join("", [waits, asked, put_off, remedy])


def unsigned_over(title: str, number: str, status: str, draft_of: str | None) -> Md:
    """The same message when it has sorted itself out; `draft_of`: nobody signs, and the question is back with the raiser."""
    if draft_of is not None:
        return md(
            "{number} *{title}*: alla har svarat *Inte nu*, så frågan ligger kvar som utkast hos {name}. Du behöver inte göra något.",
            number=number, title=title, name=draft_of,
        )  # fmt: skip
    return escalation_over(title, number, status)


def escalation_over(title: str, number: str, status: str) -> Md:
    """The same message when it has sorted itself out."""
    return md(
        "{number} *{title}* har gått vidare: {status}. Du behöver inte göra något.",
        title=title,
        number=number,
        status=status,
    )


def again(title: str, number: str, by: date, body: str) -> Md:
    """To the raiser, when AU considers the question anew, or another body's AU does."""
    return md(
        "Frågan *{title}* ({number}) är hos AU i {body}, som tar ställning senast den {day}.",
        title=title, number=number, body=body, day=dates.day(by),
    )  # fmt: skip


def supplement_over(title: str, asked: str) -> Md:
    """The request when it has been answered, or is not needed any more."""
    return md("AU ville veta mer om *{title}*: {text}", title=title, text=stopped(asked))


def asked_in_form(asked: str) -> Md:
    """The request, in the form."""
    return md("AU vill veta mer: {text}", text=stopped(asked))


def disagreement_home(number: str, title: str, body: str) -> Md:
    """To a coordinator, on App Home (S-09)."""
    return md("AU i {body} har svarat olika om {number} *{title}*.", body=body, number=number, title=title)
