# Gradients by Hand. Every habit is a target; `make help` lists them.
# Needs Python >= 3.11 with venv, make and a shell. On Windows see README.md.

PYTHON ?= python3
BIN := .venv/bin
RUN := PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python
SITE := _build/site/_build/html
KIT := _build/kit/gradients-by-hand-kit.zip

BOOK_FILES := $(shell find book _config.yml _toc.yml -type f -not -path '*/__pycache__/*' -not -path '*/.*')
LIBRARY_FILES := $(shell find nnlib grading tools -type f -name '*.py') tools/kit/START_HERE.html
SOLUTIONS := $(wildcard solutions/*/*.ipynb)
CHAPTERS := $(wildcard book/*.ipynb)
TEXTS := $(shell find _text -name '*.md' 2>/dev/null)

.PHONY: all setup site serve pdf same-bytes exercises kit notebooks text test test-kit mutate kill-rates rehearsal pictures figure-data bench bench-site bench-grading grade report export lint clean help
.DEFAULT_GOAL := all

all: site kit exercises  ## the website, the students' notebooks and the student kit
	@echo
	@echo "website:      $(SITE)/index.html          (open it in a browser, or: make serve)"
	@echo "exercises:    exercises/                               ($(BIN)/jupyter lab exercises)"
	@echo "student kit:  $(KIT)   (unzip, open START_HERE.html)"

setup: .venv/.ready  ## the virtual environment with everything that requirements.txt pins
.venv/.ready: requirements.txt pyproject.toml
	@echo "setting up .venv (the first time takes some minutes)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/.ready-to-test: .venv/.ready tests/requirements.txt
	@echo "adding what only the tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

.venv/.ready-to-measure: .venv/.ready-to-test benchmarks/requirements.txt
	@echo "adding what only the benchmarks need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	@touch $@

site: _build/.site  ## the website
_build/.site: .venv/.ready _build/.kit $(BOOK_FILES) $(LIBRARY_FILES)
	@echo "building the website"
	@rm -rf _build/site && mkdir -p _build
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/jupyter-book build . --path-output _build/site -W -n --keep-going --quiet
	@touch $@

serve: site  ## the website on http://localhost:8000
	@$(RUN) -m http.server --bind 127.0.0.1 --directory $(SITE) 8000

pdf: .venv/.ready-to-test site  ## the whole book as one PDF (needs Chromium)
	@$(RUN) -m tools.pdf

same-bytes: .venv/.ready  ## build the website twice, in two folders: is every file the same?
	@$(RUN) -m tools.twice

exercises: _build/.exercises  ## exercises/ from solutions/
_build/.exercises: .venv/.ready $(SOLUTIONS) nbgrader_config.py
	@mkdir -p _build
	@$(RUN) -m tools.exercises
	@touch $@

kit: _build/.kit  ## the zip that students get, and the quizzes for learning-management systems
_build/.kit: .venv/.ready _build/.exercises $(LIBRARY_FILES) $(CHAPTERS) requirements.txt LICENSE pyproject.toml
	@$(RUN) -m tools.kit
	@$(RUN) -m tools.qti
	@touch $@

notebooks: _build/.notebooks  ## execute chapters and solutions in place, in canonical form
_build/.notebooks: .venv/.ready $(CHAPTERS) $(SOLUTIONS) $(TEXTS) $(LIBRARY_FILES)
	@mkdir -p _build
	@$(RUN) -m tools.notebooks make
	@touch $@

text: .venv/.ready  ## a notebook as text to edit: make text NB=book/06_backprop.ipynb, then make notebooks
	@$(RUN) -m tools.notebooks text $(NB)

test: .venv/.ready-to-test site kit exercises  ## everything: units, notebooks, graders, site
	@$(RUN) -m pytest -rs tests
	@$(RUN) -m pytest --nbval --nbval-current-env --nbval-cell-timeout 120 --nbval-sanitize-with tests/nbval_sanitize.cfg book solutions

test-kit: .venv/.ready kit  ## install the kit as a student does, solve it, validate it (minutes, needs a network)
	@$(RUN) -m tools.try_kit

mutate: .venv/.ready-to-test  ## does every small change of nnlib fail a test? make mutate [MODULE=affine]
	@$(RUN) -m tools.mutate $(if $(MODULE),--module $(MODULE))

kill-rates: .venv/.ready-to-test  ## what wrong and right solutions earn: writes book/kill_rates.md
	@$(RUN) -m tests.grading.kill_rates

rehearsal: .venv/.ready-to-test  ## play a term and compare every row of the gradebook: make rehearsal [STUDENTS=200]
	@$(RUN) -m tests.rehearsal $(if $(STUDENTS),--students $(STUDENTS))

pictures: .venv/.ready-to-test  ## the pictures of the interactive figures, drawn by themselves (needs Chromium)
	@$(RUN) -m tools.pictures

figure-data: .venv/.ready  ## the data that interactive figures carry, computed anew
	@$(RUN) -m tools.figure_data

bench: .venv/.ready-to-measure  ## nnlib beside its peers: writes benchmarks/results.md
	@$(RUN) -m benchmarks

bench-site: .venv/.ready-to-test site  ## the website: weights and Lighthouse (needs Chromium and npm): writes benchmarks/site.md
	@$(RUN) -m benchmarks.site

bench-grading: .venv/.ready-to-test  ## grading beside plain nbgrader: writes benchmarks/grading.md
	@$(RUN) -m benchmarks.grading

grade: .venv/.ready  ## grade what lies in submitted/: make grade ASSIGNMENT=06_backprop [STUDENT=alice] [JOBS=4]
	@$(RUN) -m grading autograde "$(ASSIGNMENT)" $(if $(STUDENT),--student "$(STUDENT)") $(if $(JOBS),--jobs $(JOBS))

report: .venv/.ready  ## the class report, from the gradebook: make report [ASSIGNMENT=06_backprop]
	@$(RUN) -m grading report $(ASSIGNMENT)

export: .venv/.ready  ## grades for Canvas and Moodle, misconceptions, feedback as zips: make export [ASSIGNMENT=06_backprop]
	@$(RUN) -m grading export $(ASSIGNMENT)

lint: .venv/.ready  ## style of code and notebooks
	@$(RUN) -m ruff check .

clean:  ## remove what make made; the gradebook, submissions and texts being edited stay
	rm -rf _build .venv *.egg-info .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14
