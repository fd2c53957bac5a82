# Everything runs from .venv, which the first target that needs it creates. Paths are relative and programs are
# called as modules, because a console script's first line breaks where the path holds a space.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m

.PHONY: help example test lint evaluate calibrate bench docs forms pins clean
help:
	@echo "make example   install and build the example dataset into output/example"
	@echo "make test      install with the development tools; lint, type-check and run all tests"
	@echo "make lint      ruff and mypy alone"
	@echo "make evaluate  accuracy of each field; fails where README.md promises more"
	@echo "make calibrate measure the confidence of each rule anew, after changes to the readers"
	@echo "make bench     reading speed, beside trafilatura"
	@echo "make docs      regenerate what is made from code: parts of README.md, and output/README.md"
	@echo "make forms     renew the tables of inflected forms, after words were added to a vocabulary"
	@echo "make pins      renew constraints.txt"

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "hankedata needs Python 3.11 or newer; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/created pyproject.toml constraints.txt
	$(RUN) pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/created pyproject.toml constraints.txt
	$(RUN) pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $(VENV)/installed $@

example: $(VENV)/installed
	$(RUN) flows.cli run --example

test: lint
	$(RUN) pytest

lint: $(VENV)/installed-dev
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

evaluate: $(VENV)/installed
	$(RUN) pipeline.evaluate flows/example/pages tests/evaluate/pages/sealed ../shared/seed-pages --documented README.md

calibrate: $(VENV)/installed
	$(RUN) pipeline.evaluate --calibrate flows/example/pages

bench: $(VENV)/installed-dev
	$(RUN) tests.bench

docs: $(VENV)/installed
	$(RUN) flows.docs

forms: $(VENV)/installed-dev
	$(RUN) pipeline.normalise.make_forms

pins:
	$(PYTHON) -m venv --clear build/pins
	build/pins/bin/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	{ sed -n '/^#/p' constraints.txt; build/pins/bin/python -m pip freeze --exclude-editable; } > build/constraints.txt
	mv build/constraints.txt constraints.txt

clean:
	rm -rf $(VENV) build
