#!/usr/bin/env bash
# Build a folder of articles at once, in three parts in reverse, and in two processes and again; compare the Turtle.
# usage: check_same_bytes.sh KG FOLDER
set -euo pipefail
kg=$1 folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$kg" build "$folder" --graph "$work/in-order"
PYTHONHASHSEED=1 "$kg" build "$folder" --graph "$work/two" --jobs 2
PYTHONHASHSEED=2 "$kg" build "$folder" --graph "$work/two"
mapfile -t files < <(cd "$folder" && find . -type f | sort -r)
for ((at = 0; at < ${#files[@]}; at += (${#files[@]} + 2) / 3)); do
  rm -rf "$work/part"
  for file in "${files[@]:at:(${#files[@]} + 2) / 3}"; do
    mkdir -p "$work/part/$(dirname "$file")"
    cp "$folder/$file" "$work/part/$file" # in a folder, so that it keeps its id
  done
  "$kg" build "$work/part" --graph "$work/reversed" >/dev/null
done
for graph in in-order two reversed; do
  "$kg" export "$work/$graph" --to turtle -o "$work/$graph.ttl"
done
cmp "$work/in-order.ttl" "$work/two.ttl"
cmp "$work/in-order.ttl" "$work/reversed.ttl"
echo "the same bytes three times: $(sha256sum "$work/in-order.ttl" | cut -d' ' -f1)"
