"""What a structure is made of: sides, principals, bodies, seats. Not how it is read, nor who sits there."""

import unicodedata
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from models.values import dataclass

Side: TypeAlias = str
"""A side's key. Sides are data: two of them take turns at the chair (S-04)."""


def _nowhere() -> Mapping[str, str]:
    return MappingProxyType({})


class Level(StrEnum):
    """The level of responsibility a body works at (R-A10, R-C01, R-D01)."""

    POLITICAL = "political"
    OFFICIAL = "official"


class AuPolicy(StrEnum):
    """Who must say yes before a question enters the agenda (S-09)."""

    BOTH = "both"
    CHAIR_AFTER_CONSULTATION = "chair_after_consultation"


class Extension(StrEnum):
    """What lets a chair's term run longer than a year (S-08)."""

    UNANIMOUS = "unanimous"
    GROUP_DECISION = "group_decision"
    NONE = "none"


class ChairInParent(StrEnum):
    """What a body's chair has in the parent body: a seat (R-D22), or a place when needed (R-D23)."""

    SEAT = "seat"
    CO_OPTED = "co_opted"


class Topic(StrEnum):
    """What a reference to the agreement is about; a structure says where each of them stands written."""

    PURPOSE = "purpose"
    REPRESENTATION = "representation"
    SUBSTITUTE = "substitute"
    CHAIR = "chair"
    EXTENSION = "extension"
    AU = "au"
    RAISING = "raising"
    PREPARATION = "preparation"
    PRESENTER = "presenter"
    MANDATE = "mandate"
    RULES_OF_PROCEDURE = "rules_of_procedure"
    CHAIR_IN_PARENT = "chair_in_parent"
    ESCALATION = "escalation"
    SEMINAR = "seminar"
    PROGRAMME = "programme"
    PARTIES = "parties"
    BILATERAL = "bilateral"
    CASE_FLOW = "case_flow"
    SUPPORT = "support"
    FOLLOW_UP = "follow_up"
    COSTS = "costs"
    VALIDITY = "validity"


@dataclass(frozen=True)
class Principal:
    """One party: a municipality, a region. `genitive` is written out, never built from the name."""

    key: str
    name: str
    genitive: str
    side: Side
    code: str | None = None
    orgnr: str | None = None
    bilateral: bool = False
    short_name: str = ""


@dataclass(frozen=True)
class SeatRule:
    """How many ordinary seats a principal has in a body, from and to, and how many substitutes at most (S-01)."""

    min: int
    max: int
    substitutes: int


@dataclass(frozen=True)
class LeadTimes:
    """Days before a meeting (`_workdays`: working days), the body's own to revise (R-C17, R-D19).

    `au_answer_after_days` counts the other way: how long AU has from the day a question came in, when no meeting is
    near.
    """

    submission_days: int
    au_answer_days: int
    completion_days: int
    agenda_days: int
    notice_days: int
    notice_workdays: int
    absence_days: int
    summary_days: int
    au_answer_after_days: int


@dataclass(frozen=True)
class Body:
    """One group that meets. `seats` maps a principal's key to its rule; with none the membership is open (R-E03)."""

    key: str
    name: str
    short_name: str
    level: Level
    number_prefix: str
    lead_times: LeadTimes
    au_policy: AuPolicy = AuPolicy.BOTH
    extension: Extension = Extension.NONE
    opposite_sides: bool = False
    takes_questions: bool = True
    parent: str | None = None
    prepares_for: str | None = None
    chair_presents_in: str | None = None
    chair_in_parent: ChairInParent | None = None
    escalates_to: str | None = None  # an external arena that this body alone may lift a question to (R-C20)
    seats: Mapping[str, SeatRule] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    sections: Mapping[str, str] = field(default_factory=_nowhere, hash=False)
    aliases: tuple[str, ...] = ()
    channel: str = ""
    purpose: str = ""  # a sentence or two for those outside, on the public page
    review_months: int | None = None
    may_appoint_working_groups: bool = False

    @property
    def open_membership(self) -> bool:
        """True when no seats are fixed: any number of ordinary members, of any principal."""
        return not self.seats

    @property
    def au_channel(self) -> str:
        """The name proposed for the private channel of the body's AU."""
        return f"{self.channel}-au"


