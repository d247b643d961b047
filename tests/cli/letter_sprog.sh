#!/bin/bash
# A letter is Danish, whatever language the program speaks: the same text, the
# same bytes, and the same list of kinds.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W
unset FEMTRIN_DATA XDG_DATA_HOME XDG_CONFIG_HOME LC_ALL LC_MESSAGES LANGUAGE
SPROG="da_DK.UTF-8 en_GB.UTF-8 C.UTF-8"
galt=0
fejl() {
	echo "$*"
	galt=1
}
ens() {
	cmp -s "$1.da_DK.UTF-8" "$1.$2" && return
	fejl "$1 er et andet brev under LANG=$2:"
	case $1 in
	*-tekst) diff "$1.da_DK.UTF-8" "$1.$2" | grep '^[<>]' | head -20 ;;
	esac
}

# The letters of one store, sealed before the language parts.
printf 'femtrin: 1\nborger: {navn: Demo Tom}\n' >tom.yaml
export FEMTRIN_STORE=$W/foer.db
"$FEMTRIN" import "$SOURCE"/tests/fixtures/{landmand,paedagog}.yaml tom.yaml >id || exit 1
kinds=$(for f in "$SOURCE"/forms/breve/*.yaml; do sed -n 's/^brev: *//p' "$f"; done)
[ -n "$kinds" ] || fejl "der er ingen breve at lave"

for sprog in $SPROG; do
	for f in foer.db*; do cp "$f" "$sprog${f#foer}"; done
	export LANG=$sprog FEMTRIN_STORE=$W/$sprog.db
	nr=0
	for id in $(cat id); do
		nr=$((nr + 1))
		for kind in $kinds; do
			"$FEMTRIN" letter "$id" --kind "$kind" --draft --text >"$nr-$kind-tekst.$sprog" ||
				fejl "$nr $kind --text under $sprog"
			ens "$nr-$kind-tekst" "$sprog"
			# The bytes follow the text: one case is enough.
			[ $nr = 1 ] || continue
			"$FEMTRIN" letter "$id" --kind "$kind" --draft -o "$nr-$kind-pdf.$sprog" ||
				fejl "$nr $kind -o under $sprog"
			ens "$nr-$kind-pdf" "$sprog"
		done
		[ $nr = 3 ] && continue
		"$FEMTRIN" letter "$id" -o "$nr-endeligt.$sprog" || fejl "endeligt $nr under $sprog"
		ens "$nr-endeligt" "$sprog"
	done
done
exit $galt
