#!/bin/bash
# The sealed store from outside: what it takes to open it, what can be read without.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W FEMTRIN_STORE=$W/femtrin.db
kode=$FEMTRIN_PASSPHRASE_FILE
unset FEMTRIN_DATA XDG_DATA_HOME XDG_CONFIG_HOME FEMTRIN_PASSPHRASE_FILE
fejl=0
# ventet KODE KOMMANDO...: runs it without a terminal, with this exit code
ventet() {
	local ventes=$1 fik
	shift
	setsid -w "$@" >ud 2>fejl </dev/null
	fik=$?
	[ "$fik" -eq "$ventes" ] || { echo "$*: kode $fik, ventede $ventes"; cat fejl; fejl=1; }
}
sand() {
	"$@" || { echo "passer ikke: $*"; fejl=1; }
}

# without a passphrase there is no store, and nothing is left behind
ventet 4 "$FEMTRIN" import "$SOURCE/tests/fixtures/landmand.yaml"
sand grep -q -- --passphrase-file fejl
sand test ! -e femtrin.db
ventet 4 "$FEMTRIN" --passphrase-file /findes/ikke import "$SOURCE/tests/fixtures/landmand.yaml"
: >tom
ventet 4 "$FEMTRIN" --passphrase-file tom import "$SOURCE/tests/fixtures/landmand.yaml"
sand test ! -e femtrin.db

ventet 0 "$FEMTRIN" --passphrase-file "$kode" import "$SOURCE/tests/fixtures/landmand.yaml"
id=$(cat ud)
echo forkert >anden
ventet 4 "$FEMTRIN" --passphrase-file anden list
sand grep -q 'adgangskoden er ikke den rigtige' fejl
ventet 4 "$FEMTRIN" list
ventet 0 "$FEMTRIN" --passphrase-file "$kode" export "$id" -o sag.yaml
for f in femtrin.db*; do
	sand test "$(stat -c %a "$f")" = 600
done

# nothing that was entered can be read in any file of the store; in the export it can
grep -oE '[[:alpha:]]{7,}' "$SOURCE/tests/fixtures/landmand.yaml" | sort -u >ord
sand test "$(wc -l <ord)" -gt 100
sand grep -qaFf ord sag.yaml
for f in femtrin.db*; do
	if grep -qaFf ord "$f"; then echo "læsbart i $f"; fejl=1; fi
	if grep -qa 'SQLite format 3\|CREATE TABLE' "$f"; then echo "SQL i $f"; fejl=1; fi
done

# a store of an earlier version is sealed once, and said to be
export FEMTRIN_STORE=$W/gammel.db
cp "$SOURCE/tests/fixtures/store-v1.db" gammel.db && chmod u+w gammel.db
sand grep -qa 'CREATE TABLE' gammel.db
ventet 4 "$FEMTRIN" list
sand cmp -s gammel.db "$SOURCE/tests/fixtures/store-v1.db"
ventet 0 "$FEMTRIN" --passphrase-file "$kode" list --json
sand grep -q forseglet fejl
cp ud foer
if grep -qa 'CREATE TABLE\|SQLite' gammel.db*; then echo "stadig læsbar"; fejl=1; fi
ventet 0 "$FEMTRIN" --passphrase-file "$kode" list --json
sand test ! -s fejl
sand cmp -s ud foer
ventet 0 "$FEMTRIN" --passphrase-file "$kode" verify
exit $fejl
