#!/usr/bin/env bash
# ROBOT says whether the ontology is within the profile OWL 2 DL, and its vocabulary within RL too.
# Needs Maven and Java 17 (installed where they are missing and apt-get is there) and, the first time, Maven Central.
# usage: check_owl.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
ontology=$here/../ontology
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$here/maven.sh"
classpath "$here/robot/pom.xml" "$work/classpath"
check() { # PROFILE FILE...
  local profile=$1 inputs=()
  shift
  for file; do inputs+=(--input "$ontology/$file"); done
  java -cp "$(cat "$work/classpath")" org.obolibrary.robot.CommandLineInterface merge "${inputs[@]}" \
    validate-profile --profile "$profile" --output "$work/report.txt" >"$work/said.txt" 2>&1 ||
    { cat "$work/report.txt" "$work/said.txt"; exit 1; }
}
check DL geopolitics.ttl plover.ttl
check RL geopolitics.ttl # PLOVER's codes have a datatype of their own, which RL does not know
echo "ROBOT: the ontology is in the profile OWL 2 DL, its vocabulary in RL too"
