"""Help: what the bot can do for the one who asks, in a few lines; and the first words to somebody new."""

from __future__ import annotations

from bot.text.markup import Md, join, md

TITLE = "Hjälp"
_HEADING = Md("*Det här kan jag hjälpa dig med*")
_RAISE = Md("• *Lyft en fråga*: på startsidan, med `/samverkan fråga` eller med _Gör till fråga_ på ett meddelande.")
_ABSENCE = Md(
    "• *Anmäl frånvaro*: på startsidan, i kallelsen eller med `/samverkan frånvaro`. Du behöver inte ange skäl. Jag frågar ersättaren."
)
_LISTS = Md("• *Se möten och ärenden*: `/samverkan möten` och `/samverkan ärenden`.")
_PEACE = Md(
    "• *Få lugn och ro*: pausa, välj tyst tid eller få nyheter samlade en gång om dagen. Klicka på _Ändra_ på startsidan."
)
_WRITE = Md(
    "Du kan också skriva till mig som vanligt, till exempel _jag kan inte komma på LSG den 12 mars_. Jag frågar alltid innan jag gör något."
)
_AU = Md(
    "• *Svara för arbetsutskottet*: knapparna finns i arbetsutskottets kanal och på startsidan, under _Väntar på dig_."
)
_LEAD = Md(
    "• *Leda mötet*: klicka på _Dagordning_ vid mötet på startsidan. Där fastställer du den och skickar kallelsen."
)
_STEP_IN = Md("• *Ersätta någon*: jag frågar dig i ett meddelande. Svara med knapparna, så är det ordnat.")
_COORDINATE = Md(
    "• *Samordna*: på startsidan skapar och flyttar du möten, ser platserna och det som inte kom fram, och väljer gruppernas kanaler."
)
_STRANGER = Md(
    "Jag hittar dig inte bland deltagarna, så jag kan inte göra så mycket för dig än. Be koordinatorn lägga till din e-postadress."
)


def for_one(
    *, known: bool, raises: bool, reports: bool, in_au: bool, steps_in: bool, coordinates: bool, coordinators: tuple[str, ...] = ()
) -> Md:  # fmt: skip
    """What one person can do; what does not concern the person is left out."""
    if not known:
        who = md("Koordinator: {names}.", names=", ".join(coordinators)) if coordinators else Md("")
        return join(" ", [one for one in (_STRANGER, who) if one])
    said = [
        (_COORDINATE, coordinates), (_AU, in_au), (_LEAD, in_au), (_RAISE, raises), (_STEP_IN, steps_in), (_ABSENCE, reports),
        (_LISTS, True), (_PEACE, True),
    ]  # fmt: skip
    return join("\n", [_HEADING, *(line for line, wanted in said if wanted), _WRITE])


WELCOME_MORE = Md("Mer hjälp finns på startsidan och med `/samverkan hjälp`.")
WELCOME_PEACE = Md("Blir det för mycket kan du pausa, välja tyst tid eller få nyheter samlade en gång om dagen.")


def welcome(name: str, bodies: str, *, coordinates: bool) -> Md:
    """The first words to somebody: what this is and why it comes."""
    first = name.split()[0] if name.split() else name
    what = (
        "Jag håller ordning på frågor, möten, kallelser och ersättare, och säger till när något behöver dig."
        if coordinates
        else "Här lyfter du frågor, ser dina möten och anmäler frånvaro. Jag säger till när något väntar på dig."
    )
    where = md(" Du får det här för att du är med i {bodies}.", bodies=bodies) if bodies else Md("")
    return md("*Välkommen, {first}!* Jag är Samverkan. {what}{where}", first=first, what=what, where=where)
