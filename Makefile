# Everything a contributor types. `make` alone lists it.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name) 2>/dev/null)))
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= 2
CHECKS := check-style check-form check-types check-imports check-templates check-migrations
PYTEST := $(BIN)/python -m pytest -n $(JOBS)

.PHONY: help setup demo serve test check format e2e score bench fuzz lock clean $(CHECKS)

help: ## This list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## Create .venv, install the pinned packages, build the front-end files
	@$(PYTHON) -m tools.setup

demo: setup ## Load the invented territory and serve it on 127.0.0.1:8000
	@$(BIN)/python -m tools.demo --host $(HOST) --port $(PORT)

serve: setup ## Serve your own data in development mode, reloading on change
	@$(BIN)/python -m tools.serve --host $(HOST) --port $(PORT)

test: setup ## Every test that needs neither a browser nor documents beside the project
	@$(PYTEST) -m "not e2e and not shared"

check: setup ## Style, types, imports, templates, migrations; every one is run even when another fails
	@$(MAKE) --keep-going $(CHECKS)

check-style:
	$(BIN)/ruff check .

check-form:
	$(BIN)/ruff format --check .

check-types:
	$(BIN)/mypy

check-imports:
	$(BIN)/lint-imports

check-templates:
	$(BIN)/djlint maillage/web/templates --lint --quiet

check-migrations:
	MAILLAGE_DEBUG=1 $(BIN)/python manage.py makemigrations --check --dry-run

format: setup ## Rewrite Python files in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

e2e: setup ## Drive a real browser (chromium) over the whole path, with axe on every state
	@$(BIN)/python -m pytest -m e2e -p no:randomly

score: setup ## Compare the reader with the annotated documents in ../shared, if they are there
	@$(BIN)/python -m tools.score --reliability

bench: setup ## Time pages, count their queries, time the reader; writes build/bench.json
	@$(BIN)/python -m tools.bench

FILES ?= 20000
fuzz: setup ## Read FILES spoilt files of every format (20000); writes build/fuzz.json
	@$(BIN)/python -m tests.fuzz --files $(FILES)

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate

lock: setup ## Pin again what pyproject.toml, requirements/*.in and package.json allow
	$(COMPILE) --extra postgresql pyproject.toml requirements/build.in -o requirements/base.txt
	$(COMPILE) --extra postgresql --extra dev pyproject.toml requirements/build.in -c requirements/base.txt -o requirements/dev.txt
	$(COMPILE) requirements/node.in -o requirements/node.txt
	$(COMPILE) requirements/lint.in -o requirements/lint.txt
	npm install --package-lock-only --ignore-scripts

clean: ## Remove what was built; .venv and your data stay
	rm -rf build static_root node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
