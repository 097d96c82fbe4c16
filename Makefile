# make demo   the example workspace: figures in, a public scorecard out, served on this machine
#             (EXAMPLE=tarnshire: an invented county with answers, a budget and payments)
# make test   all tests but the slow ones
# Both set up everything themselves; all they need is git, make and Python 3.11.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV := .tools/bin/uv
RUN := .venv/bin/
PORT ?= 8000
EXAMPLE ?= wiltshire

.PHONY: demo test test-slow check format bench docs assets setup example clean

setup: .venv/.ready

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'

# The lock file decides every version; node comes with it, as a wheel.
.venv/.ready: $(UV) uv.lock pyproject.toml
	$(UV) sync --frozen --quiet --python $(PYTHON)
	touch $@

ASSETS := src/frankpledge/releases/assets/site.css

$(ASSETS): .venv/.ready package.json package-lock.json tools/build_assets.py $(wildcard assets/*)
	$(RUN)npm ci --ignore-scripts --no-audit --no-fund --silent
	$(RUN)python tools/build_assets.py

assets: $(ASSETS)

demo: $(ASSETS)
	$(RUN)frankpledge demo --port $(PORT) --example $(EXAMPLE)

test: $(ASSETS)
	$(RUN)pytest -n 2 --dist worksteal -m 'not slow'

test-slow: $(ASSETS)
	$(RUN)pytest -m slow

check: $(ASSETS)
	$(RUN)ruff format --check .
	$(RUN)ruff check .
	$(RUN)mypy
	$(RUN)lint-imports
	$(RUN)python tools/check_size.py
	$(RUN)mkdocs build --strict --quiet

format: .venv/.ready
	$(RUN)ruff check --fix-only --quiet .
	$(RUN)ruff format --quiet .

bench: $(ASSETS)
	$(RUN)python -m bench

docs: .venv/.ready
	$(RUN)mkdocs build --strict

clean:
	rm -rf .venv .tools node_modules build dist site examples/*/data examples/*/releases src/frankpledge/releases/assets src/frankpledge/packs/fonts
