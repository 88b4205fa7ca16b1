"""Block Kit and mrkdwn as nodes: every block a bot could send is drawn, and text from anybody stays text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sandbox.server import SandboxThread
from tests.browser.conftest import Stage
from tests.browser.fake_bot import button, mrkdwn, option, plain

Open = Callable[..., Page]
DRAW = """async ([text]) => {
  const { mrkdwn } = await import("/screen/js/slack/mrkdwn.js");
  const users = new Map([["U1", { id: "U1", real_name: "Anna Lind" }]]);
  const box = document.createElement("div");
  const ctx = { users, channels: new Map(), me: { id: "U2" }, now: new Date(0), zone: "Europe/Stockholm" };
  box.append(...mrkdwn(text, ctx));
  for (const node of box.querySelectorAll("[class]")) node.removeAttribute("class");
  for (const node of box.querySelectorAll("[title]")) node.removeAttribute("title");
  return box.innerHTML;
}"""
LINK = 'target="_blank" rel="noopener noreferrer nofollow"'


def line(inside: str) -> str:
    return f"<div>{inside}</div>"


@pytest.fixture(scope="module")
def drawn(chromium: Any) -> Any:
    """The mrkdwn drawer alone, in an empty page of a sandbox."""
    with SandboxThread() as box:
        page = chromium.new_page()
        page.goto(box.url)
        yield lambda text: page.evaluate(DRAW, [text])
        page.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*fet* _kursiv_ ~struken~", line("<strong>fet</strong> <em>kursiv</em> <s>struken</s>")),
        ("*fet _och kursiv_*", line("<strong>fet <em>och kursiv</em></strong>")),
        ("2*3*4 och snake_case_namn", line("2*3*4 och snake_case_namn")),
        ("* inte fet *", line("* inte fet *")),
        ("`a *b* &lt;c&gt;`", line("<code>a *b* &lt;c&gt;</code>")),
        ("&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;", line("&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;")),
        ("<script>alert(1)</script>", line("<span>script</span>alert(1)<span>/script</span>")),
        (
            "<https://a.example/?x=1&amp;y=2|se *här*>",
            line(f'<a href="https://a.example/?x=1&amp;y=2" {LINK}>se <strong>här</strong></a>'),
        ),
        ("<mailto:a@b.example>", line(f'<a href="mailto:a@b.example" {LINK}>a@b.example</a>')),
        ("<javascript:alert(1)|klicka>", line("<span>klicka</span>")),
        ("<@U1> och <@U9>", line("<span>@Anna Lind</span> och <span>@U9</span>")),
        ("<!channel>", line("<span>@channel</span>")),
        (
            "<!date^1795579200^{date_num} kl. {time}|förr>",
            line('<time datetime="2026-11-25T04:00:00.000Z">2026-11-25 kl. 05:00</time>'),
        ),
        ("&gt; ett\n&gt; två\nefter", "<blockquote>ett<br>två</blockquote>" + line("efter")),
        ("• ett\n• två", (line("<span>• </span><span>ett</span>") + line("<span>• </span><span>två</span>"))),
        ("före\n```x\n  y```efter", line("före") + "<pre><code>x\n  y</code></pre>" + line("efter")),
        (":white_check_mark: :okänd:", line("✅ :okänd:")),
    ],
)
def test_mrkdwn(drawn: Any, text: str, expected: str) -> None:
    assert drawn(text) == expected


EVERYTHING: list[dict[str, Any]] = [
    {"type": "header", "text": plain("Rubrik & mer")},
    {"type": "section", "text": mrkdwn("Text"), "fields": [mrkdwn("*Ett*\n1"), plain("Två")]},
    {
        "type": "section",
        "text": mrkdwn("Meny"),
        "accessory": {"type": "overflow", "action_id": "o", "options": [option("Hänvisa")]},
    },
    {"type": "context", "elements": [mrkdwn("liten _text_")]},
    {"type": "divider"},
    {
        "type": "actions",
        "elements": [
            button("Knapp", "b"),
            {
                "type": "static_select",
                "action_id": "s",
                "placeholder": plain("Välj en"),
                "options": [option("A"), option("B")],
            },
            {"type": "users_select", "action_id": "u", "placeholder": plain("Välj person")},
            {"type": "conversations_select", "action_id": "c", "placeholder": plain("Välj kanal")},
            {"type": "datepicker", "action_id": "d", "initial_date": "2027-03-12"},
            {"type": "timepicker", "action_id": "t", "initial_time": "09:00"},
            {
                "type": "checkboxes",
                "action_id": "x",
                "options": [option("Kryss")],
                "initial_options": [option("Kryss")],
            },
            {"type": "radio_buttons", "action_id": "r", "options": [option("Ja"), option("Nej")]},
        ],
    },
    {"type": "image", "image_url": "https://x.example/k.png", "alt_text": "Karta över länet", "title": plain("Karta")},
    {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "rik", "style": {"bold": True}}]},
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "punkt"}]}],
            },
        ],
    },
    {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": "Kommun"}, {"type": "raw_text", "text": "Svar"}],
            [{"type": "raw_text", "text": "Åsele"}, {"type": "raw_text", "text": "Bifall"}],
        ],
    },
]


def test_every_block_of_a_message_is_drawn(stage: Stage, screen: Open) -> None:
    ts = stage.bot.call("chat.postMessage", channel=stage.channel, text="allt", blocks=EVERYTHING)["ts"]
    page = screen(f"#person={stage.anna['id']}&channel=lsg-au")
    message = page.locator(f'[data-ts="{ts}"]')

    expect(message.get_by_role("heading", name="Rubrik & mer")).to_be_visible()
    expect(message.get_by_role("button", name="Knapp")).to_be_visible()
    for name in ("Välj en", "Välj person", "Välj kanal"):
        expect(message.get_by_role("combobox", name=name)).to_be_visible()
    expect(message.get_by_role("textbox", name="Välj datum")).to_have_value("2027-03-12")
    expect(message.get_by_role("combobox", name="Välj tid")).to_have_value("09:00")
    expect(message.get_by_role("checkbox", name="Kryss")).to_be_checked()
    expect(message.get_by_role("radio", name="Nej")).not_to_be_checked()
    expect(message.get_by_role("img", name="Karta över länet")).to_be_visible()
    expect(message.get_by_role("listitem")).to_have_text("punkt")
    expect(message.get_by_role("columnheader", name="Kommun")).to_be_visible()
    expect(message.get_by_role("cell", name="Bifall")).to_be_visible()
    expect(message.locator(".unknown")).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "typed", "chosen", "kind"),
    [
        ("Välj en", "b", "B", "selected_option"),
        ("Välj person", "åker", "Bo Åkerblom Ek", "selected_user"),
        ("Välj tid", "1015", "10:15", "selected_time"),
    ],
)
def test_a_choice_by_keyboard_reaches_the_app(
    stage: Stage, screen: Open, name: str, typed: str, chosen: str, kind: str
) -> None:
    stage.bot.call("chat.postMessage", channel=stage.channel, text="allt", blocks=EVERYTHING)
    page = screen(f"#person={stage.anna['id']}&channel=lsg-au")
    field = page.get_by_role("combobox", name=name)

    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(typed)
    expect(page.get_by_role("option", name=chosen)).to_be_visible()
    page.keyboard.press("Enter")

    expect(field).to_have_value(chosen)
    value = stage.bot.heard(lambda one: kind in one)[kind]
    assert value == {"selected_option": option("B"), "selected_user": stage.bo["id"], "selected_time": "10:15"}[kind]


def test_a_date_is_picked_in_the_grid(stage: Stage, screen: Open) -> None:
    stage.bot.call("chat.postMessage", channel=stage.channel, text="allt", blocks=EVERYTHING)
    page = screen(f"#person={stage.anna['id']}&channel=lsg-au")

    page.get_by_role("button", name="Välj datum").click()
    page.get_by_role("button", name="Nästa månad").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    assert stage.bot.heard(lambda one: one["action_id"] == "d")["selected_date"] == "2027-04-08"


def test_the_overflow_menu_is_worked_by_keyboard(stage: Stage, screen: Open) -> None:
    ts = stage.bot.call("chat.postMessage", channel=stage.channel, text="allt", blocks=EVERYTHING)["ts"]
    page = screen(f"#person={stage.anna['id']}&channel=lsg-au")

    page.locator(f'[data-ts="{ts}"] [data-action="o"]').press("Enter")
    expect(page.get_by_role("menuitem", name="Hänvisa")).to_be_focused()
    page.keyboard.press("Enter")

    assert stage.bot.heard(lambda one: one["action_id"] == "o")["selected_option"]["value"] == "Hänvisa"
