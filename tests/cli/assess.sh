#!/bin/bash
# The assessment through the real program: the worked cases give their figures,
# and the exit codes tell wrong usage, an unknown case and no store apart.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export HOME=$work FEMTRIN_STORE=$work/femtrin.db LANG=C.UTF-8
unset FEMTRIN_DATA XDG_CONFIG_HOME XDG_DATA_HOME
fejl=0

forvent() { # code, words of the output, arguments
	local kode=$1 ord=$2 svar
	shift 2
	svar=$("$FEMTRIN" "$@" 2>&1)
	local fik=$?
	if [ $fik -ne "$kode" ] || [[ $svar != *"$ord"* ]]; then
		printf 'femtrin %s: kode %s, ventede %s og "%s"; fik:\n%s\n' "$*" $fik "$kode" "$ord" "$svar"
		fejl=1
	fi
}

forvent 4 'femtrin: ' assess 0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60
mapfile -t id < <("$FEMTRIN" import "$SOURCE"/tests/fixtures/{landmand,paedagog}.yaml)
forvent 0 '"behov_min":601,"loft_min":1200,"fastsat_min":600,"remarks":[]' assess "${id[0]}" --json
forvent 0 '"beskrevet":1.052,"egen_andel":0.692,"indholdsandel":1.000,"behov_min":720' \
	assess --json "${id[1]}"
forvent 0 '4 × dag × 5 dage × 18 min = 6:00' assess "${id[1]}"
forvent 0 "\"id\":\"${id[0]}\"" assess --all --json
forvent 0 "\"id\":\"${id[1]}\"" assess --all --json
forvent 1 'femtrin: ' assess 0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60
forvent 2 'femtrin assess ID' assess
exit $fejl
