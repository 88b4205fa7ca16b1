"""T12: what comes from outside is answered calmly, whatever it is, and changes nothing unless it is signed and from somebody who may.

PROOF_PAYLOADS says how many (5,000; `PROOF_PAYLOADS=100000 make proof ONLY=tests/proof/edge` for a night), PROOF_SEED which."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest
from sqlmodel import select

from models.tables.journal import JournalLine
from tests.proof.edge import mutate, real
from tests.proof.edge.knock import Request, holdings, knock, signature, unhandled
from tests.stage import Stage

PAYLOADS = int(os.environ.get("PROOF_PAYLOADS", "5000"))
SEED = int(os.environ.get("PROOF_SEED", "20261125"))
CALM = frozenset({200, 400, 401, 404, 405, 413})


def some(kept: list[real.Payload]) -> list[real.Payload]:
    """At most four of each kind of thing, so that joining channels does not crowd out the rest."""
    seen: Counter[str] = Counter()
    chosen = []
    for one in kept:
        inner = one.get("event") or (one.get("actions") or [{}])[0] or {}
        what = f"{real.kind_of(one)} {inner.get('type')} {inner.get('action_id')} {(one.get('view') or {}).get('callback_id')}"
        seen[what] += 1
        if seen[what] <= 4:
            chosen.append(one)
    return chosen


def signed(name: str, payload: real.Payload) -> Request:
    kind, body = real.encoded(payload)
    return Request(
        f"{name} {real.kind_of(payload)} {json.dumps(payload)}", {"Content-Type": kind, **signature(body)}, body
    )


def strangers(stage: Stage) -> list[tuple[str, str]]:
    """Users that may do nothing: not in the roster, a guest, one whose account is closed, one of another workspace."""
    team = str(stage.hands.app()["team_id"])
    hands = stage.hands
    guest = hands.new_person("gast", "Gäst Gästsson", "gast@utanfor.example", is_ultra_restricted=True, quiet=True)
    nobody = hands.new_person("ingen", "Ingen Alls", "ingen@utanfor.example", quiet=True)
    gone = hands.new_person("borta", "Borta Alls", "borta@utanfor.example", quiet=True)
    hands.change_person(gone.id, deleted=True, quiet=True)
    coordinator = stage.who(None, "coordinator").id
    return [(one.id, team) for one in (guest, nobody, gone)] + [("U0NOBODY", team), (coordinator, "T0STRANGER")]


def from_outside(rng: Random, payloads: list[real.Payload], count: int) -> Iterator[Request]:
    """Not signed, or not rightly."""
    for _ in range(count):
        payload = rng.choice(payloads)
        if rng.random() < 0.3:
            headers, body = mutate.in_bytes(rng, payload)
        else:
            kind, body = real.encoded(mutate.mutated(rng, payload, payloads) if rng.random() < 0.6 else payload)
            headers = {"Content-Type": kind}
        yield Request("unsigned", headers | mutate.unsigned(rng, signature(body)), body)


def from_strangers(
    rng: Random, payloads: list[real.Payload], who: list[tuple[str, str]], count: int
) -> Iterator[Request]:
    """Signed by Slack, from somebody who may not; or signed, and no payload at all."""
    for _ in range(count):
        user, team = rng.choice(who)
        payload = mutate.renewed(rng, rng.choice(payloads))
        if rng.random() < 0.25:
            headers, body = mutate.in_bytes(rng, mutate.sent_by(payload, user, team))
            yield Request(f"bytes {headers} {body[:300]!r}", headers | signature(body), body)
        else:
            yield signed("stranger", mutate.sent_by(mutate.mutated(rng, payload, payloads), user, team))


def from_members(rng: Random, payloads: list[real.Payload], who: list[str], team: str, count: int) -> Iterator[Request]:
    """Signed by Slack, of an odd shape, from people of the roster."""
    for _ in range(count):
        payload = rng.choice(payloads)
        if rng.random() < 0.7:
            payload = mutate.renewed(rng, payload)
        odd = mutate.mutated(rng, payload, payloads)
        yield signed("member", mutate.sent_by(odd, rng.choice(who), team) if rng.random() < 0.5 else odd)


@pytest.mark.timeout(3600)
def test_nothing_from_outside_shows_a_fault_or_changes_what_it_may_not(
    stage: Stage, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    count = PAYLOADS if kind == "sqlite" else PAYLOADS // 10
    rng = Random(SEED)
    gathered = real.gathered(stage)
    payloads = some(gathered)
    members = [str(stage.county.who(*one).slack_id) for one in ((None, "coordinator"), ("lsg", "chair"), ("lsg", "ordinary", "mala"),
                                                                ("lsg", "substitute", "mala"), ("samrad", "ordinary", "umea"))]  # fmt: skip
    outsiders = strangers(stage)
    before = holdings(stage)
    caplog.clear()

    unsigned = knock(stage, from_outside(rng, payloads, count * 4 // 10))
    between = holdings(stage)
    uninvited = knock(stage, from_strangers(rng, payloads, outsiders, count * 3 // 10))
    after = holdings(stage)
    with stage.county.session() as session:
        last = max(session.scalars(select(JournalLine.id)).all())
    odd = knock(stage, from_members(rng, payloads, members, outsiders[0][1], count * 3 // 10))

    assert {real.kind_of(one) for one in gathered} == real.KINDS
    answered = Counter(status for status, _ in (*unsigned, *uninvited, *odd))
    assert [(status, one.name) for status, one in (*unsigned, *uninvited, *odd) if status not in CALM] == []
    assert {status for status, _ in unsigned} <= {400, 401, 413}
    assert min(answered[200], answered[400], answered[401]) > count // 20, answered
    assert unhandled(caplog.records) == Counter()
    assert between == before
    assert after == before
    with stage.county.session() as session:
        lines = session.scalars(select(JournalLine).where(JournalLine.id > last)).all()
    assert {one.actor for one in lines} <= {"person"}
