#!/usr/bin/env bash
# The figures of a set of weights on the development parts, in 8 bits and in 32.     usage: score.sh BIN WEIGHTS
set -euo pipefail
bin=$1 weights=$2
for folder in "$weights" "$weights-float32"; do
  echo "== $folder"
  for name in attribution actors; do
    "$bin/python" scripts/measure.py "$name" --weights "$folder" | tail -2
  done
done
