#!/bin/bash
# A store with a damaged page, through the program: verify names that page, export --all gets
# out all that was on the others, and says of each case what it lacks; a rebuild that is cut off
# costs nothing. SIDER: the pages that are tried, or "alle"; PUNKTER: how far into each call.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
W=$(mktemp -d) || exit 1
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W FEMTRIN_STORE=$W/femtrin.db LC_ALL=C.UTF-8 XDG_CONFIG_HOME=$W/config
unset FEMTRIN_DATA XDG_DATA_HOME
fejl=0
ventet() {
	local ventes=$1 fik
	shift
	setsid -w "$@" >ud 2>fejl </dev/null
	fik=$?
	[ "$fik" -eq "$ventes" ] || { echo "$*: kode $fik, ventede $ventes"; cat ud fejl; fejl=1; }
}
sand() {
	"$@" || { echo "passer ikke: $*"; cat ud fejl; fejl=1; }
}
# bryd SIDE: turns the bits of eight bytes in it
bryd() {
	local sted=$((($1 - 1) * 4096 + 2000))
	dd if=femtrin.db bs=1 skip=$sted count=8 2>/dev/null | tr '\000-\377' '\200-\377\000-\177' |
		dd of=femtrin.db bs=1 seek=$sted conv=notrunc 2>/dev/null
}
hel() {
	rm -f femtrin.db*
	cp hel/femtrin.db* .
}

f=$SOURCE/tests/fixtures
ventet 0 "$FEMTRIN" import "$f/landmand.yaml" "$f/paedagog.yaml"
id=$(head -1 ud)
ventet 0 "$FEMTRIN" export --all foer --filer
mkdir hel && cp femtrin.db femtrin.db.noegle femtrin.db.noegle2 femtrin.db.udbakke hel
sider=$(($(stat -c %s femtrin.db) / 4096))
proeves=${SIDER:-1 2 22 40 44 47}
[ "$proeves" = alle ] && proeves=$(seq "$sider")

# with the outbox nothing is lost whatever the page: nothing of this was sent yet
for side in $proeves; do
	hel
	bryd "$side"
	ventet 1 "$FEMTRIN" verify
	sand grep -q "^side $side: " ud
	sand grep -q 'femtrin rebuild\|export --all' ud
	# of half-typed text nobody knows whether there was any
	grep -q 'tabellen kladde' ud && kode=1 || kode=0
	rm -rf efter
	ventet $kode "$FEMTRIN" export --all efter --filer
	sand diff -r foer efter
	sand grep -q 'sagsfilen er beskadiget' fejl
done

# without it each page costs what is on it, no more: the cases are there, and what lacks is said
tabt=0 intet=0
for side in $proeves; do
	hel
	rm femtrin.db.udbakke
	bryd "$side"
	setsid -w "$FEMTRIN" verify >ud 2>fejl </dev/null && { echo "side $side: verify er tilfreds"; fejl=1; }
	sand grep -q "^side $side: " ud
	grep -o '^sag [^:]*' ud | sort -u >ramte
	mv ud verify
	rm -rf efter
	# an outbox is begun anew where the store opens; what it holds is what can be read
	rm -f femtrin.db.udbakke
	setsid -w "$FEMTRIN" export --all efter >ud 2>fejl </dev/null
	kode=$?
	grep 'ikke læses' fejl | grep -o 'sag [^:]*' | sort -u >sagt
	sand cmp ramte sagt
	if [ -s ramte ] || grep -q 'tabellen kladde' verify; then
		sand test $kode = 1
		tabt=$((tabt + 1))
	else
		sand test $kode = 0
		for x in foer/*.yaml; do sand cmp "$x" "efter/${x#foer/}"; done
		intet=$((intet + 1))
	fi
	grep -q 'femtrin rebuild' verify || continue
	ventet 0 "$FEMTRIN" rebuild
	ventet 0 "$FEMTRIN" verify
	rm -rf efter
	ventet 0 "$FEMTRIN" export --all efter
	sand test ! -s fejl
	for x in foer/*.yaml; do sand cmp "$x" "efter/${x#foer/}"; done
done
echo "$sider sider; af de prøvede kostede $tabt noget, $intet intet"

# rebuild cut off, or the disk full, at any call: the old file stands or the new one does
side=$(for ((i = 10; i <= sider; i++)); do
	hel
	bryd "$i"
	"$FEMTRIN" verify 2>/dev/null </dev/null | grep -q 'tabellen felt' && echo "$i" && break
done)
for hvad in pwrite64:signal=KILL fsync:signal=KILL rename:signal=KILL pwrite64:error=ENOSPC \
	fsync:error=EIO rename:error=EACCES; do
	for ((nr = 1; nr < ${PUNKTER:-20}; nr += 1 + nr * 3)); do
		hel
		bryd "$side"
		{ ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o /dev/null -e "trace=${hvad%%:*}" \
			-e "inject=$hvad:when=$nr" "$FEMTRIN" rebuild >ud 2>fejl </dev/null; } 2>/dev/null
		kode=$?
		if "$FEMTRIN" verify >ud 2>fejl </dev/null; then
			sand test ! -e femtrin.db.ny
		else
			sand grep -q "^side $side: tabellen felt" ud
			[ "${hvad#*KILL}" = "$hvad" ] && sand test $kode = 1 -a ! -e femtrin.db.ny
			ventet 0 "$FEMTRIN" rebuild
			ventet 0 "$FEMTRIN" verify
		fi
		rm -rf efter
		ventet 0 "$FEMTRIN" export --all efter --filer
		sand diff -r foer efter
	done
done

# the wrong passphrase, and a store that is no more, are not damaged pages
hel
echo forkert >anden
ventet 4 "$FEMTRIN" --passphrase-file anden verify
ventet 4 "$FEMTRIN" --passphrase-file anden export --all efter2
: >femtrin.db
ventet 4 "$FEMTRIN" verify
ventet 4 "$FEMTRIN" export --all efter2
sand test ! -e efter2

# half of the file cut off: the outbox has it all, but nobody can know that it has
hel
truncate -s $((sider / 2 * 4096 + 100)) femtrin.db
ventet 1 "$FEMTRIN" verify
rm -rf efter
ventet 1 "$FEMTRIN" export --all efter
sand grep -q 'der kan mangle mere' fejl
sand cmp "foer/$id.yaml" "efter/$id.yaml"
exit $fejl
