"""What the two shipped structure files say: Västerbotten's is the agreement's, and the example is another one."""

from __future__ import annotations

import pytest

from models.rules.bodies import ChairInParent, Topic
from models.rules.structure import AuPolicy, Extension, Level, SeatRule
from models.store.structure import read_document, shipped


def seats(body: str) -> dict[str, SeatRule]:
    return dict(shipped("vasterbotten").body(body).seats)


@pytest.mark.parametrize(
    ("body", "region", "most"),
    [("samrad", SeatRule(3, 3, 3), (18, 20)), ("lsg", SeatRule(4, 4, 4), (19, 21))],
)
def test_seats_are_those_of_the_agreement(body: str, region: SeatRule, most: tuple[int, int]) -> None:
    """R-C09, R-C10, R-C11, R-D12, S-01: one each, one or two for Umeå and Skellefteå, three or four for the Region."""
    table = seats(body)

    assert table["regionen"] == region
    assert table["umea"] == table["skelleftea"] == SeatRule(1, 2, 2)
    assert {table[key] for key in table.keys() - {"regionen", "umea", "skelleftea"}} == {SeatRule(1, 1, 1)}
    assert (sum(rule.min for rule in table.values()), sum(rule.max for rule in table.values())) == most
    assert sum(rule.substitutes for rule in table.values()) == most[1]


def test_sixteen_principals_on_two_sides() -> None:
    """R-A01, S-04: fifteen municipalities and the Region; a side is something else than a principal."""
    structure = shipped("vasterbotten")

    sides = [principal.side for principal in structure.principals]
    assert (sides.count("kommun"), sides.count("region")) == (15, 1)
    assert dict(structure.sides) == {"kommun": "kommunsidan", "region": "regionsidan"}
    assert structure.principal("bjurholm").genitive == "Bjurholms kommuns"
    assert [one.key for one in structure.principals if one.bilateral] == ["lycksele", "skelleftea", "umea"]  # R-G03


def test_bodies_and_their_order() -> None:
    """R-C01, R-C07, R-C08, R-D01, R-D10, R-D20, S-08, S-09: levels, who prepares for whom, AU and extension."""
    structure = shipped("vasterbotten")
    samrad, lsg = structure.body("samrad"), structure.body("lsg")

    assert (samrad.level, samrad.au_policy, samrad.extension) == (Level.POLITICAL, AuPolicy.BOTH, Extension.UNANIMOUS)
    assert (lsg.level, lsg.au_policy, lsg.extension) == (Level.OFFICIAL, AuPolicy.BOTH, Extension.GROUP_DECISION)
    assert (lsg.prepares_for, lsg.chair_presents_in) == ("samrad", "samrad")
    assert samrad.opposite_sides
    assert lsg.opposite_sides
    assert [body.number_prefix for body in structure.bodies[:2]] == ["SVO", "LSG"]


def test_chairs_of_the_preparatory_committees_have_seats_and_one_is_co_opted() -> None:
    """R-D22, R-D23, R-E01, R-E06, S-20, S-21: three seats in LSG, one co-opted, all four reviewed every second year."""
    structure = shipped("vasterbotten")

    assert [body.key for body in structure.children("lsg", ChairInParent.SEAT)] == ["bbu", "bva", "hjalpmedel"]
    assert [body.key for body in structure.children("lsg", ChairInParent.CO_OPTED)] == ["patientsakerhet"]
    committees = [body for body in structure.bodies if body.parent == "lsg"]
    assert {(body.review_months, body.open_membership) for body in committees} == {(24, True)}
    assert [body.key for body in committees if body.may_appoint_working_groups] == ["bbu", "bva"]


