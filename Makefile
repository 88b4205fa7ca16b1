# `make` lists what there is. Each target sets up what it needs by itself; nothing has to be installed first but Python 3.11.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test check lint types contracts coverage proof scan audit sbom bench lock docs pictures image first-hour format postgres clean setup

PYTHON ?= $(firstword $(shell command -v python3.11 python3.12 python3.13 python3))
BIN := .venv/bin
# How many tests run at once. Two suits two cores; more is quicker on a larger machine.
WORKERS ?= 2
# How many proofs: they wait more than they work.
PROVERS ?= 3
# What `make test ONLY=tests/rules` runs.
ONLY ?= tests

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: setup ## the bot, a local Slack and a local Outlook on this machine: prints one address to open
	@$(BIN)/samverkan demo $(ARGS)

test: setup ## all tests, on SQLite and PostgreSQL, with a real browser (ONLY=tests/rules for some of them)
	@chromium="$$($(PYTHON) -m tools.chromium)" && export CHROMIUM="$$chromium" && \
	$(PYTHON) -m tools.in_memory -- $(PYTHON) -m tools.postgres -- $(BIN)/pytest -q -n $(WORKERS) --dist worksteal --ignore=tests/proof $(ONLY) $(ARGS)

proof: setup ## the hard ones: kill -9, crash points, sabotage, a simulated year, hostile requests (ONLY=tests/proof/storm for some)
	@env -u REQUEST_LOG_DIR $(PYTHON) -m tools.in_memory -- $(PYTHON) -m tools.postgres -- $(BIN)/pytest -q -n $(PROVERS) --maxschedchunk 1 $(if $(filter tests,$(ONLY)),tests/proof,$(ONLY)) $(ARGS)

scan: setup ## what is ours and what we lean on: bandit, our own rules, the lock's hashes, a list of parts, no secrets
	@$(BIN)/python -m tools.scan

audit: setup ## known vulnerabilities of every locked part; needs the network, and fails when it could not ask
	@$(BIN)/python -m tools.audit

sbom: setup ## the list of the product's parts, for those who must keep one: .cache/sbom.json (CycloneDX)
	@$(BIN)/python -m tools.parts

check: setup ## everything that must hold before a change is done; the same as .ci/run runs
	@$(MAKE) --no-print-directory -j 2 lint types contracts coverage scan
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory proof

lint: setup ## style and the usual mistakes
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --quiet --check . && echo "lint: clean"

types: setup ## strict types
	@$(BIN)/mypy

contracts: setup ## who may import whom
	@$(BIN)/lint-imports --no-logo

coverage: setup ## every branch of models/rules is taken by tests/rules
	@$(BIN)/coverage run --source=models/rules -m pytest -q tests/rules
	@$(BIN)/coverage report --include='models/rules/*' --fail-under=100

bench: setup ## how fast, against bare Bolt in the same run; ONLY=door,acts for some
	@ONLY="$(if $(filter command line,$(origin ONLY)),$(ONLY))" $(PYTHON) -m tools.postgres -- $(BIN)/python -m bench

lock: setup ## write requirements.lock anew from requirements.in
	@tools/lock.sh

docs: setup ## write the generated pages anew (docs/rules.md, docs/states.md)
	@$(BIN)/python -m tools.rules_page
	@$(BIN)/python -m tools.states_page

pictures: setup ## photograph the demo's screen for the README
	@chromium="$$($(PYTHON) -m tools.chromium)" && export CHROMIUM="$$chromium" && $(BIN)/python -m tools.pictures

image: setup ## try the container image's build without an engine: the Dockerfile's steps, and then what they made
	@$(BIN)/python -m tools.image

first-hour: ## a newcomer's path on a clean clone, timed: make demo to the first approved question, and make test (ARGS=--demo for the first alone)
	@$(PYTHON) -m tools.first_hour $(ARGS)

format: setup ## let ruff put the code in order
	@$(BIN)/ruff check --quiet --fix-only . ; $(BIN)/ruff format --quiet .

postgres: setup ## a PostgreSQL to run single tests against, until Ctrl-C
	@$(PYTHON) -m tools.postgres

clean: ## throw away what the tools have made (not your data)
	@rm -rf .venv .cache *.egg-info && find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup:
	@$(PYTHON) -m tools.setup
