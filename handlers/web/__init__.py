"""The web door: Slack's deliveries over HTTP, health, and the public page."""
