"""A structure file's content (plain nested values) → a `Structure`, or every fault with its place. Reads no file."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from models.rules.bodies import (
    AuPolicy,
    Body,
    ChairInParent,
    Extension,
    LeadTimes,
    Level,
    Principal,
    PublicPage,
    ReachWords,
    SeatRule,
    SeminarRule,
    Side,
    Structure,
    Topic,
    body_names,
    principal_names,
)
from models.rules.document import Fault, Node, Problem, StructureFault

__all__ = [
    "AuPolicy",
    "Body",
    "ChairInParent",
    "Extension",
    "Fault",
    "LeadTimes",
    "Level",
    "Principal",
    "Problem",
    "SeatRule",
    "SeminarRule",
    "Side",
    "Structure",
    "StructureFault",
    "Topic",
    "parse",
]

OPEN: Final = "open"
"""What stands instead of seats when the membership is open."""

_PREFIX: Final = re.compile(r"[A-ZÅÄÖ]{2,6}")
_LEAD_TIMES: Final = tuple(LeadTimes.__dataclass_fields__)
_FALLING: Final = (
    "submission_days",
    "au_answer_days",
    "completion_days",
    "agenda_days",
    "notice_days",
    "absence_days",
    "summary_days",
)


def parse(document: object) -> Structure:
    """The structure a file's content describes. Raises StructureFault with every fault found, not only the first."""
    faults: list[Fault] = []
    root = Node(document, "", faults)
    sides, side_members = _sides(root)
    principals = tuple(_principal(node, sides) for node in root.nodes("principals"))
    default_times = root.node("lead_times")
    bodies = tuple(_body(node, sides, principals, default_times) for node in root.nodes("bodies"))
    structure = Structure(
        key=root.key("key"),
        name=root.text("name"),
        agreement=root.text("agreement"),
        sides=MappingProxyType(sides),
        side_members=MappingProxyType(side_members),
        principals=principals,
        bodies=bodies,
        seminar=_seminar(root, {body.key for body in bodies}),
        external_arenas=root.texts("external_arenas"),
        sections=_sections(root),
        public_page=_public_page(root.node("public_page")),
        reach=_reach(root.node("reach")),
    )
    _unknown_times(default_times)
    root.done()
    _unique(root, structure)
    if not faults:
        _connections(root, structure)
    if faults:
        raise StructureFault(tuple(dict.fromkeys(faults)))
    return structure


def _sides(root: Node) -> tuple[dict[Side, str], dict[Side, str]]:
    node = root.node("sides")
    labels: dict[Side, str] = {}
    members: dict[Side, str] = {}
    for key in list(node.values):
        side = node.node(key)
        labels[key], members[key] = side.text("label"), side.text("members")
        side.done()
    if not labels:
        root.fault("sides", Problem.MISSING)
    return labels, members


def _principal(node: Node, sides: Mapping[Side, str]) -> Principal:
    principal = Principal(
        key=node.key("key"),
        name=node.text("name"),
        genitive=node.text("genitive"),
        side=node.text("side"),
        code=node.optional_text("code"),
        orgnr=node.optional_text("orgnr"),
        bilateral=node.flag("bilateral", default=False),
        short_name=node.optional_text("short_name") or "",
    )
    if principal.side and principal.side not in sides:
        node.fault("side", Problem.UNKNOWN_REFERENCE, principal.side)
    if principal.orgnr and not re.fullmatch(r"\d{6}-\d{4}", principal.orgnr):
        node.fault("orgnr", Problem.WRONG_FORM, principal.orgnr)
    node.done()
    return principal


def _body(node: Node, sides: Mapping[Side, str], principals: tuple[Principal, ...], default_times: Node) -> Body:
    key = node.key("key")
    body = Body(
        key=key,
        name=node.text("name"),
        short_name=node.text("short_name"),
        level=node.choice("level", Level) or Level.OFFICIAL,
        number_prefix=node.text("number_prefix"),
        lead_times=_lead_times(node.node("lead_times"), default_times),
        au_policy=node.choice("au_policy", AuPolicy) or AuPolicy.BOTH,
        extension=node.choice("extension", Extension, Extension.NONE) or Extension.NONE,
        opposite_sides=node.flag("opposite_sides", default=False),
        takes_questions=node.flag("takes_questions", default=True),
        parent=node.optional_text("parent"),
        prepares_for=node.optional_text("prepares_for"),
        chair_presents_in=node.optional_text("chair_presents_in"),
        chair_in_parent=_chair_in_parent(node),
        escalates_to=node.optional_text("escalates_to"),
        seats=MappingProxyType(_seats(node, sides, principals)),
        sections=_sections(node),
        aliases=node.texts("aliases"),
        channel=node.optional_text("channel") or key.replace("_", "-"),
        purpose=node.optional_text("purpose") or "",
        review_months=node.optional_number("review_months", least=1),
        may_appoint_working_groups=node.flag("may_appoint_working_groups", default=False),
    )
    if body.number_prefix and not _PREFIX.fullmatch(body.number_prefix):
        node.fault("number_prefix", Problem.WRONG_FORM, body.number_prefix)
    if body.chair_in_parent is not None and body.parent is None:
        node.fault("chair_in_parent", Problem.NEEDS_PARENT, body.chair_in_parent)
    node.done()
    return body


def _chair_in_parent(node: Node) -> ChairInParent | None:
    return node.choice("chair_in_parent", ChairInParent) if node.take("chair_in_parent") is not None else None


