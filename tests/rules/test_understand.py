"""Free Swedish text to the bot: what a sentence asks for. A table of sentences as people write them; no database."""

from __future__ import annotations

from datetime import date

import pytest

from bot.text.understand import Intent, Understood, understand
from bot.text.when import Days, day_in, days_in
from models.store.structure import shipped

COUNTY = shipped("vasterbotten")
MONDAY = date(2026, 3, 9)
A, R, N, Q, S = Intent.ABSENCE, Intent.RAISE, Intent.NEXT_MEETING, Intent.MY_QUESTIONS, Intent.SUBSTITUTE
H, T, U, B, C = Intent.HELP, Intent.THANKS, Intent.UNKNOWN, Intent.RETURN, Intent.CALLS

SENTENCES = [
    ("jag kan inte komma på LSG den 12 mars", A, "lsg", date(2026, 3, 12)),
    ("Kan inte komma på LSG den 12 mars", A, "lsg", date(2026, 3, 12)),
    ("Jag kan tyvärr inte vara med på samrådet imorgon", A, "samrad", date(2026, 3, 10)),
    ("Hej! Kan dessvärre inte delta i Länssamverkansgruppen (LSG) på torsdag.", A, "lsg", date(2026, 3, 12)),
    ("blir sjuk", A, "", None),
    ("Jag är sjuk i dag", A, "", date(2026, 3, 9)),
    ("sjuk idag, kan inte komma", A, "", date(2026, 3, 9)),
    ("får förhinder den 12/3", A, "", date(2026, 3, 12)),
    ("Har fått förhinder på onsdag", A, "", date(2026, 3, 11)),
    ("kommer inte imorgon", A, "", date(2026, 3, 10)),
    ("jag kommer inte i morgon", A, "", date(2026, 3, 10)),
    ("Jag kommer tyvärr inte på mötet nästa torsdag", A, "", date(2026, 3, 19)),
    ("hinner inte till lsg-mötet", A, "lsg", None),
    ("anmäl frånvaro", A, "", None),
    ("Jag vill anmäla frånvaro från SVO den tolfte", A, "samrad", date(2026, 3, 12)),
    ("frånvaro 2026-03-12", A, "", date(2026, 3, 12)),
    ("måste lämna återbud till samråd vård och omsorg den 12:e mars", A, "samrad", date(2026, 3, 12)),
    ("Lämnar återbud den 12", A, "", date(2026, 3, 12)),
    ("vabbar på fredag", A, "", date(2026, 3, 13)),
    ("är bortrest den 12 april", A, "", date(2026, 4, 12)),
    ("jag är upptagen den 12 mars 2027", A, "", date(2027, 3, 12)),
    ("kan inte på torsdag", A, "", date(2026, 3, 12)),
    ("Kan inte den 12 mars", A, "", date(2026, 3, 12)),
    ("jag måste gå tidigare på torsdag", A, "", date(2026, 3, 12)),
    ("tackar nej till mötet i barn och unga", A, "bbu", None),
    ("jag kan ej medverka på Hjälpmedelsrådets möte", A, "hjalpmedel", None),
    ("Anna kan inte komma på lsg den 12 mars", A, "lsg", date(2026, 3, 12)),
    ("kan inte komma, kalla ersättare", A, "", None),
    ("JAG KAN INTE KOMMA", A, "", None),
    ("jag kan nog inte närvara på patientsäkerhet tisdag vecka 12", A, "patientsakerhet", date(2026, 3, 17)),
    ("missar mötet om två dagar", A, "", date(2026, 3, 11)),
    ("Jag kan komma ändå på torsdag", B, "", date(2026, 3, 12)),
    ("jag kommer trots allt", B, "", None),
    ("Jag är inte sjuk längre", B, "", None),
    ("frisk igen, jag kommer på lsg", B, "lsg", None),
    ("återta min frånvaro", B, "", None),
    ("jag kan ersätta", C, "", None),
    ("Jag kan inte ersätta den 12 mars", C, "", date(2026, 3, 12)),
    ("jag kan hoppa in på lsg", C, "lsg", None),
    ("när är nästa möte", N, "", None),
    ("När är nästa LSG?", N, "lsg", None),
    ("när ses vi?", N, "", None),
    ("vilka möten har jag", N, "", None),
    ("mina möten", N, "", None),
    ("var är mötet på torsdag?", N, "", date(2026, 3, 12)),
    ("när är nästa möte i samrådet", N, "samrad", None),
    ("mina frågor", Q, "", None),
    ("hur går det med min fråga?", Q, "", None),
    ("Vad är status på mina ärenden", Q, "", None),
    ("vad väntar på mig", Q, "", None),
    ("vem är min ersättare?", S, "", None),
    ("Vem är ersättare för Umeå i LSG?", S, "lsg", None),
    ("vilka ersättare har Region Västerbotten i samrådet", S, "samrad", None),
    ("vem ersätter mig den 12 mars", S, "", date(2026, 3, 12)),
    ("vem går i mitt ställe", S, "", None),
    ("jag vill lyfta en fråga om trygg utskrivning", R, "", None),
    ("Jag vill lyfta en fråga till LSG om hjälpmedel", R, "lsg", None),
    ("Vi behöver ta upp en fråga om samordnad individuell plan", R, "", None),
    ("lyft en fråga", R, "", None),
    ("ny fråga", R, "", None),
    ("hur lyfter jag en fråga?", R, "", None),
    ("hjälp", H, "", None),
    ("Hjälp mig", H, "", None),
    ("vad kan du göra?", H, "", None),
    ("hur fungerar det här", H, "", None),
    ("?", H, "", None),
    ("hej", H, "", None),
    ("God morgon!", H, "", None),
    ("", H, "", None),
    ("tack", T, "", None),
    ("Tack så mycket!", T, "", None),
    ("toppen", T, "", None),
    ("vad blir det till lunch", U, "", None),
    ("jag kommer på torsdag", U, "", None),
    ("kan inte du skicka något", U, "", None),
    ("kan du inte skriva kortare", U, "", None),
    ("asdf", U, "", None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "intent", "body", "day"), SENTENCES)
