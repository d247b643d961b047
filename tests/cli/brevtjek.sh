#!/bin/bash
# letter --check: every mistake of every letter with file and line, without a store.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W XDG_CONFIG_HOME=$W/c FEMTRIN_STORE=$W/findes/ikke.db LC_ALL=C.UTF-8
unset FEMTRIN_DATA LANGUAGE
galt=0
"$FEMTRIN" letter --check >ud 2>fejl || { echo "vores egne breve har fejl:"; cat fejl; galt=1; }
[ ! -s ud ] && [ ! -s fejl ] || { echo "der blev sagt noget om gode breve"; galt=1; }

B=$W/c/femtrin/breve
mkdir -p "$B"
cat >"$B/proeve.yaml" <<'EOF'
brev: proeve
navn: P
titel: T
kilde: kommunen
sektioner:
  - id: a
    hvis: afgoerelse.udfald = afslag
    indhold:
      - tekst: "Hej {{borger.nvn}}."
      - tekst: "Aldrig."
        hvis: afgoerelse.udfald i bevilling|delvis
      - tekst:
          - {s: "Aldrig.", hvis: "ikke afgoerelse.udfald"}
          - {s: "Godt.", hvis: "opgaver.spalte i 2 og opgaver.spalte i 3"}
      - tekst: "x"
        hvis: afgoerelse.udfald = bevillling
  - id: b
    hvis: borger.navn og ikke borger.navn
    indhold: [{tekst: "x"}]
  - id: c
    indhold:
      - tekst: "I de sager, som vi her i huset ser på i dag og i de uger, der er gået, gælder det at sagsbehandlingen forudsætter dokumentationsmateriale vedrørende funktionsnedsættelsen samt virksomhedsforhold herunder bemandingsnormer arbejdstidsplanlægning ansættelsesvilkår lønudgifter refusionsopgørelser indberetninger og kontrolforanstaltninger efter gældende bestemmelser om tilbagebetaling modregning renteberegning genoptagelse klageadgang partsrettigheder aktindsigt tavshedspligt videregivelse opbevaring."
EOF
printf 'brev: afgoerelse\nnavn: A\ntitel: T\nsektioner:\n  - {id: kontakt, indhold: [{tekst: x}]}\n' >"$B/afgoerelse.yaml"
printf 'tekst_pt: 4\n' >"$B/layout.yaml"
"$FEMTRIN" letter --check >ud 2>fejl
[ $? -eq 1 ] || { echo "koden er ikke 1"; galt=1; }
staar() {
	grep -qF -- "$1" fejl || { echo "»$1« blev ikke sagt:"; cat fejl; galt=1; }
}
staar "proeve.yaml:9: »borger.nvn«"
staar "proeve.yaml:10: afsnittet kan aldrig"
staar "proeve.yaml:13: sætningen kan aldrig"
staar "proeve.yaml:16: »bevillling« er ikke et af valgene"
staar "proeve.yaml:17: sektionen »b« kan aldrig"
staar "proeve.yaml:22: sætningen er på"
staar "proeve.yaml:1: brevets faste tekst har LIX"
staar "afgoerelse.yaml:4: sektionen »klage« skal være der"
staar "layout.yaml:1: »tekst_pt«"
[ "$(grep -c "proeve.yaml:1[45]:" fejl)" = 0 ] || { echo "for meget:"; cat fejl; galt=1; }
"$FEMTRIN" letter --check mere 2>/dev/null
[ $? -eq 2 ] || { echo "--check med mere er ikke forkert brug"; galt=1; }
exit $galt
