#!/usr/bin/env bash
# Export a graph as FollowTheMoney entities, and have the model itself read them: `ftm validate` keeps
# every value as it is, each entity has what its schema requires, and each reference leads to one that it may lead to.
# Needs the package index (followthemoney is no dependency of the project), a C++ compiler and ICU's headers.
# usage: check_ftm.sh BIN GRAPH      BIN: the bin/ folder of the environment that kg is installed in
set -euo pipefail
bin=$1 graph=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bin/python" -m venv --without-pip "$work/venv"
export CXXFLAGS="-O0 -g0" # PyICU is compiled here, and little is asked of it
"$bin/uv" pip install -q --python "$work/venv" followthemoney==4.11.2
"$bin/kg" export "$graph" --to ftm -o "$work/entities.jsonl"
"$work/venv/bin/ftm" validate -i "$work/entities.jsonl" -o "$work/valid.jsonl"
"$work/venv/bin/python" "$here/check_ftm.py" "$work/entities.jsonl" "$work/valid.jsonl"
