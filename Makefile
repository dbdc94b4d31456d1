# What to type. Everything that is installed for Python goes into .venv, everything made into var/.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
STAMPS := var/stamps
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
STYLE_SHEETS = $(shell find static templates -name '*.css')
DJANGOFMT := $(BIN)/djangofmt --quiet --line-length 120 --indent-width 2
JINJA := templates/reports/blocks templates/assessments/filling
TEMPLATES = $(shell find templates -name '*.html' $(JINJA:%=-not -path '%/*'))
CSS_BEAUTIFY := $(BIN)/css-beautify --indent-size=2 --end-with-newline --space-around-combinator \
	--disable-newline-between-rules --preserve-newlines
SOURCES := accounts assessments bench clients config maturity rendering reports tests workshops manage.py
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

# WeasyPrint typesets with pango and harfbuzz, in Inter (Latin, Greek, Cyrillic), and what people type in DejaVu (Hebrew, Arabic),
# Droid Fallback (Chinese, Japanese), WenQuanYi Micro Hei (Korean too) and the emoji; gettext compiles the translations.
SYSTEM_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-inter fonts-dejavu-core fonts-droid-fallback fonts-wqy-microhei \
	fonts-noto-color-emoji gettext

# Python's development mode warns of what is left open; its debugging allocator alone makes tests half as slow again.
WATCHFUL := PYTHONDEVMODE=1 PYTHONMALLOC=pymalloc

.PHONY: help setup ready run test thorough e2e webkit lint fmt types messages lock audit pdfcheck officecheck bench ci database dev browser webkitgtk

help:  ## this list
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## */  make \1\t/' | expand -t 18

setup: ready $(STAMPS)/static database  ## system packages, environment, key, database with the model

run: setup  ## serve with demo data on http://127.0.0.1:8000 (PORT=...; ROOM=1: to the phones in the room too)
	@$(BIN)/python -c 'import socket, sys; sys.exit(not socket.socket().connect_ex(("127.0.0.1", $(PORT))))' \
		|| { echo "Port $(PORT) is taken. Choose another, for example: make run PORT=$$(($(PORT) + 1))"; exit 1; }
	@$(MANAGE) load_demo --address http://127.0.0.1:$(PORT)
	@echo
	@$(MANAGE) load_demo_team --address http://localhost:$(PORT)
	@$(MANAGE) first_team --address http://localhost:$(PORT)
	@echo "Kanaalkompas: http://127.0.0.1:$(PORT)/   (Ctrl-C stops it)"
	@exec $(MANAGE) serve --port $(PORT)

test: ready dev  ## the test suite on all cores, without a browser (ARGS="tests/reports -x")
	@$(WATCHFUL) $(BIN)/pytest -q --numprocesses logical --dist loadgroup --durations 10 $(ARGS)

thorough: ready dev  ## whole reports and invented assessments, and how sixty of them fill their pages (ARGS="--layouts 300")
	@$(BIN)/pytest -q --numprocesses logical --dist loadgroup -m no_cover --layouts 60 $(ARGS)

e2e: ready dev browser  ## the journeys in a real browser
	@$(BIN)/pytest -q --e2e -m e2e $(ARGS)

webkit: ready dev webkitgtk  ## the journeys that matter there in Safari's engine
	@xvfb-run --auto-servernum $(BIN)/pytest -q --e2e -m webkit tests/e2e_webkit $(ARGS)

lint: dev  ## what .ci/run checks without running the product
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(DJANGOFMT) --check $(TEMPLATES)
	@$(DJANGOFMT) --check --profile jinja $(JINJA)
	@for sheet in $(STYLE_SHEETS); do \
		$(CSS_BEAUTIFY) $$sheet | cmp --quiet - $$sheet || { echo "make fmt would change $$sheet"; exit 1; }; done
	@git ls-files '*.py' | xargs $(BIN)/django-upgrade --check --target-version 5.2
	@$(BIN)/lint-imports

fmt: dev  ## format code, templates and style sheets
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .
	@$(DJANGOFMT) $(TEMPLATES)
	@$(DJANGOFMT) --profile jinja $(JINJA)
	@for sheet in $(STYLE_SHEETS); do $(CSS_BEAUTIFY) --replace $$sheet >/dev/null; done

types: dev  ## mypy
	@$(BIN)/mypy

messages: dev  ## bring locale/ up to date with the code
	@$(MANAGE) makemessages --locale nl --no-wrap --no-location --ignore .venv --ignore var --ignore tests
	@$(MAKE) $(CATALOGUES)

lock: dev  ## write requirements*.txt, changing only what is needed (ARGS=--upgrade: the newest of everything)
	@$(COMPILE) $(ARGS) -o requirements.txt pyproject.toml
	@$(COMPILE) $(ARGS) -o requirements-dev.txt --group dev -c requirements.txt pyproject.toml
	@for name in pdfcheck officecheck; do \
		$(COMPILE) $(ARGS) -o requirements-$$name.txt requirements-$$name.in || exit 1; done

