"""A structure file's content (plain nested values) → a `Structure`, or every fault with its place. Reads no file."""

from models.rules.bodies import (
    AuPolicy,
    Body,
    ChairInParent,
    Extension,
    LeadTimes,
    Level,
    Principal,
    SeatRule,
    SeminarRule,
    Side,
    Structure,
    Topic,
)

__all__ = [
    "AuPolicy",
    "Body",
    "ChairInParent",
    "Extension",
    "LeadTimes",
    "Level",
    "Principal",
    "SeatRule",
    "SeminarRule",
    "Side",
    "Structure",
    "Topic",
]
