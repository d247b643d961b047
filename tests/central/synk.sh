#!/bin/bash
# The real program against a real store: two laptops and a supervisor, what each gets of
# the others, and the words for whatever stands in the way.
. "$SOURCE/tests/central/base.inc"
t=$arbejde/t
export FEMTRIN_KDF=gulv
unset FEMTRIN_PASSPHRASE_FILE
# med USER CONNECTION ARGUMENTS: with another connection
med() {
	local hvem=$1 central=$2
	shift 2
	env $(cat "$t/$(navn "$hvem").env") FEMTRIN_CENTRAL="$central" "$FEMTRIN" "$@" 2>&1
}
kode() {
	"$@" >/dev/null 2>&1
	echo $?
}
sag() {
	printf 'femtrin: 1\nsag:\n%s  kommune: "%s"\nborger:\n  navn: "%s"\n' "${3:+  id: $3
}" "$2" "$1" >"$arbejde/sag.yaml"
}
ny_sag() {
	sag "$2" 0269
	f "$1" import "$arbejde/sag.yaml"
}
god=$(forbindelse anna)
# Whatever the server's own settings say, what is sent stays out of its log: looked at last.
drift -c "ALTER SYSTEM SET log_parameter_max_length = -1" >/dev/null
drift -c "SELECT pg_reload_conf()" >/dev/null

# --- the first contact, and what it leaves
ud=$(f anna sync)
rummer 'the first contact seals the certificate' 'forseglet i sagsfilen' "$ud"
rummer 'and ends with a receipt' '0 af 0 sager, 0 poster, kæde e3b0…, modtaget ' "$ud"
rm "$t/laptop1/klient.key" "$t/laptop1/klient.crt" "$t/laptop1/pgpass"
ud=$(f anna sync)
rummer 'without its files' '0 af 0 sager, 0 poster' "$ud"
lig 'nothing more is sealed' '' "$(printf '%s' "$ud" | grep forseglet)"
lig 'no key in the clear' '' "$(grep -l 'PRIVATE KEY' "$t"/laptop1/* 2>/dev/null)"

# --- two laptops and a supervisor
a=$(ny_sag anna 'Demo Anna A')
foer=$(stat -c %s "$t/laptop1/femtrin.db.udbakke")
ud=$(f anna sync)
lig 'what was sent is out of the outbox' 1 "$([ "$(stat -c %s "$t/laptop1/femtrin.db.udbakke")" -lt "$foer" ] && echo 1)"
rummer 'one of one' '1 af 1 sag,' "$ud"
rummer 'what she sent is not fetched as news' 'Hentet: 0 poster' "$ud"
b=$(ny_sag bent 'Demo Bent B')
rummer 'one of one' '1 af 1 sag,' "$(f bent sync)"
ud=$(f lise sync)
rummer 'the supervisor gets both' '2 af 2 sager' "$ud"
rummer 'each entry counted once' \
	"Hentet: $(drift -c "SELECT count(*) FROM femtrin.journal") poster" "$ud"
lig 'with their names' 2 "$(f lise list --json | grep -o '"Demo [AB]' | wc -l)"
lig 'Bent has his own alone' '0' "$(f bent list --json | grep -c 'Demo Anna')"
som lise -c "SELECT femtrin.adgang_saet('0269', '$a', 'bent', 'skriv')" >/dev/null
rummer 'given to Bent as well' '2 af 2 sager' "$(f bent sync)"
lig 'he has it' '1' "$(f bent list --json | grep -c 'Demo Anna')"
sag 'Demo Anna Andet' 0269 "$a"
f bent import "$arbejde/sag.yaml" >/dev/null
f bent sync >/dev/null
f anna sync >/dev/null
lig 'signed with the login that the certificate proves' 'anna bent' \
	"$(f anna journal "$a" --json | grep -o '"bruger": *"[a-z]*"' | sed 's/.*: *"//; s/"//' |
	   sort -u | paste -sd' ')"
lig 'what Bent changed is with Anna' '1' "$(f anna list --json | grep -c 'Demo Anna Andet')"
lig 'the same chains everywhere' "$(f anna sync | tail -1 | sed 's/.*kæde //; s/….*//')" \
	"$(som lise -c "SELECT femtrin.adgang_saet('0269', '$b', 'anna', 'laes')" >/dev/null
	   f anna sync >/dev/null; f bent sync >/dev/null
	   som lise -c "SELECT femtrin.adgang_saet('0269', '$b', 'anna', 'ingen')" >/dev/null
	   f anna sync | tail -1 | sed 's/.*kæde //; s/….*//')"
