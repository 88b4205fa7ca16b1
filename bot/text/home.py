"""App Home's headings."""

from __future__ import annotations

WAITING = "Väntar på dig"
NOTHING_WAITS = "Du har inga ärenden som väntar på dig."
MEETINGS = "Kommande möten"
QUESTIONS = "Frågor du följer"
SETTINGS = "Inställningar"
HELP = "Hjälp"
MORE = "Det finns mer än vad som får plats här. Skriv `/samverkan ärenden` eller `/samverkan möten`."
