"""A question from the first thought to everybody's calendar: raised in App Home, settled by AU in its channel, put on the
agenda and sent out. What Outlook would mail is counted at each step."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

from sandbox.person import Person
from tests.conftest import Copies
from tests.journeys import steps
from tests.stage import Stage, set_up

TITLE = "Trygg <utskrivning> & hemgång"


def test_a_question_from_idea_to_the_outlook_agenda(stage: Stage) -> None:
    check_the_way_of_a_question(stage)


def test_the_same_way_through_socket_mode(copies: dict[str, Copies], tmp_path: Path) -> None:
    """No address of ours is open to the world: Slack's deliveries come through the socket, which may be closed on us."""
    url = copies["sqlite"].copy("vasterbotten")
    with set_up(url, tmp_path, socket_mode=True, name="socket_mode") as stage:
        check_the_way_of_a_question(stage)
        assert {one["over"] for one in stage.hands.deliveries()} == {"socket"}
        assert {one["ok"] for one in stage.hands.deliveries()} == {True}

        stage.hands.app(disconnect="refresh_requested")  # as Slack does every few hours
        stage.hands.wait(lambda: stage.hands.app()["socket_connections"] >= 1, what="the socket, anew")
        raiser = stage.who("lsg", "ordinary", "mala")
        said = stage.hands.wait(lambda: tried(raiser), 20, "an answer through the new socket")
        assert said is not None
        stage.settle()
        raiser.find_message("Det här kan jag hjälpa dig med")
    copies["sqlite"].drop(url)


def tried(who: Person) -> dict[str, Any] | None:
    """Write to the bot; None when nobody took it, as while a socket is changed."""
    said = who.dm("hjälp")
    return said if said["ok"] else None


def check_the_way_of_a_question(stage: Stage) -> None:
    """R-D04, S-09: both approve in the one message and its thread; then the question is where everybody looks for it."""
    stage.with_channels("lsg")
    steps.plan(stage, "lsg", "2026-03-12")
    raiser, chair, vice = (
        stage.who("lsg", "ordinary", "mala"), stage.who("lsg", "chair"), stage.who("lsg", "vice_chair")
    )  # fmt: skip
    (event,) = steps.events(stage)
    invited = len(event["attendees"])
    assert steps.last_mail(stage) == invited

    steps.raise_question(stage, raiser, "lsg", TITLE)
    mine = raiser.find_message("LSG 2026-001")
    assert unescape(mine["text"]).startswith(f"Tack! Frågan *{TITLE}* är inlämnad och har nummer LSG 2026-001.")
    card = steps.au_card(chair, "lsg", TITLE)
    steps.answer(stage, chair, "lsg", TITLE)
    half = steps.au_card(vice, "lsg", TITLE)
    assert "*1 av 2*" in vice.outline(half)
    assert "(ordförande), 12 januari 2026 kl. 9.00" in vice.outline(half)
    steps.answer(stage, vice, "lsg", TITLE)

    settled = steps.au_card(chair, "lsg", TITLE)
    assert settled["ts"] == card["ts"]
    assert chair.buttons(settled) == []
    assert "På dagordningen den 12 mars 2026" in chair.outline(settled)
    thread = [one["text"] for one in chair.thread("lsg-au", card["ts"]) if one["ts"] != card["ts"]]
    assert len(thread) == 2
    assert thread[-1] == "AU har godkänt frågan. Den tas upp den 12 mars 2026."
    assert steps.last_mail(stage) == invited  # nothing that is not yet set is mailed
    assert "Dagordningen kommer när den är fastställd." in str(steps.events(stage)[0]["body"])

    steps.set_and_send(stage, chair)

    sent = steps.mails(stage, invited)
    assert sent == sorted(("update", one["emailAddress"]["address"]) for one in event["attendees"])
    body = str(steps.events(stage)[0]["body"]["content"])
    assert "<li>Trygg &lt;utskrivning&gt; &amp; hemgång<br>" in body
    assert body.count("<script") == 0
    notice = raiser.find_message("Du kallas till Länssamverkansgruppen (LSG)")
    assert TITLE in unescape(notice["text"])
    assert "På dagordningen den 12 mars 2026" in steps.at(raiser, mine)["text"]

    stage.forward(minutes=10)
    assert steps.last_mail(stage) == 2 * invited
