#!/bin/bash
# letter --check with the Danish dictionary: our own texts are clean, a municipality's
# misspelt word is pointed at with file and line and is no mistake, its own words are
# learnt; without the library or the dictionary the check says that it was not made.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W XDG_CONFIG_HOME=$W/c FEMTRIN_STORE=$W/findes/ikke.db LC_ALL=C.UTF-8
unset FEMTRIN_DATA LANGUAGE DICPATH
galt=0
fejl() {
	echo "$*"
	galt=1
}
tjek() { "$FEMTRIN" letter --check >ud 2>fejl; }

DICPATH=$W tjek || fejl "uden ordbog: $(cat fejl)"
grep -q '^Stavningen er ikke prøvet: .*ordbog' ud || fejl "uden ordbog: $(cat ud)"
mkdir lib
: >lib/libhunspell-1.7.so.0
LD_LIBRARY_PATH=$W/lib tjek || fejl "uden biblioteket: $(cat fejl)"
grep -q '^Stavningen er ikke prøvet: hunspell' ud || fejl "uden biblioteket: $(cat ud)"

[ -r /usr/share/hunspell/da_DK.dic ] || { echo "hunspell-da er ikke installeret"; exit $galt; }
tjek || fejl "vores egne: $(cat fejl)"
[ ! -s ud ] || { fejl "vores egne tekster:"; cat ud; }

mkdir -p c/femtrin/breve
cat >c/femtrin/breve/proeve.yaml <<'EOT'
brev: proeve
navn: P
titel: T
kilde: kommunen
sektioner:
  - id: a
    overskrift: "En overskirft"
    indhold:
      - tekst: "Hej {{borger.navn}}. Vi har regnet timmerne ud for Torvehallen i dag."
      - punkter:
          - "Det er en kvasselbop."
EOT
cat >c/femtrin/fraser.yaml <<'EOT'
fraser:
  - {id: f, felt: vurdering.begrundelse, navn: "N", tekst: "Der er engentlig intet."}
EOT
tjek || fejl "et ukendt ord er ingen fejl: $(cat fejl)"
for ord in 'proeve.yaml:6: »overskirft«' 'proeve.yaml:9: »timmerne«' 'proeve.yaml:11: »kvasselbop«' \
	'fraser.yaml:2: »engentlig«'; do
	grep -qF -- "$ord" ud || { fejl "»$ord« blev ikke sagt:"; cat ud; }
done
[ "$(wc -l <ud)" -eq 4 ] || { fejl "for meget blev sagt:"; cat ud; }
printf 'ord: [kvasselbop]\n' >c/femtrin/ordliste.yaml
tjek || fejl "$(cat fejl)"
grep -q kvasselbop ud && fejl "kommunens eget ord er ikke lært"
[ "$(wc -l <ud)" -eq 3 ] || fejl "ordlisten tog mere med"
exit $galt
