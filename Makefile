# On a machine with Python 3.11 or later and make, every command below sets up .venv by itself, once.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
PYTHON ?=
ARGS ?=

# A virtual environment holds its own address: one that was moved or copied, that has lost its Python, or holds another
# one than was asked for, is made again.
SOUND := $(BIN)/python -c "" 2>/dev/null && grep -qsF "$(CURDIR)/$(VENV)/" $(BIN)/pip && \
  { test -z "$(PYTHON)" || test "$$($(BIN)/python --version)" = "$$($(PYTHON) --version)"; }
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
SUITABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

.PHONY: help demo test slow check format bench pictures communes pins clean
.PHONY: check-format check-lint check-types check-rings check-sizes check-wheel

help:
	@echo "make demo     the whole main job on an example, in the folder demo"
	@echo "make test     every test that needs no network and little time, in parallel"
	@echo "make slow     long series: kills, real terminals, real servers"
	@echo "make check    what a change must pass: format, lint, types, rings, sizes, wheel, then make test"
	@echo "make format   write the code the way make check wants it"
	@echo "make bench    what things cost, as ratios"
	@echo "make pictures draw the pictures of the README"
	@echo "make communes make the file of communes anew, from the package that tools/gazetteer.py names (needs npm)"
	@echo "make pins     choose the newest versions of all that is used, and write them down"
	@echo "make clean    remove what these commands made"
	@echo "Another Python:  make test PYTHON=/path/to/python3.12    One folder:  make test ARGS=tests/domain"

demo: $(READY)
	@$(BIN)/demenagement demo $(ARGS)

test: $(READY)
	@$(BIN)/python -m pytest -m "not slow" -n auto $(ARGS)

# pytest says 5 where nothing was there to run: no slow test is no failure.
slow: $(READY)
	@$(BIN)/python -m pytest -m slow $(ARGS) || test $$? -eq 5

check: check-format check-lint check-types check-rings check-sizes check-wheel
	@$(MAKE) --no-print-directory test

check-format: $(READY)
	@echo "== format"
	@$(BIN)/ruff format --check .

check-lint: $(READY)
	@echo "== lint"
	@$(BIN)/ruff check .

check-types: $(READY)
	@echo "== types"
	@$(BIN)/mypy

check-rings: $(READY)
	@echo "== rings"
	@$(BIN)/lint-imports --no-logo

check-sizes: $(READY)
	@echo "== sizes"
	@$(BIN)/python -m tests.sizes

check-wheel: $(READY)
	@echo "== wheel, installed clean"
	@$(BIN)/python -m pytest -m slow tests/test_packaging.py

format: $(READY)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(READY)
	@for bench in tests/benchmarks/*_bench.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

pictures: $(READY)
	@$(BIN)/python -m tests.pictures

communes: $(READY)
	@$(BIN)/python tools/gazetteer.py

pins: $(READY)
	@rm -rf build/pins
	@$(BIN)/python -m venv build/pins
	@$(BIN)/python -c "import tomllib; read = tomllib.load(open('pyproject.toml', 'rb')); \
	  print(*read['project']['dependencies'], *read['dependency-groups']['dev'], sep='\n')" > build/pins/wanted.txt
	@build/pins/bin/python -m pip --disable-pip-version-check --quiet --quiet install --requirement build/pins/wanted.txt
	@{ head -n 1 requirements-dev.txt; build/pins/bin/python -m pip --disable-pip-version-check freeze; } > build/pins/pinned.txt
	@mv build/pins/pinned.txt requirements-dev.txt
	@rm -rf build/pins

clean:
	@rm -rf $(VENV) build dist demo .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find src providers tests -name __pycache__ -type d -prune -exec rm -rf {} +

ifneq ($(shell $(SOUND) && echo sound),sound)
.PHONY: $(READY)
endif

$(READY): pyproject.toml requirements-dev.txt
	@$(SOUND) || { \
	  for python in $(or $(PYTHON),python3 python3.13 python3.12 python3.11 python3.14 python); do \
	    "$$python" -c "$(SUITABLE)" 2>/dev/null && { found=$$python; break; }; \
	  done; \
	  test -n "$$found" || { \
	    echo "Python 3.11 or later is needed, with its module venv. Debian, Ubuntu: apt install python3 python3-venv;" >&2; \
	    echo "macOS: brew install python. Installed elsewhere? Say where: make PYTHON=/path/to/python3.11" >&2; \
	    exit 1; }; \
	  echo "Setting up $(VENV) with $$("$$found" --version), once…"; \
	  "$$found" -m venv --clear $(VENV); }
	@echo "Installing what the product and its tests need; the first time takes a minute…"
	@$(PIP) install --requirement requirements-dev.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src providers
	@touch $(READY)
