# Two commands for a newcomer: `make run` and `make test`. Needs Python 3.11+, make and git; everything else is installed into .venv.
PYTHON ?= python3
VENV := .venv
UV := $(VENV)/bin/uv
READY := $(VENV)/.ready
BIN := $(VENV)/bin

.PHONY: run test check eval learn bench fuzz lock format clean soak lies

run: $(READY)
	@$(BIN)/onrecord demo

test: $(READY)
	@$(BIN)/pytest --numprocesses=2 --dist=loadfile

check: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

eval: $(READY)
	@$(BIN)/python -m tests.evaluation.table

learn: $(READY)
	@$(BIN)/python -m tests.evaluation.learn

bench: $(READY)
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --require-hashes -r bench/requirements.lock
	@$(BIN)/python -m bench

fuzz: $(READY)
	@ONRECORD_FUZZ=20000 $(BIN)/pytest --timeout=3600 tests/fuzz

soak: $(READY)
	@$(BIN)/python -m tests.soak.kill

# Ten thousand lies of a language model over real HTTP; the suite tells a few hundred.
lies: $(READY)
	@LIES=4450 $(BIN)/pytest -s --timeout 1800 tests/e2e/test_lies.py

format: $(READY)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# The lock holds exact versions and hashes and no address, so it works with any index or mirror.
lock: $(UV)
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--group dev -o requirements.lock pyproject.toml
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
		--group bench -c requirements.lock -o bench/requirements.lock

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit("On Record needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<0.14'

$(READY): requirements.lock pyproject.toml | $(UV)
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --compile-bytecode --require-hashes -r requirements.lock
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install --quiet --no-deps -e .
	@touch $(READY)

clean:
	@rm -rf $(VENV)
