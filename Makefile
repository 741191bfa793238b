# Everything sets itself up: python3, make and a package index are all that is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# One thread each: the model's matrices are small, and timings stay comparable.
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: help setup demo test slow check docs schema reference example pictures lock benchmarks clean

help:  ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 14

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

setup: $(READY)  ## .venv with all that is pinned, and sayso itself

demo: $(READY)  ## extract the samples and show what they claim
	@mkdir -p build
	$(BIN)/sayso extract samples -o build/samples.jsonl
	$(BIN)/sayso show build/samples.jsonl tarsum-market.txt
	@echo
	@echo "The records of all samples are in build/samples.jsonl, one article a line."

test: $(READY)  ## the tests, but for those that take a minute or more
	$(BIN)/python -m pytest -m "not slow"

slow: $(READY)  ## the tests that take a minute or more
	$(BIN)/python -m pytest -m slow

check: $(READY)  ## style, types, import contracts, rule examples
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sayso rules check
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

docs: $(READY)  ## the documentation as pages, in build/docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict
	@echo "Open build/docs/index.html."

schema: $(READY)  ## write the JSON Schema of the records anew
	$(BIN)/sayso schema > models/schema/article.schema.json

reference: $(READY)  ## write the docs' page of records anew
	$(BIN)/python docs/reference.py

example: $(READY)  ## write the docs' page of one article and its claims anew
	$(BIN)/python docs/example.py

pictures: $(READY)  ## draw the pictures of README and docs anew (the pages need Chromium)
	$(BIN)/python docs/pictures.py
	$(BIN)/python -m docs.screens

benchmarks: $(READY)  ## where the time goes, stage by stage, and how it grows with the number of articles (some ten minutes)
	$(BIN)/python tests/benchmarks/stages.py
	$(BIN)/python tests/benchmarks/growth.py

lock: $(READY)  ## resolve requirements.lock anew (needs pip-tools and a Python 3.11)
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --all-extras --all-build-deps -o requirements.lock pyproject.toml

clean:  ## take away what was made
	rm -rf build dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
