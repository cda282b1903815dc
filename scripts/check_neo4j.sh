#!/usr/bin/env bash
# Bring a graph into a real Neo4j 5 by both exports and by `kg push`, and compare what it
# holds with the graph, and its answers to ten questions.
# Needs Maven and Java 17 (installed where they are missing and apt-get is there) and, the first time, Maven Central.
# usage: check_neo4j.sh BIN GRAPH      BIN: the bin/ folder of the environment that kg is installed in
set -euo pipefail
bin=$1 graph=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$here/maven.sh"
classpath "$here/neo4j/pom.xml" "$work/classpath"
cp -r "$graph" "$work/samples"
"$bin/python" "$here/neo4j/hostile.py" "$work/hostile"
"$bin/python" "$here/neo4j/check.py" --classpath "$work/classpath" "$work/samples" "$work/hostile"
