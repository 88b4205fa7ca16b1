"""Writes docs/states.md: the states of a question and of an absence, asked of the rules themselves, with the words people see.

Nothing on the page is claimed by hand: the transitions are models/rules/questions.py's one table, AU's verdicts and what an answer to
a substitute's question leads to are the rules' own answers to every case. `--check` writes nothing and tells whether it is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

from bot.text import questions as words
from models.rules import absences, questions_au
from models.rules.absences import CallState, Nothing, Return, Yes
from models.rules.bodies import AuPolicy
from models.rules.questions import MOVES, SETTLED, Move, QuestionState
from models.rules.questions_au import Answer, Given, Outcome
from models.rules.refusals import Refusal
from models.rules.roster import Role
from models.rules.seating import AbsenceState
from tools.system import ROOT

PAGE = ROOT / "docs" / "states.md"
HEAD = """# States

Made by `make docs` from `models/rules`. Not to be edited by hand. The Swedish words are those people see (`bot/text`).
"""


def question_diagram() -> list[str]:
    """The table of transitions as a picture; taking back is left out, since it goes from nearly everywhere."""
    lines = ["```mermaid", "stateDiagram-v2", "    direction LR"]
    lines += [f"    {state.value}: {_label(state)}" for state in QuestionState if state in drawn()]
    lines.append(f"    [*] --> {QuestionState.DRAFT.value}")
    for (start, move), end in MOVES.items():
        if move is not Move.WITHDRAW:
            lines.append(f"    {start.value} --> {end.value}: {move.value}")
    lines += [f"    {state.value} --> [*]" for state in QuestionState if state in SETTLED and state in drawn()]
    return [*lines, "```"]


def _label(state: QuestionState) -> str:
    return words.label(state, preparer="LSG")


def drawn() -> set[QuestionState]:
    """The states in the picture."""
    kept = [(start, end) for (start, move), end in MOVES.items() if move is not Move.WITHDRAW]
    return {state for pair in kept for state in pair}


def question_table() -> list[str]:
    """For each state: what it is called, and which moves lead where."""
    rows = []
    for state in QuestionState:
        moves = [f"{move} → {end}" for (start, move), end in MOVES.items() if start is state]
        rows.append((f"`{state}`", _label(state), "<br>".join(moves) or "– (settled)"))
    return table(("state", "people see", "move → next state"), rows)


def verdict_table(policy: AuPolicy) -> list[str]:
    """The chair's answer (rows) and then the vice chair's (columns), and where the two lead."""
    rows = [(first.value, *(_verdict(policy, first, second) for second in Answer)) for first in Answer]
    return table(("chair ↓, vice chair →", *(second.value for second in Answer)), rows)


def _verdict(policy: AuPolicy, first: Answer, second: Answer) -> str:
    offices = (Role.CHAIR, Role.VICE_CHAIR)
    given = [Given(offices[0], 1, first)]
    after_one = questions_au.verdict(policy, offices, given)
    if after_one.outcome is Outcome.SETTLED:
        return f"{after_one.move} at once"
    found = questions_au.verdict(policy, offices, [*given, Given(offices[1], 2, second)])
    return str(found.move) if found.outcome is Outcome.SETTLED else found.outcome.value


def answers_table(answer: Callable[[CallState, AbsenceState], object]) -> list[str]:
    """What an answer leads to, by the question's state and the seat's."""
    rows = [
        (f"`{call}`", *(_said(answer(call, seat)) for seat in AbsenceState)) for call in CallState if _is_answered(call)
    ]
    return table(("the question", *(f"seat `{seat}`" for seat in AbsenceState)), rows)


def _is_answered(call: CallState) -> bool:
    return call is not CallState.UNREACHABLE  # was never asked, so there is no button


def _said(outcome: object) -> str:
    if isinstance(outcome, Refusal):
        return f"no: {outcome.value}"
    return {Yes: "counts", Nothing: "is so already", type(None): "may"}.get(type(outcome), str(outcome))


def _yes(call: CallState, seat: AbsenceState) -> object:
    covers = call is CallState.ACCEPTED and seat is AbsenceState.COVERED
    return absences.accept_call(call, seat, still_substitute=True, covers=covers, busy=False)


def _no(call: CallState, seat: AbsenceState) -> object:
    covers = call is CallState.ACCEPTED and seat is AbsenceState.COVERED
    return absences.decline_call(call, seat, covers=covers)


def seat_table() -> list[str]:
    """What the absent person and the coordinators can do, by the seat's state."""
    rows = []
    for seat in AbsenceState:
        back = absences.come_back(seat, wants_back=False, called=True)
        decide = absences.decide_return(seat, wants_back=True)
        by_hand = absences.fill_by_hand(seat, busy=False)
        rows.append((f"`{seat}`", _back(back), _said(by_hand), _said(decide)))
    return table(
        ("seat", "the absent person comes after all", "a coordinator fills it or leaves it empty",
         "a coordinator decides who attends"), rows,
    )  # fmt: skip


def _back(outcome: Return) -> str:
    return outcome.value.replace("_", " ")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table in Markdown."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows)]


def page() -> str:
    """The whole page."""
    settled = ", ".join(f"`{state}`" for state in QuestionState if state in SETTLED)
    parts: list[str] = [
        HEAD, "## A question", "", *question_diagram(), "",
        f"Left out of the picture: taking back (`withdraw`). Nothing more happens in {settled}.",
        "", *question_table(), "", "## AU's two answers (S-09)", "",
        "Both offices filled. `disagreement`: the coordinators are told, and may open a new round.", "",
    ]  # fmt: skip
    for policy in AuPolicy:
        parts += [f"Policy `{policy}`:", "", *verdict_table(policy), ""]
    parts += [
        "## A substitute's answer", "", "*Jag kan ersätta:*", "", *answers_table(_yes), "",
        "*Jag kan inte*, also after a yes:", "", *answers_table(_no), "",
        "## A seat whose holder is absent", "", *seat_table(), "",
    ]  # fmt: skip
    return "\n".join(parts)


def main() -> None:
    """Write the page, or with --check only tell whether it is as it would be written."""
    fresh = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(fresh, encoding="utf-8")
        print(f"docs/states.md: {len(MOVES)} transitions")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != fresh:
        sys.exit("docs/states.md is stale: make docs")


if __name__ == "__main__":
    main()
