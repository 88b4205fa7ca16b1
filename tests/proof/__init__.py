"""The hard ones: kill -9, crash points, sabotage, a simulated year, hostile requests. Run by `make proof`."""
