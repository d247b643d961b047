#!/bin/bash
# Many at a time: four writers and a poller lose nothing, while a sequence as cursor
# does; who stops in the middle of a transaction does not stop the others.
. "$SOURCE/tests/central/base.inc"
drift -f "$SOURCE/tests/central/hjaelp.sql" >/dev/null

for d in 1 2 3 4; do
	drift -c "SELECT test.skriv($d, i % 3 = 1, 100 + $d * 1000 + i / 30, 7, 'f' || i % 7, 'v' || i, '') FROM generate_series(1, 240) i" >/dev/null
	drift -c "SELECT test.kald('0269', $d, i * 3 + 1, i * 3 + 3) FROM generate_series(0, 79) i" >"$arbejde/w$d.sql"
done
enhed anna 1
enhed anna 2
enhed bent 3
enhed lise 4

# poll N QUESTION: goes on from the greatest number seen; says how many it saw.
poll() {
	echo "\\set c $2"
	echo '\set sum 0'
	for _ in $(seq "$1"); do
		echo "SELECT :sum + count(*) AS sum, greatest(:c, max(n)) AS c FROM ($3) x WHERE n > :c \\gset"
	done
	echo "SELECT :sum;"
}
feed="SELECT lbnr AS n FROM femtrin.journal WHERE kommune = '0269' UNION ALL SELECT lbnr FROM femtrin.adgang WHERE kommune = '0269' UNION ALL SELECT lbnr FROM femtrin.slettet WHERE kommune = '0269'"

som anna -f "$arbejde/w1.sql" >"$arbejde/u1" &
p1=$!
som anna -f "$arbejde/w2.sql" >"$arbejde/u2" &
p2=$!
som bent -f "$arbejde/w3.sql" >"$arbejde/u3" &
p3=$!
som lise -f "$arbejde/w4.sql" >"$arbejde/u4" &
p4=$!
poll 300 0 "$feed" >"$arbejde/poll.sql"
{
	while kill -0 $p1 2>/dev/null || kill -0 $p2 2>/dev/null || kill -0 $p3 2>/dev/null || kill -0 $p4 2>/dev/null; do
		sleep 0.05
	done
	touch "$arbejde/slut"
} &
# One session, polling until all are done and once more.
{
	echo '\set c 0'
	echo '\set sum 0'
	echo '\set n 0'
	while [ ! -e "$arbejde/slut" ]; do
		sed -n '3,12p' "$arbejde/poll.sql"
		sleep 0.005
	done
	sed -n '3p' "$arbejde/poll.sql"
	echo 'SELECT :sum;'
} | som lise >"$arbejde/set"
wait
lig 'every push was taken' '240 240 240 240' "$(echo $(for d in 1 2 3 4; do grep -c OK "$arbejde/u$d"; done))"
lig 'the poller saw every number once' "$(drift -c "SELECT lbnr FROM femtrin.taeller WHERE kommune = '0269'")" "$(cat "$arbejde/set")"
lig 'numbers, chains and heads hold' '' "$(som lise -c "SELECT * FROM femtrin.kontrol('0269')")"

# The control: the same with a sequence loses rows, so the poller would notice.
drift -c "CREATE TABLE test.foelge (n bigserial PRIMARY KEY, x text)" >/dev/null
for i in 1 2 3 4; do
	for _ in $(seq 100); do
		echo "BEGIN; INSERT INTO test.foelge (x) VALUES ('x'); SELECT pg_sleep(random() * 0.004); COMMIT;"
	done >"$arbejde/s$i.sql"
	drift -f "$arbejde/s$i.sql" >/dev/null &
done
{
	poll 400 0 'SELECT n FROM test.foelge' | sed 's/\\gset$/\\gset\nSELECT pg_sleep(0.002) \\g \/dev\/null/'
} | drift >"$arbejde/set2"
wait
sete=$(cat "$arbejde/set2")
lig 'a sequence as cursor loses rows (the control)' 1 "$([ "$sete" -lt "$(drift -c 'SELECT max(n) FROM test.foelge WHERE n <= 400')" ] && echo 1)"

# A session left in the middle of a transaction.
drift -c "SELECT test.skriv(1, true, 9000, 7, 'a', 'v', '')" >/dev/null
drift -c "SELECT test.skriv(3, true, 9001, 7, 'a', 'v', '')" >/dev/null
{
	echo 'BEGIN;'
	drift -c "SELECT test.kald('0269', 1, 241, 241)"
	sleep 12
} | som anna >/dev/null 2>&1 &
staar=$!
sleep 0.5
begyndt=$(date +%s)
drift -c "SELECT test.kald('0269', 3, 241, 241)" >"$arbejde/k.sql"
rummer 'the others go on' '241|' "$(som bent -f "$arbejde/k.sql")"
lig 'within eight seconds' 1 "$([ $(($(date +%s) - begyndt)) -le 8 ] && echo 1)"
lig 'what was not committed is not here' 0 "$(drift -c "SELECT count(*) FROM femtrin.journal WHERE sag = test.u(9000)")"

# Shut out while working.
som bent -c 'SELECT pg_sleep(30)' >"$arbejde/ude" &
ude=$!
sleep 0.5
drift -c "SELECT femtrin.bruger_saet('0269', 'bent', 'Demo Bent', 'noegleperson', false)" >/dev/null
begyndt=$(date +%s)
wait $ude
rummer 'a user shut out is cut off by the watchdog' 'terminating connection' "$(cat "$arbejde/ude")"
lig 'within ten seconds' 1 "$([ $(($(date +%s) - begyndt)) -le 10 ] && echo 1)"
kill $staar 2>/dev/null
lig 'all holds at the end' '' "$(som lise -c "SELECT * FROM femtrin.kontrol('0269')")"
faerdig