def test_a_sentence_is_understood_or_said_not_to_be(sentence: str, intent: Intent, body: str, day: date | None) -> None:
    found = understand(sentence, COUNTY, MONDAY)

    expected = (intent, "", None) if intent in (H, T, U) else (intent, body, None if intent is R else day)
    assert (found.intent, found.body, found.day) == expected


@pytest.mark.parametrize(
    ("sentence", "draft"),
    [
        ("jag vill lyfta en fråga om trygg utskrivning", "Trygg utskrivning"),
        ("Jag vill lyfta en fråga till LSG om hjälpmedel i skolan.", "Hjälpmedel i skolan"),
        ("Lyft en fråga: SIP för barn <b>", "SIP för barn"),
        ("ta upp ett ärende gällande ambulans &amp; jour", "Ambulans & jour"),
        ("lyft en fråga", ""),
    ],
)
def test_a_question_begins_with_what_was_written(sentence: str, draft: str) -> None:
    assert understand(sentence, COUNTY, MONDAY).draft == draft


def test_a_reason_is_neither_kept_nor_repeated() -> None:
    """Nothing of the sentence leaves: only a body, a day and what is wanted."""
    found = understand("Jag har fått cancer och är sjuk, kan inte komma på LSG den 12 mars", COUNTY, MONDAY)

    assert found == Understood(Intent.ABSENCE, body="lsg", day=date(2026, 3, 12))


@pytest.mark.parametrize(
    ("sentence", "principal", "own"),
    [
        ("vem är ersättare för Umeå i LSG?", "umea", False),
        ("vem är Åsele kommuns ersättare", "asele", False),
        ("vilka ersättare har regionen", "regionen", False),
        ("vem är min ersättare", "", True),
    ],
)
def test_whose_substitute_is_meant(sentence: str, principal: str, own: bool) -> None:
    found = understand(sentence, COUNTY, MONDAY)

    assert (found.principal, found.own) == (principal, own)


