# Two commands matter: `make run` and `make test`. Both install what they need first.
# Each step leaves a stamp and is done again only when what it depends on has changed.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

export PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Tests run on every core, up to four, and one more at once: those in a browser and those whose
# requests overlap mostly wait. A worker that is done takes over half of what another has left.
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
PARALLEL := --numprocesses $(shell [ $(CORES) -lt 4 ] && expr $(CORES) + 1 || echo 5) --dist worksteal
VENV := .venv/bin/python
PY := $(VENV)
BUILT := intake/static/built
FONTS := reports/fonts/built
OFFLINE := { echo 'This did not work: is the network there? Then make again goes on here.' >&2; exit 1; }
ifeq ($(shell uname),Darwin)
# Homebrew's libraries are not where every Python looks for them, and macOS takes the variable
# out of what a shell passes on, so it is set anew for each command.
PY := /usr/bin/env DYLD_FALLBACK_LIBRARY_PATH=$(shell brew --prefix 2>/dev/null)/lib $(VENV)
endif

.PHONY: help run test unit faults lint format bench hostile load scale outages lock sbom clean pictures setup setup-tests

help:  ## this list
	@echo "Two commands matter: make run and make test. Both install what they need first."
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1 \2/p' $(MAKEFILE_LIST) | \
	    while read -r name what; do printf '  make %-9s %s\n' "$$name" "$$what"; done

run: setup  ## serve a fictional clinic on http://127.0.0.1:8000 (PORT=8001 moves it)
	@$(PY) .setup/port.py "$(PORT)"
	@INTAKE_DEMO=1 $(PY) -m flask --app wsgi demo
	@INTAKE_DEMO=1 exec $(PY) -m gunicorn -c .setup/gunicorn.py wsgi:app

test: lint  ## check everything and run every test, a real browser's included
	@echo "Running every test ..."
	@CHROMIUM="$$(cat .venv/chromium)" $(PY) -m pytest $(PARALLEL)

unit: setup .venv/dev.stamp  ## run only the quick tests, which open no database
	@$(PY) -m pytest $(PARALLEL) tests/unit

faults: setup-tests  ## let requests overlap, then everything fail (make outages); FULL=1 an hour
	@FAULTS_IN_FULL=1 $(PY) -m pytest $(PARALLEL) tests/faults
	@$(PY) -m tests.outages

lint: setup-tests  ## check style, types, the direction of imports and the scripts' syntax
	@echo "Checking style, types, imports and scripts ..."
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports
	@find intake -path $(BUILT) -prune -o -name '*js' -type f -print | \
	    while read -r script; do .setup/node --check "$$script" || exit; done

format: .venv/dev.stamp  ## put the code in the common style
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

bench: setup-tests .venv/bench.stamp  ## measure speed and memory, beside other libraries
	@CHROMIUM="$$(cat .venv/chromium)" $(PY) -m tests.bench

hostile: setup-tests  ## throw noise at every route, lay out many pages of hostile answers
	@$(PY) -m tests.noise
	@$(PY) -m tests.hostile

load: setup-tests  ## let many clients use a real server, journeys at a rising rate
	@$(PY) -m tests.load
	@$(PY) -m tests.load.rising $(EARLIER)

scale: setup-tests  ## measure worklist, search and audit at 100,000 visits; FULL=1 at a million
	@$(PY) -m tests.bench.scale

outages: setup-tests  ## let patients send while processes, databases, clock and power fail
	@$(PY) -m tests.outages

pictures: setup-tests  ## make the README's pictures anew
	@CHROMIUM="$$(cat .venv/chromium)" $(PY) .setup/pictures.py

lock: .venv/dev.stamp  ## pin the newest versions that pyproject.toml and package.json allow
	@for lock in "requirements.txt pyproject.toml --group setup" \
	    "requirements-dev.txt --group dev --constraints requirements.txt" \
	    "requirements-bench.txt --group bench --constraints requirements.txt \
	        --constraints requirements-dev.txt"; do \
	    $(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	        --no-header --no-emit-index-url -o $$lock || exit; \
	done
	@.setup/npm install --package-lock-only

sbom: $(VENV)  ## write sbom.json: every pinned package with its hashes (CycloneDX)
	@$(PY) .setup/sbom.py >sbom.json

clean:  ## remove what was installed and built; the clinic in instance/ stays
	rm -rf .venv node_modules $(BUILT) $(FONTS) .mypy_cache .ruff_cache .pytest_cache .hypothesis

# What the commands above stand on.

setup: .venv/libraries.stamp .venv/run.stamp $(BUILT)/.stamp $(FONTS)/.stamp

setup-tests: setup .venv/dev.stamp .venv/chromium .venv/postgresql.stamp .venv/nginx.stamp

$(VENV):
	@sh .setup/venv.sh

.venv/run.stamp: requirements.txt | $(VENV)
	@echo "Installing the Python packages (a minute or two the first time) ..."
	@$(PY) -m pip install -qq --require-hashes -r requirements.txt || $(OFFLINE)
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	@echo "Installing the Python packages for the tests ..."
	@$(PY) -m pip install -qq --require-hashes -r requirements-dev.txt || $(OFFLINE)
	@touch $@

.venv/bench.stamp: requirements-bench.txt .venv/dev.stamp
	@echo "Installing the libraries that the bench compares with ..."
	@$(PY) -m pip install -qq --require-hashes -r requirements-bench.txt || $(OFFLINE)
	@touch $@

.venv/libraries.stamp: .setup/libraries.sh | $(VENV)
	@sh .setup/libraries.sh
	@touch $@

.venv/chromium: .setup/chromium.sh .venv/dev.stamp
	@sh .setup/chromium.sh

.venv/postgresql.stamp: .setup/postgresql.sh .venv/dev.stamp
	@sh .setup/postgresql.sh
	@touch $@

.venv/nginx.stamp: .setup/nginx.sh .venv/dev.stamp
	@sh .setup/nginx.sh
	@touch $@

node_modules/.stamp: package-lock.json .npmrc .venv/run.stamp
	@echo "Installing the browser packages ..."
	@.setup/npm ci --loglevel=error >/dev/null || $(OFFLINE)
	@touch $@

$(BUILT)/.stamp: node_modules/.stamp package.json $(shell find intake/assets -type f 2>/dev/null)
	@echo "Building the styles and scripts ..."
	@.setup/npm run --silent build
	@touch $@

$(FONTS)/.stamp: node_modules/.stamp reports/fonts/manifest reports/fonts/install.py
	@echo "Installing the fonts of the PDF ..."
	@$(PY) -m reports.fonts.install node_modules
	@touch $@
