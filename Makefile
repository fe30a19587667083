# Two commands do all set-up: `make run` serves the site, `make test` runs every test. Both need Python 3.11 or newer.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
ADDRESS ?= 0.0.0.0:8000
JOBS ?= 2
VENV := .venv
MANAGE := $(VENV)/bin/python manage.py

.PHONY: run test lint format demo-remove backup

run: $(VENV)/run.ready
	$(MANAGE) migrate --no-input --verbosity 0
	$(MANAGE) collectstatic --no-input --verbosity 0
	$(MANAGE) load_seeds
	$(MANAGE) demo_class
	ADDRESS=$(ADDRESS) $(VENV)/bin/gunicorn --config python:kzproject.serving kzproject.wsgi

test: $(VENV)/test.ready
	$(VENV)/bin/python -m pytest --numprocesses $(JOBS) --dist loadgroup $(TESTS)

lint: $(VENV)/test.ready
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	git ls-files -z -- '*.html' | xargs -0 $(VENV)/bin/djade --target-version 5.2 --check
	$(VENV)/bin/mypy
	$(MANAGE) makemigrations --check --dry-run

format: $(VENV)/test.ready
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .
	git ls-files -z -- '*.html' | xargs -0 $(VENV)/bin/djade --target-version 5.2

demo-remove:
	$(MANAGE) demo_class --remove

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or say where it is: make run PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, but $(PYTHON) is older. Say where a newer one is: make run PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.ready: requirements.txt | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test.ready: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run.ready
