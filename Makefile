# Lifeguard. Every target sets up what it needs; README says the plain commands behind each.
# The first Python that is new enough; python3 otherwise, which then says what is wrong.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && exit; done; echo python3)
RUN := .venv/bin/python
# Compiled modules are kept, whatever the machine says otherwise: to compile them anew takes a quarter of a minute.
export PYTHONDONTWRITEBYTECODE :=
MANAGE := DJANGO_SETTINGS_MODULE=tests.settings $(RUN) manage.py

.PHONY: help demo test quick check bench format lock setup setup-browser
.DEFAULT_GOAL := help

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

setup:
	@$(PYTHON) console/bootstrap.py

setup-browser:
	@$(PYTHON) console/bootstrap.py --browser

demo: setup  ## serve the console on the embedded service (PORT, DEMO_PASSWORD, DEMO_USERS)
	@$(RUN) -m console.emulator.demo

test: setup-browser  ## run all tests, browser tests included
	@$(RUN) -m pytest -n 2 --dist worksteal

quick: setup  ## run the console's tests that are quick and need no browser
	@$(RUN) -m pytest -n 2 --dist worksteal -m "not browser and not long" --ignore tests/console/emulator --ignore tests/benchmarks

check: setup  ## lint, types, templates, settings, migrations and the rules of the code
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy console pools users
	@git ls-files -z --cached --others --exclude-standard -- '*.html' | xargs -0 .venv/bin/djade --target-version 5.2 --check
	@$(MANAGE) makemigrations --check --dry-run
	@SECRET_KEY=$$($(RUN) -c "import secrets; print(secrets.token_hex(32))") ALLOWED_HOSTS=console.example \
		AWS_REGION=eu-west-1 $(RUN) manage.py check --deploy --fail-level WARNING
	@$(RUN) -m pytest -q tests/test_rules.py

bench: setup  ## print the measured ratios
	@$(RUN) -m tests.benchmarks

format: setup  ## format code and templates
	@$(RUN) -m ruff check --fix --quiet .
	@$(RUN) -m ruff format --quiet .
	@git ls-files -z --cached --others --exclude-standard -- '*.html' | xargs -0 .venv/bin/djade --target-version 5.2

lock: setup  ## write the lock files anew from pyproject.toml
	@.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--all-extras pyproject.toml -o requirements-dev.lock
	@.venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--extra postgres -c requirements-dev.lock pyproject.toml -o requirements.lock
