#!/bin/bash
# femtrin central: a store from nothing and its running, by the real program, as
# superuser, as a member of femtrin_drift and as a supervisor over TLS.
. "$SOURCE/tests/central/base.inc"
t=$arbejde/t
log=$(cat "$t/cluster")/data/server.log
set -a
. "$t/drift.env"
set +a
central() {
	"$FEMTRIN" central "$@" 2>&1
}
ny() {
	PGDATABASE=ny central "$@"
}
tal() {
	psql -X -q -A -t -d ny -c "$1"
}

# --- from nothing
rummer 'no such base' 'lav basen med createdb' "$(PGDATABASE=ingen central status)"
rummer 'no server' 'ingen forbindelse til basen' "$(PGHOST=/findes/ikke central status)"
rummer 'a base without a store' 'femtrin central init' "$(PGDATABASE=postgres central status)"
rummer 'nothing to bring up' 'femtrin central init' "$(PGDATABASE=postgres central upgrade)"
psql -X -q -d postgres -c 'CREATE DATABASE ny' >/dev/null
rummer 'a store from nothing' 'på trin 3' "$(ny init)"
rummer 'once' 'allerede et lager' "$(ny init)"
rummer 'nothing is left to do' 'intet at gøre' "$(ny upgrade)"
lig 'the same tables as by hand' "$(drift -c "SELECT count(*), md5(string_agg(attname || atttypid::regtype, ',' ORDER BY attrelid::regclass::text, attname))
	FROM pg_attribute WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'femtrin'::regnamespace AND relkind = 'p') AND attnum > 0")" \
	"$(tal "SELECT count(*), md5(string_agg(attname || atttypid::regtype, ',' ORDER BY attrelid::regclass::text, attname))
	FROM pg_attribute WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'femtrin'::regnamespace AND relkind = 'p') AND attnum > 0")"
rummer 'a kommune' '0461 er taget ind' "$(ny kommune 0461 'Demo By')"
rummer 'once too' 'findes allerede' "$(ny kommune 0461 'Demo By')"
rummer 'four digits' 'fire cifre' "$(ny kommune Odense 'Demo By')"
rummer 'oldest forms' 'version 3 og' "$(ny kommune 0461 --forms 3)"
lig 'stand in the store' 3 "$(tal 'SELECT skema_fra FROM femtrin.kommune')"
tal "UPDATE femtrin.skema SET version = 99 WHERE version = 3" >/dev/null
rummer 'a newer store is left alone' 'nyere Femtrin (trin 99, her 3)' "$(ny upgrade)"
tal "UPDATE femtrin.skema SET version = 3 WHERE version = 99" >/dev/null

# --- people
printf 'meget hemmelig kode\nresten' >"$arbejde/kode"
rummer 'a new user' 'Brugeren kim er sat op' "$(ny user 0461 kim --name 'Demo Kim' --role leder --devices 2 --password-file "$arbejde/kode")"
rummer 'listed' 'kim    Demo Kim  leder  ja     2' "$(ny user 0461)"
lig 'the password is a SCRAM secret' 1 "$(tal "SELECT count(*) FROM pg_authid WHERE rolname = 'kim' AND rolpassword LIKE 'SCRAM-SHA-256\$%'")"
lig 'and stands in no log, nor does its secret' 0 "$(grep -c -e 'meget hemmelig' -e 'SCRAM-SHA-256\$4096' "$log")"
rummer 'one half of what is needed' '--role noegleperson' "$(ny user 0461 ole --name 'Demo Ole')"
rummer 'a role nobody knows' 'ikke en af dem' "$(ny user 0461 ole --name 'Demo Ole' --role konge)"
lig 'leaves nothing behind' 0 "$(tal "SELECT count(*) FROM pg_roles WHERE rolname = 'ole'")"
rummer 'a login nobody may have' 'ikke en af dem' "$(ny user 0461 postgres --name x --role leder)"
rummer 'an empty file' 'første linje skal være' "$(: >"$arbejde/tom"; ny user 0461 kim --password-file "$arbejde/tom")"
rummer 'no file' 'tom2' "$(ny user 0461 kim --password-file "$arbejde/tom2")"
rummer 'a password on the command line' 'passfile' "$(central --db 'host=localhost password=x' status)"
rummer 'changed: what is not said stays' 'kim er sat op' "$(ny user 0461 kim --role noegleperson)"
rummer 'her name stays' 'Demo Kim  noegleperson' "$(ny user 0461)"
lig 'shut out' "Brugeren kim er lukket ude, og hendes forbindelser er afbrudt." "$(ny user 0461 kim --close)"
lig 'her login too' f "$(tal "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'kim'")"
rummer 'who is not there cannot be' 'findes ikke i kommunen' "$(ny user 0461 ingen --close)"

