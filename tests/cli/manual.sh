#!/bin/bash
# The manual names every command of the program, every word of its use, and every
# setting that is read from the environment.
set -u
export LC_ALL=C.UTF-8 LANG=da_DK.UTF-8
fejl=0
side=$(sed 's/\\-/-/g; s/\\f[BIRP]//g' "$BUILD/femtrin.1" | tr -d '"')

naevner() {
	case "$side" in
	*"$1"*) ;;
	*)
		echo "FEJL: manualen nævner ikke $1 ($2)"
		fejl=1
		;;
	esac
}

kommandoer=$("$FEMTRIN" --help | sed -n 's/^  femtrin \([a-z]*\).*/\1/p')
[ "$(printf '%s\n' "$kommandoer" | wc -l)" -gt 10 ] || {
	echo 'FEJL: programmet nævner ikke sine kommandoer'
	exit 1
}
for k in $kommandoer; do
	printf '%s\n' "$side" | grep -Eq "^\.(B|BI|BR) $k( |\$)" || {
		echo "FEJL: manualen har ingen post for $k"
		fejl=1
	}
done
for valg in $("$FEMTRIN" --help | grep '^  femtrin' | grep -oE -- '--[a-z-]+' | sort -u); do
	naevner "$valg" 'et tilvalg'
done
for navn in $(grep -rhoE '"FEMTRIN_[A-Z_]+"' "$SOURCE/core" "$SOURCE/tui" | tr -d '"' | sort -u); do
	[ "$navn" = FEMTRIN_KDF ] || naevner "$navn" 'miljøet'   # the tests' own
done
exit "$fejl"