def _lead_times(own: Node, default: Node) -> LeadTimes:
    """A body's lead times: its own where it has some, else the structure's."""
    before = len(own.faults)
    days = {name: own.number(name) if name in own.values else default.number(name) for name in _LEAD_TIMES}
    readable = len(own.faults) == before
    for earlier, later in pairwise(_FALLING):
        if readable and days[earlier] < days[later]:
            own.fault(earlier, Problem.WRONG_ORDER, f"{days[earlier]} < {later} {days[later]}")
    _unknown_times(own)
    return LeadTimes(**days)


def _unknown_times(node: Node) -> None:
    for name in _LEAD_TIMES:
        node.take(name)
    node.done()


def _seats(node: Node, sides: Mapping[Side, str], principals: tuple[Principal, ...]) -> dict[str, SeatRule]:
    """The rule for each principal that has seats: one of its own, else its side's."""
    value = node.take("seats")
    if value is None:
        node.fault("seats", Problem.MISSING)
    if value is None or value == OPEN:
        return {}
    table = node.node("seats")
    rules = {name: _seat_rule(table.node(name)) for name in list(table.values)}
    known = {*sides, *(principal.key for principal in principals)}
    for name in rules:
        if name not in known:
            table.fault(name, Problem.UNKNOWN_REFERENCE, name)
    chosen = {principal.key: rules.get(principal.key) or rules.get(principal.side) for principal in principals}
    return {key: rule for key, rule in chosen.items() if rule is not None}


def _seat_rule(node: Node) -> SeatRule:
    before = len(node.faults)
    rule = SeatRule(min=node.number("min"), max=node.number("max"), substitutes=node.number("substitutes"))
    if rule.min > rule.max and len(node.faults) == before:
        node.fault("min", Problem.MIN_ABOVE_MAX, rule.min)
    node.done()
    return rule


def _sections(node: Node) -> Mapping[str, str]:
    table = node.node("sections")
    for topic in table.values:
        if topic not in list(Topic):
            table.fault(topic, Problem.NOT_AMONG_CHOICES, topic)
    return MappingProxyType({topic: table.text(topic) for topic in list(table.values)})


def _reach(node: Node) -> ReachWords:
    words = ReachWords(**{name: node.optional_text(name) or "" for name in ("one", "many", "counterpart", "example")})
    node.done()
    return words


def _public_page(node: Node) -> PublicPage:
    page = PublicPage(node.optional_text("responsible"), node.optional_text("contact"))
    node.done()
    return page


def _seminar(root: Node, bodies: set[str]) -> SeminarRule | None:
    if root.take("seminar") is None:
        return None
    node = root.node("seminar")
    seminar = SeminarRule(
        name=node.text("name"),
        planned_by=node.text("planned_by"),
        programme_set_by=node.text("programme_set_by"),
        guests=node.texts("guests"),
        guest_chairs=node.texts("guest_chairs"),
        sections=_sections(node),
    )
    named = [("planned_by", seminar.planned_by), ("programme_set_by", seminar.programme_set_by)]
    named += [(f"guests[{index}]", key) for index, key in enumerate(seminar.guests)]
    named += [(f"guest_chairs[{index}]", key) for index, key in enumerate(seminar.guest_chairs)]
    for place, key in named:
        if key and key not in bodies:
            node.fault(place, Problem.UNKNOWN_REFERENCE, key)
    node.done()
    return seminar


def _unique(root: Node, structure: Structure) -> None:
    """Every key, number prefix and understood form of a name belongs to one."""
    sides = [(f"sides.{key}", {key}) for key in structure.sides]
    principals = [(f"principals[{i}].key", {each.key}) for i, each in enumerate(structure.principals)]
    _once(root, sides + principals)
    _once(root, [(f"principals[{i}].name", principal_names(each)) for i, each in enumerate(structure.principals)])
    _once(root, [(f"bodies[{i}].key", {each.key}) for i, each in enumerate(structure.bodies)])
    _once(root, [(f"bodies[{i}].name", body_names(each)) for i, each in enumerate(structure.bodies)])
    _once(root, [(f"bodies[{i}].number_prefix", {each.number_prefix}) for i, each in enumerate(structure.bodies)])


def _once(root: Node, places: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Note a fault at the second place, and each later one, that uses a name already taken."""
    seen: Counter[str] = Counter()
    for place, names in places:
        given = sorted(name for name in names if name)
        for name in given:
            if seen[name]:
                root.fault(place, Problem.DUPLICATE, name)
        seen.update(given)


def _connections(root: Node, structure: Structure) -> None:
    """What one body says of another must be true: it exists, and nobody is its own ancestor."""
    parents = {body.key: body.parent for body in structure.bodies}
    for index, body in enumerate(structure.bodies):
        for field in ("parent", "prepares_for", "chair_presents_in"):
            other = getattr(body, field)
            if other is not None and (other not in parents or other == body.key):
                root.fault(f"bodies[{index}].{field}", Problem.UNKNOWN_REFERENCE, other)
        if _is_own_ancestor(body.key, parents):
            root.fault(f"bodies[{index}].parent", Problem.CIRCLE, body.key)
        if body.escalates_to is not None and body.escalates_to not in structure.external_arenas:
            root.fault(f"bodies[{index}].escalates_to", Problem.UNKNOWN_REFERENCE, body.escalates_to)
        sided = {structure.side_of(key) for key in body.seats}
        if body.opposite_sides and len(sided) < 2:
            root.fault(f"bodies[{index}].opposite_sides", Problem.NEEDS_TWO_SIDES, len(sided))


def _is_own_ancestor(key: str, parents: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    at = parents[key]
    while at is not None and at not in seen:
        if at == key:
            return True
        seen.add(at)
        at = parents.get(at)
    return False