# --- laptops, access, erasure
drift -f "$SOURCE/tests/central/hjaelp.sql" >/dev/null
enhed anna 1
drift -c "SELECT test.skriv(1, i = 1, 21, 21, 'f' || i, 'hemmelig ' || i, '') FROM generate_series(1, 3) i" >/dev/null
som anna -c "$(drift -c "SELECT test.kald('0269', 1, 1, 3)")" >/dev/null
rummer 'laptops' "$(u 1)  anna   test  aktiv     3       5" "$(central device 0269)"
rummer 'a state nobody knows' 'ikke en af dem' "$(central device 0269 "$(u 1)" vaek)"
rummer 'a laptop nobody knows' 'enheden findes ikke' "$(central device 0269 "$(u 9)" slet)"
rummer 'not a laptop' 'kan ikke læses' "$(central device 0269 pc slet)"
som anna -c 'SELECT pg_sleep(20)' >"$arbejde/ude" &
ude=$!
sleep 0.5
lig 'shut out' 'Enheden er nu spaerret.' "$(central device 0269 "$(u 1)" spaerret)"
wait $ude
rummer 'and cut off' 'terminating connection' "$(cat "$arbejde/ude")"
central device 0269 "$(u 1)" aktiv >/dev/null
lig 'access is given' 'Adgangen for bent er nu laes.' "$(central access 0269 "$(u 21)" bent laes)"
lig 'seen' "$(printf 'login  adgang\nanna   skriv\nbent   laes\nlise   leder')" "$(central access 0269 "$(u 21)")"
lig 'moved' 'Sagen er flyttet fra anna til bent.' "$(central access 0269 "$(u 21)" --from anna --to bent)"
lig 'gone from the one, with the other' '0 3' "$(som anna -c 'SELECT count(*) FROM femtrin.journal') $(som bent -c 'SELECT count(*) FROM femtrin.journal')"
rummer 'no such case' 'sagen findes ikke' "$(central access 0269 "$(u 99)" bent laes)"
rummer 'half a move' 'forventede kommune, sag' "$(central access 0269 "$(u 21)" --from anna)"
lig 'two values go' '2 værdier er slettet; hver computer sletter dem ved næste sync.' "$(central erase 0269 "$(u 21)" --basis 'GDPR art. 17' "$(u 1):1" "$(u 1):3")"
lig 'those' '2' "$(drift -c "SELECT nr FROM femtrin.journal WHERE salt IS NOT NULL")"
rummer 'not all of a case by accident' 'forventede kommune, sag' "$(central erase 0269 "$(u 21)" --basis x)"
rummer 'not what is no entry' 'ENHED:NR' "$(central erase 0269 "$(u 21)" --basis x "$(u 1)")"
lig 'all of it' '1 værdier er slettet; hver computer sletter dem ved næste sync.' "$(central erase 0269 "$(u 21)" --basis 'GDPR art. 17' --all)"
rummer 'no such file' 'filen findes ikke' "$(central erase 0269 "$(u 21)" --basis x --file 00)"

# --- how it stands
rummer 'status' '0269     Demo Kommune  3     11    1      3       0        0           3        1' "$(central status)"
rummer 'all holds' 'hænger sammen' "$(central check 0269)"
drift -c "UPDATE femtrin.journal SET bruger = 'x' WHERE nr = 2" >/dev/null
rummer 'or what does not' "enhedskaede  $(u 21)  $(u 1)  2    f2" "$(central check 0269)"
central check 0269 >/dev/null
lig 'which is a failure' 1 $?
foer=$(drift -c 'SELECT epoke FROM femtrin.kommune')
rummer 'a new epoch' 'Ny epoke for kommune 0269' "$(central epoch 0269)"
lig 'another one' 1 "$([ "$foer" != "$(drift -c 'SELECT epoke FROM femtrin.kommune')" ] && echo 1)"
rummer 'of a kommune that is here' 'findes ikke her' "$(central epoch 0999)"
rummer 'nothing is a part' 'forventede en af delene' "$(central)"
rummer 'nor is this' 'Brug: femtrin central' "$(central alting)"

# --- not as a superuser
drift >/dev/null <<'END'
CREATE ROLE dan LOGIN CREATEROLE IN ROLE femtrin_drift;
END
som_dan() {
	PGUSER=dan central "$@"
}
sed -i 's/^local .*/local all all trust/' "$(cat "$t/cluster")/data/pg_hba.conf"
drift -c 'SELECT pg_reload_conf()' >/dev/null
sleep 0.3
rummer 'a member of femtrin_drift runs it' 'Brugeren eva er sat op' "$(som_dan user 0269 eva --name 'Demo Eva' --role noegleperson --password-file "$arbejde/kode")"
rummer 'shuts out' 'lukket ude' "$(som_dan user 0269 eva --close)"
rummer 'sees how it stands' 'Demo Kommune' "$(som_dan status)"
rummer 'but no case' 'permission denied' "$(PGUSER=dan psql -X -d femtrin -c 'SELECT * FROM femtrin.journal' 2>&1)"
lise=$(forbindelse lise)
unset PGHOST PGPORT PGUSER PGDATABASE
rummer 'a supervisor gives access over TLS' 'Adgangen for anna er nu skriv' "$(central --db "$lise" access 0269 "$(u 21)" anna skriv)"
rummer 'but runs nothing' 'ikke lov til' "$(central --db "$lise" user 0269 ond --name x --role leder)"
rummer 'nor another kommune' 'ikke lov til' "$(central --db "$lise" user 0461)"
rummer 'a caseworker does not even' 'ikke lov til' "$(central --db "$(forbindelse anna)" access 0269 "$(u 21)" anna ingen)"
rummer 'a server of another authority' 'sslrootcert' "$(central --db "$(forbindelse lise | sed "s|sslrootcert=[^&]*|sslrootcert=$t/leder/klient.crt|")" status)"
rummer 'nothing less than verify-full' 'sslrootcert' "$(central --db "$(forbindelse lise | sed "s|sslrootcert=[^&]*|sslrootcert=/findes/ikke|; s/verify-full/prefer/")" status)"
faerdig
