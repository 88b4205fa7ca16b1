"""What the bot does: use cases, reads, letters, Swedish. Knows nothing of Slack, Graph or HTTP."""
