#!/bin/sh
# 取来合并了的改动，生成并换上。有错误的不换，网站保持原样，退出码不是 0。
set -eu
cd "$(dirname "$0")/.."
git pull --quiet --ff-only
.venv/bin/jixiao build --history
