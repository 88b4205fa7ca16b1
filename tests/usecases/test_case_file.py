"""The case file for the registry: complete, in order, the same each time, and never over somebody else's files (R-J01: the
register is the record, Slack a view of it)."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from bot.reads import case_file
from bot.text import case_file as words
from bot.usecases import agenda, meetings, questions, questions_au
from handlers.web import case_file as files
from handlers.web.case_file import ForeignFolder
from models.rules.questions_au import Answer
from models.tables.questions import Question
from tests.conftest import Furnished
from tests.house.looking import calls, python, tree
from tests.planned import coordinator, plan, row
from tests.usecases.question_world import at_au, draft, question, reply


def told(county: Furnished) -> str:
    """A question with a long story: a completion, an answer taken back, approved, on an agenda, the notice, a move, tabled."""
    plan(county, "lsg", "2026-03-12\n2026-04-16")
    number = at_au(county)
    reply(county, "chair", number, Answer.ASK_SUPPLEMENT, "Vilka kommuner?")
    county.clock.forward(hours=1)
    raiser = county.who("lsg", "ordinary", "umea")
    questions.complete(county.as_(raiser), number, 1, {"concerned": "Umeå och Vännäs."}, "Två kommuner.")
    county.clock.forward(hours=1)
    reply(county, "chair", number, Answer.APPROVE)
    county.clock.forward(minutes=5)
    questions_au.take_back(county.as_(county.who("lsg", "chair")), number)
    county.clock.forward(minutes=5)
    reply(county, "chair", number, Answer.APPROVE)
    reply(county, "vice_chair", number, Answer.APPROVE)
    found = question(county, number)
    meeting = found.meeting_id or 0
    chair = county.as_(county.who("lsg", "chair"))
    county.clock.set("2026-03-01 10:00")
    agenda.fix(chair, meeting)
    agenda.call(chair, meeting)
    meetings.move(
        county.as_(coordinator(county)),
        meeting,
        row(county, meeting).version,
        "2026-03-13",
        "10:00",
        "12:00",
        "Skellefteå",
    )
    return found.number


def read(county: Furnished, number: str) -> dict[str, Any]:
    case = county.acting.ask(case_file.of, number)
    assert case is not None
    made = files.of_matter(case)
    found: dict[str, Any] = json.loads(made[f"{case.folder}/arende.json"])
    return found


def page(county: Furnished, number: str) -> str:
    case = county.acting.ask(case_file.of, number)
    assert case is not None
    return files.of_matter(case)[f"{case.folder}/arende.html"].decode()


def test_a_case_file_holds_every_stored_field_of_the_question(county: Furnished) -> None:
    number = told(county)
    found = read(county, number)

    with county.session() as session:
        stored = session.scalars(select(Question).where(Question.number == number)).one()
    text = json.dumps(found, ensure_ascii=False)
    for name in ("number", "title", "issue", "background", "benefit", "concerned", "why_not_local"):
        assert json.dumps(getattr(stored, name), ensure_ascii=False).strip('"') in text
    known = {
        "id",
        "version",
        "details",
        "completions",
        "put_off",
        "meeting_id",
        "origin_id",
        *(one["name"] for one in found["texts"]),
    }
    assert set(Question.model_fields) - known <= set(found)
    assert (found["format"], found["state"]["code"]) == ("samverkan.case-file.1", "on_agenda")
    assert found["raised_by"] == county.who("lsg", "ordinary", "umea").name


def test_why_somebody_did_not_sign_is_there(county: Furnished) -> None:
    asked = questions.raise_question(county.as_(county.who("lsg", "substitute", "mala")), draft())
    questions.not_now(county.as_(county.who("lsg", "ordinary", "mala")), asked, "Vi tar det i höst")

    (line,) = [one for one in read(county, question(county, asked).number)["journal"] if "reason" in one["details"]]
    assert line["details"]["reason"] == "Vi tar det i höst"
    assert "Vi tar det i höst" in page(county, question(county, asked).number)


def test_times_are_local_with_the_whole_date(county: Furnished) -> None:
    number = told(county)
    found = read(county, number)

    assert found["created_at"] == "2026-01-12T09:00:00+01:00"
    assert "12 januari 2026 kl. 9.00" in page(county, number)
    assert all(datetime.fromisoformat(one["at"]).utcoffset() for one in found["journal"])


def test_aus_answers_are_there_with_names_and_those_taken_back(county: Furnished) -> None:
    found = read(county, told(county))

    chair, vice = county.who("lsg", "chair").name, county.who("lsg", "vice_chair").name
    given = [
        (one["round"], one["person"], one["answer"]["code"], one["withdrawn_at"] is not None)
        for one in found["answers"]
    ]
    assert given == [
        (1, chair, "ask_supplement", False),
        (2, chair, "approve", True),
        (2, chair, "approve", False),
        (2, vice, "approve", False),
    ]
    assert found["completions"][0]["asked"] == "Vilka kommuner?"
    assert found["completions"][0]["before"] == [
        {"name": "concerned", "label": "Vilka berörs?", "text": "Alla kommuner och regionen."}
    ]


def test_the_journal_is_whole_and_in_order_with_who_and_by_which_rule(county: Furnished) -> None:
    found = read(county, told(county))

    journal = found["journal"]
    assert [one["act"]["code"] for one in journal] == [
        "question.raised", "question.answered", "question.completed", "question.answered", "question.answer_withdrawn",
        "question.answered", "question.answered", "agenda.placed", "agenda.set", "notice.sent", "meeting.moved",
    ]  # fmt: skip
    assert [one["at"] for one in journal] == sorted(one["at"] for one in journal)
    assert journal[0]["rule"] == "R-D04"
    assert journal[0]["person"] == found["raised_by"]
    assert county.who("samrad", "chair").name not in journal[9]["people"]
    assert county.who("lsg", "chair").name in journal[9]["people"]
    assert "12 mars 2026 kl. 9.00–12.00" in journal[10]["told"]


def test_the_journal_holds_nothing_of_another_question_on_the_same_agenda(county: Furnished) -> None:
    number = told(county)
    other = at_au(county, title="En annan fråga")
    reply(county, "chair", other, Answer.APPROVE)
    reply(county, "vice_chair", other, Answer.APPROVE)

    found = read(county, number)
    there = read(county, question(county, other).number)

    assert question(county, other).number not in json.dumps(found)
    assert "agenda.placed" in [one["act"]["code"] for one in there["journal"]]
    assert "meeting.moved" not in [one["act"]["code"] for one in there["journal"]]


def test_linked_questions_name_each_other(county: Furnished) -> None:
    origin = at_au(county, "samrad", "umea")
    reply(county, "chair", origin, Answer.PREPARE)
    first = read(county, question(county, origin).number)
    child = read(county, first["links"][0]["number"])

    assert [(one["how"]["code"], one["body"]) for one in first["links"]] == [("made", "Länssamverkansgruppen (LSG)")]
    assert [(one["how"]["code"], one["number"]) for one in child["links"]] == [("origin", first["number"])]
    assert first["state"]["words"] == "Bereds i LSG"


@pytest.mark.parametrize("written", ["LSG 2026-001", "lsg-2026-001", " lsg 2026-1 ", "LSG2026-0001"])
def test_a_number_is_understood_however_it_is_written(county: Furnished, written: str) -> None:
    at_au(county)

    assert read(county, written)["number"] == "LSG 2026-001"


@pytest.mark.parametrize("written", ["LSG 2026-002", "draft:1234", "", "'; drop table question", "LSG 2025-001"])
def test_what_is_no_number_has_no_file(county: Furnished, written: str) -> None:
    at_au(county)

    assert county.acting.ask(case_file.of, written) is None


def test_what_people_wrote_is_text_on_the_page(county: Furnished) -> None:
    number = question(county, at_au(county, issue='<script>alert("x")</script>\n=1+1')).number

    drawn = page(county, number)

    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn
    assert re.search(r"<h1>.*LSG 2026-001.*</h1>", drawn)


def test_a_year_is_a_folder_per_question_and_two_lists(county: Furnished) -> None:
    for title in ("=cmd|' /C calc'!A0", 'Fråga med "citat", och komma', "@länk", "'=ett"):
        at_au(county, title=title)
    county.clock.set("2027-01-02 09:00")
    at_au(county, title="Nästa år")

    year = county.acting.ask(case_file.year, 2026)
    made = files.of_year(year)

    raw = made["index.csv"]
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert raw.count(b"\r\n") == len(rows) + 1 == 5
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert {one["Rubrik"] for one in rows} == {
        "'=cmd|' /C calc'!A0",
        'Fråga med "citat", och komma',
        "'@länk",
        "''=ett",
    }
    assert {name.partition("/")[0] for name in made} == {"index.html", "index.csv", *(one["Mapp"] for one in rows)}
    assert "LSG-2026-001/arende.html" in made["index.html"].decode()
    assert "Nästa år" not in made["index.html"].decode()


def test_written_twice_it_is_the_same(county: Furnished, tmp_path: Path) -> None:
    number = told(county)
    written = []
    for _ in range(2):
        case = county.acting.ask(case_file.of, number)
        assert case is not None
        files.write(files.of_matter(case), tmp_path, whole=False)
        written.append({one.name: one.read_bytes() for one in (tmp_path / "LSG-2026-001").iterdir()})
        county.clock.forward(days=3)

    assert set(written[0]) == {"arende.json", "arende.html"}
    assert written[0] == written[1]


def test_nothing_is_written_into_a_folder_with_something_else_in_it(county: Furnished, tmp_path: Path) -> None:
    number = question(county, at_au(county)).number
    case, year = county.acting.ask(case_file.of, number), county.acting.ask(case_file.year, 2026)
    assert case is not None
    (tmp_path / "a" / "LSG-2026-001").mkdir(parents=True)
    (tmp_path / "a" / "LSG-2026-001" / "min.txt").write_text("min")
    (tmp_path / "b" / "LSG-2026-001").mkdir(parents=True)
    (tmp_path / "b" / "LSG-2026-001" / "arende.json").write_text('{"number": "SVO 2026-001"}')
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "annat.txt").write_text("annat")

    for folder in ("a", "b"):
        with pytest.raises(ForeignFolder):
            files.write(files.of_matter(case), tmp_path / folder, whole=False)
    with pytest.raises(ForeignFolder):
        files.write(files.of_year(year), tmp_path / "c", whole=True)
    files.write(files.of_matter(case), tmp_path / "c", whole=False)

    assert sorted(one.name for one in (tmp_path / "a" / "LSG-2026-001").iterdir()) == ["min.txt"]
    assert sorted(one.name for one in (tmp_path / "c").iterdir()) == ["LSG-2026-001", "annat.txt"]


def named_acts(call: ast.Call) -> list[str]:
    """The acts that a call of record() names."""
    texts = [one.value for one in ast.walk(call) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return [one for one in texts if re.fullmatch(r"(question|agenda|notice)\.\w+", one)]


def test_every_act_that_can_be_about_a_question_has_words() -> None:
    recorded = [
        call for name in python("bot/usecases/") for how in ("record", "_record") for call in calls(tree(name), how)
    ]
    said = {act for call in recorded for act in named_acts(call)}

    assert len(said) > 20
    assert said - set(words.ACTS) == set()
    assert set(words.ACTS) >= case_file.AROUND
