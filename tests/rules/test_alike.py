"""Which of somebody's questions is the one they speak of."""

from __future__ import annotations

import pytest

from bot.text.alike import Titled, alike

QUESTIONS = [
    Titled("SVO 2026-014", "Trygg hemtagning från sjukhus", "Utskrivningar drar ut på tiden."),
    Titled("LSG 2026-003", "Tolkar i hemsjukvården", "Det saknas språktolkar på kvällar."),
    Titled("LSG 2026-004", "Läkarstöd i ordinärt boende", "Kommunernas sjuksköterskor väntar på svar."),
    Titled("draft:77", "Hjälpmedelsförskrivning", "Vem betalar rullstolar?"),
    Titled("LSG 2026-009", "SIP för barn", "Samordnad plan, och hemtagning efter vård."),
    Titled("LSG 2026-010", "Tolkar i skolan", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("hemtagning", [0]),
        ("hemtagningen", [0]),
        ("trygg hemtagning", [0]),
        ("hemtagningar", [0]),
        ("svo 2026-014", [0]),
        ("LSG 2026-003", [1]),
        ("lsg-2026-004", [2]),
        ("LSG 2026-099", []),
        ("tolkar", [1, 5]),
        ("tolkning", [1, 5]),
        ("tolkar i skolan", [5]),
        ("språktolkar", [1, 5]),
        ("lakarstod", [2]),
        ("hjälpmedel", [3]),
        ("rullstolar", [3]),
        ("SIP", [4]),
        ("sip för barnen", [4]),
        ("sjukresor", []),
        ("barn och sjukresor i fjällen", []),
        ("den", []),
        ("", []),
        ("a", []),
    ],
)
def test_a_question_is_found_by_its_words(topic: str, expected: list[int]) -> None:
    assert alike(topic, QUESTIONS) == expected


def test_nobody_has_a_question() -> None:
    assert alike("tolkar", []) == []
