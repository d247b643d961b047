#!/bin/bash
# The municipality's store with many kommuner in one base: what a push, a fetch and a
# sync without news cost with one kommune, with 98 of a year's cases each, and with
# ten times the history. In one run, over TLS with fsync on; the server's processor counts.
# Aim: each ratio about 1.
#   SOURCE=. BUILD=build tests/bench/skala.sh [KOMMUNER [SAGER [POSTER]]]
# A year of the country: 7,900 grants and renewals, so 81 cases a kommune; 150 entries
# a case.
kommuner=${1:-98}
sager=${2:-81}
pr_sag=${3:-150}
set --
. "$SOURCE/tests/central/base.inc"
n=$((sager * pr_sag / 300 * 300))   # whole calls

nu() {
	date +%s%N
}
forhold() {
	awk -v navn="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%-62s %9.2f\n", navn, a / b }'
}
# One session, the statements in a file so many times: microseconds of the server's processor
# for each, which does not change with what else the machine does.
tid() {
	local hvem=$1 gange=$2 fil=$3 i
	{
		echo 'SELECT pg_backend_pid() AS pid \gset'
		echo '\setenv PID :pid'
		echo '\o /dev/null'
		[ "$gange" -eq 1 ] || cat "$fil"        # the first one loads what the others find
		echo '\set foer `cut -d" " -f1 /proc/$PID/schedstat`'
		for ((i = 0; i < gange; i++)); do cat "$fil"; done
		echo '\set efter `cut -d" " -f1 /proc/$PID/schedstat`'
		echo '\o'
		echo "SELECT (:efter - :foer) / 1000 / $gange;"
	} | psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$(forbindelse "$hvem")"
}
kolonner='lbnr, enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, salt, vhash, afloeser, skema, forrige, hash, sagsnr'
# The figures of one kommune, for the device that is in $enhed; results in the array $tal.
maal() {
	local sidste
	sidste=$(drift -c "SELECT lbnr FROM femtrin.taeller WHERE kommune = '0269'")
	echo "SELECT * FROM femtrin.hilsen('0269', '$enhed', $sidste)\\; SELECT $kolonner FROM femtrin.journal WHERE kommune = '0269' AND lbnr > $sidste ORDER BY lbnr LIMIT 2000;" >"$arbejde/intet.sql"
	echo "SELECT $kolonner FROM femtrin.journal WHERE kommune = '0269' AND lbnr > $((sidste > 300 ? sidste - 300 : 0)) ORDER BY lbnr LIMIT 2000;" >"$arbejde/hent.sql"
	tal[0]=$(tid anna 200 "$arbejde/intet.sql")
	tal[1]=$(tid anna 40 "$arbejde/hent.sql")
	poster "$arbejde/a.db" 0269 fyld 600 | tail -2 >"$arbejde/to.sql"
	tal[2]=$(tid anna 1 "$arbejde/to.sql")
}
sig() {
	printf '%-40s nothing new %6d µs · 300 fetched %6d µs · 600 sent %7d µs\n' "$1" "${tal[@]}"
}

poster "$arbejde/a.db" 0269 fyld "$n" >"$arbejde/push.sql"
enhed=$(poster "$arbejde/a.db" 0269 enhed </dev/null)
som anna -c "SELECT femtrin.enhed_ny('0269', '$enhed', 'pc')" >/dev/null
som anna -f "$arbejde/push.sql" >/dev/null
drift -c 'VACUUM ANALYZE' >/dev/null
tal=()
maal
maal
en=("${tal[@]}")
sig "1 kommune, $n entries"

# The others: the same rows under another code, by COPY into the parents.
tabeller='taeller bruger enhed journal sagshoved hoved adgang adgang_nu'
for t in $tabeller; do
	drift -c "COPY (SELECT * FROM femtrin.$t WHERE kommune = '0269') TO STDOUT" >"$arbejde/$t.copy"
done
for ((k = 1; k < kommuner; k++)); do
	printf "SELECT femtrin.kommune_ny('%04d', 'Demo %d');\n" $((1000 + k)) "$k"
done | drift >/dev/null
drift -c "DELETE FROM femtrin.taeller WHERE kommune <> '0269'" >/dev/null
fra=$(nu)
for ((k = 1; k < kommuner; k++)); do
	kode=$(printf %04d $((1000 + k)))
	for t in $tabeller; do
		echo "COPY femtrin.$t FROM STDIN;"
		sed -e "s/^0269/$kode/" -e "s/\t\(anna\|bent\|lise\)\b/\t\1$kode/g" "$arbejde/$t.copy"
		echo '\.'
	done
done | drift >"$arbejde/ud" || {
	head -3 "$arbejde/ud"
	exit 1
}
drift -c "INSERT INTO femtrin.hvor SELECT login, kommune FROM femtrin.bruger WHERE kommune <> '0269'" >/dev/null
rader=$(drift -c 'SELECT count(*) FROM femtrin.journal')
printf '%d entries in %d kommuner loaded by COPY: %d entries/s; the base takes %s\n' "$rader" "$kommuner" \
	$((rader * 1000000 / (($(nu) - fra) / 1000))) "$(drift -c 'SELECT pg_size_pretty(pg_database_size(current_database()))')"
drift -c 'VACUUM ANALYZE' >/dev/null
lig 'numbers, chains and heads hold in another kommune' '' "$(drift -c "SELECT * FROM femtrin.kontrol('$(printf %04d $((1000 + kommuner - 1)))')")"
maal
maal
alle=("${tal[@]}")
sig "$kommuner kommuner"
forhold "nothing new: $kommuner kommuner beside 1" "${alle[0]}" "${en[0]}"
forhold '300 entries fetched' "${alle[1]}" "${en[1]}"
forhold '600 entries sent' "${alle[2]}" "${en[2]}"

# Ten times the history of one kommune, by a colleague.
poster "$arbejde/b.db" 0269 fyld $((9 * n)) >"$arbejde/push.sql"
anden_enhed=$(poster "$arbejde/b.db" 0269 enhed </dev/null)
som bent -c "SELECT femtrin.enhed_ny('0269', '$anden_enhed', 'pc2')" >/dev/null
som bent -f "$arbejde/push.sql" >/dev/null
rm "$arbejde/push.sql"
drift -c 'VACUUM ANALYZE' >/dev/null
maal
maal
ti=("${tal[@]}")
sig "$((10 * n)) entries in the kommune"
forhold 'nothing new: ten times the history beside once' "${ti[0]}" "${alle[0]}"
forhold '300 entries fetched' "${ti[1]}" "${alle[1]}"
forhold '600 entries sent' "${ti[2]}" "${alle[2]}"

faerdig
