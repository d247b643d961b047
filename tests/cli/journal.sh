#!/bin/bash
# journal, verify and rebuild: what they print, exit codes, a store that was tampered with.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W FEMTRIN_STORE=$W/femtrin.db
unset FEMTRIN_DATA XDG_DATA_HOME XDG_CONFIG_HOME
fejl=0
ventet() {
	local kode=$1 fik
	shift
	"$@" >ud 2>fejl </dev/null
	fik=$?
	[ "$fik" -eq "$kode" ] || { echo "$*: kode $fik, ventede $kode"; cat ud fejl; fejl=1; }
}
sand() {
	"$@" || { echo "passer ikke: $*"; fejl=1; }
}
ventet 4 "$FEMTRIN" verify
ventet 0 "$FEMTRIN" import "$SOURCE/tests/fixtures/landmand.yaml"
id=$(cat ud)
ventet 0 "$FEMTRIN" journal "$id"
linjer=$(wc -l <ud)
sand grep -q '  borger.navn: (tomt) → ' ud
ventet 0 "$FEMTRIN" journal --json "$id"
sand test "$(grep -o '"nr":' ud | wc -l)" -eq "$linjer"
sand grep -Eq '"tid":"20[0-9-]{8}T[0-9:]{8}\.[0-9]{3}Z"' ud
sand grep -q '"felt":"borger.navn","fra":null,"til":"' ud
ventet 1 "$FEMTRIN" journal 0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60
ventet 1 "$FEMTRIN" journal ingen
ventet 2 "$FEMTRIN" journal
ventet 2 "$FEMTRIN" journal "$id" mere
ventet 2 "$FEMTRIN" verify --central
ventet 2 "$FEMTRIN" verify mere
ventet 2 "$FEMTRIN" rebuild mere
"$FEMTRIN" list --json >foer
ventet 0 "$FEMTRIN" rebuild
ventet 0 "$FEMTRIN" verify
sand test ! -s fejl
sand test "$(wc -l <ud)" -eq 1
"$FEMTRIN" list --json >efter
sand cmp -s foer efter
# Nothing of the case lies readable in any file beside the store; a changed byte is found.
navn=$(sed -n 's/.*"borger":"\([^"]*\)".*/\1/p' foer)
sand test -n "$navn"
sand grep -qF "$navn" foer
for f in femtrin.db*; do
	if grep -qaF "$navn" "$f"; then echo "navnet står i $f"; fejl=1; fi
done
sider=$(($(stat -c %s femtrin.db) / 4096))
printf 'x' | dd of=femtrin.db bs=1 seek=$(((sider - 1) * 4096 + 100)) conv=notrunc 2>/dev/null
ventet 1 "$FEMTRIN" verify
sand grep -q 'beskadiget' ud
sand bash -c "! grep -q '${navn#?}' ud"
# Cut off in the middle.
truncate -s 40960 femtrin.db
"$FEMTRIN" verify >ud 2>fejl
kode=$?
sand test "$kode" -eq 1 -o "$kode" -eq 4
sand grep -q beskadiget ud fejl
exit $fejl
