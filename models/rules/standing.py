"""What somebody is on a given day: seats, offices and roles. From this the rules decide what the person may do; not how it is stored."""

from __future__ import annotations

from dataclasses import field

from models.rules.roster import Role
from models.values import dataclass


@dataclass(frozen=True)
class Post:
    """One appointment in force: a role, in a body and for a principal where it has them; `place` orders substitutes (S-13)."""

    role: Role
    body: str | None = None
    principal: str | None = None
    place: int | None = None


@dataclass(frozen=True)
class Standing:
    """All that one person is on one day. `person_id` is None for somebody who is not in the roster."""

    person_id: int | None = None
    posts: frozenset[Post] = field(default_factory=frozenset)

    def has(self, role: Role, body: str | None = None) -> bool:
        """Whether the person holds the role (in the body, when one is given)."""
        return any(post.role is role and (body is None or post.body == body) for post in self.posts)

    @property
    def is_coordinator(self) -> bool:
        """Regional coordinators support the whole structure (R-J01, R-J06)."""
        return self.has(Role.COORDINATOR)

    def office(self, body: str) -> Role | None:
        """Chair or vice chair of the body, or neither (R-C13, R-D16)."""
        return next((role for role in (Role.CHAIR, Role.VICE_CHAIR) if self.has(role, body)), None)

    def seat(self, body: str) -> Post | None:
        """The ordinary seat in the body, if the person has one (R-C09, R-D12)."""
        return next((post for post in self.posts if post.role is Role.ORDINARY and post.body == body), None)

    def substitute(self, body: str) -> Post | None:
        """The substitute's place in the body, if the person has one."""
        return next((post for post in self.posts if post.role is Role.SUBSTITUTE and post.body == body), None)

    def bodies(self, *roles: Role) -> frozenset[str]:
        """The bodies in which the person holds any of the roles."""
        return frozenset(post.body for post in self.posts if post.body is not None and post.role in roles)
