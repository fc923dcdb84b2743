# Every command of this house. `make` alone prints this list.
SHELL := bash
VENV := .venv
PY := $(VENV)/bin/python
export PYTHONDONTWRITEBYTECODE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export FLASK_APP := wsgi.py
INSTALL := $(PY) -m pip install --progress-bar off --require-hashes -r
# One line that grows: which library is being fetched, then that they are being unpacked.
PROGRESS := awk '/^Collecting/ { printf "\r\033[K  %d: %s", ++n, $$2 } /^Installing/ { printf "\r\033[K  unpacking %d libraries", n } { fflush() } END { print "" }'
WORDS := translations/en/LC_MESSAGES/messages
GATHER := -F babel.cfg -k _l -k Sentence -k Unacceptable:2 --no-location --sort-output
CARRY := --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

help: ## print this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(VENV)/run: requirements.txt
	@command -v python3 >/dev/null || { echo "Python 3.11 or newer is needed: apt-get install python3 python3-venv"; exit 1; }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$(python3 --version)."; exit 1; }
	@./scripts/install-system-packages python3-venv
	@echo "Installing the libraries into $(VENV): about two minutes, only this once"
	@python3 -m venv $(VENV)
	@set -o pipefail; $(INSTALL) requirements.txt | $(PROGRESS)
	@touch $@

$(VENV)/dev: requirements-dev.txt $(VENV)/run
	@echo "Installing what the tests need: a few minutes, only this once"
	@set -o pipefail; $(INSTALL) requirements-dev.txt | $(PROGRESS)
	@touch $@

$(WORDS).mo: $(WORDS).po | $(VENV)/run
	@$(VENV)/bin/pybabel --quiet compile -d translations

setup: $(VENV)/run $(WORDS).mo ## install what running needs

run: setup ## serve http://127.0.0.1:8000 with demo data (PORT=8123 make run)
	@DEMO=1 ./scripts/serve

accounts: setup ## list the demo's accounts and the codes anyone may try
	@DEMO=1 $(VENV)/bin/flask demo accounts

serve: setup ## serve as in production, with the settings of .env
	@./scripts/serve

first: setup ## print the link that opens an empty site (settings of .env)
	@$(PY) scripts/prepare.py >/dev/null
	@$(VENV)/bin/flask setup

test: system-packages $(VENV)/dev setup ## every test, on SQLite, PostgreSQL and Chromium
	$(PY) -m pytest -q -n 2 --dist loadscope --database=sqlite tests
	$(PY) -m pytest -q -n 2 --dist loadscope --database=postgresql -m 'not browser and not static' tests

quick: $(VENV)/dev setup ## the quick tests: SQLite, no browser, nothing slow
	$(PY) -m pytest -q -n 2 --database=sqlite -m 'not browser and not slow' tests

check: $(VENV)/dev ## format, lint, types, imports
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy domain web adapters
	$(VENV)/bin/lint-imports --no-cache

bench: $(VENV)/dev setup ## measure against a bare Flask page and a bare query
	@$(PY) -m bench

bench-books: $(VENV)/dev setup ## measure the book of acts and the log at 100,000 entries
	@$(PY) -m bench.books

screenshot: system-packages $(VENV)/dev ## the README's picture, from a running `make run`
	@$(PY) scripts/screenshot.py

lock: $(VENV)/dev ## pin every dependency again, with hashes
	@for name in requirements requirements-dev; do \
	  $(VENV)/bin/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	    --no-emit-index-url --custom-compile-command "make lock" $$name.in -o $$name.txt; done

words: $(VENV)/dev ## gather the words to translate
	@$(VENV)/bin/pybabel --quiet extract $(GATHER) -o translations/messages.pot .
	@$(VENV)/bin/pybabel --quiet update $(CARRY) -i translations/messages.pot -d translations

system-packages:
	@./scripts/install-system-packages chromium

.PHONY: help setup run accounts serve first test quick check bench bench-books screenshot lock words system-packages
.DEFAULT_GOAL := help
