"""The roster file as people really save it: separators, byte order marks, Excel's habits, and plain faults."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.text import roster as words
from bot.usecases import roster_file
from bot.usecases.roster_file import FileFault, read_bytes, write_bytes
from models.rules.roster import Gap, Role, RosterWarning, RowFault, RowProblem
from models.rules.roster_rows import RawRow
from models.store.structure import shipped

HEAD = "organ;huvudman;roll;ordning;namn;epost;från;till\n"
LINE = "LSG;Umeå kommun;ersättare;1;Åsa Lingonkvist;asa@umea.example;2026-01-01;\n"
ROW = RawRow(2, "LSG", "Umeå kommun", "ersättare", "1", "Åsa Lingonkvist", "asa@umea.example", "2026-01-01", "")


MIDNIGHT = datetime.fromisoformat("2026-01-01T00:00")  # a date cell, as openpyxl gives it: without a zone


def workbook(*records: Sequence[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for record in records:
        sheet.append(list(record))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + LINE).encode(),
        (HEAD + LINE).encode("utf-8-sig"),
        (HEAD + LINE).replace("\n", "\r\n").encode(),
        (HEAD + LINE).replace(";", ",").encode(),
        (HEAD + '"LSG";"Umeå kommun";ersättare;1;"Åsa Lingonkvist";asa@umea.example;2026-01-01\n').encode(),
        (HEAD.upper() + LINE).encode(),
        (HEAD.replace("epost", "E-post").replace("från", "fran") + LINE).encode(),
        (HEAD.strip() + ";;\n" + LINE.strip() + ";;\n").encode(),
    ],
    ids=["plain", "bom", "crlf", "comma", "quoted", "capitals", "hyphen and accents", "empty columns at the end"],
)
def test_a_csv_is_read_however_it_was_saved(content: bytes) -> None:
    assert read_bytes(content, "register.csv") == [ROW]


def test_columns_may_stand_in_any_order_and_three_may_be_missing() -> None:
    content = "epost;namn;roll;huvudman;organ\nasa@umea.example;Åsa;ordinarie;Umeå kommun;LSG\n"

    assert read_bytes(content.encode(), "r.csv") == [
        RawRow(2, "LSG", "Umeå kommun", "ordinarie", "", "Åsa", "asa@umea.example")
    ]


def test_empty_rows_are_left_out_and_keep_their_numbers() -> None:
    content = f"\n{HEAD};;;;;;;\n\n{LINE}"

    assert [row.row for row in read_bytes(content.encode(), "r.csv")] == [5]


def test_a_separator_too_many_is_kept_as_surplus() -> None:
    content = HEAD + "LSG;Umeå kommun;ordinarie;;Åsa;asa@umea.example;;;oj;da\n"

    assert read_bytes(content.encode(), "r.csv")[0].surplus == "oj da"


def test_a_workbook_gives_dates_and_numbers_as_the_csv_does() -> None:
    content = workbook(
        HEAD.strip().split(";"),
        ["LSG", "Umeå kommun", "ersättare", 1, "Åsa Lingonkvist", "asa@umea.example", MIDNIGHT, None],
        ["LSG", "Umeå kommun", "ersättare", 2.0, "Åsa Lingonkvist", "asa@umea.example", date(2026, 1, 1), ""],
        ["LSG", "Umeå kommun", "ersättare", 2.5, "Åsa Lingonkvist", "asa@umea.example", "i år", None],
    )

    first, second, third = read_bytes(content, "r.XLSX")

    assert first == ROW
    assert (second.order, second.start) == ("2", "2026-01-01")
    assert (third.order, third.start) == ("2.5", "i år")


def test_a_workbook_renamed_to_csv_is_still_read() -> None:
    assert read_bytes(workbook(HEAD.strip().split(";"), list(LINE.strip().split(";"))), "r.csv") == [ROW]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        ((HEAD + LINE).encode("cp1252"), "r.csv", "Filen är inte sparad som UTF-8"),
        ((HEAD + LINE).encode("utf-16"), "r.csv", "Filen är inte sparad som UTF-8"),
        (b"", "r.csv", "Filen är tom. Första raden ska vara organ;huvudman;roll;ordning;namn;epost;från;till."),
        (b"\n;;\n", "r.csv", "Filen är tom."),
        (HEAD.replace("till", "telefon").encode(), "r.csv", "Rubriken har kolumner som inte känns igen: telefon."),
        (HEAD.replace("till", "till;;x").encode(), "r.csv", "Rubriken har kolumner som inte känns igen: –, x."),
        (HEAD.replace("till", "FRÅN").encode(), "r.csv", "Rubriken har samma kolumn två gånger: från."),
        (b"namn;epost\n", "r.csv", "Rubriken saknar kolumnen organ, huvudman, roll."),
        ((HEAD + 'a;"b\n').encode(), "r.csv", "Filen går inte att läsa som CSV: rad 2."),
        (b"PK\x03\x04 nonsense", "r.xlsx", "Filen går inte att läsa som en Excel-arbetsbok"),
        ((HEAD + LINE).encode(), "r.xlsx", "Filen går inte att läsa som en Excel-arbetsbok"),
        (b"x", "r.xls", "Filen r.xls är varken .csv eller .xlsx."),
    ],
)
def test_a_file_that_can_not_be_read_says_what_to_do(content: bytes, name: str, sentence: str) -> None:
    with pytest.raises(FileFault) as caught:
        read_bytes(content, name)

    assert str(caught.value).startswith(sentence)


def test_a_file_that_is_not_there_is_told_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(FileFault, match=r"^Filen finns\.ej\.csv finns inte eller går inte att öppna\.$"):
        roster_file.read(tmp_path / "finns.ej.csv")
    with pytest.raises(FileFault, match="går inte att öppna"):
        roster_file.write(tmp_path / "ingen" / "mapp.csv", [])
    with pytest.raises(FileFault, match="varken"):
        roster_file.write(tmp_path / "register.pdf", [])


def test_an_export_opens_in_excel_and_holds_no_formula(tmp_path: Path) -> None:
    evil = RawRow(2, "LSG", "Umeå kommun", "ordinarie", "", "=HYPERLINK(1)", "+a@umea.example")
    roster_file.write(tmp_path / "r.csv", [evil])
    roster_file.write(tmp_path / "r.xlsx", [evil])

    text = (tmp_path / "r.csv").read_bytes()
    sheet = load_workbook(tmp_path / "r.xlsx").active
    assert sheet is not None

    assert text.startswith(b"\xef\xbb\xbforgan;huvudman;")
    assert ";'=HYPERLINK(1);'+a@umea.example;" in text.decode("utf-8-sig")
    assert [(sheet[place].value, sheet[place].data_type) for place in ("E2", "F2")] == [
        ("'=HYPERLINK(1)", "s"),
        ("'+a@umea.example", "s"),
    ]


CELL = st.one_of(
    st.sampled_from(["=1", "'=1", "''+x", "-", "@a", "'x", "a;b", 'a"b', "a,b", "rad\nbryt", "Åsa"]),
    st.text(st.characters(exclude_categories=["C", "Z"]), max_size=8),
).map(str.strip)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.builds(RawRow, st.just(0), *[CELL] * 8).filter(lambda row: any(vars(row).values())), max_size=4))
@pytest.mark.parametrize("name", ["r.csv", "r.xlsx"])
def test_what_is_written_is_read_again(name: str, rows: list[RawRow]) -> None:
    expected = [RawRow(number, *list(vars(row).values())[1:]) for number, row in enumerate(rows, start=2)]

    assert read_bytes(write_bytes(rows, name), name) == expected


# Words for every fault and every gap

PARAMS: dict[str, str | int] = {
    "text": "x", "date": "x", "column": "start", "order": 1, "email": "a@x.example", "name": "A", "other": 3,
    "body": "lsg", "principal": "umea", "start": "2026-01-01", "end": "2025-01-01", "max": 2, "min": 3, "have": 1,
    "day": "2027-01-01",
}  # fmt: skip


@pytest.mark.parametrize("problem", RowProblem)
def test_every_problem_has_words(problem: RowProblem) -> None:
    role = "kung" if problem is RowProblem.UNREADABLE_ROLE else Role.CHAIR
    sentence = words.fault(shipped("vasterbotten"), RowFault(4, problem, {**PARAMS, "role": role}))

    assert sentence.startswith("Rad 4: ")
    assert sentence.endswith((".", "?"))
    assert "{" not in sentence


@pytest.mark.parametrize("gap", Gap)
def test_every_gap_has_words(gap: Gap) -> None:
    sentence = words.warning(shipped("vasterbotten"), RosterWarning(gap, PARAMS))

    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.parametrize(
    ("problem", "params", "sentence"),
    [
        (
            RowProblem.SAME_SIDE,
            {"body": "lsg", "other": 9},
            (
                "Rad 4: Ordförande och vice ordförande i Länssamverkansgruppen (LSG) måste komma från olika sidor: "
                "kommunerna och regionen (överenskommelsen § 6.1.4). Se rad 9."
            ),
        ),
        (
            RowProblem.TOO_MANY_ORDINARY,
            {"body": "lsg", "principal": "umea", "max": 2},
            (
                "Rad 4: Umeå kommun har högst 2 ordinarie platser i Länssamverkansgruppen (LSG) "
                "(överenskommelsen § 6.1.3). Raden är en för mycket."
            ),
        ),
        (
            RowProblem.UNREADABLE_DATE,
            {"column": "start", "date": "12/3"},
            "Rad 4: Datumet «12/3» i kolumnen från går inte att läsa. Skriv som 2026-03-12.",
        ),
    ],
)
def test_sentences_name_the_rule(problem: RowProblem, params: dict[str, str | int], sentence: str) -> None:
    assert words.fault(shipped("vasterbotten"), RowFault(4, problem, params)) == sentence


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_name_with_a_control_sign_does_not_stop_the_export(ending: str) -> None:
    row = RawRow(row=2, body="LSG", role="ordförande", name="Anna\x0b\x1b Berg\u202e", email="a@b.example")

    (back,) = read_bytes(write_bytes([row], f"r{ending}"), f"r{ending}")

    assert back.name == "Anna Berg"
