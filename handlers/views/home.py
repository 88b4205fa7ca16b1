"""App Home: what waits for the person first, then meetings and questions, then what a coordinator needs."""

from __future__ import annotations

from bot.reads.home import HomePage
from bot.text import attention as attention_words
from bot.text import home as words
from bot.text import outbox as outbox_words
from bot.text import overview as overview_words
from bot.text import seminar as seminar_words
from handlers import ids
from handlers.views import absences, attention, bodies, meetings, outbox, overview, questions, seminar
from handlers.views.blocks import Block, View, actions, button, context, divider, header, home, section


def page(shown: HomePage) -> View:
    """The page."""
    drawn: list[Block] = [header(words.WAITING)]
    waiting: list[Block] = [
        *absences.calls(shown.waiting.calls),
        *absences.open_seats(shown.waiting.seats),
        *questions.waiting(shown.waiting.questions),
    ]
    drawn += waiting or [section(words.NOTHING_WAITS)]
    drawn.append(
        actions(
            *questions.home_buttons(shown.questions),
            *absences.home_buttons(shown.absences),
            button(words.HELP, ids.Home.HELP),
            block_id="home-acts",
        )
    )
    whole = shown.overview
    for heading, part in (
        (outbox_words.HEADING, outbox.stuck(shown.stuck)),
        (words.MEETINGS, meetings.home(shown.meetings)),
        (seminar_words.HEADING, seminar.home(shown.seminar)),
        (words.QUESTIONS, questions.home(shown.questions)),
        (overview_words.YEAR, overview.year(whole) if whole else []),
        (overview_words.SEATS, overview.seats(whole) if whole else []),
        (attention_words.HEADING, attention.home(shown.wishes)),
        (
            words.SETTINGS,
            [*bodies.home(shown.settings), *(overview.times(whole) if whole else [])] if shown.settings else [],
        ),
    ):
        if part:
            drawn += [divider(), header(heading), *part]
    if len(drawn) > 98:
        drawn = [*drawn[:98], context(words.MORE)]
    return home(_one_primary(drawn))


def _one_primary(drawn: list[Block]) -> list[Block]:
    """The page with one button that stands out: what is most urgent."""
    found = False
    for block in drawn:
        for element in block.get("elements", []) if block["type"] == "actions" else []:
            if element.get("style") == "primary":
                if found:
                    del element["style"]
                found = True
    return drawn
