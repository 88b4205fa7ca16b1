"""The lines in a question's thread: what happened, one sentence for each act of the journal. Values come in, no
rows."""

from __future__ import annotations

from datetime import date

from bot.text import questions as words
from bot.text.markup import Md, join, md
from bot.text.words import sentence, stopped
from models.rules.questions import QuestionState
from models.rules.questions_au import Answer, Outcome
from models.rules.roster import Role
from models.values import dataclass


@dataclass(frozen=True)
class Note:
    """What the journal says happened, with names instead of ids. `other`: who in AU has not answered; None when
    vacant."""

    act: str
    name: str = ""
    office: Role | None = None
    answer: Answer | None = None
    outcome: Outcome | None = None
    text: str = ""
    target: str = ""
    own_principal: bool = False
    unprepared: bool = False
    other: str | None = None
    other_office: Role = Role.VICE_CHAIR
    by_chair: bool = False  # the chair decides, after consultation
    meeting: date | None = None
    complete_by: date | None = None
    linked_number: str | None = None
    linked_body: str = ""
    linked_state: QuestionState | None = None
    back: bool = False
    everybody: bool = False
    changed: tuple[str, ...] = ()
    preparer: str = ""


def note(one: Note, *, to_raiser: bool = False) -> Md:
    """The sentence for the thread of AU's card, or (`to_raiser`) for the raiser's."""
    if one.act == "question.answered":
        return _answered(one, to_raiser)
    templates = {
        "question.raised": "Frågan har kommit in till AU.",
        "question.cosigned": "{name} har skrivit under. Frågan har kommit in till AU.",
        "question.linked": "Frågan kommer från {linked_body}, där den har nummer {linked_number}.",
        "question.withdrawn": "{name} har återtagit frågan.",
        "question.answer_withdrawn": "{name} har ångrat sitt svar.",
        "question.reopened": "Koordinatorn {name} har öppnat för nytt svar. Svara igen, båda två.",
        "question.late": "Tiden för AU:s svar har gått ut. Koordinatorn har fått veta det. Ni kan fortfarande svara.",
        "question.sent_back": "Frågan är beredd och har skickats tillbaka till {linked_body}.",
        "question.prepared": "Frågan är beredd i {linked_body} ({linked_number}) och är tillbaka hos AU.",
    }
    if one.act in templates:
        return md(templates[one.act], name=one.name, linked_body=one.linked_body, linked_number=one.linked_number or "")
    if one.act == "question.completed":
        also = " Texterna är också ändrade." if one.changed else ""
        return md("{name} har kompletterat frågan: {text}{also}", name=one.name, text=stopped(one.text), also=also)
    if one.act == "question.completion_late":
        if to_raiser:
            return Md(
                "Kompletteringen skulle ha varit inne nu. Koordinatorn hör av sig. Du kan fortfarande komplettera."
            )
        return Md("Kompletteringen har inte kommit i tid. Koordinatorn har fått veta det.")
    if one.act == "question.unsigned":
        return Md("Ingen har skrivit under än. Koordinatorn har fått veta det. Du kan återta frågan om du vill.")
    if one.act == "question.not_now":
        return _not_now(one)
    if one.act == "question.linked_moved" and one.linked_state is not None:
        return _linked(one, one.linked_state)
    raise LookupError(one.act)


def _answered(one: Note, to_raiser: bool) -> Md:
    if one.answer is None or one.office is None:
        raise LookupError(one.act)
    if one.outcome is Outcome.SETTLED:
        return _settled(one, one.answer, to_raiser)
    name = f"{one.name} ({words.OFFICES[one.office]}{_own(one)})"
    done = words.DONE[one.answer] + (f": {one.text.rstrip('.')}" if one.text else "")
    if one.outcome is Outcome.DISAGREEMENT:
        return md("{name} {done}. " + words.DISAGREE, name=name, done=done)
    if one.by_chair:
        return words.waits_for_chair(name, done, sentence(words.THE_OFFICES[one.other_office]))
    return words.waits_for(name, done, one.other, one.other_office)


def _own(one: Note) -> str:
    return ", från samma huvudman som frågan" if one.own_principal else ""


def _settled(one: Note, answer: Answer, to_raiser: bool) -> Md:
    if answer is Answer.APPROVE:
        marked = " Den märks ej beredd och tas upp som information eller dialog." if one.unprepared else ""
        return md("{words}{marked}", words=words.approved(one.meeting), marked=marked)
    if answer is Answer.DECLINE:
        return words.declined(one.text) if to_raiser else words.declined_here(one.text)
    who = Md("") if to_raiser else md("{name} {done}. ", name=one.name, done=words.DONE[answer])
    if answer is Answer.ASK_SUPPLEMENT:
        return words.supplement_here(one.text, one.complete_by, by="AU" if to_raiser else one.name)
    if answer is Answer.PREPARE:
        return join("", [who, words.in_preparation(one.linked_body or one.preparer, one.linked_number)])
    return join("", [who, words.referred(one.target, one.linked_number, one.text)])


def _not_now(one: Note) -> Md:
    why = f": {one.text.rstrip('.')}" if one.text else ""
    if one.everybody:
        return md("{name} skriver inte under nu{why}. Frågan ligger kvar som utkast hos dig.", name=one.name, why=why)
    return md("{name} skriver inte under nu{why}. Vi väntar på en annan representant.", name=one.name, why=why)


def _linked(one: Note, state: QuestionState) -> Md:
    facts = {"body": one.linked_body, "number": one.linked_number or ""}
    if one.back:
        return md("{body} tar inte upp {number} nu. Frågan är tillbaka hos AU här.", **facts)
    done = {
        QuestionState.APPROVED: "har godkänt {number} till sin dagordning",
        QuestionState.ON_AGENDA: "har godkänt {number} till sin dagordning",
        QuestionState.NOT_TAKEN_UP: "tar inte upp {number} nu",
        QuestionState.REFERRED: "har hänvisat {number} vidare",
        QuestionState.IN_PREPARATION: "har skickat {number} till beredning",
    }
    return md("{body} " + done.get(state, "har svarat om {number}") + ".", **facts)
