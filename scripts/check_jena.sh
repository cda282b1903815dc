#!/usr/bin/env bash
# Apache Jena asks a running kg serve: all four kinds of query, and a query of its own data that federates into it.
# Needs Maven and Java 17 (installed where they are missing and apt-get is there) and, the first time, Maven Central.
# usage: check_jena.sh BIN GRAPH      BIN: the bin/ folder of the environment that kg is installed in
set -euo pipefail
bin=$1 graph=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
server=
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
. "$here/maven.sh"
classpath "$here/jena/pom.xml" "$work/classpath"
"$bin/kg" serve "$graph" --port 0 >"$work/address" &
server=$!
for _ in $(seq 600); do
  [ -s "$work/address" ] && break
  sleep 0.1
done
endpoint="$(cut -d' ' -f1 "$work/address")sparql"
jena() { java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$(cat "$work/classpath")" "$@"; } # it lives for seconds
prefixes='PREFIX kg: <https://w3id.org/geopolitical-kg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>'
people="SELECT ?label { ?person a kg:Person ; rdfs:label ?label } ORDER BY ?label"
same() { cmp "$work/ours" "$work/theirs" || { echo "Jena has another answer to $1"; exit 1; }; }

"$bin/kg" query "$graph" "$people" --format csv | tr -d '\r' >"$work/ours"
test "$(wc -l <"$work/ours")" -gt 3
jena arq.rsparql --service="$endpoint" --results=CSV "$prefixes $people" | tr -d '\r' >"$work/theirs"
same "$people"
jena arq.rsparql --service="$endpoint" "$prefixes ASK { ?person a kg:Person }" >"$work/yes"
grep -qi yes "$work/yes"
jena arq.rsparql --service="$endpoint" "$prefixes CONSTRUCT { ?p rdfs:label ?l } { ?p a kg:Person ; rdfs:label ?l }" >"$work/people.ttl"
test "$(grep -c label "$work/people.ttl")" -ge "$(($(wc -l <"$work/ours") - 1))"
jena arq.rsparql --service="$endpoint" "$prefixes DESCRIBE ?c { ?c a kg:Country } LIMIT 1" >"$work/country.ttl"
grep -q Country "$work/country.ttl"

# Names of Jena's own data, joined with what the endpoint says of them.
federated="$prefixes SELECT DISTINCT ?label { ?mine <urn:named> ?label SERVICE <$endpoint> { ?p a kg:Person ; rdfs:label ?label } } ORDER BY ?label"
sed -n '2,$s/.*/<urn:x> <urn:named> "&" ./p' "$work/ours" >"$work/mine.nt"
echo '<urn:x> <urn:named> "Nobody at all" .' >>"$work/mine.nt"
jena arq.arq --data="$work/mine.nt" --results=CSV "$federated" | tr -d '\r' >"$work/theirs"
sort -u "$work/ours" >"$work/sorted" && mv "$work/sorted" "$work/ours"
sort -u "$work/theirs" >"$work/sorted" && mv "$work/sorted" "$work/theirs"
same "$federated"
echo "Apache Jena asks kg serve, and federates into it: $(($(wc -l <"$work/ours") - 1)) people, the same by both"
