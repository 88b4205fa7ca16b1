"""What Exchange does to the text of an event, and how a Teams meeting lives and dies in it."""

from __future__ import annotations

import pytest

from sandbox.graph import bodies
from tests.sandbox.graph.driver import ANNA, BO, IMMUTABLE, Program


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<p>a<!-- marker -->b</p>", "<p>ab</p>"),
        ('<p data-bot="7" onclick="x()">a</p>', "<p>a</p>"),
        ('<div id="agenda">a</div>', '<div id="x_agenda">a</div>'),
        ('<div class="agenda PlainText">a</div>', '<div class="x_agenda PlainText">a</div>'),
        ("<script>alert(1)</script><style>p{}</style>a", "a"),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<a href="https://x.example/?a=1&amp;b=2">a</a>', '<a href="https://x.example/?a=1&amp;b=2">a</a>'),
        ("<ol><li>a<li>b</ol>c", "<ol><li>a<li>b</li></li></ol>c"),
        ("1 &lt; 2 &amp; åäö&nbsp;!", "1 &lt; 2 &amp; åäö&nbsp;!"),
        ("<html><head><title>t</title></head><body>a<br/>b</body></html>", "a<br>b"),
    ],
)
def test_html_comes_back_cleaned_and_cleaning_again_changes_nothing(sent: str, kept: str) -> None:
    once = bodies.clean(sent)

    assert bodies.inner(once) == kept
    assert (once[:12], once[-14:]) == ("<html><head>", "</body></html>")
    assert bodies.clean(once) == once


def test_plain_text_becomes_html_and_back(app: Program) -> None:
    made = app.create(body={"contentType": "text", "content": "Dagordning\n1 < 2"})

    assert made["body"]["contentType"] == "html"
    assert "Dagordning<br>1 &lt; 2" in made["body"]["content"]
    text = app.call("GET", app.one(made["id"]), Prefer=f'{IMMUTABLE}, outlook.body-content-type="text"').body["body"]
    assert text == {"contentType": "text", "content": "Dagordning\n1 < 2"}


def test_the_preview_is_short_and_without_tags(app: Program) -> None:
    made = app.create(body={"contentType": "html", "content": f"<h1>Hej</h1><p>{'ord ' * 100}</p>"})

    assert made["bodyPreview"].startswith("Hej\n\nord ord")
    assert len(made["bodyPreview"]) == 255


def test_a_body_sent_back_as_it_was_read_changes_nothing(app: Program) -> None:
    made = app.create(body={"contentType": "html", "content": "<div id=a class=b>Hej<!-- x --> &amp; hå</div>"})
    before = app.count()

    same = app.patch(made["id"], body=made["body"])

    assert same["changeKey"] == made["changeKey"]
    assert app.count() == before


def test_a_human_makes_it_a_teams_meeting(app: Program) -> None:
    made = app.create()
    before = app.count()
    assert (made["isOnlineMeeting"], made["onlineMeeting"]) == (False, None)

    app.outlook.edit(made["id"], teams=True)

    seen = app.get(made["id"])
    assert (seen["isOnlineMeeting"], seen["onlineMeetingProvider"]) == (True, "teamsForBusiness")
    assert f'href="{seen["onlineMeeting"]["joinUrl"].replace("&", "&amp;")}"' in seen["body"]["content"]
    assert '<div class="me-email-text"' in seen["body"]["content"]
    assert "<p>Dagordning</p>" in seen["body"]["content"]
    assert app.mailed(before) == [("update", ANNA), ("update", BO)]
    assert bodies.clean(seen["body"]["content"]) == seen["body"]["content"]


def test_a_body_without_the_join_part_takes_the_meeting_offline(app: Program) -> None:
    made = app.create(isOnlineMeeting=True, onlineMeetingProvider="teamsForBusiness")
    assert made["isOnlineMeeting"] is True

    seen = app.patch(made["id"], body={"contentType": "html", "content": "<p>Ny dagordning</p>"}, isOnlineMeeting=True)

    assert (seen["isOnlineMeeting"], seen["onlineMeeting"]) == (False, None)


def test_a_body_put_before_the_join_part_keeps_the_meeting(app: Program) -> None:
    made = app.create(isOnlineMeeting=True)
    content = made["body"]["content"].replace("<p>Dagordning</p>", "<p>Ny dagordning</p>")

    seen = app.patch(made["id"], body={"contentType": "html", "content": content})

    assert seen["onlineMeeting"] == made["onlineMeeting"]
    assert "Ny dagordning" in seen["bodyPreview"]


def test_the_bare_link_is_not_the_join_part(app: Program) -> None:
    made = app.create(isOnlineMeeting=True)
    url = made["onlineMeeting"]["joinUrl"].replace("&", "&amp;")

    seen = app.patch(made["id"], body={"contentType": "html", "content": f'<a href="{url}">Join</a>'})

    assert seen["isOnlineMeeting"] is False


def test_online_once_the_flag_is_ignored(app: Program) -> None:
    made = app.create(isOnlineMeeting=True)

    seen = app.patch(made["id"], isOnlineMeeting=False)

    assert (seen["onlineMeeting"], seen["changeKey"]) == (made["onlineMeeting"], made["changeKey"])


def test_what_a_person_adds_lands_before_the_join_part(app: Program) -> None:
    made = app.create(isOnlineMeeting=True)
    app.outlook.edit(made["id"], append="Ta med kaffe")

    seen = app.get(made["id"])
    assert seen["isOnlineMeeting"] is True
    assert seen["body"]["content"].index("Ta med kaffe") < seen["body"]["content"].index("me-email-text")
