"""Outlook, through Microsoft Graph. Knows the bot's use cases and reads; never the database, never Slack."""