for hvem in anna bent lise; do
	rummer "$hvem: verify" 'i orden' "$(f $hvem verify)"
done
lig 'the centre holds' '' "$(som lise -c "SELECT * FROM femtrin.kontrol('0269')")"

# --- refused: kept, said, and the queue goes on
som lise -c "SELECT femtrin.adgang_saet('0269', '$a', 'bent', 'ingen')" >/dev/null
sag 'Demo Uden Adgang' 0269 "$a"
f bent import "$arbejde/sag.yaml" >/dev/null
ny_sag bent 'Demo Bent C' >/dev/null
ud=$(f bent sync)
lig 'exit 1' 1 "$(ny_sag bent 'Demo Bent D' >/dev/null; sag 'Demo Igen' 0269 "$a"
	f bent import "$arbejde/sag.yaml" >/dev/null; kode f bent sync)"
rummer 'refused, in words' 'ikke lov til at skrive' "$ud"
rummer 'counted' ' · 1 afvist' "$ud"
lig 'the rest went' 3 "$(drift -c "SELECT count(*) FROM femtrin.sagshoved WHERE opretter = 'bent'")"

# --- words for what stands in the way
afvist() {
	local hvad=$1 vent=$2 ventet=$3
	shift 3
	ud=$("$@")
	lig "$hvad: exit" "$vent" "$(kode "$@")"
	rummer "$hvad" "$ventet" "$ud"
	lig "$hvad: no password, no login" '' "$(printf '%s' "$ud" | grep -E 'anna@|password|FATAL')"
}
skift() {
	printf '%s' "$god" | sed "s|$1|$2|"
}
afvist 'no network' 1 'ingen forbindelse' med anna "$(skift '@127.0.0.1:[0-9]*' '@127.0.0.1:9')" sync
afvist 'nobody of that name' 1 'ingen forbindelse' med anna "$(skift '@127.0.0.1:' '@findes.invalid:')" sync
"$SOURCE/packaging/central/testca" "$arbejde/fremmed" ca
afvist 'a server of another authority' 1 'ikke fra kommunens udsteder' \
	med anna "$(skift 'sslrootcert=[^&]*' "sslrootcert=$arbejde/fremmed/ca.crt")" sync
afvist 'a server of another name' 1 'til et andet navn' \
	med anna "$(skift '@127.0.0.1:' '@anden.example:')&hostaddr=127.0.0.1" sync
afvist 'less than verify-full' 2 'sslmode skal være verify-full' med anna "$(skift verify-full require)" sync
afvist 'a password in the connection' 2 'må ikke stå her' med anna "$(skift '//anna@' '//anna:hemmelig@')" sync
afvist 'a socket' 2 'host mangler' med anna 'host=/tmp user=anna dbname=femtrin' sync
afvist 'nothing to connect to' 2 'ikke sat en central op' med anna '' sync
drift -c "SELECT femtrin.login_saet('anna', false)" >/dev/null
afvist 'a user who was shut out' 1 'lukker ikke denne bruger ind' f anna sync
drift -c "SELECT femtrin.login_saet('anna', true)" >/dev/null
drift -c "SELECT femtrin.bruger_saet('0269', 'anna', 'Demo Anna', 'noegleperson', false)" >/dev/null
afvist 'a user who is not active' 1 'er spærret' f anna sync
drift -c "SELECT femtrin.login_saet('anna', true); SELECT femtrin.bruger_saet('0269', 'anna', 'Demo Anna', 'noegleperson', true)" >/dev/null
drift -c "SELECT femtrin.skema_fra_saet('0269', 99999999999)" >/dev/null
ny_sag anna 'Demo Anna E' >/dev/null
afvist 'forms that are too old' 1 'formularerne på denne computer er ældre' f anna sync
drift -c "SELECT femtrin.skema_fra_saet('0269', 0)" >/dev/null

