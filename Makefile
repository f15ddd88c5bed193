# make run    set up, process corpus/statements, show the records
# make test   set up, run all tests
# make check  set up, lint and type checks
# make evaluate  process the whole corpus and score it against dev and test, and each by kind of text
# make model  train the model anew: make model DATA=folder of the training pack (an hour)
# make claims train the judge of claims anew (a minute)
# make bench  words a second, shares of the stages, memory; scanning against other libraries (half an hour)
# make lock   pin the newest versions that pyproject.toml allows

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUTPUT := outputs/statements

.PHONY: run test check bench evaluate model claims lock

run: $(READY)
	$(BIN)/rapporteur run corpus/statements -o $(OUTPUT)
	@$(BIN)/rapporteur show $(OUTPUT) | head -n 100
	@echo "… and so on for every statement. All of it:  $(BIN)/rapporteur show $(OUTPUT)"
	@echo "The records, one line of JSON a statement:  $(OUTPUT)/records.jsonl"

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

evaluate: $(READY)
	$(BIN)/rapporteur run corpus/statements -o outputs/corpus --quiet --fresh
	$(BIN)/rapporteur evaluate outputs/corpus --gold corpus/gold/dev --by corpus/statements.csv
	$(BIN)/rapporteur evaluate outputs/corpus --gold corpus/gold/test --by corpus/statements.csv

# What matching is measured against is not among the project's own packages: it gets an environment of its own.
bench: $(READY)
	$(BIN)/python -m tests.benchmarks.throughput
	$(BIN)/python -m venv tests/benchmarks/build/venv
	tests/benchmarks/build/venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[dev,bench]"
	tests/benchmarks/build/venv/bin/python -m pytest tests/benchmarks/test_scan.py --benchmark-timer=time.process_time
	tests/benchmarks/build/venv/bin/python -m tests.benchmarks.resolve > tests/benchmarks/results-resolve.md

# DATA: the training pack that models/training/rebuild_pack.py makes from the public sources that models/README.md names.
# The packages for training are not among the project's own: they get an environment of their own.
model: $(READY)
	@test -d "$(DATA)" || { echo "make model DATA=DIR: DIR is the folder of the training pack" >&2; exit 2; }
	$(BIN)/python -m venv models/build/venv
	models/build/venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".[train]"
	PYTHONPATH=.:models/training sh models/training/train.sh models/build/venv/bin/python "$(abspath $(DATA))"

# The judge of claims learns from the corpus in a minute, after a change of the gold, the model or the rules.
claims: $(READY)
	PYTHONPATH=.:models/training $(BIN)/python models/training/claims.py models/claims.json \
		corpus/statements corpus/gold/train

lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --output-file requirements.lock

# Every package is checked against its hash in the lock; nothing is built but this project.
$(READY): requirements.lock pyproject.toml
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "rapporteur needs Python 3.11 or later; found $$(python3 --version 2>&1)" >&2; exit 1; fi; \
	echo "setting up $(VENV) with $$($$found --version); once, a few minutes"; \
	$$found -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
