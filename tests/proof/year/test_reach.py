"""Every flow is in the machine: a public use case that opens a transaction stands in flows.py, its rule exists, and a year told by hand
shows that the rule leads there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import bot.usecases
from tests.proof.year import checks
from tests.proof.year.flows import FLOWS, LEFT_OUT
from tests.proof.year.machine import Year, settle

HOME = Path(bot.usecases.__file__).parent


def acts() -> Iterator[str]:
    """Every public function of bot/usecases that acts: `module.function`."""
    for file in sorted(HOME.glob("*.py")):
        for one in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(one, ast.FunctionDef) and not one.name.startswith("_") and one.args.args:
                told = ast.unparse(one)
                if one.args.args[0].arg == "acting" and (".transaction()" in told or "each(acting" in told):
                    yield f"{file.stem}.{one.name}"


def test_every_flow_has_joined() -> None:
    """A new one: add a rule to the machine and a line to flows.py; or a line with the reason to LEFT_OUT."""
    there = set(acts()) - {"one_by_one.each"}

    assert there - {*FLOWS, *LEFT_OUT} == set()
    assert {*FLOWS, *LEFT_OUT} - there == set()


def test_every_rule_that_is_named_exists() -> None:
    named = {rule for rule, _ in FLOWS.values()} - {"settle"}

    assert {one for one in named if not hasattr(Year, one)} == set()


def told_by_hand(year: Year) -> None:
    """A year in which everything happens once."""
    world = year.at
    day = world.today
    chairs = {
        (body, role): world.roster.holders(day, body, role)
        for body in ("lsg", "samrad")
        for role in ("chair", "vice_chair")
    }

    def press(prefix: str, by: list[int]) -> None:
        assert year._press(-1, (prefix,), by[:1]), f"nobody sees {prefix}"
        world.deliver()

    def person(number: int) -> list[int]:
        return [year._person(number)]

    bosses = world.roster.coordinators(day)
    chair, vice = chairs["lsg", "chair"], chairs["lsg", "vice_chair"]
    # a question: more is asked, an answer is taken back, the two do not agree, a new round, approved
    year.raises_a_question(0, 2)
    press("question_ask_supplement", chair)
    press("question_complete", person(0))
    press("question_approve", chair)
    press("question_take_back", chair)
    press("question_approve", chair)
    press("question_au_more", vice)
    press("question_reopen", bosses)
    press("question_approve", chair)
    press("question_approve", vice)
    # a substitute's: not now, and signed; it is taken back; another goes by LSG to Samråd
    year.raises_a_question(1, 2)
    press("question_not_now", person(0))
    year.raises_a_question(1, 2)
    press("question_cosign", person(0))
    press("question_withdraw", person(1))
    year.raises_a_question(6, 2)
    press("question_prepare", chairs["samrad", "chair"])
    press("question_approve", chair)
    press("question_approve", vice)
    press("question_send_back", chair)
    # absences: covered, wanted back, decided; declined, named by hand; left empty
    year.reports_absence(0, 0, 2)
    year.says_yes(0, 2)
    press("absence_withdraw", person(0))
    press("absence_ordinary_returns", bosses)
    year.reports_absence(2, 0, 2)
    press("absence_decline", person(3))
    press("absence_appoint", bosses)
    year.reports_absence(2, 1, 2)
    press("absence_decline", person(3))
    press("absence_leave_empty", bosses)
    # the agenda
    for what in ("add", "add", "edit", "shift", "remove", "fix", "reopen"):
        year.puts_the_agenda_in_order(0, what, 2)
    year.puts_the_agenda_in_order(0, "carry", 2)
    year.reports_absence(0, 0, 2)
    year.puts_the_agenda_in_order(0, "call", 2)
    press("absence_withdraw", person(0))
    world.tick()
    year.reports_absence(4, 0, 2)
    year.the_roster_comes_anew(5)
    year.the_roster_comes_anew(4)
    world.tick()
    # the seminar
    for what in ("plan", "propose", "set", "invite", "uninvite", "move", "cancel"):
        year.has_to_do_with_the_seminar(what, 2)
    # Outlook: moved, kept; moved, restored; removed, made anew; declined, and yet coming
    for what, answer in (
        ("move", "calendar_keep"),
        ("place", "calendar_restore"),
        ("delete", "calendar_anew"),
        ("decline", "absence_coming"),
    ):
        world.look_at_outlook()
        year.somebody_acts_in_outlook(1, what, 6)
        world.look_at_outlook()
        world.deliver()
        press(answer, person(6) if what == "decline" else bosses)
    # in peace: a pause that ends before its day; the day's news in one; time: silence, late answers, reminders
    year.wants_peace(0, "pause")
    year.wants_peace(0, "back")
    year.wants_peace(0, "digest")
    year.raises_a_question(0, 2)
    press("question_ask_supplement", chair)
    press("reminder_later", person(0))
    year.raises_a_question(2, 2)
    year.raises_a_question(1, 2)  # a substitute's, that nobody signs
    year.reports_absence(6, 2, 2)
    year.looks_in_or_writes(0, "")
    year.looks_in_or_writes(0, "Jag är sjuk")
    for _ in range(12):
        year.time_passes(timedelta(days=3))
    year.plans("plan", 0, 60, 2)
    year.plans("plan", 0, 80, 2)
    year.plans("move", 0, 3, 2)
    year.plans("cancel", 0, 3, 2)
    # the calendar is emptied; then one more meeting stands in it
    year.somebody_acts_in_outlook(2, "delete", 5)
    world.look_at_outlook()
    world.deliver()
    year.plans("plan", 0, 90, 2)
    world.look_at_outlook()
    world.deliver()
    # what was given up, and sent again; and the meetings are held
    year.something_goes_wrong(1, 0, "account")
    year.reports_absence(0, 0, 2)
    year.something_goes_wrong(0, 0, "account")
    year.puts_the_agenda_in_order(0, "add", 2)
    year.a_meeting_nears(0, timedelta(hours=20))
    while year._ahead():
        year.a_meeting_nears(0, timedelta(minutes=-30))
        year.puts_the_agenda_in_order(0, "treated", 2)


def test_a_year_told_by_hand_reaches_every_flow(years: type[Year]) -> None:
    year = years()
    year.begins("winter")
    world = year.at
    try:
        told_by_hand(year)
        settle(world)
        checks.at_rest(world)
        said = {one[0] for one in world.rows("SELECT DISTINCT act FROM journal")}
        lacking = {
            flow
            for flow, (_, act) in FLOWS.items()
            if (act not in said if act else flow.split(".")[1] not in world.seen)
        }
    finally:
        years.ends(world)

    assert lacking == set()
