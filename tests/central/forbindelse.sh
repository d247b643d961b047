#!/bin/bash
# Who gets in: one way does, every other is refused before a case is seen. And the
# manners of try itself.
. "$SOURCE/tests/central/base.inc"
ca=$SOURCE/packaging/central/testca
t=$arbejde/t
god=$(forbindelse anna)
port=$(sed -n 's/^PGPORT=//p' "$t/drift.env")
mkdir "$arbejde/fremmed" "$arbejde/n"
"$ca" "$arbejde/fremmed" ca
"$ca" "$arbejde/fremmed" client anna
"$ca" "$t/ca" client anna -1
cp "$t/ca/anna.crt" "$arbejde/n/udloebet.crt"
cp "$t/ca/anna.key" "$arbejde/n/udloebet.key"
"$ca" "$t/ca" client anna
cp "$t/ca/anna.crt" "$arbejde/n/spaerret.crt"
cp "$t/ca/anna.key" "$arbejde/n/spaerret.key"
echo "127.0.0.1:$port:*:*:forkert" >"$arbejde/n/pgpass"
chmod 600 "$arbejde/n/pgpass"

ind() {
	psql -X -A -t -d "$1" -c 'SELECT count(*) FROM femtrin.kommune' 2>&1
}
# med FRA TIL: the good connection with one thing changed
med() {
	printf '%s' "$god" | sed "s|$1|$2|"
}
afvist() {
	local ud
	ud=$(ind "$3")
	rummer "$1" "$2" "$ud"
	lig "$1: nothing is shown" '' "$(printf '%s' "$ud" | grep -x '[0-9]*')"
}

lig 'the one way in' 1 "$(ind "$god")"
rummer 'by TLS 1.3' 'TLSv1.3' "$(psql -X -A -t -d "$god" -c 'SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()' 2>&1)"
lig 'the certificate that is to be revoked is good so far' 1 "$(ind "$(med 'sslcert=[^&]*&sslkey=[^&]*' "sslcert=$arbejde/n/spaerret.crt\&sslkey=$arbejde/n/spaerret.key")")"
"$ca" "$t/ca" revoke anna
cat "$t/ca/ca.crl" >"$(cat "$t/cluster")/data/ca.crl"
drift -c 'SELECT pg_reload_conf()' >/dev/null
sleep 0.3

afvist 'no TLS' 'pg_hba.conf rejects' "$(med 'sslmode=verify-full\(.*\)&channel_binding=require' 'sslmode=disable\1')"
afvist 'TLS 1.2' 'protocol version' "$god&ssl_max_protocol_version=TLSv1.2&ssl_min_protocol_version=TLSv1.2"
afvist 'a server of another authority' 'certificate verify failed' "$(med 'sslrootcert=[^&]*' "sslrootcert=$arbejde/fremmed/ca.crt")"
afvist 'a server of another name' 'does not match host name' "$(med '@127.0.0.1:' '@anden.example:')&hostaddr=127.0.0.1"
afvist 'no certificate' 'certificate' "$(med 'sslcert=[^&]*&sslkey=[^&]*' 'sslcert=/findes/ikke')"
afvist 'a certificate of another authority' 'unknown ca' "$(med 'sslcert=[^&]*&sslkey=[^&]*' "sslcert=$arbejde/fremmed/anna.crt\&sslkey=$arbejde/fremmed/anna.key")"
afvist 'a certificate that has run out' 'certificate expired' "$(med 'sslcert=[^&]*&sslkey=[^&]*' "sslcert=$arbejde/n/udloebet.crt\&sslkey=$arbejde/n/udloebet.key")"
afvist 'a certificate that was revoked' 'certificate revoked' "$(med 'sslcert=[^&]*&sslkey=[^&]*' "sslcert=$arbejde/n/spaerret.crt\&sslkey=$arbejde/n/spaerret.key")"
afvist "somebody else's certificate" 'authentication failed' "$(med 'laptop1/klient' 'laptop2/klient' | sed 's|laptop1/klient|laptop2/klient|')"
afvist "somebody else's login" 'authentication failed' "$(med '//anna@' '//bent@' | sed "s|laptop1/pgpass|laptop2/pgpass|")"
afvist 'a wrong password' 'password authentication failed' "$(med 'passfile=[^&]*' "passfile=$arbejde/n/pgpass")"
afvist 'no password' 'password' "$(med 'passfile=[^&]*' 'passfile=/dev/null')"
afvist 'the administrator from the net' 'pg_hba.conf rejects' "$(med '//anna@' '//postgres@')"
afvist 'another database' 'pg_hba.conf rejects' "$(med '/femtrin?' '/postgres?')"
drift -c "SELECT femtrin.login_saet('anna', false)" >/dev/null
afvist 'a login that was shut' 'not permitted to log in' "$god"
drift -c "SELECT femtrin.login_saet('anna', true)" >/dev/null
lig 'and opened again' 1 "$(ind "$god")"

# An SCRAM secret stands in the server, and no password in its log.
lig 'passwords are SCRAM' 3 "$(drift -c "SELECT count(*) FROM pg_authid WHERE rolpassword LIKE 'SCRAM-SHA-256\$%'")"
adgangskode=$(cut -d: -f5 "$t/laptop1/pgpass")
lig 'no password in the log' 0 "$(grep -c -- "$adgangskode" "$(cat "$t/cluster")/data/server.log")"
lig 'what try keeps is for its owner alone' '' "$(find "$t" \( -name '*.key' -o -name pgpass -o -name adgangskode -o -name '*.env' \) -perm /077)"

# try itself
prov=$SOURCE/packaging/central/try
rummer 'a kommune of letters' 'forventede fire cifre' "$("$prov" --kommune Aarhus "$arbejde/x" 2>&1)"
rummer 'a folder in use' 'allerede en base' "$("$prov" "$t" 2>&1)"
rummer 'a folder with something in it' 'ikke tom' "$("$prov" "$arbejde/n" 2>&1)"
rummer 'a path that cannot stand in the environment' 'bogstaver' "$("$prov" "$arbejde/to ord" 2>&1)"
rummer 'nothing to stop' 'ingen base' "$("$prov" --stop "$arbejde/n" 2>&1)"
rummer 'no folder' 'brug: try' "$("$prov" 2>&1)"
for f in laptop1 laptop2 leder; do
	lig "$f.env: NAME=value, nothing to split" '3 0' "$(grep -cE '^FEMTRIN_(STORE|CENTRAL|PASSPHRASE_FILE)=[^ ]+$' "$t/$f.env") $(grep -c ' ' "$t/$f.env")"
done
cluster=$(cat "$t/cluster")
vagt=$(cat "$t/vagt.pid")
"$prov" --stop "$t"
lig 'stopped, nothing is left behind' '1 1 1' "$(echo $([ ! -e "$cluster/data/postmaster.pid" ] && echo 1) $([ ! -e "$t/cluster" ] && echo 1) $(grep -qs ') [^Z]' "/proc/$vagt/stat" || echo 1))"
rummer 'and nobody answers' 'onnection' "$(ind "$god")"
faerdig
