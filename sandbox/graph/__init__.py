"""The sandbox's Graph: calendars of a small tenant. Nothing of Slack."""
