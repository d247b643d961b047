#!/bin/bash
# letter --text and --html of a final letter: the words of the stored bytes, whatever
# the case has become since, and never a second final letter.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W XDG_CONFIG_HOME=$W/c FEMTRIN_STORE=$W/f.db LC_ALL=C.UTF-8
unset FEMTRIN_DATA XDG_DATA_HOME LANGUAGE
galt=0
fejl() {
	echo "$*"
	galt=1
}
antal() {
	"$FEMTRIN" export "$ID" | grep -c 'hash:'
}
ID=$("$FEMTRIN" import "$SOURCE/tests/fixtures/paedagog.yaml") || fejl "import"
"$FEMTRIN" letter "$ID" --text >ud 2>fejl
[ $? -eq 3 ] || fejl "uden endeligt brev er koden ikke 3"
grep -q "intet endeligt brev" ud || fejl "grunden står ikke på standard output"
[ "$(antal)" -eq 0 ] || fejl "--text lavede et endeligt brev"

"$FEMTRIN" letter "$ID" -o brev.pdf || fejl "intet endeligt brev"
"$FEMTRIN" letter "$ID" --draft --text | sed '1,/^Du får personlig/d' >udkast
"$FEMTRIN" letter "$ID" --text >endelig || fejl "--text"
grep -q UDKAST endelig && fejl "UDKAST i det endelige"
sed '1,/^Du får personlig/d' endelig | diff udkast - | grep '^[<>]' | grep -v Venlig |
	grep -vxFf <(sed -n '/^Venlig/,/^$/p' udkast | sed 's/^/< /') >forskel
[ ! -s forskel ] || { fejl "andre ord end udkastets:"; cat forskel; }

"$FEMTRIN" letter "$ID" --html >endelig.html || fejl "--html"
for maerke in '<html lang="da">' '<title>Afgørelse om personlig assistance</title>' '<h1>Du får' \
	'<h2>Hvis du vil klage</h2>' '<th scope="col">Opgave</th>' '<li>Du skal godkende'; do
	grep -qF "$maerke" endelig.html || fejl "HTML uden $maerke"
done
grep -qiE 'UDKAST|<script|<style' endelig.html && fejl "udkast, script eller stil i HTML"

sed "s/Demo Pædagog/Demo Anden/; s/^sag: {/sag: {id: $ID, /" "$SOURCE/tests/fixtures/paedagog.yaml" >ny.yaml
"$FEMTRIN" import ny.yaml >/dev/null || fejl "import igen"
"$FEMTRIN" list | grep -q "Demo Anden" || fejl "sagen blev ikke ændret"
"$FEMTRIN" letter "$ID" --text | cmp -s - endelig || fejl "teksten følger ikke de gemte bytes"
[ "$(antal)" -eq 1 ] || fejl "ikke netop ét endeligt brev"
"$FEMTRIN" letter "$ID" --text -o x 2>/dev/null
[ $? -eq 2 ] || fejl "--text med -o er ikke forkert brug"
exit $galt
