#!/bin/bash
# Who stops in the middle of a transaction does not stop the others; who is shut out is cut
# off. Many at a time, and a poller: tests/torture/samtidig.c.
. "$SOURCE/tests/central/base.inc"
drift -f "$SOURCE/tests/central/hjaelp.sql" >/dev/null

enhed anna 1
enhed bent 3

# A session left in the middle of a transaction.
drift -c "SELECT test.skriv(1, true, 9000, 7, 'a', 'v', '')" >/dev/null
drift -c "SELECT test.skriv(3, true, 9001, 7, 'a', 'v', '')" >/dev/null
{
	echo 'BEGIN;'
	drift -c "SELECT test.kald('0269', 1, 1, 1)"
	sleep 12
} | som anna >/dev/null 2>&1 &
staar=$!
sleep 0.5
begyndt=$(date +%s)
drift -c "SELECT test.kald('0269', 3, 1, 1)" >"$arbejde/k.sql"
rummer 'the others go on' '1|' "$(som bent -f "$arbejde/k.sql")"
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
