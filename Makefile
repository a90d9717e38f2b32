# Everything these commands need goes into .venv; nothing else on the machine changes.
#
#   make demo     install, build a release from the seeds, show what it answers
#   make serve    the same release over HTTP on this machine
#   make test     everything that must hold before a change lands
#   make worlds   2,000 made-up worlds, partly disclosed, against the laws, in some minutes
#   make bench    every bar of the design beside its peers, in some ten minutes
#   make soak     a server among hostile visitors, ten minutes or SECONDS=…
#   make lock     renew locks/ from pyproject.toml
#   make clean    remove what these commands made, releases included
#
# Needs make and Python 3.11 or later (PYTHON=… says which); uses uv when it is there.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2
WHEELS := --require-hashes --only-binary :all:

export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

.PHONY: help demo serve test lint types layers unit worlds bench soak lock clean
.NOTPARALLEL:

help:
	@sed -n '2,12s/^# \{0,1\}//p' Makefile

demo: $(VENV)/.runtime $(VENV)/.scripts
	@$(BIN)/zizhu build >/dev/null
	@$(BIN)/zizhu demo

serve: $(VENV)/.runtime $(VENV)/.scripts
	$(BIN)/zizhu build
	$(BIN)/zizhu serve

# `make -k test` goes on after a failure and shows all of them.
test: lint types layers unit

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test $(VENV)/.scripts-checked
	$(BIN)/mypy

layers: $(VENV)/.test
	$(BIN)/lint-imports

unit: $(VENV)/.test $(VENV)/.scripts-checked $(VENV)/ftm/.done
	$(BIN)/pytest -n $(JOBS) --dist worksteal --durations 20 --durations-min 5

WORLDS ?= 2000

worlds: $(VENV)/.test
	$(BIN)/python tests/builders/disclosure/run.py --worlds $(WORLDS)

bench: $(VENV)/.test
	$(BIN)/python tests/bench/run.py

SECONDS ?= 600

soak: $(VENV)/.test
	PYTHONPATH=tests/builders:tests/bench $(BIN)/python tests/bench/soak.py --seconds $(SECONDS)

# uv when it is there and works, else pip.
define install
	@if command -v uv >/dev/null 2>&1 && uv pip install --quiet --python $(BIN)/python $(1); then :; \
	else $(BIN)/python -m pip install --quiet --no-compile $(1); fi
endef

$(VENV)/.runtime: locks/runtime.txt pyproject.toml | $(BIN)/python
	@echo "Installing what locks/runtime.txt names into $(VENV) …"
	$(call install,$(WHEELS) -r locks/runtime.txt)
	$(call install,--no-deps --no-build-isolation --editable .)
	@touch $@

# Spark's client comes as a source: the locked setuptools makes a wheel of it, nothing compiles.
$(VENV)/.test: locks/test.txt locks/spark.txt $(VENV)/.runtime
	@echo "Installing what locks/test.txt and locks/spark.txt name into $(VENV) …"
	$(call install,$(WHEELS) -r locks/test.txt)
	$(call install,--require-hashes --no-deps --no-build-isolation --no-binary :all: -r locks/spark.txt)
	@touch $@

# The explorer's scripts, by Node from a wheel. Without a network for npm its pages have none, are
# whole all the same, and the next `make` tries again.
SCRIPTS := hatch_build.py package.json package-lock.json tsconfig.json .npmrc \
	$(shell find api/explorer/scripts -name '*.ts')

$(VENV)/.scripts: $(SCRIPTS) $(VENV)/.runtime
	@echo "Bundling the explorer's scripts …"
	@$(BIN)/python hatch_build.py && touch $@ || [ $$? = 75 ]

# With their types checked, and with what tests of pages need; a mistake in them is one of the build.
$(VENV)/.scripts-checked: $(SCRIPTS) $(VENV)/.test
	@echo "Checking and bundling the explorer's scripts …"
	@$(BIN)/python hatch_build.py --checked && touch $(VENV)/.scripts $@ || [ $$? = 75 ]

# FollowTheMoney itself reads what we write for it, in an environment of its own: it needs other
# versions than we do. Its lock names every package, so nothing else is looked for (--no-deps).
$(VENV)/ftm/.done: locks/followthemoney.txt | $(BIN)/python
	@echo "Installing FollowTheMoney into $(VENV)/ftm …"
	@$(BIN)/python -m venv --without-pip $(VENV)/ftm
	@$(BIN)/python -m pip --python $(VENV)/ftm/bin/python install --quiet --no-compile --no-deps \
	  $(WHEELS) -r locks/followthemoney.txt
	@touch $@

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "zizhu needs Python 3.11 or later; '$(PYTHON)' is $$($(PYTHON) --version 2>&1 | tail -n 1)." >&2; \
	  echo "Name another one, for example: make demo PYTHON=python3.12" >&2; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) 2>/dev/null \
	  || { rm -rf $(VENV); uv venv --quiet --seed --python $(PYTHON) $(VENV) 2>/dev/null; } \
	  || { rm -rf $(VENV); \
	       echo "'$(PYTHON) -m venv' does not work here: install your system's venv package" >&2; \
	       echo "(Debian and Ubuntu: python3-venv) or uv, and run make again." >&2; exit 1; }

LOCK = $(BIN)/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--only-binary :all: --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml

lock: | $(BIN)/python
	@$(BIN)/python -m uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet uv
	$(LOCK) --group build --output-file locks/runtime.txt
	$(LOCK) --group build --group test --all-extras --no-binary pyspark-client \
	  --no-emit-package pyspark-client --constraint locks/runtime.txt --output-file locks/test.txt
	printf 'pyspark-client>=4.0\n' | $(subst --only-binary,--no-binary,$(subst pyproject.toml,-,$(LOCK))) \
	  --no-deps --output-file locks/spark.txt
	printf 'followthemoney>=4.11\npyicu-wheels\n' | $(subst pyproject.toml,-,$(LOCK)) \
	  --override locks/followthemoney.overrides --output-file locks/followthemoney.txt

clean:
	rm -rf $(VENV) .zizhu build dist node_modules api/explorer/built .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find graph ontology api tests -name __pycache__ -type d -prune -exec rm -rf {} +
