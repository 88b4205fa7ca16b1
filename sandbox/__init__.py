"""The sandbox: a local Slack and a local Graph over real HTTP, with a screen; no word of the bot that uses it."""
