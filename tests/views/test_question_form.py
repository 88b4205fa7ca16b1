"""The form for raising a question and the raiser's completion: drawn, read back, and what they say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.reads.questions import CompletionForm
from handlers.views import question_form, question_messages
from models.rules.questions import Draft, Reach
from tests.views.question_shapes import DAY, NASTY, card, filled, form, full, mrkdwn


@pytest.mark.parametrize("draft", [Draft(body="samrad"), full(), full(NASTY.replace("\u202e", ""))])
def test_a_form_drawn_and_read_back_is_the_same(draft: Draft) -> None:
    """The further fields too: R-D06, R-D08, R-D09, R-D15, R-F02, R-F03, R-F07."""
    read = question_form.read_form(filled(question_form.form(form(more=True, draft=draft, draft_id=9))))

    assert read.draft == draft
    assert dict(read.draft.details) == dict(draft.details)
    assert (read.draft_id, read.more) == (9, True)


def test_the_first_questions_are_few_and_the_rest_is_revealed() -> None:
    first = [one["block_id"] for one in question_form.form(form())["blocks"] if one["type"] == "input"]
    more = [one["block_id"] for one in question_form.form(form(more=True))["blocks"] if one["type"] == "input"]

    assert first == [
        "body",
        "title",
        "issue",
        "background",
        "benefit",
        "concerned",
        "reach",
        "why_not_local",
        "level-samrad",
    ]
    assert more[: len(first)] == first


def test_who_stands_behind_a_change_of_level_is_asked_in_sight() -> None:
    """R-F02, S-06: also of somebody who does not open what is optional."""
    lifted = form(draft=Draft(body="samrad", details={"level": "local"}))
    asked = {one["block_id"]: one["optional"] for one in question_form.form(lifted)["blocks"] if one["type"] == "input"}

    assert [asked[name] for name in ("endorser", "endorser_function", "endorsed_on")] == [False, False, False]
    assert "links" not in asked


def test_one_group_needs_no_choice() -> None:
    view = question_form.form(form(bodies=(("samrad", "Samråd vård och omsorg"),)))

    assert "body" not in [one.get("block_id") for one in view["blocks"]]
    assert question_form.read_form(filled(view)).draft.body == "samrad"


def test_nej_draws_the_advice_and_the_way_to_kanske() -> None:
    """S-29, R-G01, R-G03, R-G04."""
    view = question_form.form(form(bilateral=True, draft=Draft(body="samrad", reach=Reach.ONE)))

    (advice,) = [one for one in view["blocks"] if one.get("block_id") == "bilateral"]
    assert advice["text"]["text"].startswith("Frågan verkar gälla en kommun. Ta den direkt med regionen.")
    assert "Umeå kommun och regionen kan kalla till en egen träff" in advice["text"]["text"]
    assert "Välj *Kanske*" in advice["text"]["text"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Nästa möte: torsdag 12 mars 2026. Stoppdatum är den 12 februari 2026."),
        (
            {"missed": DAY, "next_meeting": date(2026, 4, 23)},
            "Stoppdatum för mötet den 12 mars har passerat. Frågan går till nästa möte, den 23 april 2026.",
        ),
        ({"missed": DAY, "next_meeting": None}, "Frågan tas upp på nästa möte som planeras."),
        ({"next_meeting": None}, "Inget möte är planerat än."),
        ({"cosigners": ("Eva Ek", "Bo By")}, "Frågan går till AU när Eva Ek eller Bo By har skrivit under."),
    ],
)
def test_the_form_says_which_meeting_and_who_must_sign(changes: dict[str, Any], said: str) -> None:
    assert said in "\n".join(mrkdwn(question_form.form(form(**changes))["blocks"]))


@pytest.mark.parametrize("metadata", ["", "not json", "[1]", '{"draft": "x", "source": "javascript:alert(1)"}'])
def test_private_metadata_is_not_believed(metadata: str) -> None:
    read = question_form.read_form({"private_metadata": metadata, "state": {"values": {}}})

    assert (read.draft.source, read.draft_id, read.more) == (None, None, False)


def test_the_longest_source_fits_the_metadata() -> None:
    view = question_form.form(
        form(draft=replace(full(), source="https://x.example/" + "å" * 600, source_author="ö" * 200))
    )

    assert len(view["private_metadata"]) < 3000
    assert json.loads(view["private_metadata"])["body"] == "samrad"


def test_a_completion_is_read_back() -> None:
    shown = card(texts=(("issue", "Vad?"), ("benefit", "Nytta"), ("concerned", "Alla"), ("why_not_local", "Därför")))
    view = filled(question_messages.completion_form(CompletionForm(shown, "Hur många?")))

    texts, answer = question_messages.read_completion(view)

    assert texts == {
        "title": "Trygg utskrivning", "issue": "Vad?", "background": "", "benefit": "Nytta", "concerned": "Alla",
        "why_not_local": "Därför",
    }  # fmt: skip
    assert answer == ""
