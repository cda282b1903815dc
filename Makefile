# Everything runs from a virtual environment that the first target makes; PYTHON chooses the interpreter (3.11 or later).
PYTHON ?= python3
VENV ?= .venv
GRAPH ?= build/demo
TRAIN ?= build/train
WEIGHTS ?= kg/annotate/encoder/weights
JOBS ?= 2
BIN := $(VENV)/bin
EXTRAS := --extra serve --extra neo4j --extra documents --extra tables --extra cluster
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help install demo test lint score docs terms gazetteer train train-events train-merging folds sbom lock clean

help: ## Say what there is to make
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

install: $(READY) ## Install kg and all it needs into .venv

demo: $(READY) ## Build a graph from data/samples, show it, and write it as one HTML page
	@rm -rf $(GRAPH) && mkdir -p $(dir $(GRAPH))
	$(BIN)/kg build data/samples --graph $(GRAPH)
	@echo && $(BIN)/kg stats $(GRAPH)
	@echo && echo "Who said what:" && $(BIN)/kg query $(GRAPH) who-said --limit 20
	@$(BIN)/kg export $(GRAPH) --to html -o $(GRAPH).html
	@echo && echo "The graph as a page: $(abspath $(GRAPH).html)"

test: $(READY) ## Install and run the tests, in JOBS processes (2)
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

lint: $(READY) ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

score: $(READY) ## Compare a build of data/samples with data/gold
	@rm -rf build/score && mkdir -p build/score
	@$(BIN)/kg extract data/samples -o build/score/records.jsonl
	@$(BIN)/kg build data/samples --graph build/score/graph
	@$(BIN)/kg export build/score/graph --to mentions -o build/score/mentions.csv
	@$(BIN)/python scripts/score_gold.py --gold data/gold build/score/records.jsonl build/score/mentions.csv

docs: $(READY) ## Build docs/ into a site, build/site, that works from disk
	$(BIN)/python -m sphinx -q -W --keep-going docs build/site
	@echo "The documentation: $(abspath build/site/index.html)"

terms: $(READY) ## Write the page of the ontology's terms anew
	$(BIN)/python scripts/make_terms.py docs

gazetteer: $(READY) ## Generate the gazetteer anew from ../shared/sources
	$(BIN)/python scripts/make_gazetteer.py

$(VENV)/.training: $(READY) requirements-train.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-train.lock
	@touch $@

$(TRAIN)/data/framed.jsonl: $(VENV)/.training
	scripts/encoder/start.sh $(TRAIN)/start
	PYTHONPATH=scripts $(BIN)/python -m encoder.prepare $(TRAIN)/data

train: $(TRAIN)/data/framed.jsonl ## Train the encoder anew from ../shared (two cores: about three hours) into build/train/weights
	PYTHONPATH=scripts $(BIN)/python -m encoder.train $(TRAIN)/start/start.onnx $(TRAIN)
	PYTHONPATH=scripts $(BIN)/python -m encoder.ship $(TRAIN)/final.pt $(TRAIN)/start/start.onnx $(TRAIN)/weights scripts/encoder/calibration.json
	$(MAKE) train-events WEIGHTS=$(TRAIN)/weights
	scripts/encoder/score.sh $(BIN) $(TRAIN)/weights

train-events: $(VENV)/.training ## Train what reads events anew, on the encoder in WEIGHTS, into that folder (an hour)
	PYTHONPATH=scripts $(BIN)/python -m encoder.expose $(WEIGHTS)
	PYTHONPATH=scripts $(BIN)/python -m encoder.happenings $(TRAIN)/events $(WEIGHTS)
	PYTHONPATH=scripts $(BIN)/python -m encoder.train_events $(WEIGHTS) $(TRAIN)/events $(TRAIN)/branch.pt
	PYTHONPATH=scripts $(BIN)/python -m encoder.ship_events $(TRAIN)/branch.pt $(WEIGHTS)
	PYTHONPATH=scripts $(BIN)/python -m encoder.fit_coreference $(WEIGHTS)
	PYTHONPATH=scripts $(BIN)/python -m encoder.choose_events $(WEIGHTS) $(TRAIN)/events/chosen.json
	PYTHONPATH=scripts $(BIN)/python -m encoder.ship_events $(TRAIN)/branch.pt $(WEIGHTS) $(TRAIN)/events/chosen.json

train-merging: $(READY) ## Learn anew by which weights events are merged (a quarter of an hour, most of it reading)
	PYTHONPATH=scripts $(BIN)/python -m merging.frequencies
	PYTHONPATH=scripts $(BIN)/python -m merging.train build/merging
	PYTHONPATH=scripts $(BIN)/python -m merging.train_statements build/merging

folds: $(TRAIN)/data/framed.jsonl ## Train on four fifths of the pairs, five times, and measure and calibrate on the rest
	for n in 0 1 2 3 4; do \
	  PYTHONPATH=scripts $(BIN)/python -m encoder.train $(TRAIN)/start/start.onnx $(TRAIN) --fold $$n && \
	  PYTHONPATH=scripts $(BIN)/python -m encoder.ship $(TRAIN)/fold-$$n.pt $(TRAIN)/start/start.onnx $(TRAIN)/fold-$$n-weights || exit 1; \
	done
	PYTHONPATH=scripts $(BIN)/python -m encoder.folds $(TRAIN) $(TRAIN)/calibration-float32.json --exact
	PYTHONPATH=scripts $(BIN)/python -m encoder.folds $(TRAIN) scripts/encoder/calibration.json

sbom: ## Write what kg is made of, its data and weights too, as CycloneDX: build/kg.cdx.json
	@mkdir -p build
	$(PYTHON) scripts/make_sbom.py build/kg.cdx.json

lock: $(READY) ## Resolve the dependencies anew into the lock files
	$(BIN)/uv pip compile pyproject.toml $(EXTRAS) --extra docs --extra dev --universal --generate-hashes --no-header --upgrade -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml $(EXTRAS) --extra docs --extra dev --extra train -c requirements.lock --universal --generate-hashes --no-header --upgrade -o requirements-train.lock

clean: ## Remove what was built, the virtual environment too
	rm -rf $(VENV) build dist
