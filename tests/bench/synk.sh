#!/bin/bash
# The sync from end to end, over TLS with fsync on (synk.c), beside a bare COPY of the same
# rows and one statement per row, in one run.
#   SOURCE=. BUILD=build tests/bench/synk.sh [ENTRIES]     a year of a kommune; then ten times that
n=${1:-12000}
set --
. "$SOURCE/tests/central/base.inc"
n=$((n / 300 * 300))
"$BUILD/tests/bench/bench_synk" "$arbejde" "$(forbindelse anna)" "$(forbindelse lise)" "$n" "$arbejde/tal" || exit 1
. "$arbejde/tal"

# maal TEXT ENTRIES COMMAND …: its figure in $fart
maal() {
	local tekst=$1 hvor_mange=$2 fra
	shift 2
	fra=$(date +%s%N)
	"$@" >"$arbejde/ud" || {
		head -c 400 "$arbejde/ud"
		exit 1
	}
	fart=$((hvor_mange * 1000000000 / ($(date +%s%N) - fra)))
	printf '%-52s %9d entries/s\n' "$tekst" "$fart"
}
forhold() {
	awk -v navn="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%-52s %9.2f\n", navn, a / b }'
}
kolonner='lbnr, enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, salt, vhash, afloeser, skema, hash, sagsnr'
kopi() {
	psql -X -q -d "$(forbindelse anna)" -c "COPY $1"
}
drift -c 'CREATE SCHEMA maal; GRANT USAGE ON SCHEMA maal TO anna' >/dev/null
drift -c "CREATE TABLE maal.post AS SELECT $kolonner FROM femtrin.journal LIMIT 0; GRANT ALL ON maal.post TO anna" >/dev/null
kopi "(SELECT $kolonner FROM femtrin.journal WHERE kommune = '0269' ORDER BY lbnr LIMIT $n) TO STDOUT (FORMAT binary)" >"$arbejde/rader"
ind() {
	kopi 'maal.post FROM STDIN (FORMAT binary)' <"$arbejde/rader"
}
maal 'bare COPY into a table without keys' "$n" ind
ind=$fart
maal 'bare COPY out of it' "$n" kopi 'maal.post TO STDOUT (FORMAT binary)'
ud=$fart
drift -c "SELECT format('INSERT INTO maal.post VALUES (%L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L);',
	lbnr, enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, salt, vhash, afloeser, skema, hash, sagsnr)
	FROM femtrin.journal WHERE kommune = '0269' LIMIT 3000" >"$arbejde/enkelt.sql"
maal 'one statement per row, into the same table' 3000 som anna -f "$arbejde/enkelt.sql"
forhold 'push beside a bare COPY' "$push" "$ind"
forhold 'push beside one statement per row' "$push" "$fart"
forhold 'pull beside a bare COPY' "$hent" "$ud"
