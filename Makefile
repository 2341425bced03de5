# Alongside. Every target sets up what it needs by itself: Python 3.11 (or newer) and make are enough.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check format bench kills leaks lock clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):[^#]*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null \
	  || grep -E '^[a-z]+:.*##' Makefile

setup: $(READY)  ## create .venv and install from the lock
	@echo "Ready."

$(READY): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Alongside needs Python 3.11 or newer; say which with PYTHON=python3.12"; exit 1; }
	@echo "Installing into .venv. The first time this takes about a minute."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY)  ## a small invented programme on a local Telegram, with a page to play everyone (FRESH=1 starts anew)
	@$(BIN)/alongside demo $(if $(FRESH),--fresh) $(if $(PORT),--port $(PORT))

run: $(READY)  ## the bot itself, with the settings of .env
	@$(BIN)/alongside run

test: $(READY)  ## every test (ARGS="-k words" for some)
	@$(BIN)/python -m pytest -q $(ARGS)

check: $(READY)  ## format, lint, types, import contracts, meta tests
	@$(BIN)/ruff format --check --quiet . || { echo "make format mends this"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@out=$$($(BIN)/lint-imports --no-cache) && echo "$$out" | tail -n 1 || { echo "$$out"; exit 1; }
	@$(BIN)/python -m pytest -q tests/meta

format: $(READY)  ## put every file in its form
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

bench: $(READY)  ## how fast it is, as ratios in one run (ONLY=relay for one part); writes var/bench.json
	@$(BIN)/python -m tests.bench $(if $(ONLY),--only $(ONLY))

kills: $(READY)  ## SIGKILL at random in a two-way conversation (KILLS=200); ends with one JSON line
	@$(BIN)/python -m tests.kills --kills $(or $(KILLS),20)

leaks: $(READY)  ## updates stuffed with marked names and ids (UPDATES=10000); none may cross; ends with one JSON line
	@$(BIN)/python -m tests.leaks --updates $(or $(UPDATES),2000)

lock: $(READY)  ## resolve the pinned requirements anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:  ## forget the virtual environment and caches (never var/, where the data is)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
