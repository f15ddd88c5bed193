# make run    set up, process corpus/statements, show the records
# make test   set up, run all tests
# make check  set up, lint and type checks
# make model  train the model anew: make model DATA=folder of the training pack (an hour or two)
# make bench  words a second, shares of the stages, memory
# make lock   pin the newest versions that pyproject.toml allows

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUTPUT := outputs/statements

.PHONY: run test check bench model lock

run: $(READY)
	$(BIN)/rapporteur run corpus/statements -o $(OUTPUT)
	$(BIN)/rapporteur show $(OUTPUT)

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m tests.benchmarks.throughput

# The pack is what models/training/rebuild_pack.py makes from the public sources that models/README.md names.
model: $(READY)
	@test -d "$(DATA)" || { echo "make model DATA=DIR: DIR is the folder of the training pack" >&2; exit 2; }
	cd models/training && ../../$(BIN)/python convert.py $(abspath $(DATA)) ../build
	$(BIN)/python -m spacy train models/training/syntax.cfg -o models/build/syntax \
		--paths.train models/build/syntax_train.spacy --paths.dev models/build/syntax_dev.spacy
	$(BIN)/python -m spacy train models/training/names.cfg -o models/build/names \
		--paths.train models/build/names_train.spacy --paths.dev models/build/names_dev.spacy
	cd models/training && ../../$(BIN)/python assemble.py ../build $(abspath $(DATA)) ../en_rapporteur

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
