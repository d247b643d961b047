#!/bin/bash
# The letter command: draft, final, the stored bytes again, a correction, and what
# is said when it cannot be.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W FEMTRIN_STORE=$W/f.db LC_ALL=C.UTF-8
unset FEMTRIN_DATA XDG_DATA_HOME XDG_CONFIG_HOME LANGUAGE
galt=0
ventet() {
	local kode=$1 fik
	shift
	"$@" >ud 2>fejl </dev/null
	fik=$?
	[ "$fik" -eq "$kode" ] || { echo "$*: kode $fik, ventede $kode"; cat ud fejl; galt=1; }
}
sand() {
	"$@" || { echo "passer ikke: $*"; galt=1; }
}
staar() {
	grep -qF -- "$2" "$1" || { echo "»$2« står ikke i $1:"; cat "$1"; galt=1; }
}
ventet 0 "$FEMTRIN" import "$SOURCE/tests/fixtures/landmand.yaml" "$SOURCE/tests/fixtures/paedagog.yaml"
L=$(sed -n 1p ud) P=$(sed -n 2p ud)

# A draft of anything, at any time.
printf 'femtrin: 1\nborger: {navn: Demo Tom}\n' >tom.yaml
ventet 0 "$FEMTRIN" import tom.yaml
T=$(cat ud)
ventet 0 "$FEMTRIN" letter "$T" --draft -o tom.pdf
sand test ! -s ud
pdftotext tom.pdf - | tr "\n" " " >tom.txt
staar tom.txt "UDKAST"
staar tom.txt "[mangler: afgoerelse.udfald]"
ventet 0 "$FEMTRIN" letter "$T" --draft --text
staar ud "[mangler: borger.adresse]"

# Not final: 3, and the list on standard output; no file.
ventet 3 "$FEMTRIN" letter "$T" -o nej.pdf
sand test -s ud
sand test ! -e nej.pdf

# Final, and the same bytes for ever.
for id in "$L" "$P"; do
	ventet 0 "$FEMTRIN" letter "$id" -o en.pdf
	sand test ! -s fejl
	ventet 0 "$FEMTRIN" letter "$id" -o to.pdf
	staar fejl "allerede endeligt"
	sand cmp -s en.pdf to.pdf
	pdfinfo en.pdf >info
	staar info "Tagged:          yes"
	staar info "Afgørelse om personlig assistance"
	pdftotext en.pdf en.txt
	staar en.txt "Side 1 af"
	grep -q UDKAST en.txt && { echo "UDKAST i et endeligt brev"; galt=1; }
	[ "$(pdffonts en.pdf | awk 'NR > 2 && !/ yes +yes +yes /' | wc -l)" -eq 0 ] ||
		{ echo "en skrift er ikke indlejret"; pdffonts en.pdf; galt=1; }
done

# A correction is a letter of its own.
ventet 1 "$FEMTRIN" letter "$P" -o tre.pdf --ny --retter b9
ventet 2 "$FEMTRIN" letter "$P" -o tre.pdf --ny
ventet 0 "$FEMTRIN" letter "$P" -o tre.pdf --ny --retter b1
ventet 0 "$FEMTRIN" export "$P"
staar ud "retter: b1"
ventet 0 "$FEMTRIN" verify

# Wrong usage and bad places.
ventet 2 "$FEMTRIN" letter "$P" -o x.pdf --kind ukendt
staar fejl "afgoerelse"
ventet 2 "$FEMTRIN" letter "$P"
ventet 2 "$FEMTRIN" letter -o x.pdf
ventet 1 "$FEMTRIN" letter 0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60 -o x.pdf
ventet 1 "$FEMTRIN" letter "$P" -o findes/ikke/x.pdf
[ -e /dev/full ] && ventet 1 "$FEMTRIN" letter "$P" -o /dev/full
exit $galt
