"""The roster file in words: headings, roles, what is wrong at a row and what is missing. Not how it is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.text.words import count, listed, swedish_order
from models.rules.roster import Gap, Role, RosterWarning, RowFault, RowProblem
from models.rules.structure import Structure

COLUMNS: Final[Mapping[str, str]] = {
    "body": "organ",
    "principal": "huvudman",
    "role": "roll",
    "order": "ordning",
    "name": "namn",
    "email": "epost",
    "start": "från",
    "end": "till",
}
"""Field of a row → heading, in the order an export has."""

ROLES: Final[Mapping[Role, str]] = {
    Role.ORDINARY: "ordinarie",
    Role.SUBSTITUTE: "ersättare",
    Role.CHAIR: "ordförande",
    Role.VICE_CHAIR: "vice ordförande",
    Role.CO_OPTED: "adjungerad",
    Role.COORDINATOR: "koordinator",
    Role.ASSISTIVE_DEVICES_COORDINATOR: "hjälpmedelskoordinator",
    Role.RESPONDENT: "svarsansvarig",
}

ROLE_WORDS: Final[Mapping[str, Role]] = {word: role for role, word in ROLES.items()}

_FAULTS: Final[Mapping[RowProblem, str]] = {
    RowProblem.SURPLUS_CELLS: "Raden har fler kolumner än rubriken: «{text}». Ett semikolon eller komma för mycket?",
    RowProblem.UNREADABLE_ROLE: "Rollen «{role}» finns inte. Skriv {roles}.",
    RowProblem.UNREADABLE_DATE: "Datumet «{date}» i kolumnen {column} går inte att läsa. Skriv som 2026-03-12.",
    RowProblem.UNREADABLE_ORDER: "Ordningen «{order}» är inget heltal från 1.",
    RowProblem.NAME_MISSING: "Namnet saknas.",
    RowProblem.NAME_WRONG: "Namnet är längre än {max} tecken eller innehåller tecken som inte syns.",
    RowProblem.EMAIL_MISSING: "E-postadressen saknas.",
    RowProblem.EMAIL_WRONG: "«{email}» är ingen e-postadress.",
    RowProblem.TWO_NAMES: "{email} heter {name} på rad {other}. En adress är en person: rätta namnet eller adressen.",
    RowProblem.UNKNOWN_BODY: "Organet «{body}» finns inte. Skriv något av: {bodies}.",
    RowProblem.UNKNOWN_PRINCIPAL: "Huvudmannen «{principal}» finns inte. Skriv något av: {principals}.",
    RowProblem.BODY_MISSING: "Organet saknas. Rollen {role} gäller alltid ett organ.",
    RowProblem.BODY_NOT_WANTED: "Rollen {role} gäller hela strukturen. Lämna organet tomt.",
    RowProblem.PRINCIPAL_MISSING: "Huvudmannen saknas. Rollen {role} gäller alltid en huvudman.",
    RowProblem.NO_SEAT_FOR_PRINCIPAL: "{principal} har ingen plats i {body}.",
    RowProblem.NO_SUBSTITUTES_HERE: "{body} har inga ersättare.",
    RowProblem.ENDS_BEFORE_START: "Slutdatumet {end} ligger före startdatumet {start}.",
    RowProblem.TOO_MANY_ORDINARY: "{principal} har högst {max_seats} i {body}{section}. Raden är en för mycket.",
    RowProblem.TOO_MANY_SUBSTITUTES: (
        "{principal} har högst {max_substitutes} i {body}{section}. Raden är en för mycket."
    ),
    RowProblem.ORDER_MISSING: "Ordningen saknas. {principal} har flera ersättare i {body}: vem frågas först?",
    RowProblem.ORDER_DOUBLED: "Ordningen {order} för {principal} i {body} finns redan på rad {other}.",
    RowProblem.TWICE_IN_BODY: "Personen har redan en plats i {body} på rad {other}. En person har en plats.",
    RowProblem.SAME_ROW_TWICE: "Samma uppdrag står redan på rad {other}.",
    RowProblem.CHAIR_OUTSIDE_GROUP: (
        "{role_start} utses inom gruppen{section}, men personen har ingen ordinarie plats i {body} den {day}."
    ),
    RowProblem.TWO_HOLDERS: "{body} har redan en {role} på rad {other}. Sätt slutdatum på den ena.",
    RowProblem.TWO_OFFICES: "Samma person är både ordförande och vice ordförande i {body} (rad {other}).",
    RowProblem.SAME_SIDE: (
        "Ordförande och vice ordförande i {body} måste komma från olika sidor: {sides}{section}. Se rad {other}."
    ),
}

_WARNINGS: Final[Mapping[Gap, str]] = {
    Gap.NO_REPRESENTATIVE: "{principal} har ingen representant i {body}.",
    Gap.BELOW_MIN: "{principal} har {have} av {min_seats} i {body}.",
    Gap.NO_SUBSTITUTE: "{principal} har ingen ersättare i {body}.",
    Gap.NO_CHAIR: "{body} har ingen ordförande.",
    Gap.NO_VICE_CHAIR: "{body} har ingen vice ordförande.",
    Gap.NO_RESPONDENT: "{principal} har ingen svarsansvarig.",
    Gap.NO_COORDINATOR: "Det finns ingen koordinator.",
    Gap.SUBSTITUTE_ALREADY_SEATED: (
        "{name} är ersättare i {body} men har redan plats där genom ett ordförandeskap, och kallas inte som ersättare."
    ),
}

_SECTIONS: Final = {
    RowProblem.TOO_MANY_ORDINARY: "representation",
    RowProblem.TOO_MANY_SUBSTITUTES: "representation",
    RowProblem.CHAIR_OUTSIDE_GROUP: "chair",
    RowProblem.SAME_SIDE: "chair",
}


def fault(structure: Structure, one: RowFault) -> str:
    """What is wrong at a row, and how to mend it: "Rad 4: Namnet saknas."."""
    facts = _facts(structure, one.params)
    body = one.params.get("body")
    topic = _SECTIONS.get(one.problem)
    section = structure.body(str(body)).sections.get(topic) if topic else None
    facts["section"] = f" ({structure.agreement} {section})" if section else ""
    return f"Rad {one.row}: {_FAULTS[one.problem].format_map(facts)}"


def warning(structure: Structure, one: RosterWarning) -> str:
    """What is missing or odd."""
    return _WARNINGS[one.gap].format_map(_facts(structure, one.params))


def _facts(structure: Structure, params: Mapping[str, str | int]) -> dict[str, str]:
    """The values of a sentence: keys as names, numbers with their noun."""
    facts = {name: str(value) for name, value in params.items()}
    bodies = {body.key: body.name for body in structure.bodies}
    principals = {principal.key: principal.name for principal in structure.principals}
    if "body" in facts:
        facts["body"] = bodies.get(facts["body"], facts["body"])
    if "principal" in facts:
        facts["principal"] = principals.get(facts["principal"], facts["principal"])
    if "column" in facts:
        facts["column"] = COLUMNS[facts["column"]]
    if isinstance(params.get("role"), Role):
        facts["role"] = ROLES[Role(facts["role"])]
        facts["role_start"] = facts["role"][0].upper() + facts["role"][1:]
    if "max" in facts:
        facts["max_seats"] = count(int(facts["max"]), "ordinarie plats", "ordinarie platser")
        facts["max_substitutes"] = f"{facts['max']} ersättare"
    if "min" in facts:
        facts["min_seats"] = count(int(facts["min"]), "ordinarie", "ordinarie")
    facts["roles"] = listed(ROLES.values(), "eller")
    facts["bodies"] = ", ".join(bodies.values())
    facts["principals"] = ", ".join(principals.values())
    facts["sides"] = listed(structure.side_members.values())
    return facts


# The file as a whole

NO_FILE: Final = "Filen {path} finns inte eller går inte att öppna."
WRONG_KIND: Final = "Filen {path} är varken .csv eller .xlsx. Spara den som ett av dem och försök igen."
NOT_UTF8: Final = (
    "Filen är inte sparad som UTF-8, så å, ä och ö går inte att läsa (från byte {at}). "
    "Spara den i Excel som «CSV UTF-8 (kommaavgränsad)», eller som .xlsx, och försök igen."
)
NOT_XLSX: Final = "Filen går inte att läsa som en Excel-arbetsbok (.xlsx). Öppna den i Excel och spara den på nytt."
NOT_CSV: Final = "Filen går inte att läsa som CSV: rad {row}. Saknas ett citattecken?"
EMPTY_FILE: Final = "Filen är tom. Första raden ska vara {headings}."
UNKNOWN_HEADINGS: Final = "Rubriken har kolumner som inte känns igen: {wrong}. Kolumnerna heter {headings}."
DOUBLED_HEADINGS: Final = "Rubriken har samma kolumn två gånger: {wrong}."
MISSING_HEADINGS: Final = "Rubriken saknar kolumnen {wrong}. Första raden ska vara {headings}."
HEADINGS: Final = ";".join(COLUMNS.values())


# The outcome of an import

NOTHING_CHANGED: Final = "Registret säger redan det som står i filen. Inget har ändrats."
NOTHING_WRITTEN: Final = "Inget har sparats. Rätta raderna och läs in filen igen."
DRY_RUN: Final = "Provkörning: inget har sparats."


def outcome(
    *, new: Sequence[str], gone: Sequence[str], changed: Sequence[str], renamed: Sequence[str], started: int, ended: int
) -> str:
    """What an import did, in lines: who is new, who has left, whose appointments changed."""
    lines = [f"{started} nya och {ended} avslutade uppdrag."]
    for label, names in (("Nya", new), ("Har slutat", gone), ("Ändrade", changed), ("Har bytt namn", renamed)):
        if names:
            lines.append(f"{label} ({len(names)}): {listed(sorted(names, key=swedish_order))}.")
    return "\n".join(lines)


def found(faults: int, rows: int) -> str:
    """The first line above a list of faults."""
    return f"{count(faults, 'fel', 'fel')} på {count(rows, 'rad', 'rader')}:"
