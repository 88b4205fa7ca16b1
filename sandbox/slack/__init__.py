"""The sandbox's Slack: Web API, deliveries to the app, Socket Mode, and what people do by hand. Not the screen they look at."""
