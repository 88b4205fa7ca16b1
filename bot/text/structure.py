"""What is wrong in a structure file, in words. Not how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from models.rules.structure import Fault, Problem

_WORDS: Final[Mapping[Problem, str]] = {
    Problem.MISSING: "saknas.",
    Problem.UNKNOWN_FIELD: "finns inte som fält. Är det felstavat?",
    Problem.NOT_A_MAPPING: "ska ha fält under sig, men är «{value}».",
    Problem.NOT_A_LIST: "ska vara en lista, men är «{value}».",
    Problem.NOT_A_TEXT: "ska vara en text, men är «{value}». Sätt citattecken runt siffror.",
    Problem.NOT_A_NUMBER: "ska vara ett heltal, men är «{value}».",
    Problem.NOT_YES_OR_NO: "ska vara true eller false, men är «{value}».",
    Problem.NOT_A_KEY: "är en nyckel: små bokstäver a–z, siffror och understreck. Nu står det «{value}».",
    Problem.NOT_AMONG_CHOICES: "kan inte vara «{value}».",
    Problem.UNKNOWN_REFERENCE: "pekar på «{value}», som inte finns i filen.",
    Problem.DUPLICATE: "«{value}» används redan.",
    Problem.TOO_SMALL: "är för litet: {value}.",
    Problem.MIN_ABOVE_MAX: "är större än max: {value}.",
    Problem.WRONG_ORDER: "kommer i fel ordning: {value}. Det som ska ske tidigare behöver fler dagar.",
    Problem.WRONG_FORM: "har fel form: «{value}».",
    Problem.CIRCLE: "går runt: «{value}» blir överordnat sig självt.",
    Problem.NEEDS_PARENT: "kräver att parent är angivet.",
    Problem.NEEDS_TWO_SIDES: "kräver platser för huvudmän på två sidor.",
    Problem.STILL_HELD: ("saknar «{value}», där personer har uppdrag. Avsluta dem först med samverkan roster import."),
}


def fault(one: Fault) -> str:
    """Where and what: "bodies[1].seats.umea.max ska vara ett heltal, men är «två»."."""
    return f"{one.where or 'filen'} {_WORDS[one.problem].format(value=one.value)}"


NO_FILE: Final = "Strukturfilen {path} finns inte eller går inte att öppna."
NOT_UTF8: Final = "Strukturfilen {path} är inte sparad som UTF-8. Spara om den och försök igen."
NOT_YAML: Final = "Strukturfilen {path} går inte att läsa som YAML."
NOT_YAML_AT: Final = "Strukturfilen {path} går inte att läsa som YAML, rad {line}: {detail}."
LOADED: Final = "Strukturen {name} är inläst."
UNCHANGED: Final = "Strukturen {name} gällde redan. Inget har ändrats."
