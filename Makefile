# Attune's commands. `make` alone prints this list.

PYTHON ?= python3
PORT ?= 5000
DATA ?=
DEV := .venv-dev/bin/python
# Where scripts/prepare.py found no Node or one too old, its own lies in an environment and goes first.
NPM := env PATH="$(CURDIR)/.venv/bin:$(CURDIR)/.venv-dev/bin:$$PATH" npm --silent

# Two recipes at once would mix their lines; each is shown whole, by a make that can.
WHOLE_OUTPUT := $(if $(filter output-sync,$(.FEATURES)),-Otarget)

.DEFAULT_GOAL := help
.PHONY: help run dev test test-pages prepare-python check check-python check-pages prove-safeguards bench train lock screenshots clean

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: ## install what is missing, then serve the demo on http://localhost:5000 (PORT=... for another)
	@$(PYTHON) scripts/prepare.py serve frontend
	@ATTUNE_DEPLOYMENT=demo .venv/bin/python -m backend serve --demo --set serve.port=$(PORT)

dev: ## serve with reload: Flask on 5000, the pages with hot reload on 5173
	@$(PYTHON) scripts/prepare.py dev frontend
	@$(DEV) scripts/dev.py --set serve.port=$(PORT)

test: ## install what the tests need, then check and run every test
	@$(PYTHON) scripts/prepare.py programs node
	@$(MAKE) --no-print-directory -j2 $(WHOLE_OUTPUT) test-pages prepare-python
	@$(PYTHON) scripts/prepare.py detectors
	@$(DEV) -m pytest -n 2 --dist loadscope --no-loadscope-reorder

# The pages and Python's side wait for different things, so they are prepared and checked side by side.
test-pages:
	@$(PYTHON) scripts/prepare.py pages
	@$(MAKE) --no-print-directory check-pages
	@cd frontend && $(NPM) run test

prepare-python:
	@$(PYTHON) scripts/prepare.py dev
	@$(MAKE) --no-print-directory check-python

check: check-python check-pages ## lint, types, generated files and boundaries (no test is run but the boundaries')
	@$(DEV) -m pytest tests/test_boundaries.py

check-python:
	@$(DEV) -m ruff check .
	@$(DEV) -m ruff format --check .
	@$(DEV) -m mypy
	@$(DEV) -m bandit -q -c pyproject.toml -r backend inference settings 2>/dev/null
	@.venv-dev/bin/hadolint Dockerfile

check-pages:
	@cd frontend && $(NPM) run lint && $(NPM) run typecheck && $(NPM) run generate:check

prove-safeguards: ## switch each P0 control off in a copy of the tree; its named test must fail
	@$(PYTHON) scripts/prepare.py dev frontend
	@$(DEV) scripts/prove_safeguards.py

bench: ## run every benchmark in its quick form
	@$(PYTHON) scripts/prepare.py dev frontend
	@$(DEV) -m benchmarks --quick

train: ## train the configured model (DATA=drawn learns drawn faces in about a minute)
	@$(PYTHON) scripts/prepare.py train
	@$(DEV) train.py $(if $(DATA),--config configs/$(DATA).yaml)

screenshots: ## photograph every page, both schemes and widths, into var/screenshots
	@$(PYTHON) scripts/prepare.py dev programs frontend
	@$(DEV) scripts/screenshots.py

lock: ## write the lock files anew from pyproject.toml
	@$(PYTHON) scripts/prepare.py dev
	@$(DEV) scripts/lock.py

clean: ## remove environments, packages and builds (never var/, checkpoints/ or data/)
	rm -rf .venv .venv-dev .venv-demo frontend/node_modules frontend/dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
