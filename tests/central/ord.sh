#!/bin/bash
# What stands in the way: a certificate or password that is not taken, a server that is full,
# says things of its own, goes away. In words, with nothing lost, and the next sync goes on.
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
	foer=$(f list --json | grep -o '"id"' | wc -l)
	ud=$(f sync)
	rummer "$1" "$2" "$ud"
	lig "$1: exit 1" 1 "$(kode f sync)"
	lig "$1: nothing of the server's own words" '' "$(printf '%s' "$ud" | grep -E 'ERROR|WARNING|DETAIL|HINT|No space')"
	lig "$1: nothing is gone" "$foer" "$(f list --json | grep -o '"id"' | wc -l)"
	rummer "$1: verify" 'i orden' "$(f verify)"
}
f import "$SOURCE/tests/fixtures/paedagog.yaml" >/dev/null
rummer 'it works' '1 af 1 sag,' "$(f sync)"

# --- certificates and passwords that are not taken, each in a store of its own
ca=$SOURCE/packaging/central/testca
mkdir "$arbejde/n"
"$ca" "$t/ca" client anna -1
cp "$t/ca/anna.crt" "$arbejde/n/udloebet.crt"
cp "$t/ca/anna.key" "$arbejde/n/udloebet.key"
"$ca" "$arbejde/fremmed" ca
"$ca" "$arbejde/fremmed" client anna
"$ca" "$t/ca" client anna
cp "$t/ca/anna.crt" "$arbejde/n/ny.crt"
cp "$t/ca/anna.key" "$arbejde/n/ny.key"
sed 's/[^:]*$/forkert/' "$t/laptop1/pgpass" >"$arbejde/n/pgpass"
chmod 600 "$arbejde/n/pgpass"
god=$(forbindelse anna)
nr=0
# fremmed WHAT WORDS CONNECTION
fremmed() {
	local ud
	nr=$((nr + 1))
	ud=$(env $(cat "$t/laptop1.env") FEMTRIN_STORE="$arbejde/n/s$nr.db" FEMTRIN_CENTRAL="$3" "$FEMTRIN" sync 2>&1)
	rummer "$1" "$2" "$ud"
	lig "$1: nothing is sealed" 0 "$(printf '%s' "$ud" | grep -c forseglet)"
	lig "$1: no password, nothing of the server's own words" '' \
		"$(printf '%s' "$ud" | grep -E "FATAL|SSL|alert|$(cut -d: -f5 "$t/laptop1/pgpass")")"
}
cert() {
	printf '%s' "$god" | sed "s|sslcert=[^&]*&sslkey=[^&]*|sslcert=$1.crt\&sslkey=$1.key|"
}
fremmed 'a certificate that has run out' 'tager ikke imod denne computers certifikat' "$(cert "$arbejde/n/udloebet")"
fremmed 'of another authority' 'tager ikke imod denne computers certifikat' "$(cert "$arbejde/fremmed/anna")"
fremmed "somebody else's" 'tager ikke imod brugerens adgangskode' "$(cert "$t/laptop2/klient")"
fremmed 'none' 'der er intet certifikat til kommunens lager' "$(cert /findes/ikke)"
fremmed 'a wrong password' 'tager ikke imod brugerens adgangskode' "$(printf '%s' "$god" | sed "s|passfile=[^&]*|passfile=$arbejde/n/pgpass|")"
cp "$t/laptop1/klient.crt" "$t/ca/anna.crt"
"$ca" "$t/ca" revoke anna
cat "$t/ca/ca.crl" >"$(cat "$t/cluster")/data/ca.crl"
drift -c 'SELECT pg_reload_conf()' >/dev/null
for _ in $(seq 50); do
	f sync >"$arbejde/ud" || break
	sleep 0.1
done
rummer 'revoked, though it lies sealed here' 'har spærret denne computers certifikat' "$(cat "$arbejde/ud")"
f import "$SOURCE/tests/fixtures/paedagog.yaml" >/dev/null
lig 'work goes on' 2 "$(f list --json | grep -o '"id"' | wc -l)"
for d in cert key; do
	sed -i "s|ssl$d=[^&]*|ssl$d=$arbejde/n/ny.${d/cert/crt}|" "$t/laptop1.env"
done
rummer 'a new certificate beside it, and all goes' '2 af 2 sager' "$(f sync)"

# --- what the server says beside its answers
drift -c "ALTER ROLE anna SET client_min_messages = 'debug2'" >/dev/null
ud=$(f sync)
rummer 'a server that talks' '2 af 2 sager' "$ud"
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
	rummer 'when there is room again it goes' '3 af 3 sager' "$(f sync)"
	drift -c 'ALTER TABLE femtrin.journal_0269 SET TABLESPACE pg_default' >/dev/null
	drift -c 'DROP TABLESPACE lille' >/dev/null
	f import "$SOURCE/tests/fixtures/paedagog.yaml" >/dev/null
	sager=4
else
	sager=3
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
