"""A body's channels, in the coordinators' settings."""

from __future__ import annotations

from bot.text.markup import Md, esc, md

TITLE = "Kanaler"
CHOOSE = "Välj kanaler"
MAKE = "Skapa kanalerna"
CHANNEL = "Gruppens kanal"
AU_CHANNEL = "Arbetsutskottets privata kanal"
HINT = "Bjud först in boten i kanalen om den är privat. Medlemmarna följer sedan deltagarlistan."
AU_HINT = "Bara ordförande, vice ordförande och koordinatorer får vara med."
NO_CHANNEL = "ingen kanal vald"
WITHOUT_SLACK = "Saknar konto i Slack"
MAKE_TITLE = "Skapa kanalerna?"
MAKE_YES = "Skapa"
MAKE_NO = "Avbryt"
SHARED = "En kanal delas numera med en annan organisation. Jag skickar inget mer dit."


def line(name: str, channel: str | None, au_channel: str | None) -> Md:
    """A body and its channels."""
    return md(
        "*{name}*\nKanal: {channel}\nArbetsutskott: {au}", name=name, channel=_shown(channel), au=_shown(au_channel)
    )


def _shown(channel: str | None) -> Md:
    return Md(f"<#{esc(channel)}>") if channel and channel.isalnum() else md("{words}", words=NO_CHANNEL)


def make_confirm(proposed: str, au_proposed: str) -> str:
    """Before channels are made."""
    return f"Jag skapar #{proposed} och den privata kanalen #{au_proposed} och bjuder in dem som ska vara med."


def without_slack(people: tuple[tuple[str, str], ...]) -> Md:
    """Who has no account."""
    rows = [md("• {name} ({email})", name=name, email=email) for name, email in people]
    return Md(
        "\n".join(
            [md("*{words}*. De får kallelsen i Outlook, men jag kan inte nå dem i Slack.", words=WITHOUT_SLACK), *rows]
        )
    )


def shared(channel: str, bodies: tuple[str, ...]) -> Md:
    """That a channel has come to be shared with others, and what to do."""
    return md(
        "*{said}*\n{channel} ({bodies}). Sluta dela kanalen eller välj en annan på startsidan. "
        "Det som inte har kunnat skickas står i listan där och skickas då.",
        said=SHARED, channel=_shown(channel), bodies=", ".join(bodies),
    )  # fmt: skip
