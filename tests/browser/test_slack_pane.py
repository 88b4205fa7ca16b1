"""A person uses the app on the screen as in Slack: home, buttons, modal, thread, command, shortcuts."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Stage
from tests.browser.fake_bot import button, option, plain

Open = Callable[..., Page]


def test_a_button_changes_the_message_and_its_thread_is_read_beside_it(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}&channel=lsg-au")

    page.get_by_role("button", name="Godkänn").click()

    message = page.locator(f'[data-ts="{stage.question}"]')
    expect(message.get_by_text("Godkänd av @Anna Lind")).to_be_visible()
    expect(message.get_by_role("button", name="Godkänn")).to_have_count(0)
    message.get_by_role("button", name="1 svar").click()
    thread = page.get_by_role("complementary", name="Tråd")
    expect(thread.get_by_text("Godkänd. Tack!")).to_be_visible()
    expect(page).to_have_url(f"{stage.box.url}/#person={stage.anna['id']}&channel=lsg-au&thread={stage.question}")


def test_a_dangerous_button_asks_first_and_no_means_no(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}&channel={stage.channel}")
    reject = page.get_by_role("button", name="Ta inte upp")

    reject.click()
    dialog = page.get_by_role("alertdialog", name="Ta inte upp frågan?")
    dialog.get_by_role("button", name="Behåll frågan").click()
    expect(dialog).to_have_count(0)
    expect(reject).to_be_visible()
    reject.click()
    dialog.get_by_role("button", name="Ta inte upp").click()

    expect(page.get_by_text("Tas inte upp av @Anna Lind")).to_be_visible()


def test_a_field_error_stands_at_its_field_and_the_rest_is_kept(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}")
    page.get_by_role("button", name="Lyft en fråga").click()
    modal = page.get_by_role("dialog", name="Lyft en fråga")
    title = modal.get_by_role("textbox", name="Vad är frågan?")

    modal.get_by_role("button", name="Lämna in").click()
    expect(modal.get_by_text("Fyll i det här fältet.")).to_be_visible()
    title.fill("Fråga 19")
    modal.get_by_role("radio", name="Flera kommuner").check()
    modal.get_by_role("combobox", name="Till vilket möte?").fill("april")
    modal.get_by_role("option", name="23 april 2027").click()
    modal.get_by_role("button", name="Lämna in").click()
    expect(modal.get_by_role("alert")).to_have_text("!Skriv inga siffror.")
    expect(title).to_have_attribute("aria-invalid", "true")
    title.fill("Trygg hemgång")
    expect(modal.get_by_role("alert")).to_have_count(0)
    modal.get_by_role("button", name="Lämna in").click()

    expect(modal).to_have_count(0)
    values = stage.bot.submitted[0]
    assert values["title"]["text"]["value"] == "Trygg hemgång"
    assert values["scope"]["choice"]["selected_option"]["value"] == "Flera kommuner"
    assert values["meeting"]["pick"]["selected_option"]["value"] == "23 april 2027"


def test_a_view_updated_by_a_choice_keeps_what_was_written(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}")
    page.get_by_role("button", name="Lyft en fråga").click()
    title = page.get_by_role("textbox", name="Vad är frågan?")

    title.fill("Hemgång")
    page.get_by_role("radio", name="En kommun").check()

    expect(page.get_by_text("Ta den direkt med regionen.")).to_be_visible()
    expect(title).to_have_value("Hemgång")
    expect(page.get_by_role("radio", name="En kommun")).to_be_checked()


def test_the_command_answers_only_to_the_one_who_wrote_it(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}&channel=lsg-au")
    other = screen(f"#person={stage.bo['id']}&channel=lsg-au")
    field = page.get_by_role("textbox", name="Skriv till #lsg-au")

    field.press_sequentially("/sam")
    expect(page.get_by_role("option", name="/samverkan")).to_be_visible()
    field.press("Tab")
    field.press_sequentially("möten")
    field.press("Enter")

    expect(page.get_by_text("Du skrev: möten")).to_be_visible()
    expect(page.get_by_text("Bara synligt för dig")).to_be_visible()
    expect(field).to_have_value("")
    expect(other.get_by_text("Ny fråga:")).to_be_visible()
    expect(other.get_by_text("Du skrev: möten")).to_have_count(0)


def test_shortcuts_are_found_in_the_lightning_menu_and_over_a_message(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}&channel=lsg-au")

    page.get_by_role("button", name="Genvägar").click()
    page.get_by_role("menuitem", name="Lyft en fråga").press("Enter")
    expect(page.get_by_role("dialog", name="Lyft en fråga")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Lyft en fråga")).to_have_count(0)
    message = page.locator(f'[data-ts="{stage.question}"]')
    message.hover()
    message.get_by_role("button", name="Fler åtgärder").click()
    page.get_by_role("menuitem", name="Gör till fråga").click()

    expect(page.get_by_text("Hämtat: Ny fråga")).to_be_visible()


def test_what_one_writes_another_sees_at_once_as_unread(stage: Stage, screen: Open) -> None:
    bo = screen(f"#person={stage.bo['id']}&channel=home")
    place = bo.get_by_role("navigation", name="Slack").get_by_role("button", name="lsg-au")
    expect(place).to_have_accessible_name("Privat kanal, lsg-au, 1 oläst")
    anna = screen(f"#person={stage.anna['id']}&channel=lsg-au")

    anna.get_by_role("textbox", name="Skriv till #lsg-au").fill("Hej <b>Bo</b> & alla")
    anna.keyboard.press("Enter")

    expect(place).to_have_accessible_name("Privat kanal, lsg-au, 2 olästa")
    place.click()
    expect(bo.get_by_text("Hej <b>Bo</b> & alla", exact=True)).to_be_visible()
    expect(place).to_have_accessible_name("Privat kanal, lsg-au")


def test_free_text_to_the_app_is_answered_in_the_direct_message(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}")

    page.get_by_role("tab", name="Meddelanden").click()
    field = page.get_by_role("textbox", name="Skriv till Samverkan")
    field.fill("när är nästa möte")
    field.press("Enter")

    expect(page.get_by_text("Jag hörde: när är nästa möte")).to_be_visible()


def test_a_silent_app_is_said_to_be_silent(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}&channel=lsg-au")
    stage.post("/sandbox/slack/app", {"events_url": f"{stage.bot.url}/nowhere"})

    page.get_by_role("button", name="Godkänn").click()

    expect(page.get_by_role("status")).to_contain_text("Appen svarade inte. Försök igen.")


def test_the_calendar_can_be_used_while_a_form_is_open_and_slack_beneath_it_can_not(stage: Stage, screen: Open) -> None:
    stage.meeting()
    page = screen(f"#person={stage.anna['id']}")
    page.get_by_role("button", name="Lyft en fråga").click()
    modal = page.get_by_role("dialog", name="Lyft en fråga")
    modal.get_by_role("textbox", name="Vad är frågan?").fill("Hemgång")

    page.get_by_role("button", name="LSG – möte 12 mars 2099").click()
    page.get_by_role("button", name="Avböj", exact=True).click()

    expect(page.get_by_role("button", name="Avböj", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(modal.get_by_role("textbox", name="Vad är frågan?")).to_have_value("Hemgång")
    assert page.locator(".sidebar, .slackmain, .threadpanel").evaluate_all("all => all.every((one) => one.inert)")


def test_a_view_put_on_top_goes_away_and_the_one_beneath_is_as_it_was(stage: Stage, screen: Open) -> None:
    page = screen(f"#person={stage.anna['id']}")
    page.get_by_role("button", name="Lyft en fråga").click()
    page.get_by_role("textbox", name="Vad är frågan?").fill("Hemgång")

    page.get_by_role("button", name="Visa hjälp").click()
    top = page.get_by_role("dialog", name="Hjälp")
    expect(top).to_contain_text("Beskriv frågan kort.")
    top.get_by_role("button", name="Tillbaka").click()

    expect(page.get_by_role("dialog", name="Lyft en fråga")).to_be_visible()
    expect(page.get_by_role("textbox", name="Vad är frågan?")).to_have_value("Hemgång")


def test_a_button_that_stayed_when_the_rest_of_home_was_drawn_anew_still_works(stage: Stage, screen: Open) -> None:
    """A block without an id gets a new one each time the Home is published, and what was chosen in it goes with every press."""
    choice = {
        "type": "static_select",
        "action_id": "later",
        "placeholder": plain("Sedan"),
        "options": [option("I morgon")],
    }
    stays = {"type": "actions", "block_id": "stays", "elements": [button("Lyft en fråga", "raise")]}
    page = screen(f"#person={stage.anna['id']}&channel=home")
    for news in ("Det första", "Det andra"):
        said = {"type": "section", "text": plain(news), "accessory": choice}
        stage.bot.call("views.publish", user_id=stage.anna["id"], view={"type": "home", "blocks": [said, stays]})
        expect(page.get_by_text(news)).to_be_visible()

    page.get_by_role("button", name="Lyft en fråga").click()

    stage.bot.heard(lambda action: action["action_id"] == "raise" and action["block_id"] == "stays")
