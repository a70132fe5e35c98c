# Needs Python >= 3.11 and make; everything else is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SPEAKERS := .venv-pyannote
DISTRIBUTIONS := -e . -e plugins/standard -e plugins/demo -e plugins/emotion -e plugins/llm

.DEFAULT_GOAL := help
.PHONY: help install demo serve test test-pyannote test-models lint format bench pictures lock clean

help:
	@echo "make demo    build the demo clinic and open it on http://localhost:8000"
	@echo "make serve   your own service, data under ./data"
	@echo "make test    the whole test suite"
	@echo "make test-pyannote  telling voices apart by pyannote.audio, which brings torch"
	@echo "make test-models    language models by llama.cpp and emotion models by transformers, tiny ones"
	@echo "make lint    format check, linter, types, import contracts, spelling"
	@echo "make bench   speed and agreement beside the field's tools"

$(STAMP): requirements.lock pyproject.toml plugins/standard/pyproject.toml plugins/demo/pyproject.toml plugins/emotion/pyproject.toml plugins/llm/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Voice Journal needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || { echo "Making an environment in $(VENV) ..."; $(PYTHON) -m venv $(VENV); }
	@echo "Installing what the lock names (a few minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps $(DISTRIBUTIONS)
	@echo "Compiling what measures voices (half a minute, once) ..."
	@$(BIN)/python -c 'from voicejournal.extract.voice import measure_voice as measure; from voicejournal.testing import tone; measure(tone(200, seconds=3))'
	@touch $(STAMP)
	@echo "Installed."

install: $(STAMP)

demo: $(STAMP)
	@$(BIN)/voicejournal demo --data demo-data

serve: $(STAMP)
	@$(BIN)/voicejournal serve --data data

# The modules of the suite are shared out between processes; `pytest` alone runs them in one. Each
# has one core: threads of linear algebra that wait for another core's turn make it four times as slow.
test: $(STAMP)
	@OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# Tells voices apart: needs torch, so it has an environment of its own on top of the other.
$(SPEAKERS)/.installed: $(STAMP) plugins/pyannote/pyproject.toml plugins/pyannote/tests/environment.sh
	@echo "Installing pyannote.audio and torch in $(SPEAKERS) (some hundred megabytes, a few minutes) ..."
	@plugins/pyannote/tests/environment.sh $(PYTHON) $(VENV) $(SPEAKERS)
	@touch $@

test-pyannote: $(SPEAKERS)/.installed
	@PYANNOTE_METRICS_ENABLED=0 $(SPEAKERS)/bin/python -m pytest -p no:cacheprovider --timeout=600 plugins/pyannote/tests

# The models are made by the tests themselves; what runs them is large, and torch is there already.
$(SPEAKERS)/.models: $(SPEAKERS)/.installed plugins/emotion/pyproject.toml
	@echo "Installing transformers, onnx and llama.cpp in $(SPEAKERS) (a minute or two) ..."
	@$(SPEAKERS)/bin/python -m pip install --quiet --disable-pip-version-check \
		'transformers>=4.50,<6' 'onnx>=1.20,<2' 'onnxscript>=0.7,<0.8' 'xllamacpp>=2026.10,<2027' 'gguf>=0.19,<0.20'
	@touch $@

test-models: $(SPEAKERS)/.models
	@$(SPEAKERS)/bin/python -m pytest -p no:cacheprovider --timeout=300 \
		plugins/llm/tests/test_llama.py plugins/emotion/tests/test_transformers.py

lint: $(STAMP)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/codespell --skip docs/reference/measures.md,docs/reference/hooks.md,docs/reference/types.md README.md docs/how-to docs/explanation docs/decisions docs/reference

format: $(STAMP)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(STAMP)
	@echo "For comparison only, installing Praat's parselmouth (GPL) and openSMILE (non-commercial use) ..."
	@$(BIN)/uv pip install --quiet --python $(BIN)/python $(DISTRIBUTIONS:.=.[bench]) \
		|| echo "They could not be installed: their rows will be missing."
	@$(BIN)/voicejournal bench

pictures: $(STAMP)
	@$(BIN)/voicejournal demo --data demo-data --no-serve
	@$(BIN)/voicejournal web --data demo-data --port 8765 & server=$$!; \
		trap "kill $$server" EXIT; \
		until $(BIN)/python -c "from urllib.request import urlopen as o; o('http://127.0.0.1:8765/alive')" \
			2>/dev/null; do kill -0 $$server || exit 1; sleep 1; done; \
		$(BIN)/python docs/pictures/take.py --address http://127.0.0.1:8765 && \
		$(BIN)/python docs/pictures/gallery.py --address http://127.0.0.1:8765 --to docs/pictures --screen \
			--look light --language en --only record --only strike-3 --only struck --only trends --only safety-plan --only my-data && \
		$(BIN)/python docs/pictures/gallery.py --address http://127.0.0.1:8765 --to docs/pictures --screen \
			--look dark --language fr --only record --only diary --only programme --only gad-7 --only allowed --only help

lock:
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-package voicejournal --no-emit-package voicejournal-standard --no-emit-package voicejournal-demo \
		--group dev --extra demo pyproject.toml -o requirements.lock

clean:
	@rm -rf $(VENV) $(SPEAKERS) demo-data
