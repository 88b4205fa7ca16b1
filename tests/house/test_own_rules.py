"""Our own five rules hold everywhere, and each sees the fault that it is there for."""

import ast

import pytest

from tests.house.looking import python, tree
from tools import scan
from tools.own_rules import RULES, findings

SEEN = {
    "esc": [
        '{"type": "mrkdwn", "text": title}',
        '{"type": "mrkdwn", "text": f"*{title}*"}',
        '{"type": "mrkdwn", "text": cut(title, 3)}',
        "client.chat_postMessage(channel=c, text=question.title)",
        "visit.ack(text='Hej ' + name)",
        'Md(f"*{title}*")',
        'Md("*" + title + "*")',
    ],
    "ack": [
        "@doors.action('x')\nasync def door(visit):\n    await visit.ack()\n    await visit.acting.do(work)",
        "@doors.submission('x')\nasync def door(visit):\n    await visit.acting.do(work)",
    ],
    "rowcount": ["done = session.execute(insert).rowcount == 1"],
    "retry_handlers": ["AsyncWebClient(token=t)", "web.AsyncWebClient()", "WebClient(token=t)"],
    "naive": [
        "datetime.now()", "datetime.datetime.now()", "datetime.utcnow()", "date.today()", "datetime.fromtimestamp(3)",
        "dt.utcfromtimestamp(3)",
    ],
}  # fmt: skip
UNSEEN = [
    '{"type": "mrkdwn", "text": esc(title)}', '{"type": "mrkdwn", "text": cut(esc(words), most) or " "}', '{"type": "plain_text", "text": title}',
    "client.chat_postMessage(channel=c, text=esc(title))", "visit.ack(text=words.HELP)", "visit.ack()", 'Md(f"*{esc(title)}*")', 'Md("*x*")',
    "@doors.action('x')\nasync def door(visit):\n    await visit.acting.do(work)\n    await visit.ack()", "AsyncWebClient(retry_handlers=[])",
    "datetime.now(UTC)", "datetime.now(tz=zone)", "clock.now()", "datetime.fromtimestamp(3, UTC)", "clock.today()",
]  # fmt: skip


@pytest.mark.parametrize(("rule", "planted"), [(rule, one) for rule, faults in SEEN.items() for one in faults])
def test_a_planted_fault_is_seen(rule: str, planted: str) -> None:
    assert {one.rule for one in findings(ast.parse(planted))} == {rule}


@pytest.mark.parametrize("good", UNSEEN)
def test_what_is_right_is_left_alone(good: str) -> None:
    assert findings(ast.parse(good)) == []


def test_each_of_the_five_rules_is_tried_here() -> None:
    assert len(RULES) == len(SEEN) == 5


def test_they_hold_everywhere() -> None:
    looked_at = python(*scan.LOOKED_AT)

    assert len(looked_at) > 200
    assert {name: found for name in looked_at if (found := scan.broken(name, tree(name)))} == {}