@dataclass(frozen=True)
class SeminarRule:
    """The yearly seminar (R-H01): who plans it, who sets its programme (R-H07), who is invited by default (S-33).

    `guests` are the bodies whose ordinary members are invited, `guest_chairs` those whose chairs are.
    """

    name: str
    planned_by: str
    programme_set_by: str
    guests: tuple[str, ...]
    guest_chairs: tuple[str, ...]
    sections: Mapping[str, str] = field(default_factory=_nowhere, hash=False)


@dataclass(frozen=True)
class PublicPage:
    """Who answers for the public page, and where to write or call about it (the accessibility statement must say so)."""

    responsible: str | None = None
    contact: str | None = None


@dataclass(frozen=True)
class ReachWords:
    """The words of S-29: what one party is called (with its article) and several, and with whom a matter of one is taken.

    `example` helps to say who is concerned. Empty ones are said neutrally.
    """

    one: str = ""
    many: str = ""
    counterpart: str = ""
    example: str = ""


@dataclass(frozen=True)
class Structure:
    """A whole collaboration structure, as its file says.

    `sides` maps a side's key to its label ("the municipal side"), `side_members` to those who stand there.
    """

    key: str
    name: str
    agreement: str
    sides: Mapping[str, str] = field(hash=False)
    side_members: Mapping[str, str] = field(hash=False)
    principals: tuple[Principal, ...]
    bodies: tuple[Body, ...]
    seminar: SeminarRule | None = None
    external_arenas: tuple[str, ...] = ()
    sections: Mapping[str, str] = field(default_factory=_nowhere, hash=False)
    reach: ReachWords = field(default_factory=ReachWords)
    public_page: PublicPage = field(default_factory=PublicPage)

    def principal(self, key: str) -> Principal:
        """The principal with this key; KeyError when there is none."""
        for principal in self.principals:
            if principal.key == key:
                return principal
        raise KeyError(key)

    def body(self, key: str) -> Body:
        """The body with this key; KeyError when there is none."""
        for body in self.bodies:
            if body.key == key:
                return body
        raise KeyError(key)

    def side_of(self, principal_key: str) -> Side:
        """The side a principal stands on (S-04); KeyError when there is no such principal."""
        return self.principal(principal_key).side

    def body_named(self, text: str) -> Body | None:
        """The body a person means: its key, name, short name or another spelling (S-31), whatever the case."""
        wanted = folded(text)
        return next((body for body in self.bodies if wanted in body_names(body)), None)

    def principal_named(self, text: str) -> Principal | None:
        """The principal a person means: its key, name, genitive or short name, whatever the case."""
        wanted = folded(text)
        return next((principal for principal in self.principals if wanted in principal_names(principal)), None)

    def children(self, parent_key: str, place: ChairInParent) -> tuple[Body, ...]:
        """The bodies whose chairs have this kind of place in `parent_key` (R-D22, R-D23)."""
        return tuple(body for body in self.bodies if body.parent == parent_key and body.chair_in_parent is place)

    def section(self, topic: Topic, body_key: str | None = None) -> str | None:
        """Where the agreement speaks of `topic`: the body's own paragraph, else the structure's, else None."""
        own = self.body(body_key).sections.get(topic) if body_key is not None else None
        return own or self.sections.get(topic)

    def reference(self, topic: Topic, body_key: str | None = None) -> str:
        """The same with the agreement's name, as people read it: "överenskommelsen § 5.1.3"; empty where it is silent."""
        section = self.section(topic, body_key)
        return f"{self.agreement} {section}" if section else ""


def folded(text: str) -> str:
    """A text as it is compared: NFC, without case, single spaces. å, ä and ö stay letters of their own."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def body_names(body: Body) -> frozenset[str]:
    """Every form of a body's name that is understood, folded."""
    return frozenset(folded(name) for name in (body.key, body.name, body.short_name, *body.aliases))


def principal_names(principal: Principal) -> frozenset[str]:
    """Every form of a principal's name that is understood, folded."""
    names = (principal.key, principal.name, principal.genitive, principal.short_name)
    return frozenset(folded(name) for name in names if name)
