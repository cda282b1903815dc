#!/usr/bin/env bash
# Build a folder of articles four ways (in order, reversed one by one, in two processes, repeated) and compare the Turtle.
# usage: check_same_bytes.sh KG FOLDER
set -euo pipefail
kg=$1 folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$kg" build "$folder" --graph "$work/in-order"
"$kg" extract "$folder" -o "$work/records.jsonl"
# The same articles as JSONL, in reverse: ids, texts and dates are those of the folder.
python3 - "$work/records.jsonl" "$work/reversed.jsonl" <<'PY'
import json, sys
records = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
with open(sys.argv[2], "w", encoding="utf-8") as out:
    for record in reversed(records):
        article = {name: record["article"][name] for name in ("id", "title", "url", "publisher")}
        if record["article"]["published_from"] in ("metadata", "option"):
            article["published"] = record["article"]["published"]
        print(json.dumps({k: v for k, v in (article | {"text": record["text"]}).items() if v is not None}), file=out)
PY
"$kg" extract "$work/reversed.jsonl" -o "$work/reversed.records.jsonl"
PYTHONHASHSEED=1 "$kg" build "$folder" --graph "$work/two" --jobs 2
PYTHONHASHSEED=2 "$kg" build "$folder" --graph "$work/two"
for file in $(find "$folder" -type f | sort -r); do
  "$kg" build "$file" --graph "$work/reversed" >/dev/null
done
for graph in in-order two reversed; do
  "$kg" export "$work/$graph" --to turtle -o "$work/$graph.ttl"
done
cmp "$work/in-order.ttl" "$work/two.ttl"
cmp "$work/in-order.ttl" "$work/reversed.ttl"
sha256sum "$work/in-order.ttl" | cut -d' ' -f1
