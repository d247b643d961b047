#!/bin/bash
# Each paper against the conditions of PDF/UA-1 (Matterhorn Protocol 1.1) that can
# be tested by machine with the tools at hand.
#   tested: 06-001…004 metadata stream, pdfuaid:part, dc:title · 07-001/002 title shown ·
#     11-006 language · 01-007 /Marked, no /Suspects · 09 document tree tagged ·
#     14-002/003 one H1 first, no level skipped · 15-003 TH with a scope · 16 lists of LI
#     with Lbl and LBody · 28-008 /Tabs /S · 31-009…018 fonts embedded with Unicode maps ·
#     25-001 no XFA · 20 no optional content · 26 no encryption · 29 no scripts ·
#     the same input gives the same bytes
#   not tested: 01-003/004 nesting of artifacts and content (unit/brevpdf looks at the
#     stream), 02 role maps (none are used), 10 each glyph's mapping, 31-001…008 font
#     programs inside, 17-19 formulas, notes and forms (none are made), and whatever
#     takes a human: reading order, meaning, contrast
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
	command -v qpdf >/dev/null || return 0
	qpdf --qdf --object-streams=disable p.pdf ren.pdf || fejl "$art: qpdf"
	grep -aq '/DisplayDocTitle true' ren.pdf || fejl "$art: titlen vises ikke"
	grep -aq '/Lang (da-DK)' ren.pdf || fejl "$art: intet sprog"
	grep -aq '/Marked true' ren.pdf || fejl "$art: ingen MarkInfo"
	grep -aqE '/XFA|/OCProperties|/JavaScript' ren.pdf && fejl "$art: XFA, lag eller script"
	[ "$(grep -ac '/Type /Page$' ren.pdf)" -eq "$(grep -ac '/Tabs /S' ren.pdf)" ] ||
		fejl "$art: en side uden /Tabs /S"
}
for fil in "$SOURCE"/forms/breve/*.yaml; do
	art=$(basename "$fil" .yaml)
	[ "$art" = faelles ] || [ "$art" = layout ] || proev "$art"
done
exit $galt
