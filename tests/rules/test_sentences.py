"""Free Swedish to the bot, measured: two halves of a file of sentences with the right reading. One half is looked at while the
rules are written; of the other only the share is ever printed."""

from __future__ import annotations

import time

import pytest

from bot.text.understand import Intent, understand
from tests.rules.corpus import COUNTY, FORMS, MONDAY, Sentence, met, sentences

LEAST = 0.95
HALVES = ("tuned", "apart")


def test_there_are_sentences_enough_in_each_half_and_none_in_both() -> None:
    tuned, apart = ({one.text for one in sentences(half)} for half in HALVES)

    assert len(tuned) == len(apart) >= 100
    assert not tuned & apart
    assert {one.intent for one in sentences("apart")} == set(Intent)
    assert not {sentence for _, sentence in met()} & apart


def test_the_half_that_the_rules_were_written_with_is_read_right() -> None:
    wrong = [(one.text, one.right, one.read()) for one in sentences("tuned") if one.read() != one.right]

    assert len(wrong) <= (1 - LEAST) * len(sentences("tuned")), wrong


def test_the_half_that_is_kept_apart_is_read_right() -> None:
    given = sentences("apart")
    right = sum(one.read() == one.right for one in given)

    if right / len(given) < LEAST:  # never which ones: they are not to be tuned on
        pytest.fail(f"{right} of {len(given)} right")


@pytest.mark.parametrize("half", HALVES)
def test_nothing_leads_to_a_form_that_was_not_asked_for(half: str) -> None:
    """Neither to another's form than the one asked for, nor to the writer's own absence where somebody else's was meant."""
    wrong = [one for one in sentences(half) if _acts(one.read()) not in ("", _acts(one.right))]

    if wrong:
        pytest.fail(str(wrong) if half == "tuned" else f"{len(wrong)} sentences")


def _acts(reading: tuple[str, ...]) -> str:
    """The form that the reading leads to, and whose."""
    if reading[0] not in FORMS:
        return ""
    return f"{reading[0]} {reading[3]}" if reading[0] == Intent.ABSENCE else reading[0]


@pytest.mark.parametrize(("intent", "sentence"), met())
def test_a_sentence_that_was_met_is_read_right(intent: str, sentence: str) -> None:
    found = understand(sentence, COUNTY, MONDAY)

    assert ("other" if found.other else found.intent) == intent


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Jag måste gå tidigare på torsdag", True),
        ("blir lite sen till lsg", True),
        ("kan bara vara med till lunch", True),
        ("Jag kan inte komma på torsdag", False),
        ("Jag kommer lite senare, nej förresten, jag kan inte komma alls", False),
    ],
)
def test_a_part_of_a_meeting_is_not_the_whole(sentence: str, part: bool) -> None:
    assert understand(sentence, COUNTY, MONDAY).part is part


@pytest.mark.parametrize(
    "piece",
    ["blev ", "kan inte ", "är inte sjuk ", "har inte fråga ", "min fråga om ", "1 och 2 ", "1-2/", "den 1 ", "vem ", "hej , ", "a", "sjuk. "],
)  # fmt: skip
def test_a_long_hostile_text_takes_no_time(piece: str) -> None:
    """As long as the door lets in (handlers/messages.py); the time is twenty times what it takes."""
    understand("hej", COUNTY, MONDAY)
    start = time.process_time()

    understand((piece * 3000)[:3000], COUNTY, MONDAY)

    assert time.process_time() - start < 2


def test_a_line_of_the_file_can_be_wrong() -> None:
    """The measure itself: a wrong reading is seen."""
    one = Sentence("Jag kan inte komma på LSG den 12 mars", MONDAY, ("absence", "lsg", "2026-03-12", ""))

    assert one.read() == one.right
    assert one.read() != Sentence(one.text, MONDAY, ("absence", "lsg", "2026-03-13", "")).right
    assert _acts(("absence", "", "", "other")) != _acts(("absence", "", "", ""))
