"""The demo's scenes: invented questions, places and titles. Nobody here exists."""

from __future__ import annotations

TEAM = "Samverkan i Västerbotten (påhittat)"
PLACE = "Konferensrum Björnen, Umeå, och Teams"
OTHER_PLACE = "Sammanträdesrum Tall, Skellefteå, och Teams"
SEMINAR_THEME = "Nära vård i hela länet"
SEMINAR_PLACE = "Folkets hus, Lycksele"
SEMINAR_PROGRAMME = """Hälsa och livsvillkor i länet: en lägesbild
Så gick det med förra årets prioriteringar
Samtal vid runda bord: vad behöver vi göra tillsammans?
Årets prioriteringar"""

QUESTIONS: dict[str, dict[str, str]] = {
    "discharge": {
        "title": "Trygg utskrivning",
        "issue": "Hur kan vi se till att den som skrivs ut från sjukhuset möts av rätt insatser samma dag?",
        "background": "Flera kommuner får besked sent på fredagar. Rutinen från 2024 tolkas olika på sjukhusen.",
        "benefit": "Invånaren vet vem som kommer hem, när och varför, och slipper åka in igen.",
        "concerned": "Alla kommuner och regionens sjukhus.",
        "why_not_local": "Sjukhusen behöver en rutin som är lika för alla kommuner.",
    },
    "inhabitants": {
        "title": "Nära vård: vad vill vi berätta för invånarna?",
        "issue": "Vilka tre budskap om nära vård kan alla huvudmän stå bakom?",
        "background": "I dag berättar var och en på sitt sätt, och invånarna ringer fel.",
        "benefit": "Invånaren vet vart hen ska vända sig.",
        "concerned": "Alla huvudmän.",
        "why_not_local": "Budskapen behöver vara desamma i hela länet.",
    },
    "loneliness": {
        "title": "Ensamhet bland äldre",
        "issue": "Kan vi ha en gemensam plan för att upptäcka ofrivillig ensamhet?",
        "background": "Hemtjänsten, primärvården och föreningarna möter samma personer utan att veta om varandra.",
        "benefit": "Den som är ensam får en fråga och ett erbjudande, oavsett vem hen möter först.",
        "concerned": "Alla kommuner och regionens hälsocentraler.",
        "why_not_local": "Hälsocentralernas uppdrag är lika i hela länet.",
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
    "teeth": {
        "title": "Munhälsa på särskilda boenden",
        "issue": "Vem ser till att den som flyttar in får en munhälsobedömning?",
        "background": "Bedömningarna görs, men når inte alltid boendet.",
        "benefit": "Den som bor där kan äta och slipper ha ont.",
        "concerned": "Kommuner med särskilda boenden, och folktandvården.",
        "why_not_local": "Folktandvården arbetar i hela länet.",
    },
    "records": {
        "title": "Sammanhållen journal för vikarier",
        "issue": "Hur får sommarens vikarier läsa i journalen från första dagen?",
        "background": "Behörigheterna tar två veckor i några kommuner och en dag i andra.",
        "benefit": "Den som får vård slipper berätta allt igen.",
        "concerned": "Alla kommuner och regionens it-enhet.",
        "why_not_local": "Behörigheten ges av regionen.",
    },
    "logo": {
        "title": "En egen logotyp för samverkan",
        "issue": "Ska samverkan ha en egen logotyp på presentationer?",
        "background": "I dag används sexton olika mallar.",
        "benefit": "Invånaren ser att vi hör ihop.",
        "concerned": "Alla huvudmän.",
        "why_not_local": "Logotypen skulle vara gemensam.",
    },
    "wheelchairs": {
        "title": "Utprovning av rullstol tar olika lång tid",
        "issue": "Varför skiljer det fyra veckor mellan kusten och inlandet?",
        "background": "Arbetsterapeuterna väntar på tid hos hjälpmedelskonsulenten.",
        "benefit": "Den som behöver en rullstol kommer ut tidigare.",
        "concerned": "Inlandskommunerna och hjälpmedelsverksamheten.",
        "why_not_local": "Konsulenterna arbetar i hela länet.",
    },
    "interpreter": {
        "title": "Tolk vid vårdplanering",
        "issue": "Vem bokar och betalar tolk när kommun och region planerar tillsammans?",
        "background": "Det blir olika varje gång.",
        "benefit": "Den enskilde förstår sin plan.",
        "concerned": "Alla kommuner och regionens mottagningar.",
        "why_not_local": "Mötena har deltagare från båda sidor.",
    },
    "summer": {
        "title": "Sommarens bemanning i hemsjukvården",
        "issue": "Kan grannkommuner låna sjuksköterskor av varandra i juli?",
        "background": "Tre kommuner saknade sjuksköterska på natten i somras.",
        "benefit": "Det finns någon som kan komma, alla nätter.",
        "concerned": "Kustkommunerna runt Umeå.",
        "why_not_local": "Ingen av kommunerna klarar det ensam.",
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
SUPPLEMENT = "Vilka boenden gäller det, och hur ofta händer det?"
DECLINE = "Regionens it-enhet utreder redan frågan."
DECLINE_LOGO = "Det finns viktigare frågor just nu."

LSG_MINUTES = "25"
LSG_AGENDA: tuple[dict[str, str], ...] = (
    {"title": "Lägesrapport från beredningarna", "kind": "information", "minutes": "20"},
    {"title": "Framtidsbild Nära vård 2030: var står vi?", "kind": "dialogue", "minutes": "45"},
    {
        "title": "Tema för ledningsseminariet", "kind": "position", "minutes": "30",
        "presenter": "de regionala koordinatorerna",
    },
)  # fmt: skip
SAMRAD_AGENDA: tuple[dict[str, str], ...] = (
    {"title": "Lägesrapport från LSG", "kind": "information", "minutes": "30"},
    {"title": "Prioriterade områden nästa år", "kind": "dialogue", "minutes": "60"},
)


def title(role: str, body: str | None, principal: str | None) -> str:
    """What stands under a person's name on the screen."""
    return ", ".join(part for part in (f"{role} {body}" if body else role, principal) if part)
