"""The demo's scenes: invented questions, places and titles. Nobody here exists."""

from __future__ import annotations

TEAM = "Samverkan i Västerbotten (påhittat)"
PLACE = "Konferensrum Björnen, Umeå, och Teams"
OTHER_PLACE = "Sammanträdesrum Tall, Skellefteå, och Teams"
NO_TITLE = "Gäst"

QUESTIONS: dict[str, dict[str, str]] = {
    "discharge": {
        "title": "Trygg utskrivning",
        "issue": "Hur kan vi se till att den som skrivs ut från sjukhuset möts av rätt insatser samma dag?",
        "background": "Flera kommuner får besked sent på fredagar. Rutinen från 2024 tolkas olika på sjukhusen.",
        "benefit": "Invånaren vet vem som kommer hem, när och varför, och slipper åka in igen.",
        "concerned": "Alla kommuner och regionens sjukhus.",
        "why_not_local": "Sjukhusen behöver en rutin som är lika för alla kommuner.",
    },
    "home_care": {
        "title": "Läkarmedverkan i hemsjukvården",
        "issue": "Vilken läkare ansvarar när en patient bor i en kommun och är listad i en annan?",
        "background": "Sommaren visade att hemsjukvården ringer runt för att hitta rätt läkare.",
        "benefit": "Den som bor hemma får snabbare hjälp.",
        "concerned": "Inlandskommunerna och hälsocentralerna.",
        "why_not_local": "Listningen går över kommungränserna.",
    },
    "aids": {
        "title": "Gemensamma väntetider för hjälpmedel",
        "issue": "Kan vi mäta väntetider för hjälpmedel på samma sätt i hela länet?",
        "background": "Hjälpmedelsrådet har sett att tiderna räknas från olika dagar.",
        "benefit": "Lika villkor, var man än bor.",
        "concerned": "Alla huvudmän.",
        "why_not_local": "Måttet behöver vara detsamma i hela länet.",
    },
    "youth": {
        "title": "Barn och unga som väntar på utredning",
        "issue": "Vad gör skola, socialtjänst och vård under tiden som barnet väntar?",
        "background": "Väntan är ofta över ett halvår. Stödet ser olika ut.",
        "benefit": "Barnet får stöd från första dagen.",
        "concerned": "Skola, socialtjänst och regionens mottagningar.",
        "why_not_local": "Kön är gemensam för länet.",
    },
}
SUPPLEMENT = "Vilka avdelningar gäller det, och hur ofta händer det?"
DECLINE = "Frågan behandlas redan i Beredning barn och unga."


def title(role: str, body: str | None, principal: str | None) -> str:
    """What stands under a person's name on the screen."""
    return ", ".join(part for part in (f"{role} {body}" if body else role, principal) if part)
