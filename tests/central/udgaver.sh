#!/bin/bash
# Moving on: laptops with older and newer forms beside each other, a centre that is older or
# newer than the program, a laptop that is replaced, a store put back from a backup. Nothing
# is lost, and what stands in the way is said in words.
. "$SOURCE/tests/central/base.inc"
t=$arbejde/t
export FEMTRIN_KDF=gulv
unset FEMTRIN_PASSPHRASE_FILE
# u_ EDITION USER ARGUMENTS: with the forms of that edition
u_() {
	local udgave=$1
	shift
	FEMTRIN_DATA=$arbejde/v$udgave f "$@"
}
kode() {
	"$@" >/dev/null 2>&1
	echo $?
}
# sag NAME ID LINES: a case file
sag() {
	printf 'femtrin: 1\nsag:\n%s  kommune: "0269"\nborger:\n  navn: "%s"\n%b' "${2:+  id: $2
}" "$1" "${3:-}" >"$arbejde/sag.yaml"
}
# sag NAME ID LINES: a case file
sag() {
	printf 'femtrin: 1\nsag:\n%s  kommune: "0269"\nborger:\n  navn: "%s"\n%b' "${2:+  id: $2
}" "$1" "${3:-}" >"$arbejde/sag.yaml"
}
# usendt USER: entries that wait
usendt() {
	f "$1" list --json | grep -o '"usendt": *[0-9]*' | grep -o '[0-9]*$' | paste -sd+ | bc
}