def test_the_seminar_is_planned_by_lsg_and_samrad_sets_its_programme() -> None:
    """R-H01, R-H06, R-H07, R-C22, S-33."""
    seminar = shipped("vasterbotten").seminar

    assert seminar is not None
    assert (seminar.planned_by, seminar.programme_set_by) == ("lsg", "samrad")
    assert seminar.guests == ("samrad", "lsg")
    assert seminar.guest_chairs == ("bbu", "bva", "hjalpmedel", "patientsakerhet")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("lsg", "lsg"),
        ("LÄNSSAMVERKANSGRUPPEN", "lsg"),
        (" Samråd för  vård och omsorg ", "samrad"),
        ("Samra\u030ad", "samrad"),
        ("beredning för barn och unga", "bbu"),
        ("Samrad", "samrad"),
        ("något annat", None),
        ("", None),
    ],
)
def test_a_body_is_known_by_any_of_its_names(text: str, key: str | None) -> None:
    """S-31, S-32: the agreement's own spellings differ; NFC and case do not matter."""
    body = shipped("vasterbotten").body_named(text)

    assert (body.key if body else None) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [("umeå", "umea"), ("Umeå kommuns", "umea"), ("region västerbotten", "regionen"), ("Luleå", None), ("", None)],
)
def test_a_principal_is_known_by_any_of_its_names(text: str, key: str | None) -> None:
    principal = shipped("vasterbotten").principal_named(text)

    assert (principal.key if principal else None) == key


@pytest.mark.parametrize(
    ("topic", "body", "section"),
    [
        (Topic.REPRESENTATION, "samrad", "§ 5.1.3"),
        (Topic.CHAIR, "lsg", "§ 6.1.4"),
        (Topic.BILATERAL, "samrad", "§ 5.3"),  # the structure's own, when the body has none
        (Topic.BILATERAL, None, "§ 5.3"),
        (Topic.ESCALATION, "lsg", None),
    ],
)
def test_a_topic_has_its_paragraph(topic: Topic, body: str | None, section: str | None) -> None:
    assert shipped("vasterbotten").section(topic, body) == section


def test_a_reference_names_the_agreement_and_is_nothing_where_it_is_silent() -> None:
    large, small = shipped("vasterbotten"), shipped("exempel")

    assert large.reference(Topic.AU, "samrad") == "överenskommelsen § 5.1.5"
    assert small.reference(Topic.PARTIES) == "samverkansavtalet punkt 1"
    assert large.reference(Topic.ESCALATION, "lsg") == ""


# The small example


def test_the_example_is_another_structure_in_every_way() -> None:
    small, large = shipped("exempel"), shipped("vasterbotten")

    assert (len(small.principals), len(small.bodies), small.seminar) == (3, 1, None)
    assert small.bodies[0].lead_times != large.bodies[0].lead_times
    assert not small.sides.keys() & large.sides.keys()
    assert not {one.key for one in small.bodies} & {one.key for one in large.bodies}
    assert "västerbotten" not in str(read_document("exempel")).casefold()


def test_structures_can_be_compared_and_put_in_sets() -> None:
    assert shipped("vasterbotten") == shipped("vasterbotten")
    assert len({shipped("vasterbotten"), shipped("exempel"), shipped("exempel")}) == 2


def test_every_body_says_what_it_is_for_and_the_example_who_answers_for_the_page() -> None:
    assert all(body.purpose for name in ("vasterbotten", "exempel") for body in shipped(name).bodies)
    assert shipped("exempel").public_page.contact == "vatten@almvik.example"
    assert shipped("vasterbotten").public_page.responsible is None


def test_every_level_of_responsibility_has_a_body() -> None:
    """R-A10: collaboration is tied to all levels, so there is an arena for each."""
    assert {body.level for body in shipped("vasterbotten").bodies} == set(Level)


def test_the_words_of_who_is_concerned_are_the_structures_own() -> None:
    """S-29: one municipality and the Region here, other words there."""
    here, there = shipped("vasterbotten").reach, shipped("exempel").reach

    assert (here.one, here.many, here.counterpart) == ("en kommun", "kommuner", "regionen")
    assert (there.one, there.many, there.counterpart) == ("en part", "parter", "den andra parten")
