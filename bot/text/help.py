"""Help: what the bot can do, in a few lines."""

from __future__ import annotations

from bot.text.markup import Md

TITLE = "Hjälp"
HELP = Md(
    "*Det här kan jag hjälpa dig med*\n"
    "• *Lyft en fråga*: på startsidan, med `/samverkan fråga` eller med _Gör till fråga_ på ett meddelande.\n"
    "• *Anmäl frånvaro*: på startsidan, i kallelsen eller med `/samverkan frånvaro`. Du behöver inte ange skäl. Jag frågar ersättaren.\n"
    "• *Se möten och ärenden*: `/samverkan möten` och `/samverkan ärenden`.\n"
    "Du kan också skriva till mig som vanligt, till exempel _jag kan inte komma på LSG den 12 mars_. Jag frågar alltid innan jag gör något."
)
