"""Texts that hold a personal identity number, and texts that only look as if they did. All numbers are test numbers."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.personal_numbers import holds_one, luhn

FULL_WIDTH = "850709-9805".translate({ord(one): ord(one) + 0xFEE0 for one in "0123456789"})
TODAY = date(2026, 1, 12)
HOLD = (
    "19850709-9805", "850709-9805", "8507099805", "198507099805", "Kvinnan (850709-9805) väntade", "850709–9805",
    "850709 - 9805", "850709 9805", "19850709+9805", "120212+1239", "850769-9802", "19850769-9802", "000229-1234",
    "född 19121212-1212.", "850709\u20119805", "8507\u200b09-9805", FULL_WIDTH, "dnr 12 850709-0000", "041231-1111",
    "1985-07-09 850709-9805",
)  # fmt: skip
DO_NOT = (
    "", "ingen alls", "232100-0222", "212000-2627", "2026-03-12", "090-785 00 00", "0907850000", "8507099806", "850709 9806",
    "850732-1234", "851309-9805", "850700-9805", "20300101-1234", "18850101-1234", "SVO 2026-014", "19850709-98051",
    "119850709-9805", "850229-1234", "850792-1234", "2026-01-12 kl. 1300", "kostar 1234567890 kr", "850709-980",
)  # fmt: skip


@pytest.mark.parametrize("text", HOLD)
def test_a_personal_number_is_found(text: str) -> None:
    assert holds_one(text, TODAY)


@pytest.mark.parametrize("text", DO_NOT)
def test_other_numbers_are_let_through(text: str) -> None:
    assert not holds_one(text, TODAY)


@pytest.mark.parametrize(("digits", "right"), [("8507099805", True), ("8507099804", False), ("0000000000", True)])
def test_the_tenth_digit_checks_the_nine_before(digits: str, right: bool) -> None:
    assert luhn(digits) is right
