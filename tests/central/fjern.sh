#!/bin/bash
# A kommune whose partitions lie on a second cluster behind postgres_fdw: the schema as
# it stands, the laptops none the wiser. The other server may be down, and the kommuner
# of this one go on.
. "$SOURCE/tests/central/base.inc"
t=$arbejde/t
pgbin=$(dirname "$(sed -n 's|^\(.*\)/postgres .*|\1/postgres|p; q' "$(cat "$t/cluster")/data/postmaster.opts")")
anden=$(mktemp -d /tmp/femtrin-fjern-XXXXXX)
port=$(($(sed -n 's/^PGPORT=//p' "$t/drift.env") + 1))
kerne() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=postgres --regid=postgres --init-groups env -i PATH="$PATH" LC_ALL=C.UTF-8 HOME=/tmp "$@"
	else
		"$@"
	fi
}
stop_fjern() {
	(cd / && kerne "$pgbin/pg_ctl" -D "$anden/data" -m immediate -w stop) >/dev/null 2>&1
}
start_fjern() {
	(cd / && kerne "$pgbin/pg_ctl" -D "$anden/data" -o "-p $port -k $anden -c listen_addresses=''" -w -l "$anden/log" start) >/dev/null 2>&1 </dev/null
}
trap 'stop_fjern; rm -rf "$anden"; slut' EXIT
[ "$(id -u)" -ne 0 ] || chown postgres:postgres "$anden"
(cd / && kerne "$pgbin/initdb" -D "$anden/data" -U postgres -E UTF8 --locale=C.UTF-8 -N -A trust) >/dev/null 2>&1
start_fjern || { cat "$anden/log"; exit 1; }
fjern() {
	psql -X -q -A -t -v ON_ERROR_STOP=1 -h "$anden" -p "$port" -U postgres "$@" 2>&1
}

# The other server: the same steps; it knows the kommune, and one login for this server.
fjern -d postgres -c 'CREATE DATABASE femtrin' >/dev/null
PGHOST=$anden PGPORT=$port PGUSER=postgres "$SOURCE/packaging/central/opgrader" -d femtrin
fjern -d femtrin >/dev/null <<'END'
SELECT femtrin.kommune_ny('0777', 'Demo Fjern');
CREATE ROLE fremskudt LOGIN IN ROLE femtrin_ejer;
GRANT CONNECT ON DATABASE femtrin TO fremskudt;
END

# This one: a foreign partition of every table, closed like the others.
drift -f "$SOURCE/tests/central/hjaelp.sql" >/dev/null
drift >"$arbejde/ud" <<END
CREATE EXTENSION postgres_fdw SCHEMA public;
CREATE SERVER fjern FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$anden', port '$port', dbname 'femtrin');
CREATE USER MAPPING FOR PUBLIC SERVER fjern OPTIONS (user 'fremskudt', password_required 'false');
GRANT USAGE ON FOREIGN SERVER fjern TO femtrin_ejer;
SET ROLE femtrin_ejer;
SELECT format('CREATE FOREIGN TABLE femtrin.%I PARTITION OF femtrin.%I FOR VALUES IN (%L) SERVER fjern OPTIONS (schema_name %L, table_name %L)',
	relname || '_0777', relname, '0777', 'femtrin', relname || '_0777')
FROM pg_class WHERE relnamespace = 'femtrin'::regnamespace AND relkind = 'p' \gexec
RESET ROLE;
SELECT femtrin.login_saet(l, true) FROM unnest('{fie,frode}'::text[]) l;
SELECT femtrin.bruger_saet('0777', 'fie', 'Demo Fie', 'noegleperson', true);
SELECT femtrin.bruger_saet('0777', 'frode', 'Demo Frode', 'leder', true);
SELECT femtrin.enheder_saet('0777', 'fie', 9);
SELECT femtrin.enheder_saet('0777', 'frode', 9);
END
lig 'every table takes a foreign partition' 14 "$(drift -c "SELECT count(*) FROM pg_class WHERE relkind = 'f' AND relispartition")"

