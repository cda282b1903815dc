#!/usr/bin/env bash
# Build a folder of articles and check what comes out against ../shared/contract.md.
# usage: check_contract.sh BIN FOLDER      BIN: the bin/ folder of the environment that kg is installed in
set -euo pipefail
bin=$1 folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$bin/kg" build "$folder" --graph "$work/graph"
"$bin/kg" extract "$folder" --dates -o "$work/records.jsonl"
"$bin/kg" export "$work/graph" --to trig -o "$work/graph.trig"
"$bin/kg" export "$work/graph" --to events -o "$work/events.csv"
"$bin/kg" export "$work/graph" --to mentions -o "$work/mentions.csv"
"$bin/kg" validate "$work/graph"
"$bin/python" ../shared/conform --ontology ontology "$work"/{graph.trig,records.jsonl,events.csv,mentions.csv}
