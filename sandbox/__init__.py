"""The sandbox: a local Slack and a local Graph over real HTTP, with a screen; it knows nothing of the bot that uses it."""
