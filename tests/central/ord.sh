#!/bin/bash
# What stands in the way at the server itself: it is full, it says things of its own, it goes
# away. In words, with nothing lost, and the next sync goes on.
. "$SOURCE/tests/central/base.inc"
t=$arbejde/t
export FEMTRIN_KDF=gulv
unset FEMTRIN_PASSPHRASE_FILE
f() {
	env $(cat "$t/laptop1.env") "$FEMTRIN" "$@" 2>&1
}
kode() {
	"$@" >/dev/null 2>&1
	echo $?
}
paa_centralen() {
	drift -c "SELECT count(*) FROM femtrin.journal"
}
# afvist WHAT WORDS: the sync stops so, and nothing is gone
afvist() {
	local foer ud
	foer=$(f list --json | grep -c '"id"')
	ud=$(f sync)
	rummer "$1" "$2" "$ud"
	lig "$1: exit 1" 1 "$(kode f sync)"
	lig "$1: nothing of the server's own words" '' "$(printf '%s' "$ud" | grep -E 'ERROR|WARNING|DETAIL|HINT|No space')"
	lig "$1: nothing is gone" "$foer" "$(f list --json | grep -c '"id"')"
	rummer "$1: verify" 'i orden' "$(f verify)"
}
f import "$SOURCE/tests/fixtures/paedagog.yaml" >/dev/null
rummer 'it works' '1 af 1 sager' "$(f sync)"

# --- what the server says beside its answers
drift -c "ALTER ROLE anna SET client_min_messages = 'debug2'" >/dev/null
ud=$(f sync)
rummer 'a server that talks' '1 af 1 sager' "$ud"
lig 'is not heard' '' "$(printf '%s' "$ud" | grep -E 'DEBUG|LOG:|NOTICE|00000')"
drift -c "ALTER ROLE anna RESET client_min_messages" >/dev/null

# --- the server's disk is full: a small one of its own where one can be had
f import "$SOURCE/tests/fixtures/paedagog.yaml" >/dev/null
lille=$arbejde/lille
mkdir "$lille"
if mount -t tmpfs -o size=2m femtrin "$lille" 2>/dev/null; then
	trap 'umount -l "$lille" 2>/dev/null; slut' EXIT
	chmod 755 "$arbejde"
	chown postgres "$lille"
	for sql in "CREATE TABLESPACE lille LOCATION '$lille'" \
		'ALTER TABLE femtrin.journal_0269 SET TABLESPACE lille' \
		'CREATE TABLE public.fyld (x text) TABLESPACE lille' \
		'ALTER TABLE public.fyld ALTER x SET STORAGE PLAIN'; do
		drift -c "$sql" >/dev/null
	done
	drift -c "INSERT INTO public.fyld SELECT repeat('x', 7000) FROM generate_series(1, 2000)" >/dev/null
	lig 'it is full' 1 "$([ "$(df --output=avail "$lille" | tail -1)" -lt 16 ] && echo 1)"
	afvist 'the disk is full' 'kommunens lager er fuldt'
	drift -c 'DROP TABLE public.fyld' >/dev/null
	drift -c 'CHECKPOINT' >/dev/null
	rummer 'when there is room again it goes' '2 af 2 sager' "$(f sync)"
	drift -c 'ALTER TABLE femtrin.journal_0269 SET TABLESPACE pg_default' >/dev/null
	drift -c 'DROP TABLESPACE lille' >/dev/null
	f import "$SOURCE/tests/fixtures/paedagog.yaml" >/dev/null
	sager=3
else
	sager=2
fi
foer=$(paa_centralen)
drift -c "CREATE FUNCTION public.fuld() RETURNS trigger LANGUAGE plpgsql AS \$\$
	BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END \$\$" \
	-c "CREATE TRIGGER fuld BEFORE INSERT ON femtrin.journal_0269 FOR EACH ROW EXECUTE FUNCTION public.fuld()" >/dev/null
afvist 'no room, by its code' 'kommunens lager er fuldt'
lig 'nothing was taken by halves' "$foer" "$(paa_centralen)"
drift -c 'DROP TRIGGER fuld ON femtrin.journal_0269' >/dev/null
rummer 'then it goes' "$sager af $sager sager" "$(f sync)"

# --- too many at once, and a server that is stopped under it
drift -c 'ALTER ROLE anna CONNECTION LIMIT 0' >/dev/null
f import "$SOURCE/tests/fixtures/paedagog.yaml" >/dev/null
afvist 'too many sessions' 'har for travlt'
drift -c 'ALTER ROLE anna CONNECTION LIMIT 4' >/dev/null
cluster=$(cat "$t/cluster")
drift -c "CREATE FUNCTION public.sov() RETURNS trigger LANGUAGE plpgsql AS \$\$ BEGIN PERFORM pg_sleep(30); RETURN NULL; END \$\$" \
	-c "CREATE TRIGGER sov BEFORE INSERT ON femtrin.journal_0269 FOR EACH ROW EXECUTE FUNCTION public.sov()" >/dev/null
f sync >"$arbejde/ud" &
synk=$!
for _ in $(seq 100); do
	[ "$(drift -c "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")" = 1 ] && break
	sleep 0.1
done
drift -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'" >/dev/null
wait $synk
lig 'ended by the administrator: exit 1' 1 $?
rummer 'in words' 'intet er tabt' "$(cat "$arbejde/ud")"
f sync >"$arbejde/ud" &
synk=$!
for _ in $(seq 100); do
	[ "$(drift -c "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")" = 1 ] && break
	sleep 0.1
done
kill -9 "$(drift -c "SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep'")"
wait $synk
lig 'killed: exit 1' 1 $?
rummer 'in words too' 'intet er tabt' "$(cat "$arbejde/ud")"
for _ in $(seq 100); do
	drift -c 'DROP TRIGGER IF EXISTS sov ON femtrin.journal_0269' >/dev/null && break
	sleep 0.1
done
sager=$((sager + 1))
rummer 'and it goes on' "$sager af $sager sager" "$(f sync)"
rummer 'verify' 'i orden' "$(f verify)"
lig 'the centre holds' '' "$(som lise -c "SELECT * FROM femtrin.kontrol('0269')")"
faerdig