DAYS = [
    ("den 12 mars", date(2026, 3, 12)),
    ("12 mars 2028", date(2028, 3, 12)),
    ("den 5 mars", date(2027, 3, 5)),
    ("29 februari", date(2028, 2, 29)),
    ("31 februari", None),
    ("12/3", date(2026, 3, 12)),
    ("12/3-27", date(2027, 3, 12)),
    ("5/3", date(2027, 3, 5)),
    ("40/3", None),
    ("2026-02-30", None),
    ("den tjugoförsta april", date(2026, 4, 21)),
    ("den tolfte", date(2026, 3, 12)),
    ("den 8", date(2026, 4, 8)),
    ("den 31:a", date(2026, 3, 31)),
    ("den 45", None),
    ("på måndag", date(2026, 3, 9)),
    ("på söndag", date(2026, 3, 15)),
    ("nästa måndag", date(2026, 3, 16)),
    ("torsdag nästa vecka", date(2026, 3, 19)),
    ("på torsdag om en vecka", date(2026, 3, 19)),
    ("torsdag v. 12", date(2026, 3, 19)),
    ("torsdag vecka 2", date(2027, 1, 14)),
    ("torsdag vecka 60", None),
    ("i övermorgon", date(2026, 3, 11)),
    ("ikväll", date(2026, 3, 9)),
    ("om 3 dagar", date(2026, 3, 12)),
    ("om en vecka", date(2026, 3, 16)),
    ("kl. 12.30", None),
    ("punkt 3", None),
    ("i mars", None),
    ("den andra gruppen", None),
    ("den andra", date(2026, 4, 2)),
    ("den 12e", date(2026, 3, 12)),
    ("på tors", date(2026, 3, 12)),
    ("torsdagens möte", date(2026, 3, 12)),
    ("nu på torsdag", date(2026, 3, 12)),
    ("i torsdags", None),
    ("om fjorton dagar", date(2026, 3, 23)),
    ("om elva dagar", None),
    ("dagens möte", date(2026, 3, 9)),
]
PERIODS = [
    ("vecka 12", date(2026, 3, 16), date(2026, 3, 22)),
    ("v. 11", date(2026, 3, 9), date(2026, 3, 15)),
    ("v 10", date(2027, 3, 8), date(2027, 3, 14)),
    ("nästa vecka", date(2026, 3, 16), date(2026, 3, 22)),
    ("hela veckan", date(2026, 3, 9), date(2026, 3, 15)),
    ("mötet i mars", date(2026, 3, 1), date(2026, 3, 31)),
    ("februarimötet", date(2027, 2, 1), date(2027, 2, 28)),
    ("i april 2028", date(2028, 4, 1), date(2028, 4, 30)),
    ("nästa månad", date(2026, 4, 1), date(2026, 4, 30)),
    ("7-11 december", date(2026, 12, 7), date(2026, 12, 11)),
    ("12–14/3", date(2026, 3, 12), date(2026, 3, 14)),
    ("mellan den 1 och 20 december", date(2026, 12, 1), date(2026, 12, 20)),
    ("från den 28 mars till den 3 april", date(2026, 3, 28), date(2026, 4, 3)),
    ("28/12-3/1", date(2026, 12, 28), date(2027, 1, 3)),
    ("1 mars t.o.m. 15 mars 2027", date(2027, 3, 1), date(2027, 3, 15)),
]
NO_PERIODS = ["vecka 60", "40-45/3", "12/3-8/13", "20-10 mars", "12 mars till 40 april"]


@pytest.mark.parametrize(("text", "first", "last"), PERIODS)
def test_a_period_as_people_write_it(text: str, first: date, last: date) -> None:
    assert days_in(text, MONDAY) == Days(first, last)
    assert day_in(text, MONDAY) is None


@pytest.mark.parametrize("text", NO_PERIODS)
def test_a_period_that_does_not_exist_is_none(text: str) -> None:
    assert days_in(text, MONDAY) is None


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_as_people_write_it(text: str, day: date | None) -> None:
    assert day_in(text, MONDAY) == day