audit: dev  ## ask the public vulnerability service about the locked packages
	@$(BIN)/pip-audit --requirement requirements.txt --require-hashes --disable-pip --strict

pdfcheck: setup dev var/pdfcheck/made  ## a machine reads typical and extreme reports for PDF/UA
	@rm -rf var/pdfcheck/reports
	@$(BIN)/python -m tests.reports.extremes var/pdfcheck/reports
	@var/pdfcheck/bin/outloud --quiet --fail-on never --json var/pdfcheck/found.json var/pdfcheck/reports/*.pdf
	@$(BIN)/python -m tests.reports.pdf_check var/pdfcheck/found.json

officecheck: setup dev var/officecheck/made  ## a machine reads their documents, slides and sheets for what Office refuses
	@rm -rf var/officecheck/reports
	@$(BIN)/python -m tests.reports.extremes var/officecheck/reports docx pptx xlsx
	@var/officecheck/bin/python -m tests.reports.office_check var/officecheck/reports

bench: setup dev  ## the benchmarks of bench/README.md
	@$(BIN)/python -m bench.pages
	@$(BIN)/python -m bench.desk
	@$(BIN)/python -m bench.crowd
	@$(BIN)/python -m bench.downloads
	@$(BIN)/python -m bench.scoring
	@$(BIN)/python bench/pdf.py

ci:  ## everything that has to pass
	@.ci/run

# What tests need: they have databases and static files of their own.
ready: $(STAMPS)/system .venv/runtime var/secret-key $(CATALOGUES)

database: .venv/runtime var/secret-key
	@chmod -f 600 var/*.sqlite3* || true
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_model --verbosity 0

dev: .venv/development

browser:
	@command -v chromium-headless-shell >/dev/null || $(MAKE) install PACKAGES=chromium-headless-shell

webkitgtk:
	@command -v WebKitWebDriver >/dev/null && command -v xvfb-run >/dev/null && command -v xauth >/dev/null \
		|| $(MAKE) install PACKAGES="webkit2gtk-driver xvfb xauth"

# --- how the parts are made ------------------------------------------------------------------------

$(STAMPS)/system: Makefile
	@mkdir -p $(STAMPS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@missing=""; \
	if command -v dpkg-query >/dev/null; then \
		for package in $(SYSTEM_PACKAGES) $$($(PYTHON) -c 'import ensurepip' 2>/dev/null || echo python3-venv); do \
			dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
		done; \
		[ -z "$$missing" ] || $(MAKE) install PACKAGES="$$missing"; \
	else \
		echo "Not a Debian system: reports need pango, harfbuzz-subset and the typefaces Inter, DejaVu, Droid Sans Fallback, WenQuanYi Micro Hei and Noto Color Emoji; gettext compiles texts."; \
	fi
	@touch $@

.PHONY: install
install:
	@if [ "$$(id -u)" = 0 ]; then \
		echo "Installing system packages: $(PACKAGES)"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGES) >/dev/null; \
	else \
		echo "System packages are missing. Install them with this line, then go on:"; \
		echo "sudo apt-get update && sudo apt-get install --yes --no-install-recommends $(PACKAGES)"; exit 1; \
	fi

# The pinned packages with their hashes and nothing else: no resolver looks for what is newest today,
# nothing is built here. What was not finished is begun anew. Of the tools only what a test loads is
# compiled, when it does.
define new_environment
	@rm -rf $(1)
	@$(PYTHON) -m venv $(1)
endef
define install_locked
	@$(1)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --only-binary :all: --require-hashes $(3) -r $(2)
	@faults=$$($(1)/bin/python -m pip check) || { echo "$$faults"; exit 1; }
	@touch $@
endef

# Their stamps lie inside the environment, so that deleting .venv makes it anew.
.venv/runtime: requirements.txt | $(STAMPS)/system
	@echo "Installing the locked Python packages of requirements.txt into .venv"
	$(call new_environment,.venv)
	$(call install_locked,.venv,requirements.txt)

.venv/development: requirements-dev.txt .venv/runtime
	@echo "Installing the locked test tools of requirements-dev.txt into .venv"
	$(call install_locked,.venv,requirements-dev.txt,--no-compile)

# Apart: each checker pins libraries of its own.
var/%check/made: requirements-%check.txt | $(STAMPS)/system
	@echo "Installing the checker of reports into $(@D)"
	$(call new_environment,$(@D))
	$(call install_locked,$(@D),$<,--no-compile)

# The private links derive from this key: keep it, and back it up with the database.
var/secret-key:
	@mkdir -p $(@D)
	@echo "Writing a new secret key to $@"
	@umask 077 && $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))' > $@.new
	@mv $@.new $@

%.mo: %.po | $(STAMPS)/system
	@msgfmt --check-format -o $@.new $<
	@mv $@.new $@

$(STAMPS)/static: $(shell find static -type f) .venv/runtime | var/secret-key
	@$(MANAGE) collectstatic --no-input --clear --verbosity 0
	@touch $@
