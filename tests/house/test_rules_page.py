"""docs/rules.md tells the truth: it is as fresh as the code, and a rule that code names is held by a test."""

from pathlib import Path

import pytest

from tools import rules_page
from tools.rules_page import Rule, named


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("opposite sides (R-C14/R-D16)", {"R-C14", "R-D16"}),
        ("seats R-C09…C12", {"R-C09", "R-C10", "R-C11", "R-C12"}),
        ("seats R-C09…R-C10, S-22", {"R-C09", "R-C10", "S-22"}),
        ("S-01…S-03", {"S-01", "S-02", "S-03"}),
        ("R-C09–C11", {"R-C09", "R-C10", "R-C11"}),
        ("(R-D04, S-06)", {"R-D04", "S-06"}),
        ("R-C09, C10 and C11", {"R-C09", "R-C10", "R-C11"}),
        ("R-C09, D10; R-C16/18, 12 months", {"R-C09", "R-C16"}),
        ("R-H07, R-C22", {"R-H07", "R-C22"}),
        ("S-09: 24 months", {"S-09"}),
        ("BS-09, PR-C14, S-091, R-C1, TLS-12", set()),
        ("S-09-12", {"S-09"}),
    ],
)
def test_an_id_is_found_alone_in_a_list_and_in_a_range(text: str, ids: set[str]) -> None:
    assert named(text) == ids


@pytest.mark.parametrize(
    ("tag", "declared", "in_code", "in_tests", "told"),
    [
        ("H", "", False, False, "not built yet"),
        ("I", "", False, False, "information only"),
        ("H", "", True, False, "in code, not tested"),
        ("H", "", True, True, "built"),
        ("H", "partly: no reminder", True, True, "partly: no reminder"),
        ("H", "partly: no reminder", False, True, "not built yet"),
    ],
)
def test_a_status_is_what_code_and_tests_say(tag: str, declared: str, in_code: bool, in_tests: bool, told: str) -> None:
    code = {"R-C14": ["models/rules/roster.py"]} if in_code else {}
    tests = {"R-C14": ["tests/rules/test_roster.py"]} if in_tests else {}

    assert rules_page.status(Rule("R-C14", tag, "§ 5.1.3", "Words", declared), code, tests) == told


def test_each_file_is_named_once_per_rule(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('"""R-C14, and again R-C14."""')
    (tmp_path / "b.py").write_text("# R-C14")

    assert rules_page.where([tmp_path / "b.py", tmp_path / "a.py"], tmp_path) == {"R-C14": ["a.py", "b.py"]}


def test_a_rule_in_code_without_a_test_is_seen() -> None:
    assert rules_page.untested({"S-01": ["x.py"], "S-02": ["x.py"]}, {"S-02": ["t.py"]}) == {"S-01": ["x.py"]}


@pytest.mark.parametrize("line", ["R-C14\tH\t§ 1\twords", "C14\tH\t§ 1\twords\t", "S-01\tS\t§ 1\twords\t"])
def test_a_line_of_the_data_that_is_no_rule_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="line 3"):
        rules_page.rules(f"id\ttag\tsection\trule\tstatus\nS-01\tS\t§ 1\twords\t\n{line}\n")


def test_every_rule_that_code_names_is_named_by_a_test() -> None:
    _, code, tests = rules_page.look()

    assert rules_page.untested(code, tests) == {}


def test_no_id_is_a_slip_of_the_pen() -> None:
    all_rules, code, tests = rules_page.look()

    assert len(all_rules) == 172
    assert rules_page.unknown(all_rules, code, tests) == {}


def test_the_page_is_fresh() -> None:
    """Mended by `make docs`."""
    assert rules_page.PAGE.read_text(encoding="utf-8") == rules_page.page(*rules_page.look())
