# 两条命令：make serve（生成并预览网站）、make test（全部测试）。Two commands do everything; the rest are their parts.
PYTHON ?= python3
BIN := .venv/bin
# Builds and tests start many processes: none is to compile again what another one has compiled.
unexport PYTHONDONTWRITEBYTECODE

# What the core promises, in at most 20 seconds of one processor.
QUICK := completeness difference disclosure fields figure measure money scoring truth_examples units

.PHONY: serve build check test lint quick long golden accuracy mutants clean

serve: .venv/installed ## 生成网站并在本机预览
	$(BIN)/jixiao serve

build: .venv/installed ## 生成网站到 site/
	$(BIN)/jixiao build

check: .venv/installed ## 核对 content/
	$(BIN)/jixiao check

test: lint ## 风格、类型、分层和全部测试
	$(BIN)/python -m pytest -n auto --dist loadfile

quick: .venv/installed-dev ## 只跑模型、评分和核对最要紧的测试
	$(BIN)/python -m pytest -n 0 -m "not site and not browser" $(QUICK:%=tests/test_%.py)

long: .venv/installed-dev ## 发布软件之前：每项承诺试上万个例子，结果记入 docs/long-run.md
	$(BIN)/python -m tests.long_run

golden: .venv/installed-dev ## 有意改了网页或数据之后，重记 tests/golden/
	$(BIN)/python -m tests.golden_tree

accuracy: .venv/installed-dev ## 有意改了读数和比较之后，重记 generator/pages/accuracy.yml
	$(BIN)/python -m tests.judged

mutants: .venv/installed-dev ## 在把关的程序里逐个埋下错误，看测试是否都能发现，结果记入 docs/mutants.md
	$(BIN)/python -m benchmarks.mutants

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(if $(wildcard $(BIN)/biome),$(BIN)/biome ci --colors=off)
	$(if $(shell command -v tsc),tsc --project jsconfig.json,@echo '没有找到 tsc，跳过脚本的类型检查（Debian：apt-get install node-typescript）')

clean:
	rm -rf .venv build site site.releases preview preview.releases

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@
