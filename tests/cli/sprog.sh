#!/bin/bash
# LANG alone decides: English where it says so, Danish everywhere else, with the
# locale on the system or without it; in a build folder, installed, and from
# $FEMTRIN_DATA.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
export HOME=$W
unset FEMTRIN_DATA XDG_DATA_HOME XDG_CONFIG_HOME LC_ALL LC_MESSAGES LC_CTYPE LANGUAGE LANG
galt=0

# taler DANSK|ENGLISH what program [VARIABLE=...]: the first line of the overview
taler() {
	local ord=$1 hvad=$2 program=$3 foerst
	shift 3
	foerst=$(env "$@" "$program" --help | head -n 1)
	case "$foerst" in
	"$ord: femtrin "*) ;;
	*) echo "$hvad ($*): »$foerst«, ventede »$ord: …«"; galt=1 ;;
	esac
}
hvert_sprog() {
	local hvad=$1 program=$2
	shift 2
	taler Usage "$hvad" "$program" LANG=en_US.UTF-8 "$@"
	taler Usage "$hvad" "$program" LANG=en_GB.UTF-8 LANGUAGE=da "$@"
	taler Usage "$hvad" "$program" LANG=en_US "$@"
	taler Usage "$hvad" "$program" LANG=en_US.UTF-8 LC_ALL=C "$@"
	taler Brug "$hvad" "$program" LANG=da_DK.UTF-8 "$@"
	taler Brug "$hvad" "$program" LANG=da_DK.UTF-8 LANGUAGE=en "$@"
	taler Brug "$hvad" "$program" LANG=C.UTF-8 "$@"
	taler Brug "$hvad" "$program" LANG=C "$@"
	taler Brug "$hvad" "$program" LANG=de_DE.UTF-8 "$@"
	taler Brug "$hvad" "$program" LANG= "$@"
}

hvert_sprog "byggemappen" "$FEMTRIN"
taler Brug "byggemappen" "$FEMTRIN" FEMTRIN_STORE="$W/f.db"

# Its own folder of forms, as a municipality may have it, with the texts and without.
mkdir -p "$W/data/locale"
cp -r "$SOURCE/forms" "$W/data/forms"
hvert_sprog "\$FEMTRIN_DATA uden locale" "$FEMTRIN" FEMTRIN_DATA="$W/data"
mkdir -p "$W/data/locale/en/LC_MESSAGES"
printf '%s\n' 'msgid ""' 'msgstr "Content-Type: text/plain; charset=UTF-8\n"' \
	'msgid "Brug"' 'msgstr "Use it so"' |
	msgfmt -o "$W/data/locale/en/LC_MESSAGES/femtrin.mo" - || galt=1
taler "Use it so" "\$FEMTRIN_DATA" "$FEMTRIN" LANG=en_US.UTF-8 FEMTRIN_DATA="$W/data"

# Away from the build folder only the texts of $FEMTRIN_DATA or the installed ones are read.
cp "$FEMTRIN" "$W/femtrin"
taler "Use it so" "installeret" "$W/femtrin" LANG=en_US.UTF-8 FEMTRIN_DATA="$W/data"
taler Brug "installeret" "$W/femtrin" LANG=da_DK.UTF-8 FEMTRIN_DATA="$W/data"

# The forms speak as the program does.
eng=$(LANG=en_GB.UTF-8 FEMTRIN_STORE=$W/f.db "$FEMTRIN" import "$SOURCE/tests/fixtures/paedagog.yaml")
LANG=en_GB.UTF-8 FEMTRIN_STORE=$W/f.db "$FEMTRIN" assess "$eng" >"$W/en"
LANG=da_DK.UTF-8 FEMTRIN_STORE=$W/f.db "$FEMTRIN" assess "$eng" >"$W/da"
grep -q "Hours a week" "$W/en" || { echo "assess taler ikke engelsk:"; cat "$W/en"; galt=1; }
grep -q "Timer om ugen" "$W/da" || { echo "assess taler ikke dansk:"; cat "$W/da"; galt=1; }
exit $galt
