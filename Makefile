# Every task of the project. `make` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --no-sync --frozen
DEMO := demo-output
# The tests of a file share its servers; those that wait most, for which a third process is, lie first.
TOGETHER := -n 3 --dist loadfile --no-loadscope-reorder
# uv takes a build out of its cache although `make clean` or git removed the fonts that the build had fetched.
FONTS := packages/assets/src/cardwright_assets/data/BUILT
# Hundreds of processes start here: what they import is compiled once, whatever the environment says about keeping it.
unexport PYTHONDONTWRITEBYTECODE
SYNC = $(UV) sync --frozen --quiet $(if $(wildcard $(FONTS)),,--reinstall-package cardwright-assets)

.PHONY: help setup demo test dialects check audit bench bench-load bench-polling goldens gallery clean

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

# uv comes from PyPI when the machine has none; a folder of its own, so no system package is touched.
.tools/bin/uv:
	@echo "fetching uv into .tools"
	@python3 -m venv .tools 2>/dev/null || python3 -m pip install --quiet --target .tools/venv virtualenv && \
		{ [ -x .tools/bin/python ] || PYTHONPATH=.tools/venv python3 -m virtualenv --quiet .tools; }
	@.tools/bin/python -m pip install --quiet uv

setup: $(UV) ## install everything for work on the project into .venv
	@$(SYNC)

demo: $(UV) ## turn a real report into PDF, PPTX, PNG and HTML; no key, no service
	@$(SYNC) --no-dev --inexact
	@$(RUN) --no-dev cardwright generate examples/report.md --text-mode preserve --num-cards 13 --dimensions 16x9 \
		--export-as pdf --export-as pptx --export-as png --export-as html --output $(DEMO)
	@echo "The deck lies in $(DEMO): open report.html in a browser, report.pptx in an office program."

test: setup ## run all tests; installs Chromium, LibreOffice and poppler when run as root
	@tools/system-packages.sh
	$(RUN) pytest $(TOGETHER)

dialects: setup ## run the tests that talk to a server with its rows in PostgreSQL
	@tools/system-packages.sh
	$(RUN) pytest $(TOGETHER) --database postgresql tests/contract tests/crash

check: setup ## format, lint, types, layers, dependencies, documents, secrets
	$(RUN) ruff format --check
	$(RUN) ruff check
	$(RUN) pyright
	$(RUN) lint-imports
	@for package in packages/*/; do (cd $$package && ../../.venv/bin/deptry src) || exit 1; done
	$(RUN) python tools/check_docs.py
	$(RUN) python tools/unasync.py --check
	$(RUN) python tools/secrets_scan.py

audit: setup ## ask a public database which versions in uv.lock have known vulnerabilities; needs the network
	@mkdir -p build
	@$(UV) export --frozen --quiet --all-packages --all-extras --no-emit-workspace --output-file build/locked.txt
	$(UV) tool run pip-audit --strict --disable-pip --require-hashes --requirement build/locked.txt

bench: setup ## compare with floors and peers; prints ratios
	$(RUN) python bench/run.py

bench-load: setup ## polls of many keys, the limiter, queues drained by several workers, a million rows; an hour
	$(RUN) python bench/run.py crowd limiter machines backlog growth

bench-polling: setup ## simulate many generations under limits, as docs/why/polling.md has it: who asks how often and learns how late
	$(RUN) python bench/polling/simulate.py

goldens: setup ## write the expected outputs anew
	$(RUN) pytest tests/golden --update-goldens
	$(RUN) python tools/openapi.py
	$(RUN) python tools/lint_rules.py
	$(RUN) python tools/blocks.py
	$(RUN) python tools/client_reference.py

gallery: setup ## draw every block in every theme and format into build/gallery
	$(RUN) python tools/gallery.py

clean: ## remove what the tasks made
	rm -rf .venv .tools build $(DEMO) .pytest_cache .ruff_cache .hypothesis packages/assets/src/cardwright_assets/data
