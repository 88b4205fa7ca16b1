"""The demo's guided tour: three flows told step by step to somebody who has never seen them. {names} are filled in by demo_tour.py."""

from __future__ import annotations

from typing import Final

TITLE: Final = "Välkommen till ett påhittat Västerbotten"
TEXT: Final = "Ingen här finns på riktigt. Följ med på en rundtur, eller prova själv: byt person uppe till vänster."

RAISE: Final = "En fråga lyfts"
RAISE_TEXT: Final = "Från en kommun till AU:s godkännande"
ABSENCE: Final = "Någon kan inte komma"
ABSENCE_TEXT: Final = "Ersättaren får frågan och tackar ja"
MEETING: Final = "Ett möte i Outlook"
MEETING_TEXT: Final = "Kallelsen, svaret och seminariet"

QUESTION: Final[dict[str, str]] = {
    "title": "Nattpatrull över kommungränsen",
    "issue": "Kan två kommuner dela på en nattpatrull i hemsjukvården?",
    "background": "Avstånden är långa och det är svårt att hitta personal om natten.",
    "benefit": "Den som larmar om natten får hjälp snabbare.",
    "concerned": "Kustkommunerna och regionens ambulans.",
    "why_not_local": "Patrullen skulle köra i två kommuner.",
}

# Each step: its heading and what is said.
RAISE_STEPS: Final[tuple[tuple[str, str], ...]] = (
    (
        "{member} har en fråga",
        "{member} sitter i LSG för {municipality}. Det här är hennes Hem i Slack. Allt går att göra med knapparna.",
    ),
    (
        "Frågan skrivs i ett formulär",
        "Mallen följer överenskommelsen: vad är frågan, vad vinner invånaren, och varför går den inte att lösa lokalt?",
    ),
    (
        "Ordföranden svarar",
        "Till höger sitter {chair}, ordförande i LSG. Hon ser frågan i AU:s kanal och behöver två minuter.",
    ),
    (
        "Vice ordföranden svarar också",
        "Regeln är att båda godkänner. Nu är det {vice} som sitter till höger. Håll ett öga på {member} till vänster.",
    ),
    (
        "{member} har fått besked",
        "Hon behövde inte fråga någon. Frågan är godkänd och får en plats på nästa dagordning.",
    ),
)
ABSENCE_STEPS: Final[tuple[tuple[str, str], ...]] = (
    ("{away} kan inte komma", "{away} sitter i LSG för {municipality}. Ett tryck på knappen vid mötet räcker."),
    ("Hon anmäler frånvaro", "Mötet är redan ifyllt, och ingen frågar varför."),
    (
        "Ersättaren får frågan direkt",
        "Till höger sitter {substitute}, ersättare för samma kommun. Frågan kommer i ett direktmeddelande med dagordningen.",
    ),
    (
        "Platsen är täckt",
        "Till vänster vet {away} att allt är ordnat. Till höger har {substitute} fått mötet i sin kalender.",
    ),
)
MEETING_STEPS: Final[tuple[tuple[str, str], ...]] = (
    (
        "Dagordningen är nästan klar",
        "{chair} är ordförande i LSG. Mötet närmar sig, och frågorna som AU har godkänt står redan på dagordningen.",
    ),
    ("Hon fastställer den", "Längst ner står hur mycket tid som är kvar. Fastställ dagordningen."),
    (
        "Kallelsen går ut",
        "Alla kallade får den i Slack, och mötet i Outlook får dagordningen. Till höger är {guest} i Outlook.",
    ),
    (
        "{guest} ser mötet i sin kalender",
        "Här är inbjudan så som hon ser den i Outlook. Hon kan svara där, med eller utan att skicka svaret.",
    ),
    (
        "Hon tackar nej i Outlook",
        "Ett nej i kalendern är ingen anmäld frånvaro. Appen frågar i Slack, till vänster, om den ska anmäla.",
    ),
    (
        "Seminariet planeras",
        "{coordinator} är koordinator. Tiden för seminariet är bokad, och alla på gästlistan har den i kalendern.",
    ),
)

# What is to be seen on the screen when a step is done, where it is no button's label.
WAITS: Final = "{chair} har godkänt. Nu väntar vi på {vice}"
APPROVED: Final = "AU har godkänt frågan"
REPORTED: Final = "anmäl"
DECLINED: Final = "Du tackade nej i kalendern"
THANKS: Final = "Tack! Du ersätter"
# Outlook's own buttons, as the screen calls them.
ACCEPT: Final = "Acceptera"
DECLINE: Final = "Avböj"
