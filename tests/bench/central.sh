#!/bin/bash
# The municipality's store, over TLS with fsync on: entries handed in and fetched a
# second, beside a bare COPY of the same rows and one statement per row, in one run.
#   SOURCE=. BUILD=build tests/bench/central.sh [ENTRIES]
n=${1:-30000}
set --
. "$SOURCE/tests/central/base.inc"
n=$((n / 30 * 30))

nu() {
	date +%s%N
}
# maal TEXT ENTRIES COMMAND …: its figure in $fart
maal() {
	local tekst=$1 hvor_mange=$2 fra
	shift 2
	fra=$(nu)
	"$@" >"$arbejde/ud" || {
		head -c 400 "$arbejde/ud"
		exit 1
	}
	fart=$((hvor_mange * 1000000000 / ($(nu) - fra)))
	printf '%-58s %9d poster/s\n' "$tekst" "$fart"
}
forhold() {
	awk -v navn="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%-58s %9.2f\n", navn, a / b }'
}

poster "$arbejde/a.db" 0269 fyld "$n" >"$arbejde/push.sql"
ea=$(poster "$arbejde/a.db" 0269 enhed </dev/null)
som anna -c "SELECT femtrin.enhed_ny('0269', '$ea', 'pc')" >/dev/null
maal 'push, 300 ad gangen' "$n" som anna -f "$arbejde/push.sql"
push=$fart
[ "$(grep -c OK "$arbejde/ud")" -eq "$n" ] || exit 1
maal 'push, de samme igen' "$n" som anna -f "$arbejde/push.sql"
poster "$arbejde/b.db" 0269 fyld 3000 >/dev/null
poster "$arbejde/b.db" 0269 1 </dev/null | sed -n 1,10p >"$arbejde/p1.sql"
eb=$(poster "$arbejde/b.db" 0269 enhed </dev/null)
som bent -c "SELECT femtrin.enhed_ny('0269', '$eb', 'pc')" >/dev/null
maal 'push, et besøg: 300 poster i et kald (med forbindelse)' 300 som bent -c "$(head -1 "$arbejde/p1.sql")"

kolonner='lbnr, enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, salt, vhash, afloeser, skema, hash, sagsnr'
hent() {
	psql -X -q -d "$(forbindelse "$1")" -c "COPY ($2) TO STDOUT (FORMAT binary)"
}
drift -c 'VACUUM ANALYZE' >/dev/null
drift -c 'CREATE SCHEMA maal; GRANT USAGE ON SCHEMA maal TO anna, lise' >/dev/null
drift -c "CREATE TABLE maal.post AS SELECT $kolonner FROM femtrin.journal LIMIT 0; GRANT ALL ON maal.post TO anna" >/dev/null
hent anna "SELECT $kolonner FROM femtrin.journal WHERE kommune = '0269'" >"$arbejde/rader"
ind() {
	psql -X -q -d "$(forbindelse anna)" -c 'COPY maal.post FROM STDIN (FORMAT binary)' <"$arbejde/rader"
}
maal 'bar COPY ind i en tabel uden nøgler' "$n" ind
copy=$fart
drift -c "SELECT format('INSERT INTO maal.post VALUES (%L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L);',
	lbnr, enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, salt, vhash, afloeser, skema, hash, sagsnr)
	FROM femtrin.journal WHERE kommune = '0269' LIMIT 3000" >"$arbejde/enkelt.sql"
maal 'én sætning ad gangen, i samme tabel' 3000 som anna -f "$arbejde/enkelt.sql"
enkelt=$fart

maal 'hent, en sagsbehandler' "$n" hent anna "SELECT $kolonner FROM femtrin.journal WHERE kommune = '0269' AND lbnr > 0 ORDER BY lbnr"
hent_a=$fart
maal 'hent, en leder' "$n" hent lise "SELECT $kolonner FROM femtrin.journal WHERE kommune = '0269' AND lbnr > 0 ORDER BY lbnr"
maal 'bar COPY ud af tabellen uden nøgler' "$n" hent anna 'SELECT * FROM maal.post'
ud=$fart
intet() {
	som anna -c "SELECT * FROM femtrin.hilsen('0269', '$ea', 0)" -c "SELECT 1 FROM femtrin.journal WHERE kommune = '0269' AND lbnr > 99999999"
}
fra=$(nu)
som anna -c 'SELECT 1' >/dev/null
forbind=$((($(nu) - fra) / 1000))
fra=$(nu)
intet >/dev/null
printf '%-58s %9d µs (forbindelsen alene %d µs)\n' 'intet nyt' $((($(nu) - fra) / 1000)) "$forbind"

forhold 'push over for bar COPY' "$push" "$copy"
forhold 'push over for én sætning ad gangen' "$push" "$enkelt"
forhold 'hent over for bar COPY' "$hent_a" "$ud"
