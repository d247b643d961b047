#!/bin/bash
# Fields with markup, places, escape sequences, control characters, right-to-left
# text, emoji and 10,000 characters: shown as text in every form of the letter,
# nothing obeyed, nothing lost.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
command -v pdfinfo >/dev/null || exit 0
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
GRIM='Først <b>fed</b> &amp; <script>x</script> {{borger.cpr}} {x} %s%n \e[31mrød\e]0;t\a \t \x9b31m \u202Eomvendt\u202C שלום مرحبا 👩‍🔧 🦄 é ﬁ'
LANG1=$(printf 'ord%d ' $(seq 1 1700) | cut -c1-9990 | sed 's/ [^ ]*$//')
LANG2=$(printf 'uendeligtlangtord%.0s' $(seq 1 589) | cut -c1-10000)
cat >grim.yaml <<EOT
femtrin: 1
sag: {ordning: personlig-assistance, trin: 4, journalnummer: "<i>{{x}}</i>"}
borger: {navn: "$GRIM", cpr: "610190-0019", adresse: "$GRIM", postnr: "9999", by: "<i>By</i>"}
ansaettelser: [{id: a1, virksomhed: "$GRIM", form: ordinaer, stilling: "$GRIM", timer_pr_uge: 37}]
funktionsnedsaettelse: {beskrivelse: "$LANG2", betydning: "$GRIM"}
opgaver: [{id: t1, ansaettelse: a1, navn: "$GRIM", spalte: 2, antal: 1, pr: uge, minutter: 60, bistand: 60, loesning: assistance, hvorfor: "$GRIM"}]
afgoerelse: {udfald: delvis, timer: 1, pr: uge, lagt_til_grund: "$LANG1", afslag_begrundelse: "$GRIM", borgers_syn: "$GRIM"}
EOT
id=$("$FEMTRIN" import grim.yaml) || { fejl "ikke læst"; exit 1; }
for fil in "$SOURCE"/forms/breve/*.yaml; do
	art=$(basename "$fil" .yaml)
	[ "$art" = faelles ] || [ "$art" = layout ] || {
		"$FEMTRIN" letter "$id" --kind "$art" --draft -o "$art.pdf" || fejl "$art: intet brev"
		[ "$(pdfinfo -struct-text "$art.pdf" 2>&1 >/dev/null | wc -c)" -eq 0 ] || fejl "$art: træet"
	}
done
"$FEMTRIN" letter "$id" --draft --text >t.txt
"$FEMTRIN" letter "$id" --draft --html >h.html
pdfinfo -struct-text afgoerelse.pdf >p.txt
LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" t.txt h.html p.txt && fejl "et styretegn kom med"
grep -qP '\x{202E}|\x{9B}' t.txt h.html p.txt && fejl "et skjult styretegn kom med"
for f in t.txt p.txt; do
	for del in '<b>fed</b> &amp; <script>x</script> {{borger.cpr}} {x} %s%n' 'rød' 'שלום' 'مرحبا' 'omvendt'; do
		grep -qF -- "$del" $f || fejl "$f: $del"
	done
done
grep -q '<script>\|<b>fed' h.html && fejl "opmærkning kom igennem i HTML"
grep -qF '&lt;b&gt;fed&lt;/b&gt; &amp;amp;' h.html || fejl "HTML viser ikke opmærkningen"
grep -q '👩‍🔧 🦄' t.txt || fejl "emoji i teksten"
# No font of ours has them: the number stands for them, not a box.
grep -qE '🦄|\[U\+1F984\]' p.txt || fejl "emoji i PDF'en"
for f in t.txt p.txt; do
	[ "$(grep -oE 'ord[0-9]+' $f | wc -l)" -eq "$(wc -w <<<"$LANG1")" ] || fejl "$f: et langt felt er kortere"
	tr -d ' "\n' <$f | grep -q "$LANG2" || fejl "$f: det lange ord er brudt"
done
exit $galt
