#!/usr/bin/env bash
# Build a folder of articles and check what comes out against ../shared/contract.md.
# usage: check_contract.sh BIN FOLDER [GRAPH]
#   BIN: the bin/ folder of the environment that kg is installed in; GRAPH: what was built of the folder already
set -euo pipefail
bin=$1 folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
graph=${3:-$work/graph}
[ $# -gt 2 ] || "$bin/kg" build "$folder" --graph "$graph"
"$bin/kg" extract "$folder" --dates -o "$work/records.jsonl"
"$bin/kg" export "$graph" --to trig -o "$work/graph.trig"
"$bin/kg" export "$graph" --to events -o "$work/events.csv"
"$bin/kg" export "$graph" --to mentions -o "$work/mentions.csv"
"$bin/kg" validate "$graph"
"$bin/python" ../shared/conform --ontology ontology "$work"/{graph.trig,records.jsonl,events.csv,mentions.csv}
