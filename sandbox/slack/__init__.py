"""The sandbox's Slack: Web API, deliveries, Socket Mode and what people do by hand. Not the screen they look at."""
