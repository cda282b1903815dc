#!/usr/bin/env bash
# Build a flat folder of articles in order, in reverse one by one, and in two processes and again; compare the Turtle.
# usage: check_same_bytes.sh KG FOLDER
set -euo pipefail
kg=$1 folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$kg" build "$folder" --graph "$work/in-order"
PYTHONHASHSEED=1 "$kg" build "$folder" --graph "$work/two" --jobs 2
PYTHONHASHSEED=2 "$kg" build "$folder" --graph "$work/two" # again: nothing changes
for file in $(find "$folder" -type f | sort -r); do
  "$kg" build "$file" --graph "$work/reversed" >/dev/null
done
for graph in in-order two reversed; do
  "$kg" export "$work/$graph" --to turtle -o "$work/$graph.ttl"
done
cmp "$work/in-order.ttl" "$work/two.ttl"
cmp "$work/in-order.ttl" "$work/reversed.ttl"
sha256sum "$work/in-order.ttl" | cut -d' ' -f1
