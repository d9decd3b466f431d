#!/bin/sh
# 在没有互联网的 Linux 机器上安装：sh install.sh [装到哪里，不写则为 .venv]
# 每个安装包都核对校验值（requirements.txt），对不上的不装。
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
venv=${1:-.venv}
"${PYTHON:-python3}" -m venv "$venv"
"$venv/bin/python" -m pip install --no-index --find-links "$here/wheels" --require-hashes --requirement "$here/requirements.txt"
"$venv/bin/jixiao" doctor
