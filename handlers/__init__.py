"""The doors: Slack, the web and the clock. They translate, ask a use case and answer; they never touch the database."""
