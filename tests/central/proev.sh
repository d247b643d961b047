#!/bin/bash
# The manners of packaging/central/try: by root and by others, two at once, in a folder beside
# where one stands, and after a crash of the server.
. "$SOURCE/tests/central/base.inc"
t=$arbejde/t
prov=$SOURCE/packaging/central/try
export FEMTRIN_KDF=gulv
unset FEMTRIN_PASSPHRASE_FILE
kode() {
	"$@" >/dev/null 2>&1
	echo $?
}
# venter WHAT COMMAND: until it says 1, ten seconds at the most
venter() {
	for _ in $(seq 100); do
		[ "$("${@:2}")" = 1 ] && break
		sleep 0.1
	done
	lig "$1" 1 "$("${@:2}")"
}

# --- what it says can be done as it says it
cd "$arbejde" || exit 1
ud=$("$prov" --kommune 0461 ved/siden)
rummer 'a folder beside, in a folder that is made' 'env $(cat ved/siden/laptop1.env) '"$FEMTRIN sync" "$ud"
rummer 'a nøglepersonens laptop' 'Computeren er meldt til' "$(eval "$(printf '%s\n' "$ud" | sed -n 2p)" 2>&1)"
rummer 'the other one' 'Computeren er meldt til' "$(eval "$(printf '%s\n' "$ud" | sed -n 3p)" 2>&1)"
rummer 'the supervisor' 'Computeren er meldt til' "$(env $(cat ved/siden/leder.env) "$FEMTRIN" sync 2>&1)"
lig 'in the kommune asked for' '0461|anna bent lise' "$(env $(cat ved/siden/drift.env) psql -X -A -t -c "SELECT kommune, string_agg(login, ' ' ORDER BY login) FROM femtrin.bruger GROUP BY 1")"
lig 'twice is once' 1 "$(kode "$prov" ved/siden)"
rummer 'and goes on' 'sager' "$(env $(cat ved/siden/laptop1.env) "$FEMTRIN" sync 2>&1)"
eval "$(printf '%s\n' "$ud" | sed -n 4p)"
lig 'stopped by what it said' 1 "$(kode "$prov" --stop ved/siden)"
printf 'x' >"$arbejde/fil"
rummer 'where no folder can be' 'kan ikke laves' "$("$prov" "$arbejde/fil/x" 2>&1)"
mkdir sti
printf '#!/bin/sh\n' >sti/femtrin
chmod 755 sti/femtrin
rummer 'the program on the path' "cat p/laptop1.env) $arbejde/sti/femtrin sync" \
	"$(env -u FEMTRIN PATH="$arbejde/sti:$PATH" "$prov" p)"
"$prov" --stop p

# --- two at once: in two folders both, in one folder one
"$prov" en >en.ud 2>&1 &
en=$!
"$prov" to >to.ud 2>&1 &
to=$!
"$prov" samme >samme1.ud 2>&1 &
s1=$!
"$prov" samme >samme2.ud 2>&1 &
s2=$!
wait $en; r1=$?
wait $to; r2=$?
lig 'two at once' '0 0' "$r1 $r2"
wait $s1; r1=$?
wait $s2; r2=$?
lig 'in one folder only one' 1 "$((r1 + r2))"
for d in en to samme; do
	lig "$d answers" 3 "$(env $(cat $d/drift.env) psql -X -A -t -c 'SELECT count(*) FROM femtrin.bruger' 2>&1)"
	lig "$d stops" 0 "$(kode "$prov" --stop $d)"
done

# --- not as root
if [ "$(id -u)" -eq 0 ] && setpriv --reuid=65534 --clear-groups test -x "$prov" 2>/dev/null; then
	m=$(mktemp -d /tmp/femtrin-proev-XXXXXX)
	chown 65534 "$m"
	ingen() {
		(cd "$m" && setpriv --reuid=65534 --clear-groups env HOME="$m" "$@" 2>&1)
	}
	rummer 'an ordinary user' 'Basen kører' "$(ingen "$prov" p)"
	rummer 'syncs' 'meldt til' "$(ingen sh -c 'env $(cat p/laptop1.env) "$FEMTRIN" sync')"
	lig 'its server is the user'\''s own' 65534 "$(stat -c %u "$m/p/kl/data/PG_VERSION")"
	kill -9 "$(head -n 1 "$m/p/kl/data/postmaster.pid")"
	lig 'stops what has crashed' 0 "$(kode ingen "$prov" --stop p)"
	rummer 'a path too long for a socket' 'højst 77' "$(ingen "$prov" "$(printf 'a%.0s' $(seq 80))")"
	rm -rf "$m"
fi

# --- the server crashes: a session alone, then all of it
vagten() {
	drift -c "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%femtrin.vagt%' AND pid <> pg_backend_pid()"
}
venter 'there is a watchdog' vagten
kill -9 "$(drift -c "SELECT pid FROM pg_stat_activity WHERE query LIKE '%femtrin.vagt%' AND pid <> pg_backend_pid()")"
venter 'and again after the server has recovered' vagten
rummer 'which lets laptops in again' 'meldt til' "$(env $(cat "$t/laptop1.env") "$FEMTRIN" sync 2>&1)"
cluster=$(cat "$t/cluster")
vagt=$(cat "$t/vagt.pid")
kill -9 "$(head -n 1 "$cluster/data/postmaster.pid")"
sleep 0.3
rummer 'a server that is gone, in words' 'ingen forbindelse' "$(env $(cat "$t/laptop1.env") "$FEMTRIN" sync 2>&1)"
lig 'can be stopped all the same' 0 "$(kode "$prov" --stop "$t")"
lig 'and nothing is left behind' '1 1' "$(echo $([ ! -e "$t/cluster" ] && echo 1) $(grep -qs ') [^Z]' "/proc/$vagt/stat" || echo 1))"
faerdig
