"""Letters about questions: AU's card and the lines in its thread, the raiser's card, and who must act on a question."""

from __future__ import annotations

from bot.outbox.letters.base import Letter, letter
from models.values import dataclass


def au_card(question_id: int) -> str:
    """The name of the one message in the AU channel in which everything about a question happens."""
    return f"au:{question_id}"


def raiser_card(question_id: int) -> str:
    """The name of the raiser's message."""
    return f"raiser:{question_id}"


@letter
@dataclass(frozen=True)
class AuCard(Letter):
    """The question in the AU channel of its body, drawn anew."""

    question_id: int

    def matter(self) -> str:
        return f"question:{self.question_id}"

    def card(self) -> str:
        return au_card(self.question_id)


@letter
@dataclass(frozen=True)
class AuNote(Letter):
    """One line in the card's thread: what the journal line `line_id` says happened."""

    question_id: int
    line_id: int

    def matter(self) -> str:
        return f"question:{self.question_id}"


@letter
@dataclass(frozen=True)
class RaiserCard(Letter):
    """The question as the one who raised it follows it, drawn anew."""

    question_id: int

    def matter(self) -> str:
        return f"raiser:{self.question_id}"

    def card(self) -> str:
        return raiser_card(self.question_id)


@letter
@dataclass(frozen=True)
class RaiserNote(Letter):
    """Tells the raiser, in the thread of the raiser's card, what the journal line `line_id` says happened."""

    question_id: int
    line_id: int

    def matter(self) -> str:
        return f"raiser:{self.question_id}"


@letter
@dataclass(frozen=True)
class SupplementAsked(Letter):
    """AU wants to know more: the raiser's request of that round, with its button until it is answered."""

    question_id: int
    round: int

    def matter(self) -> str:
        return f"raiser:{self.question_id}"

    def card(self) -> str:
        return f"supplement:{self.question_id}:{self.round}"


@letter
@dataclass(frozen=True)
class CosignCard(Letter):
    """Asks an ordinary representative to sign a substitute's question (S-36)."""

    question_id: int
    person_id: int

    def matter(self) -> str:
        return f"cosign:{self.question_id}:{self.person_id}"

    def card(self) -> str:
        return f"cosign:{self.question_id}:{self.person_id}"


@letter
@dataclass(frozen=True)
class ReachNote(Letter):
    """Tells a coordinator that a question that may concern several municipalities has come in (R-G02)."""

    question_id: int
    person_id: int

    def matter(self) -> str:
        return f"reach:{self.question_id}:{self.person_id}"

    def card(self) -> str:
        return f"reach:{self.question_id}:{self.person_id}"


@letter
@dataclass(frozen=True)
class Escalation(Letter):
    """Tells a coordinator that AU needs help with a question; `why` is an Escalated of models.rules.questions
    (S-09)."""

    question_id: int
    person_id: int
    why: str
    round: int

    def matter(self) -> str:
        return f"escalation:{self.question_id}:{self.person_id}"

    def card(self) -> str:
        return f"escalation:{self.question_id}:{self.round}:{self.why}:{self.person_id}"


@letter
@dataclass(frozen=True)
class Unsigned(Letter):
    """Tells a coordinator that nobody has signed a substitute's question in time (S-36); `asked` is the journal line of the asking: asked
    anew, it is told anew."""

    question_id: int
    person_id: int
    asked: int

    def matter(self) -> str:
        return f"unsigned:{self.question_id}:{self.person_id}"

    def card(self) -> str:
        return f"unsigned:{self.question_id}:{self.asked}:{self.person_id}"