# --- a case of another kommune stays, and nobody waits for it
sag 'Demo Fremmed' 0630
fremmed=$(f anna import "$arbejde/sag.yaml")
ny_sag anna 'Demo Anna Efter' >/dev/null
ud=$(f anna sync)
rummer 'held back, in words' 'siger kommune 0630' "$ud"
rummer 'the others went' '3 af 4 sager' "$ud"
lig 'exit 3' 3 "$(kode f anna sync)"
lig 'nothing of it is there' 0 "$(drift -c "SELECT count(*) FROM femtrin.journal WHERE sag = '$fremmed'")"
rummer 'verify' 'i orden' "$(f anna verify)"
sag 'Demo Rettet' 0269 "$fremmed"
f anna import "$arbejde/sag.yaml" >/dev/null
ud=$(f anna sync)
rummer 'put right it goes, but for what said otherwise' ' · 1 afvist' "$ud"
rummer 'that is said' 'felt sag.kommune' "$ud"
lig 'the rest of the act is there' 1 "$(drift -c "SELECT count(*) FROM femtrin.journal WHERE vaerdi = 'Demo Fremmed'")"
lig 'and what is shown' 1 "$(f anna list --json | grep -c 'Demo Rettet')"
rummer 'verify' 'i orden' "$(f anna verify)"
rummer 'all of them' '4 af 4 sager' "$(f anna sync)"

# --- files: with the entries that name them, in pieces
brev=$(f anna import "$SOURCE/tests/fixtures/paedagog.yaml")
f anna letter "$brev" -o "$arbejde/brev.pdf" >/dev/null
lig 'there is a final letter' 1 "$(head -c 4 "$arbejde/brev.pdf" | grep -c PDF)"
f anna sync >/dev/null
hash=$(sha256sum <"$arbejde/brev.pdf" | cut -c1-64)
lig 'it is at the centre' t "$(drift -c "SELECT hel FROM femtrin.fil WHERE hash = '\\x$hash'")"
f lise sync >/dev/null
f lise letter "$brev" -o "$arbejde/brev2.pdf" >/dev/null
lig 'and the same bytes with the supervisor' "$hash" "$(sha256sum <"$arbejde/brev2.pdf" | cut -c1-64)"
drift -c "SELECT femtrin.slet_fil('0269', '$brev', '\\x$hash', 'forældet')" >/dev/null 2>&1
som lise -c "SELECT femtrin.slet_fil('0269', '$brev', '\\x$hash', 'arkivloven')" >/dev/null 2>&1
f lise sync >/dev/null
rummer 'an erased file goes' 'ligger ikke' "$(f lise letter "$brev" -o "$arbejde/brev3.pdf")"
rummer 'verify' 'i orden' "$(f lise verify)"

# --- a clone, a backup put back
cp -a "$t/laptop2" "$arbejde/klon"
ny_sag bent 'Demo Bent F' >/dev/null
f bent sync >/dev/null
rm -rf "$t/laptop2"
cp -a "$arbejde/klon" "$t/laptop2"
ny_sag bent 'Demo Bent Efter' >/dev/null
ud=$(f bent sync)
rummer 'a backup put back is said' 'nyt navn hos kommunen' "$ud"
lig 'and nothing is lost' 2 "$(f bent list --json | grep -oE 'Demo Bent (F|Efter)' | wc -l)"
rummer 'verify' 'i orden' "$(f bent verify)"

# --- revoked
enhed=$(drift -c "SELECT enhed FROM femtrin.enhed WHERE bruger = 'bent' ORDER BY oprettet DESC LIMIT 1")
drift -c "SELECT femtrin.enhed_saet('0269', '$enhed', 'spaerret')" >/dev/null
afvist 'a laptop that was shut out' 1 'har spærret denne computer' f bent sync
lig 'what is on it stays sealed' 1 "$(f bent list --json | grep -c 'Demo Bent Efter')"
drift -c "SELECT femtrin.enhed_saet('0269', '$enhed', 'slet')" >/dev/null
ny_sag bent 'Demo Bent Sidst' >/dev/null
lig 'wiped: exit 1' 1 "$(f bent sync >"$arbejde/slettet"; echo $?)"
rummer 'wiped, in words' 'sagsfilen er slettet' "$(cat "$arbejde/slettet")"
lig 'nothing of it is left' '' "$(ls "$t/laptop2" | grep femtrin.db)"
lig 'what was unsent is kept at the centre' 1 \
	"$(drift -c "SELECT count(*) FROM femtrin.afvist WHERE vaerdi = 'Demo Bent Sidst' AND grund = 'ENHED_SPAERRET'")"

# --- the store was put back from a backup
drift -c "SELECT femtrin.epoke_ny('0269')" >/dev/null
afvist 'another epoch' 1 'sikkerhedskopi' f anna sync
lig 'the centre holds' '' "$(som lise -c "SELECT * FROM femtrin.kontrol('0269')")"
lig 'no value in the log of the server' 0 "$(grep -c 'Demo Bent' "$(cat "$t/cluster")/data/server.log")"
faerdig
