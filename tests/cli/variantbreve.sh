#!/bin/bash
# The letters of each case in tests/fixtures/sager, whose first lines name them
# ("breve: afgoerelse udbetaling:a2", the job behind the colon): each can be made
# final, has no gap, and reads as tests/fixtures/breve/variant has it, both as text
# and in the structure of the PDF, word for word.
# After a change that is meant: NY=1 bash tests/cli/variantbreve.sh writes them anew.
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
cat >c/femtrin/indstillinger.yaml <<'EOT'
kommune: {kode: "0630", navn: "Demo Kommune", adresse: "Torvet 1, 9999 Demoby", telefon: "00000010"}
bruger: {navn: "Demo Sagsbehandler", titel: "Ergoterapeut", telefon: "00000011"}
satser: [{art: student, fra: 2026-01-01, beloeb: 142.50, kilde: "prøve"}, {art: tolk, fra: 2026-01-01, beloeb: 785.00, kilde: "prøve"}]
frister: {sagsbehandling_dage: 28, indsendelse_dage: 14}
EOT
galt=0
fejl() {
	echo "$*"
	galt=1
}
# The bare words, without the marks that only one of the two has.
ord() { tr -d '|•"' | tr -s ' \n\f' '\n\n\n' | grep -v '^$'; }
ens() {
	command -v pdfinfo >/dev/null || return 0
	pdfinfo -struct-text "$1" 2>/dev/null | grep '^ *"' | sed -E 's/^ *"//; s/"$//' | ord >pdf.ord
	ord <"$2" >txt.ord
	diff txt.ord pdf.ord >forskel || { fejl "$3: teksten i PDF'en er en anden"; head -5 forskel; }
}
brev() {
	local sag=$1 id=$2 art=${3%%:*} job=${3#*:} navn
	[ "$job" = "$3" ] && job=
	navn=$sag-$art${job:+-$job}
	"$FEMTRIN" letter "$id" --kind "$art" ${job:+--ansaettelse "$job"} --draft --text >ny.txt ||
		fejl "$navn: intet udkast"
	grep -n '\[mangler' ny.txt && fejl "$navn: et hul"
	"$FEMTRIN" letter "$id" --kind "$art" ${job:+--ansaettelse "$job"} -o e.pdf >ud 2>&1 ||
		{ fejl "$navn: kan ikke blive endeligt"; cat ud; }
	sed -i '/^UDKAST$/d' ny.txt
	ens e.pdf ny.txt "$navn"
	# Papers without a date of their own bear today's.
	sed -i -E 's/^Dato: [0-9].*/Dato: (dato)/' ny.txt
	[ -z "${NY:-}" ] || cp ny.txt "$SOURCE/tests/fixtures/breve/variant/$navn.txt"
	diff -u "$SOURCE/tests/fixtures/breve/variant/$navn.txt" ny.txt || galt=1
}
# The case before must be there first.
for fil in "$SOURCE"/tests/fixtures/sager/kontor-foer.yaml "$SOURCE"/tests/fixtures/sager/[!k]*.yaml; do
	sag=$(basename "$fil" .yaml)
	id=$("$FEMTRIN" import "$fil") || { fejl "$sag: ikke læst"; continue; }
	for b in $(sed -n 's/^# breve: //p' "$fil"); do
		brev "$sag" "$id" "$b"
	done
done
exit $galt
