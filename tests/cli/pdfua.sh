#!/bin/bash
# Each paper as a reader made by others (poppler) sees it, out of the program itself;
# the conditions of PDF/UA-1 one by one are tests/pdfua.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
command -v pdfinfo >/dev/null && command -v pdffonts >/dev/null || exit 0
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W FEMTRIN_STORE=$W/f.db LC_ALL=C.UTF-8
unset FEMTRIN_DATA XDG_DATA_HOME XDG_CONFIG_HOME LANGUAGE
printf 'prøve\n' >adgang
export FEMTRIN_PASSPHRASE_FILE=$W/adgang
galt=0
fejl() {
	echo "$*"
	galt=1
}
ID=$("$FEMTRIN" import "$SOURCE/tests/fixtures/paedagog.yaml") || fejl "import"
proev() {
	local art=$1
	"$FEMTRIN" letter "$ID" --draft --kind "$art" -o p.pdf || fejl "$art: intet brev"
	"$FEMTRIN" letter "$ID" --draft --kind "$art" -o q.pdf
	cmp -s p.pdf q.pdf || fejl "$art: ikke de samme bytes"
	grep -aq '<pdfuaid:part>1</pdfuaid:part>' p.pdf || fejl "$art: intet mærke om PDF/UA"
	grep -aq '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">.' p.pdf || fejl "$art: ingen dc:title"
	pdfinfo p.pdf >info
	grep -q '^Title: *UDKAST: .' info || fejl "$art: ingen titel"
	grep -q '^Tagged: *yes' info || fejl "$art: ikke mærket op"
	grep -q '^Suspects: *no' info || fejl "$art: usikker opmærkning"
	grep -q '^JavaScript: *no' info || fejl "$art: scripts"
	grep -q '^Form: *none' info || fejl "$art: formular"
	grep -q '^Encrypted: *no' info || fejl "$art: krypteret"
	[ "$(pdffonts p.pdf | awk 'NR > 2 && !/ yes +yes +yes /' | wc -l)" -eq 0 ] ||
		fejl "$art: en skrift uden indlejring eller Unicode"
	pdfinfo -struct-text p.pdf >trae 2>traefejl
	[ ! -s traefejl ] || fejl "$art: træet: $(head -1 traefejl)"
	[ "$(grep -c '^ *H1' trae)" -eq 1 ] || fejl "$art: ikke netop ét H1"
	[ "$(grep -nE '^ *H[12]' trae | head -1 | grep -c H1)" -eq 1 ] || fejl "$art: H2 før H1"
	awk '/^ *LI/ {li++} /^ *Lbl/ {m++} /^ *LBody/ {b++} END {exit !(li == m && li == b)}' trae ||
		fejl "$art: et punkt uden Lbl eller LBody"
	pdfinfo -struct p.pdf | grep -A2 '^ *TH' >th
	[ "$(grep -c '^ *TH' th)" -eq "$(grep -c 'Scope' th)" ] || fejl "$art: TH uden retning"
}
for fil in "$SOURCE"/forms/breve/*.yaml; do
	art=$(basename "$fil" .yaml)
	[ "$art" = faelles ] || [ "$art" = layout ] || proev "$art"
done
exit $galt
