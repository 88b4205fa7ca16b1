"""Slack or Outlook is away while people go on: what they did is kept, arrives later, and arrives once."""

from __future__ import annotations

from collections import Counter

from sqlmodel import select

from models.tables.outbox import OutboxLetter
from models.tables.questions import AuAnswer
from sandbox.person import Person
from tests.journeys import steps
from tests.stage import Stage

TITLE = "Trygg utskrivning"
ALWAYS = 10_000


def unsettled(stage: Stage) -> list[str]:
    """The letters that have neither arrived nor been dropped."""
    with stage.county.session() as session:
        return [one.kind for one in session.scalars(select(OutboxLetter)) if one.state not in ("sent", "dropped")]


def twice(who: Person, channel: str) -> list[str]:
    """The texts that stand more than once in a conversation."""
    return [text for text, count in Counter(one["text"] for one in who.messages(channel)).items() if count > 1]


def test_slack_is_down_while_au_approves_and_nothing_is_lost_or_doubled(stage: Stage) -> None:
    """An answer counts when it is given, not when Slack can show it."""
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-03-12")
    raiser, chair, vice = (
        stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair"), stage.who("lsg", "vice_chair")
    )  # fmt: skip
    steps.raise_question(stage, raiser, "lsg", TITLE)
    card, mine = steps.au_card(chair, "lsg", TITLE), raiser.find_message(TITLE)
    stage.hands.fault("slack", r"/api/(chat|views|conversations)\.", "503", times=ALWAYS)

    assert chair.click(card, "question_approve")["ok"]
    stage.forward(minutes=1)
    assert vice.click(card, "question_approve")["ok"]
    stage.restart()
    stage.forward(minutes=20)
    assert "1 av 2" not in chair.outline(steps.au_card(chair, "lsg", TITLE))  # Slack shows what it had
    with stage.county.session() as session:
        assert sorted(one.office for one in session.scalars(select(AuAnswer))) == ["chair", "vice_chair"]

    stage.hands.clear_faults()
    stage.hands.fault("slack", "chat.postMessage", "drop_after", times=2)  # it comes back, and loses two answers
    stage.hands.fault("slack", "chat.update", "drop_after", times=1)
    for _ in range(6):
        stage.forward(minutes=30)

    settled = steps.au_card(chair, "lsg", TITLE)
    assert settled["ts"] == card["ts"]
    assert chair.buttons(settled) == []
    assert "På dagordningen den 12 mars 2026" in steps.at(raiser, mine)["text"]
    thread = [one["text"] for one in chair.thread("lsg-au", card["ts"]) if one["ts"] != card["ts"]]
    assert len(thread) == 2
    assert unsettled(stage) == []
    assert [twice(chair, "lsg-au"), twice(raiser, "dm"), twice(raiser, "lsg")] == [[], [], []]


def test_answers_that_slack_loses_make_no_second_message(stage: Stage) -> None:
    """Each message is posted, and its answer is lost: it is found again by its key."""
    stage.with_channels("lsg")
    raiser, chair = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair")
    stage.hands.fault("slack", "chat.postMessage", "drop_after", times=4)

    steps.raise_question(stage, raiser, "lsg", TITLE)
    for _ in range(3):
        stage.forward(minutes=5)

    card = steps.au_card(chair, "lsg", TITLE)
    assert stage.hands.faults() == []
    assert len([one for one in raiser.messages() if "Välkommen" not in one["text"]]) == 1
    assert len([one for one in chair.messages("lsg-au") if TITLE in chair.outline(one)]) == 1
    for place in range(2):
        coordinator = stage.who(None, "coordinator", place=place)
        assert sum("LSG 2026-001" in one["text"] for one in coordinator.messages()) == 1
    steps.answer(stage, chair, "lsg", TITLE)
    assert steps.au_card(chair, "lsg", TITLE)["ts"] == card["ts"]
    assert unsettled(stage) == []


