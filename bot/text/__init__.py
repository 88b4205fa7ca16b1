"""All Swedish: what Slack, Outlook and the web say to people. Nothing here decides anything."""