# Editions 1 to 4: each has its own version, and from 4 on a field more.
for v in 1 2 3 4; do
	mkdir -p "$arbejde/v$v/core"
	cp -r "$SOURCE/forms" "$arbejde/v$v/forms"
	cp -r "$SOURCE/core/sql" "$arbejde/v$v/core/sql"
	sed -i "s/^version: 1$/version: $v/" "$arbejde/v$v"/forms/trin/*.yaml
done
sed -i 's/^      - noegle: borger.telefon$/      - noegle: borger.husdyr\n        type: tekst\n        navn: Husdyr\n        hjaelp: "Dyr i hjemmet."\n&/' \
	"$arbejde/v4/forms/trin/1-kontakt.yaml"
lig 'the field is in the newest alone' '0 1' "$(grep -c husdyr "$arbejde/v3/forms/trin/1-kontakt.yaml") $(grep -c 'noegle: borger.husdyr' "$arbejde/v4/forms/trin/1-kontakt.yaml")"

# --- forms: an older laptop gets what a newer one wrote
sag 'Demo Gammel' '' '  by: Demoby\n'
a=$(u_ 1 bent import "$arbejde/sag.yaml" | tail -1)
u_ 1 bent sync >/dev/null
som lise -c "SELECT femtrin.adgang_saet('0269', '$a', 'anna', 'skriv')" >/dev/null
u_ 4 anna sync >/dev/null
sag 'Demo Ny' "$a" '  by: Demoby\n  husdyr: "en hund"\n'
u_ 4 anna import "$arbejde/sag.yaml" >/dev/null
u_ 4 anna sync >/dev/null
for v in 1 2 3; do
	ud=$(u_ $v bent sync)
	rummer "edition $v gets it whole" '1 af 1 sag,' "$ud"
	rummer "edition $v is told" '2 poster er skrevet med en nyere udgave af Femtrin' "$ud"
	rummer "edition $v shows what it can" 'Demo Gammel' "$(u_ $v bent list --json)"
	lig "edition $v does not show what it cannot" 0 "$(u_ $v bent export "$a" | grep -c hund)"
	rummer "edition $v: verify" 'i orden' "$(u_ $v bent verify)"
	rummer "edition $v: verify --central" 'er ens til nr.' "$(u_ $v bent verify --central)"
done
sag 'Demo Bents' "$a" '  by: Demoby\n'
u_ 3 bent import "$arbejde/sag.yaml" >/dev/null
rummer 'what it writes goes' '1 af 1 sag,' "$(u_ 3 bent sync)"
ud=$(u_ 4 bent sync)
rummer 'upgraded it has all' '1 af 1 sag,' "$ud"
lig 'nothing waits' 0 "$(printf '%s' "$ud" | grep -c 'nyere udgave')"
rummer 'two who wrote the same field' '1 konflikt' "$ud"
lig 'the field that was unknown is there' 1 "$(u_ 4 bent export "$a" | grep -c 'en hund')"
rummer 'upgraded: verify' 'i orden' "$(u_ 4 bent verify)"
u_ 4 anna sync >/dev/null
lig 'both have the same' "$(u_ 4 anna export "$a" | grep -v '^ *eksporteret')" "$(u_ 4 bent export "$a" | grep -v '^ *eksporteret')"

# --- a field of the same edition that this laptop does not have: a municipality's own
sag 'Demo Egen' '' '  husdyr: "en kat"\n'
sed 's/^version: 4$/version: 1/' -i "$arbejde/v4"/forms/trin/*.yaml
b=$(u_ 4 anna import "$arbejde/sag.yaml" | tail -1)
sed 's/^version: 1$/version: 4/' -i "$arbejde/v4"/forms/trin/*.yaml
u_ 4 anna sync >/dev/null
som lise -c "SELECT femtrin.adgang_saet('0269', '$b', 'bent', 'skriv')" >/dev/null
rummer 'it comes too' '2 af 2 sager' "$(u_ 4 bent sync)"
rm -rf "$t/kopi"
cp -a "$t/laptop2" "$t/kopi"
rummer 'it is kept where it is not known' 'i orden' "$(u_ 1 bent verify)"
lig 'and is there where it is' 1 "$(u_ 4 bent export "$b" | grep -c 'en kat')"

# --- the kommune takes no older forms: an older laptop is told, an upgraded one goes on
drift -c "SELECT femtrin.skema_fra_saet('0269', 4)" >/dev/null
sag 'Demo Usendt' ''
u_ 3 bent import "$arbejde/sag.yaml" >/dev/null
ud=$(u_ 3 bent sync)
rummer 'told' 'formularerne på denne computer er ældre' "$ud"
lig 'exit 1' 1 "$(kode u_ 3 bent sync)"
lig 'nothing went' 0 "$(drift -c "SELECT count(*) FROM femtrin.journal WHERE vaerdi = 'Demo Usendt'")"
lig 'nothing is gone' 1 "$(u_ 3 bent list --json | grep -c 'Demo Usendt')"
rummer 'upgraded, what was written before goes as it is' '3 af 3 sager' "$(u_ 4 bent sync)"
lig 'it is there' 1 "$(drift -c "SELECT count(*) FROM femtrin.journal WHERE vaerdi = 'Demo Usendt' AND skema = 3")"
drift -c "SELECT femtrin.skema_fra_saet('0269', 0)" >/dev/null

# --- a newer centre: what this program calls is still there, or it is told
drift -c "INSERT INTO femtrin.skema VALUES (4), (5), (6)" >/dev/null
sag 'Demo Nyt lager' ''
f anna import "$arbejde/sag.yaml" >/dev/null
rummer 'three steps ahead, with all that is called' '3 af 3 sager' "$(f anna sync)"
nyere='dette program er ældre end kommunens lager'
# uden WHAT BACK: the centre without something, then with it again
uden() {
	drift -c "$1" >/dev/null
	ud=$(f anna sync)
	rummer "$1: told" "$nyere" "$ud"
	lig "$1: exit 1" 1 "$(kode f anna sync)"
	rummer "$1: nothing is gone" 'Demo Venter' "$(f anna list --json)"
	drift -c "$2" >/dev/null
}
sag 'Demo Venter' ''
f anna import "$arbejde/sag.yaml" >/dev/null
uden 'ALTER FUNCTION femtrin.hilsen RENAME TO hilsen7' 'ALTER FUNCTION femtrin.hilsen7 RENAME TO hilsen'
uden 'ALTER FUNCTION femtrin.push RENAME TO push7' 'ALTER FUNCTION femtrin.push7 RENAME TO push'
uden 'ALTER TABLE femtrin.journal RENAME COLUMN forrige TO foer' 'ALTER TABLE femtrin.journal RENAME COLUMN foer TO forrige'
uden 'ALTER TABLE femtrin.sagshoved RENAME TO sagshoved7' 'ALTER TABLE femtrin.sagshoved7 RENAME TO sagshoved'
rummer 'then all goes' '4 af 4 sager' "$(f anna sync)"

# --- an older centre: the program says so, and keeps what it has
aeldre='kommunens lager er ældre end dette program'
sag 'Demo Ventede' ''
f anna import "$arbejde/sag.yaml" >/dev/null
drift -c "DELETE FROM femtrin.skema WHERE version > 3" >/dev/null
for v in 2 1 0; do
	drift -c "UPDATE femtrin.skema SET version = -version WHERE version > $v" >/dev/null
	rummer "$((3 - v)) steps behind: told" "$aeldre" "$(f anna sync)"
	lig "$((3 - v)) steps behind: exit 1" 1 "$(kode f anna sync)"
	drift -c "UPDATE femtrin.skema SET version = -version WHERE version < 0" >/dev/null
done
# A real one: the first steps alone.
(
	. "$t/drift.env"
	export PGHOST PGPORT PGUSER
	psql -X -q -d postgres -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'femtrin'" >/dev/null
	psql -X -q -d postgres -c 'ALTER DATABASE femtrin RENAME TO gemt' -c 'CREATE DATABASE femtrin'
	psql -X -q -d postgres -c 'GRANT CONNECT ON DATABASE femtrin TO femtrin_bruger'
) >/dev/null 2>&1
rummer 'none of it: told' 'kommunens lager er ikke sat op' "$(f anna sync)"
for trin in 0001-tabeller 0002-push; do
	drift -1 -f "$SOURCE/packaging/central/$trin.sql" >/dev/null
	drift -c "SET ROLE femtrin_ejer; INSERT INTO femtrin.skema VALUES (1) ON CONFLICT DO NOTHING" >/dev/null
	ud=$(f anna sync)
	[ $trin = 0002-push ] && aeldre='ikke oprettet i kommunens lager'
	rummer "as far as $trin: told" "$aeldre" "$ud"
done
rummer 'nothing is gone' 'Demo Ventede' "$(f anna list --json)"
(
	. "$t/drift.env"
	export PGHOST PGPORT PGUSER
	psql -X -q -d postgres -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'femtrin'" >/dev/null
	psql -X -q -d postgres -c 'DROP DATABASE femtrin' -c 'ALTER DATABASE gemt RENAME TO femtrin'
) >/dev/null 2>&1
rummer 'the right one again: all goes' '5 af 5 sager' "$(f anna sync)"

# --- a laptop is replaced: a new store and certificate, the old one closed
gammel=$(drift -c "SELECT enhed FROM femtrin.enhed WHERE bruger = 'anna'")
"$SOURCE/packaging/central/testca" "$t/ca" client anna
mkdir -m 0700 "$t/ny"
cp "$t/ca/anna.crt" "$t/ny/klient.crt"
cp "$t/ca/anna.key" "$t/ny/klient.key"
sed 's|laptop1/femtrin.db|ny/femtrin.db|; s|laptop1/klient|ny/klient|g' "$t/laptop1.env" >"$t/ny.env"
ny() {
	env $(cat "$t/ny.env") "$FEMTRIN" "$@" 2>&1
}
drift -c "SELECT femtrin.enheder_saet('0269', 'anna', 0)" >/dev/null
rummer 'no room for a second: told' 'kan ikke få flere computere' "$(ny sync)"
drift -c "SELECT femtrin.enheder_saet('0269', 'anna', 1)" >/dev/null
rummer 'all her cases come' '5 af 5 sager' "$(ny sync)"
lig 'the same cases' "$(f anna list --json | grep -o '"navn": *"[^"]*"' | sort)" "$(ny list --json | grep -o '"navn": *"[^"]*"' | sort)"
rummer 'verify' 'i orden' "$(ny verify)"
drift -c "SELECT femtrin.enhed_saet('0269', '$gammel', 'spaerret')" >/dev/null
rummer 'the old one is told' 'har spærret denne computer' "$(f anna sync)"
sag 'Demo Ny computer' ''
ny import "$arbejde/sag.yaml" >/dev/null
rummer 'the new one goes on' '6 af 6 sager' "$(ny sync)"
rummer 'and has the same history' 'er ens til nr.' "$(ny verify --central)"

# --- a store put back from a backup: what was sent since, what was not, what came after
f bent backup "$arbejde/kopi.db" >/dev/null
ls "$arbejde"/kopi.db* >/dev/null
sag 'Demo Sendt siden' ''
f bent import "$arbejde/sag.yaml" >/dev/null
f bent sync >/dev/null
sag 'Demo Usendt siden' ''
f bent import "$arbejde/sag.yaml" >/dev/null
cp "$arbejde/kopi.db" "$t/laptop2/femtrin.db"
rm -f "$t/laptop2/femtrin.db-journal"
sag 'Demo Efter' ''
f bent import "$arbejde/sag.yaml" >/dev/null
enheder=$(drift -c "SELECT count(*) FROM femtrin.enhed WHERE bruger = 'bent'")
ud=$(f bent sync)
rummer 'put back over the outbox: everything is there' '6 af 6 sager' "$ud"
lig 'what was sent since, what was not, what came after' 3 \
	"$(f bent list --json | grep -oE 'Demo (Sendt siden|Usendt siden|Efter)' | sort -u | wc -l)"
lig 'once each at the centre' '1 1 1' "$(echo $(for n in 'Sendt siden' 'Usendt siden' Efter; do
	drift -c "SELECT count(*) FROM femtrin.journal WHERE vaerdi = 'Demo $n'"; done))"
lig 'under a new device' 1 "$(drift -c "SELECT count(*) - $enheder FROM femtrin.enhed WHERE bruger = 'bent'")"
rummer 'verify' 'i orden' "$(f bent verify)"
rummer 'verify --central' 'er ens til nr.' "$(f bent verify --central)"
lig 'the centre holds' '' "$(som lise -c "SELECT * FROM femtrin.kontrol('0269')")"
faerdig
