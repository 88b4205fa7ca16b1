"""kill -9 in the middle, again and again, while people click and letters leave: what was acknowledged is kept, each message
stands once, each event is there once."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot.clock import Clock
from bot.usecases import absences, meetings, questions, roster, structure
from bot.usecases.acting import OPERATOR, Acting
from models.store import migrations
from models.store.engine import Database
from models.tables.journal import JournalLine
from models.tables.meetings import AgendaItem
from models.tables.outbox import Card, OutboxLetter
from models.tables.people import Person as Row
from models.tables.questions import AuAnswer, Question
from sandbox.control import Dict, wait
from sandbox.person import Person
from tests.conftest import PEOPLE, STRUCTURES, Copies
from tests.journeys import steps
from tests.journeys.processes import Runner
from tests.stage import BotThread, Stage, set_up
from tests.usecases.question_world import draft

QUESTIONS = 8
MEETINGS = 3
AU_ROUNDS = {"sqlite": 16, "postgresql": 6}


@dataclass
class Told:
    """Who clicked what, and whether the bot said yes to it."""

    office: str
    number: int
    acknowledged: bool


@dataclass
class Story:
    """The world between the kills."""

    stage: Stage
    runner: Runner
    cards: list[Dict]
    chair: Person
    vice: Person
    told: list[Told] = field(default_factory=list)
    requests: list[Dict] = field(default_factory=list)
    awake: bool = False

    def wake(self) -> None:
        """The bot in this process again, in peace, on what the dead have left."""
        if not self.awake:
            self.runner.close()
            self.stage.running = BotThread(self.stage.settings, self.stage.clock)
            self.stage._tell_slack()
            self.awake = True

    def listen(self) -> None:
        """Keep what has been asked of Slack and Graph; the sandbox remembers only so much."""
        after = self.requests[-1]["number"] if self.requests else 0
        self.requests += self.stage.hands.requests(after=after)


def grounded(url: str) -> None:
    """A real database: migrated, structure and people read in, each with an account in Slack."""
    database = Database(url)
    migrations.upgrade(database)
    acting = Acting(database, Clock(), OPERATOR)
    structure.load_file(acting, "vasterbotten")
    assert roster.import_file(acting, STRUCTURES / PEOPLE["vasterbotten"]).written
    with database.write() as session:
        for person in session.scalars(select(Row)):
            person.slack_id = f"U{person.id:08d}"
    database.close()


@pytest.fixture
def story(kind: str, copies: dict[str, Copies], tmp_path: Path) -> Iterator[Story]:
    """Questions that wait for AU, with their cards posted; everything after that is left to processes that die."""
    url = copies[kind]._empty()
    grounded(url)
    with set_up(url, tmp_path, name="killed") as stage:
        stage.hands.set_clock(str(stage.hands.control.get("/sandbox/clock")["real"]))
        stage.with_channels("lsg")
        raiser = stage.county.who("lsg", "ordinary", "mala")
        for number in range(QUESTIONS):
            questions.raise_question(stage.county.as_(raiser), draft(title=f"Fråga nummer {number}."))
        stage.settle()
        chair, vice = stage.who("lsg", "chair"), stage.who("lsg", "vice_chair")
        cards = [steps.au_card(chair, "lsg", f"Fråga nummer {number}.") for number in range(QUESTIONS)]
        boss = stage.county.as_(stage.county.who(None, "coordinator"))
        today = stage.clock.today()
        dates = [(today + timedelta(days=60 + 30 * one)).isoformat() for one in range(MEETINGS)]
        first = meetings.create(boss, "lsg", "\n".join(dates), "09:00", "12:00", "Umeå")[0]
        absences.report(stage.county.as_(stage.county.who("lsg", "ordinary", "umea")), first)
        stage.running.stop()
        runner = Runner(stage.settings, tmp_path)
        stage.hands.app(events_url=runner.url)
        made = Story(stage, runner, cards, chair, vice)
        try:
            yield made
        finally:
            made.wake()
    copies[kind].drop(url)


def press(story: Story, who: Person, office: str, number: int) -> threading.Thread:
    """Press "approve" in a thread, and remember what came back."""

    def run() -> None:
        said = who.click(story.cards[number], "question_approve")
        story.told.append(Told(office, number, said["ok"] and said["status"] == 200))

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def kept(story: Story) -> Counter[tuple[str, int]]:
    """The answers in the database, by office and question."""
    database = Database(story.stage.url)
    with database.read() as session:
        ids = sorted(one.id or 0 for one in session.scalars(select(Question)))
        found = Counter((one.office, ids.index(one.question_id)) for one in session.scalars(select(AuAnswer)))
    database.close()
    return found


def test_killed_in_the_middle_again_and_again(story: Story, kind: str) -> None:
    """Acknowledged is kept; one message for each letter; one event for each meeting; the same answer never twice."""
    stage, runner = story.stage, story.runner
    chance = random.Random(kind)
    runner.command()
    for number in range(AU_ROUNDS[kind]):
        if number:
            runner.fork()
        at = number % QUESTIONS
        threads = [press(story, story.chair, "chair", at), press(story, story.vice, "vice_chair", at)]
        if number % 4 == 0:
            stage.hands.fault("slack", "chat.postMessage", "drop_after", times=1)
        if number % 2:  # every other time just after a yes, when the letters begin to leave
            said = len(story.told)
            wait(lambda said=said: len(story.told) > said, 5, "an answer")  # type: ignore[misc]
        threading.Event().wait(chance.uniform(0, 0.12))
        runner.kill()
        for one in threads:
            one.join(20)
        story.listen()

    wrong = [one for who in (story.chair, story.vice) for one in steps.ephemerals(who, "lsg-au") if "felkod" in one]
    assert wrong == [], runner.log.read_text()[-3000:]
    answers = kept(story)
    acknowledged = {(one.office, one.number) for one in story.told if one.acknowledged}
    assert acknowledged <= set(answers)
    assert set(answers.values()) <= {1}
    assert runner.kills == AU_ROUNDS[kind]

    check_recovery(story)


def check_recovery(story: Story) -> None:
    """The bot again; people press what they got no answer to. Then all is as if nobody had died."""
    stage, chair, vice = story.stage, story.chair, story.vice
    story.wake()
    stage.hands.clear_faults()
    for card in story.cards:
        chair.click(card, "question_approve")
        vice.click(card, "question_approve")
    for _ in range(6):
        stage.forward(minutes=4)
        story.listen()

    assert set(kept(story).values()) == {1}
    assert len(kept(story)) == 2 * QUESTIONS
    with stage.county.session() as session:
        letters = list(session.scalars(select(OutboxLetter)))
        cards = {(one.channel, one.ts): one.name for one in session.scalars(select(Card))}
        assert len(session.scalars(select(AgendaItem)).all()) == QUESTIONS
        acts = Counter((one.act, one.subject) for one in session.scalars(select(JournalLine)))
    assert {one.state for one in letters} == {"sent", "dropped"}
    assert {one for one in acts if one[0] == "question.answered" and acts[one] != 2} == set()

    posted = [
        one for one in story.requests if one["path"].endswith("chat.postMessage") and (one["response"] or {}).get("ok")
    ]
    keys = Counter(str(one["body"]["metadata"]) for one in posted)
    assert {key for key, count in keys.items() if count > 1} == set()
    stand = set(cards) | {(one.channel, one.ts) for one in letters if one.ts is not None}
    assert {(one["response"]["channel"], one["response"]["ts"]) for one in posted} == stand
    for number in range(QUESTIONS):
        shown = steps.au_card(chair, "lsg", f"Fråga nummer {number}.")
        assert shown["ts"] == story.cards[number]["ts"]
        assert chair.buttons(shown) == []
        lines = [one["text"] for one in chair.thread("lsg-au", shown["ts"]) if not one["ephemeral"]]
        assert sum("AU har godkänt frågan." in one for one in lines[1:]) == 1
    events = steps.events(stage)
    assert len(events) == MEETINGS
    invitations = Counter(to for what, to in steps.mails(stage) if what == "invitation")
    assert max(invitations.values()) == MEETINGS
