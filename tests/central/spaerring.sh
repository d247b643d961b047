#!/bin/bash
# A laptop that is lost: what came with its certificate sees nothing at once and is cut
# off within ten seconds; the same person's other laptop goes on. And what the server's
# log keeps of reads outside the program.
. "$SOURCE/tests/central/base.inc"
drift -f "$SOURCE/tests/central/hjaelp.sql" >/dev/null
t=$arbejde/t

# anna's second laptop: the same login, a certificate of its own.
mkdir "$t/anden"
"$SOURCE/packaging/central/testca" "$t/ca" client anna
mv "$t/ca/anna.key" "$t/anden/klient.key"
cp "$t/ca/anna.crt" "$t/anden/klient.crt"
anden() {
	psql -X -q -A -t -v ON_ERROR_STOP=1 -v VERBOSITY=verbose \
		-d "$(forbindelse anna | sed "s|laptop1/klient|anden/klient|g")" "$@" 2>&1
}
skriv() {
	drift -c "SELECT test.skriv($1, true, $2, $2, 'borger.navn', 'hemmelig', '')" >/dev/null
}
hilsen() {
	echo "SELECT tilstand FROM femtrin.hilsen('0269', '$(u "$1")', 0)"
}
drift -c "SELECT femtrin.enheder_saet('0269', 'anna', 3)" >/dev/null
enhed anna 1
anden -c "SELECT femtrin.enhed_ny('0269', '$(u 2)', 'anden')" >/dev/null
lig 'each laptop is known by its certificate' '1 1 t' "$(drift -c "SELECT cardinality(a.certifikater), cardinality(b.certifikater),
	a.certifikater <> b.certifikater FROM femtrin.enhed a, femtrin.enhed b WHERE a.enhed = test.u(1) AND b.enhed = test.u(2)" | tr '|' ' ')"
som anna -c "$(hilsen 1)" >/dev/null
lig 'and no more than once' 1 "$(drift -c 'SELECT cardinality(certifikater) FROM femtrin.enhed WHERE enhed = test.u(1)')"
skriv 1 21
som anna -c "$(drift -c "SELECT test.kald('0269', 1, 1, 1)")" >/dev/null
lig 'both read' '1 1' "$(som anna -c 'SELECT count(*) FROM femtrin.journal') $(anden -c 'SELECT count(*) FROM femtrin.journal')"

# Lost in the middle of something.
som anna -c 'SELECT pg_sleep(30)' >"$arbejde/ude" &
ude=$!
anden -c 'SELECT pg_sleep(12)' >"$arbejde/inde" &
inde=$!
sleep 0.5
kill -TERM "-$(cat "$t/vagt.pid")"
begyndt=$(date +%s)
drift -c "SELECT femtrin.enhed_saet('0269', test.u(1), 'spaerret')" >/dev/null
lig 'nothing is shown, watchdog or not' 0 "$(som anna -c 'SELECT count(*) FROM femtrin.journal')"
lig 'in no table' '0 0 0 0' "$(echo $(for x in bruger kommune sagshoved enhed; do som anna -c "SELECT count(*) FROM femtrin.$x"; done))"
lig 'the laptop is told' spaerret "$(som anna -c "$(hilsen 1)")"
rummer 'nor under another name' FT004 "$(som anna -c "SELECT femtrin.enhed_ny('0269', '$(u 3)', 'x')")"
skriv 2 22
drift -c "SELECT test.kald('0269', 2, 1, 1)" >"$arbejde/k.sql"
rummer 'nor does it write under another' FT004 "$(som anna -f "$arbejde/k.sql")"
rummer 'nor files' FT004 "$(som anna -c "SELECT femtrin.fil_gem('0269', '$(u 2)', '$(u 22)', sha256('x'), 1, 0, 'x')")"
rummer 'the other laptop goes on' '|OK' "$(anden -f "$arbejde/k.sql")"
lig 'and reads' 2 "$(anden -c 'SELECT count(*) FROM femtrin.journal')"
setsid env $(cat "$t/drift.env") "$SOURCE/packaging/central/vagt" -d femtrin </dev/null >/dev/null 2>&1 &
echo $! >"$t/vagt.pid"
wait $ude
rummer 'its session is cut off' 'terminating connection' "$(cat "$arbejde/ude")"
lig 'within ten seconds' 1 "$([ $(($(date +%s) - begyndt)) -le 10 ] && echo 1)"
wait $inde
lig 'the other session is not' '' "$(tr -d '\n' <"$arbejde/inde")"

# A renewed certificate does not let the old one in again.
drift -c "SELECT femtrin.enhed_saet('0269', test.u(1), 'aktiv')" >/dev/null
"$SOURCE/packaging/central/testca" "$t/ca" client anna
mkdir "$t/fornyet"
mv "$t/ca/anna.key" "$t/fornyet/klient.key"
cp "$t/ca/anna.crt" "$t/fornyet/klient.crt"
fornyet() {
	psql -X -q -A -t -v VERBOSITY=verbose -d "$(forbindelse anna | sed "s|laptop1/klient|fornyet/klient|g")" "$@" 2>&1
}
fornyet -c "$(hilsen 1)" >/dev/null
lig 'two certificates of one laptop' 2 "$(drift -c 'SELECT cardinality(certifikater) FROM femtrin.enhed WHERE enhed = test.u(1)')"
drift -c "SELECT femtrin.enhed_saet('0269', test.u(1), 'spaerret')" >/dev/null
lig 'both are shut out' '0 0' "$(som anna -c 'SELECT count(*) FROM femtrin.journal') $(fornyet -c 'SELECT count(*) FROM femtrin.journal')"

# Reads outside the program stand in the server's log, and cannot be kept out of it.
log=$(cat "$t/cluster")/data/server.log
som bent -c "SELECT count(*) AS udenom FROM femtrin.journal WHERE vaerdi <> ''" >/dev/null
lig 'who asked what, in the log' 1 "$(grep -c ' bent .*statement: SELECT count.* AS udenom' "$log")"
rummer 'she cannot turn it off' 'permission denied' "$(som bent -c "SET log_statement = 'none'")"
som bent -c "PREPARE p(text) AS SELECT count(*) AS stille FROM femtrin.journal WHERE vaerdi = \$1" >/dev/null
lig 'what the program sends as parameters does not stand there' 0 "$(grep -c "DETAIL: *parameters" "$log")"
faerdig
