#!/bin/bash
# Many laptops at once, each with a login and a certificate of its own: all in one
# kommune, and spread over ten.
#   SOURCE=. BUILD=build tests/bench/samtidig.sh [LAPTOPS]
n=${1:-50}
set --
. "$SOURCE/tests/central/base.inc"
t=$arbejde/t
port=$(sed -n 's/^PGPORT=//p' "$t/drift.env")
mkdir "$arbejde/en" "$arbejde/ti"
for ((i = 0; i < n; i++)); do
	p=p$i k=$((1001 + i % 10))
	"$SOURCE/packaging/central/testca" "$t/ca" client "$p" >/dev/null 2>&1
	echo "127.0.0.1:$port:femtrin:$p:demo-$p" >>"$arbejde/pgpass"
	echo "SELECT femtrin.login_saet('$p', true);
		ALTER ROLE $p PASSWORD 'demo-$p';
		SELECT femtrin.bruger_saet('0269', '$p', 'Demo $i', 'noegleperson', true);
		SELECT femtrin.bruger_saet('$k', '$p', 'Demo $i', 'noegleperson', true);"
	c="postgresql://$p@127.0.0.1:$port/femtrin?sslmode=verify-full&sslrootcert=$t/ca/ca.crt&sslcert=$t/ca/$p.crt&sslkey=$t/ca/$p.key&passfile=$arbejde/pgpass&channel_binding=require&gssencmode=disable"
	echo "0269 $c" >>"$arbejde/en.liste"
	echo "$k $c" >>"$arbejde/ti.liste"
done >"$arbejde/folk.sql"
chmod 600 "$arbejde/pgpass"
for ((k = 1001; k <= 1010; k++)); do echo "SELECT femtrin.kommune_ny('$k', 'Demo $k');"; done | drift >/dev/null
drift -f "$arbejde/folk.sql" >"$arbejde/ud" || {
	tail -3 "$arbejde/ud"
	exit 1
}
echo "all in one kommune"
"$BUILD/tests/bench/bench_samtidig" "$arbejde/en" "$arbejde/en.liste" || fejl=1
echo "spread over ten"
"$BUILD/tests/bench/bench_samtidig" "$arbejde/ti" "$arbejde/ti.liste" || fejl=1
lig 'numbers, chains and heads hold' '' "$(som lise -c "SELECT * FROM femtrin.kontrol('0269')")"
exit "$fejl"
