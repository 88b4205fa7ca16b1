"""The rules: plain values in, frozen verdicts out; no clock, no log, no store."""
