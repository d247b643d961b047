#!/bin/bash
# The text of each paper over the two cases, held against tests/fixtures/breve.
# After a change that is meant: NY=1 bash tests/cli/guldbreve.sh writes them anew.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W XDG_CONFIG_HOME=$W/c FEMTRIN_STORE=$W/f.db LC_ALL=C.UTF-8
unset FEMTRIN_DATA XDG_DATA_HOME LANGUAGE
printf 'prøve\n' >adgang
export FEMTRIN_PASSPHRASE_FILE=$W/adgang
mkdir -p c/femtrin
cat >c/femtrin/indstillinger.yaml <<'EOF'
kommune: {kode: "0630", navn: "Demo Kommune", adresse: "Torvet 1, 9999 Demoby", telefon: "00000010"}
bruger: {navn: "Demo Sagsbehandler", titel: "Ergoterapeut", telefon: "00000011"}
satser: [{art: student, fra: 2026-01-01, beloeb: 142.50, kilde: "prøve"}]
frister: {sagsbehandling_dage: 28, indsendelse_dage: 14}
EOF
galt=0
guld() {
	local navn=$3 id=$1
	"$FEMTRIN" letter "$id" --draft --text --kind "$2" >ny.txt || { echo "$navn: intet brev"; galt=1; return; }
	# Papers without a date of their own bear today's.
	sed -i -E 's/^Dato: .*/Dato: (dato)/' ny.txt
	[ -z "${NY:-}" ] || cp ny.txt "$SOURCE/tests/fixtures/breve/$navn.txt"
	diff -u "$SOURCE/tests/fixtures/breve/$navn.txt" ny.txt || galt=1
}
afslag() {
	sed -E 's/^sag: \{/&/; s/udfald: (bevilling|delvis)/udfald: afslag, afslag_grund: [intet-behov]/; s/^( *)afgoerelse: \{/&/' "$1"
}
afslag "$SOURCE/tests/fixtures/landmand.yaml" >afslag.yaml
for sag in paedagog landmand afslag; do
	fil=$SOURCE/tests/fixtures/$sag.yaml
	[ "$sag" = afslag ] && fil=afslag.yaml
	id=$("$FEMTRIN" import "$fil") || { echo "$sag: ikke læst"; exit 1; }
	for skabelon in "$SOURCE"/forms/breve/*.yaml; do
		art=$(basename "$skabelon" .yaml)
		[ "$art" = faelles ] || [ "$art" = layout ] || guld "$id" "$art" "$art-$sag"
	done
done
exit $galt
