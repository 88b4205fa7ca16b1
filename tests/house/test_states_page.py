"""docs/states.md tells the truth: it is as fresh as the rules, and shows each of their states and moves."""

from models.rules.absences import CallState
from models.rules.questions import MOVES, QuestionState
from models.rules.seating import AbsenceState
from tools import states_page


def test_the_page_is_fresh() -> None:
    """Mended by `make docs`."""
    assert states_page.PAGE.read_text(encoding="utf-8") == states_page.page()


def test_every_state_and_every_move_is_on_it() -> None:
    shown = states_page.page()

    assert [state for state in (*QuestionState, *AbsenceState) if f"`{state}`" not in shown] == []
    assert [step for (_, step), end in MOVES.items() if f"{step} → {end}" not in shown] == []
    assert [call for call in CallState if f"| `{call}` |" not in shown] == [CallState.UNREACHABLE]


def test_the_picture_leaves_out_only_taking_back() -> None:
    drawn = "\n".join(states_page.question_diagram())

    assert "at_au --> approved: approve" in drawn
    assert "withdrawn" not in drawn
