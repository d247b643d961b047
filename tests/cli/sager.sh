#!/bin/bash
# The program itself: import, list, export; exit codes; what goes where.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W
unset FEMTRIN_STORE FEMTRIN_DATA XDG_DATA_HOME XDG_CONFIG_HOME
fejl=0
# ventet KODE KOMMANDO...: runs it with this exit code; its output lies in ud and fejl
ventet() {
	local kode=$1 fik
	shift
	"$@" >ud 2>fejl </dev/null
	fik=$?
	[ "$fik" -eq "$kode" ] || { echo "$*: kode $fik, ventede $kode"; cat fejl; fejl=1; }
}
sand() {
	"$@" || { echo "passer ikke: $*"; fejl=1; }
}
for sag in landmand paedagog; do
	ventet 0 "$FEMTRIN" import "$SOURCE/tests/fixtures/$sag.yaml"
	sand test ! -s fejl
	id=$(cat ud)
	ventet 0 "$FEMTRIN" export "$id" -o "$sag.yaml"
	ventet 0 "$FEMTRIN" list --json
	cp ud foer
	ventet 0 "$FEMTRIN" import "$sag.yaml"
	sand test "$(cat ud)" = "$id"
	ventet 0 "$FEMTRIN" list --json
	sand cmp -s ud foer
	ventet 0 "$FEMTRIN" import --store anden.db "$sag.yaml"
	ventet 0 "$FEMTRIN" --store anden.db export "$id"
	sand cmp -s ud "$sag.yaml"
done
printf 'femtrin: 1\nborger: {navn: x}\nukendt: 1\n' >skidt.yaml
ventet 1 "$FEMTRIN" import landmand.yaml skidt.yaml
sand test "$(tail -n 1 ud)" = -
sand grep -q '^femtrin: skidt.yaml:3: ukendt: ' fejl
ventet 1 "$FEMTRIN" export 0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60
ventet 2 "$FEMTRIN" sync
ventet 2 "$FEMTRIN" list --findes-ikke
ventet 0 "$FEMTRIN" list --json
sand grep -q '"konflikter": *0' ud
sand grep -q '"afvist": *0' ud
ventet 0 "$FEMTRIN" refused
sand test ! -s ud
ventet 0 "$FEMTRIN" refused --json
sand test "$(tr -d ' \n' <ud)" = '[]'
ventet 2 "$FEMTRIN" refused --findes-ikke
ventet 4 "$FEMTRIN" --store mangler.db list
echo 'ikke en sagsfil, men en tekst' >tekst.db
ventet 4 "$FEMTRIN" --store tekst.db list
ventet 4 "$FEMTRIN" --store tekst.db import landmand.yaml
sand grep -q tekst tekst.db
ventet 1 bash -c '"$1" list >/dev/full' - "$FEMTRIN"
ventet 0 "$FEMTRIN" --version
ventet 0 "$FEMTRIN" --help

# a full disk and a store that cannot be written to are said, and nothing is half done
if [ "$(id -u)" -ne 0 ]; then
	mkdir laast && chmod 500 laast
	ventet 4 "$FEMTRIN" --store laast/a.db import landmand.yaml
fi
"$FEMTRIN" list --json >foer
ventet 1 bash -c 'ulimit -f 100; trap "" XFSZ; "$1" import "$2"' - "$FEMTRIN" "$SOURCE/tests/fixtures/landmand.yaml"
ventet 0 "$FEMTRIN" list --json
sand cmp -s ud foer
ventet 0 "$FEMTRIN" verify
exit $fejl