# laptop WHO: a login of the far kommune, over this server.
laptop() {
	{
		echo "SET SESSION AUTHORIZATION $1;"
		cat
	} | drift
}
skriv() {
	local v="'$6'"
	drift -c "SELECT test.skriv($1, $2, $3, $4, '$5', $v, '$7')" >/dev/null
}
push() {
	drift -c "SELECT test.kald('${5:-0777}', $2, $3, $4)" | laptop "$1"
}
echo "SELECT femtrin.enhed_ny('0777', '$(u 1)', 'x');" | laptop fie >/dev/null
echo "SELECT femtrin.enhed_ny('0777', '$(u 2)', 'x');" | laptop frode >/dev/null
skriv 1 true 21 21 a 1 ''
skriv 1 false 21 21 b 1 ''
skriv 1 true 21 21 a 2 '1:1'
lig 'entries are taken and numbered over there' "$(printf '1|2|1|OK\n2|3|2|OK\n3|4|3|OK')" "$(push fie 1 1 3)"
lig 'again the same' 3 "$(push fie 1 1 3 | grep -c OK)"
lig 'they lie over there' 3 "$(fjern -d femtrin -c "SELECT count(*) FROM femtrin.journal_0777")"
skriv 2 true 21 21 a lederen '1:1'
lig 'two that replaced the same' OK "$(push frode 2 1 1 | cut -d'|' -f4)"
skriv 1 true 21 21 a 3 '1:3'
skriv 1 true 21 21 a 4 '1:4'
skriv 1 true 99 99 a ny ''
push fie 1 4 6 >/dev/null
lig 'heads move as here: read before they go' '4* lederen' "$(drift -c "SELECT string_agg(j.vaerdi || CASE WHEN h.vist THEN '*' ELSE '' END, ' ' ORDER BY j.vaerdi)
	FROM femtrin.hoved h JOIN femtrin.journal j USING (kommune, enhed, nr) WHERE h.kommune = '0777' AND h.sag = test.u(21) AND h.felt = 'a'")"
lig 'numbers, chains and heads hold' '' "$(echo "SELECT * FROM femtrin.kontrol('0777');" | laptop frode)"
echo "SELECT femtrin.adgang_saet('0777', '$(u 99)', 'fie', 'ingen');" | laptop frode >/dev/null
lig 'access taken there shows here' 6 "$(echo "SELECT count(*) FROM femtrin.journal WHERE kommune = '0777' AND sag = '$(u 21)';" | laptop fie | tail -1)"
lig 'and hides' 0 "$(echo "SELECT count(*) FROM femtrin.journal WHERE sag = '$(u 99)';" | laptop fie)"
lig 'nobody of this kommune sees it' 0 "$(som lise -c "SELECT count(*) FROM femtrin.journal WHERE kommune = '0777'")"
rummer 'nor by the partition itself' 'permission denied' "$(som lise -c 'SELECT * FROM femtrin.journal_0777')"
echo "SELECT femtrin.slet('0777', '$(u 21)', ARRAY['$(u 1)']::uuid[], '{1}', 'x');" | laptop frode >/dev/null
lig 'an erasure reaches it' 1 "$(fjern -d femtrin -c 'SELECT count(*) FROM femtrin.journal_0777 WHERE salt IS NULL')"
h=$(printf 'et bilag' | sha256sum | cut -c1-64)
lig 'a file lies there too' -1 "$(echo "SELECT femtrin.fil_gem('0777', '$(u 1)', '$(u 21)', '\\x$h', 8, 0, 'et bilag');" | laptop fie)"
drift -c "UPDATE test.post SET hash = sha256('x') WHERE enhed = test.u(1) AND nr = 6" >/dev/null
rummer 'another history is refused' 'ENHED_FORK' "$(push fie 1 6 6)"
lig 'all holds at the end' '' "$(echo "SELECT * FROM femtrin.kontrol('0777');" | laptop frode)"

# The other server is gone: its kommune waits, this one does not.
enhed anna 5
stop_fjern
skriv 5 true 30 30 a 1 ''
rummer 'the kommune of this server goes on' '|OK' "$(drift -c "SELECT test.kald('0269', 5, 1, 1)" >"$arbejde/k.sql"; som anna -f "$arbejde/k.sql")"
lig 'reads' 1 "$(som anna -c "SELECT count(*) FROM femtrin.journal WHERE kommune = '0269'")"
rummer 'greets' 'aktiv' "$(som anna -c "SELECT tilstand FROM femtrin.hilsen('0269', '$(u 5)', 0)")"
rummer 'administers' '' "$(drift -c "SELECT femtrin.bruger_saet('0269', 'anna', 'Demo Anna', 'noegleperson', true)")"
rummer 'that of the other says so' 'could not connect' "$(echo "SELECT * FROM femtrin.hilsen('0777', '$(u 1)', 0);" | laptop fie)"
start_fjern
rummer 'and goes on when it is back' 'aktiv' "$(echo "SELECT tilstand FROM femtrin.hilsen('0777', '$(u 1)', 0);" | laptop fie)"
faerdig