def test_a_lost_answer_and_then_a_change_is_still_one_message(stage: Stage) -> None:
    """The card stands in Slack, we do not know it yet, and something new is to be shown: it is found, not posted again."""
    stage.with_channels("lsg")
    raiser, chair = stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair")
    stage.hands.fault("slack", "chat.postMessage", "drop_after", times=4)
    steps.raise_question(stage, raiser, "lsg", TITLE)
    card = steps.au_card(chair, "lsg", TITLE)

    chair.click(card, "question_approve")
    stage.settle()
    for _ in range(3):
        stage.forward(minutes=5)

    assert steps.au_card(chair, "lsg", TITLE)["ts"] == card["ts"]
    assert "*1 av 2*" in chair.outline(steps.au_card(chair, "lsg", TITLE))
    assert len([one for one in raiser.messages() if "Välkommen" not in one["text"]]) == 1
    assert unsettled(stage) == []


def test_slack_is_away_for_days_and_a_coordinator_sends_again_what_was_given_up(stage: Stage) -> None:
    stage.with_channels("lsg")
    raiser, chair, boss = (
        stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair"), stage.who(None, "coordinator")
    )  # fmt: skip
    raiser.command("/samverkan fråga")
    form = raiser.fill(raiser.modal(), {"title": TITLE, **steps.FORM})
    stage.hands.fault("slack", r"/api/chat\.", "503", times=ALWAYS)
    assert raiser.submit(form)["ok"]
    for _ in range(14):
        stage.forward(hours=2)
    assert "AuCard" in unsettled(stage)

    stage.hands.clear_faults()
    stage.forward(hours=2)
    assert not [one for one in chair.messages("lsg-au") if TITLE in chair.outline(one)]  # given up is given up
    boss.click(steps.home(stage, boss), "home_retry_all")
    stage.settle()
    stage.forward(minutes=5)

    assert "Godkänn till dagordningen" in chair.buttons(steps.au_card(chair, "lsg", TITLE))
    assert len([one for one in raiser.messages() if "Välkommen" not in one["text"]]) == 1
    assert unsettled(stage) == []


def test_graph_answers_429_to_all_while_the_meeting_goes_on_changing(stage: Stage) -> None:
    """Retry-After is kept; afterwards there is one event, as the meeting stands by then. What was noted before the first attempt
    is what is created, as its transaction id demands, so the changes since come as one mail more."""
    stage.with_channels("lsg")
    stage.hands.fault("graph", ".*", "429", times=ALWAYS, retry_after=600)
    steps.plan(stage, "lsg", "2026-03-12")
    anna, first = stage.who("lsg", "ordinary", "umea"), stage.who("lsg", "substitute", "umea")
    boss, chair = stage.who(None, "coordinator"), stage.who("lsg", "chair")
    asked = len([one for one in stage.hands.requests() if one["service"] == "graph"])
    stage.forward(minutes=5)
    assert len([one for one in stage.hands.requests() if one["service"] == "graph"]) == asked

    boss.click(steps.home(stage, boss), "meeting_move")
    boss.submit(values={"dates": "2026-03-19", "place": "Skellefteå"})
    boss.submit()
    boss.close(clear=True)
    anna.click(steps.home(stage, anna), "absence_report")
    steps.handed_in(stage, anna, {})
    first.click(first.find_message("Kan du ersätta?"), "absence_accept")
    steps.set_and_send_own_point(stage, chair)
    stage.forward(minutes=11)
    assert steps.mails(stage) == []

    stage.hands.clear_faults()
    stage.hands.fault("graph", "POST .*/events$", "drop_after", times=1)
    stage.hands.fault("graph", ".*", "429", times=2, retry_after=30)
    for _ in range(5):
        stage.forward(minutes=20)

    (event,) = steps.events(stage)
    invited = sorted(one["emailAddress"]["address"] for one in event["attendees"])
    assert event["subject"] == "LSG – möte 19 mars 2026"
    assert event["location"]["displayName"] == "Skellefteå"
    assert "Budgetläget" in event["body"]["content"]
    sent = Counter(steps.mails(stage))
    assert set(sent.values()) == {1}
    assert [to for kind, to in sorted(sent) if kind == "invitation"] == sorted({to for _, to in sent})
    assert stage.county.who("lsg", "substitute", "umea").email in invited
    assert stage.county.who("lsg", "ordinary", "umea").email not in invited
    assert unsettled(stage) == []
