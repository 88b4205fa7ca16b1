"""What one person is told in a message of its own, when something about an absence has happened."""

from __future__ import annotations

from bot.text.markup import Md, md


def covered(cover: str, what: str) -> Md:
    """To the absent person: who covers."""
    return md("*{cover}* ersätter dig på {what}.", cover=cover, what=what)


def cover_lost(cover: str, what: str) -> Md:
    """To the absent person: the substitute can not come after all."""
    return md("*{cover}* kan inte längre ersätta dig på {what}. Frågan går vidare till nästa.", cover=cover, what=what)


def back(what: str) -> Md:
    """To the absent person: welcome back."""
    return md("Välkommen! Du är med på {what}.", what=what)


def back_refused(cover: str, what: str) -> Md:
    """To the absent person: the substitute attends."""
    return md(
        "*{cover}* deltar på {what}, så du behöver inte komma. Tack för att du hörde av dig.", cover=cover, what=what
    )


def released(absent: str, what: str) -> Md:
    """To a substitute who had said yes: not needed."""
    return md(
        "*{absent}* kan komma ändå till {what}, så du behöver inte ersätta. Tack för att du ställde upp!",
        absent=absent, what=what,
    )  # fmt: skip


def seat_changed(absent: str, what: str) -> Md:
    """To a substitute who had said yes: somebody else has the seat or the substitute's place by now."""
    return md(
        "Du behöver inte ersätta *{absent}* på {what}, för uppdragen har ändrats. Tack för att du ställde upp!",
        absent=absent, what=what,
    )  # fmt: skip


def contact(principal: str, what: str) -> Md:
    """To the principal's contact: the seat is empty (S-15)."""
    return md(
        "Ingen ersättare för *{principal}* kan komma till {what}. Platsen står tom just nu. Koordinatorn är underrättad.",
        principal=principal, what=what,
    )  # fmt: skip


def lead(absent: str, what: str) -> Md:
    """To the vice chair (S-12)."""
    return md("*{absent}* kan inte komma till {what}. Du leder mötet som vice ordförande.", absent=absent, what=what)


def lead_off(absent: str, what: str) -> Md:
    """To the vice chair: need not count on it any more."""
    return md(
        "*{absent}* är inte längre anmäld frånvarande från {what}. Du behöver inte räkna med att leda mötet.",
        absent=absent, what=what,
    )  # fmt: skip


def present(absent: str, what: str, body: str) -> Md:
    """To the vice chair of the body that prepares (S-11)."""
    return md(
        "*{absent}* kan inte komma till {what}. Du är föredragande för {body} som vice ordförande.",
        absent=absent, what=what, body=body,
    )  # fmt: skip


def present_off(absent: str, what: str) -> Md:
    """To the vice chair: need not count on presenting any more."""
    return md(
        "*{absent}* är inte längre anmäld frånvarande från {what}. Du behöver inte räkna med att föredra där.",
        absent=absent, what=what,
    )  # fmt: skip


def nobody_leads(what: str) -> Md:
    """To a coordinator: neither of the two comes."""
    return md(
        "Varken ordförande eller vice ordförande kan komma till {what}. Gruppen behöver utse någon som leder mötet.",
        what=what,
    )


def nobody_presents(body: str, what: str) -> Md:
    """To a coordinator: nobody presents (S-11)."""
    return md(
        "Varken ordförande eller vice ordförande i {body} kan komma till {what}. AU i {body} behöver utse en föredragande.",
        body=body, what=what,
    )  # fmt: skip
