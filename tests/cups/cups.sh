#!/bin/bash
# A CUPS scheduler of our own on a socket in a folder, as root or as anybody, with two
# virtual printers behind it: a backend that keeps what it is given. What Femtrin lists
# is what CUPS has; copies and both sides arrive; the bytes are the final letter's; and
# a printer that refuses is told of. (ippeveprinter would be the nearer thing, but it
# does not start without a running Avahi.)
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
PATH=$PATH:/usr/sbin
command -v cupsd >/dev/null && command -v lpadmin >/dev/null && command -v lp >/dev/null ||
	{ echo "cups-daemon og cups-client er ikke installeret: sprunget over"; exit 0; }
W=$(mktemp -d /tmp/cups.XXXXXX) || exit 1
PID=
slut() {
	[ -z "$PID" ] || { kill "$PID"; wait "$PID"; } 2>/dev/null
	rm -rf "$W"
}
trap slut EXIT
galt=0
fejl() {
	echo "$*"
	galt=1
}

umask 022
mkdir -p "$W"/{etc,spool/tmp,cache,state,log,papir,bin/backend,bin/filter,bin/daemon}
chmod 755 "$W"
bruger=$(id -un) gruppe=$(id -gn)
# Root's scheduler runs its printers as lp.
[ "$(id -u)" != 0 ] || { bruger=lp gruppe=lp; chown -R lp:lp "$W"/{etc,spool,cache,state,log,papir}; }
cat >"$W/etc/cups-files.conf" <<EOT
ServerRoot $W/etc
RequestRoot $W/spool
TempDir $W/spool/tmp
CacheDir $W/cache
StateDir $W/state
ServerBin $W/bin
ErrorLog $W/log/error
AccessLog $W/log/access
PageLog $W/log/page
Printcap
User $bruger
Group $gruppe
SystemGroup root
Sandboxing relaxed
EOT
cat >"$W/etc/cupsd.conf" <<EOT
Listen $W/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
EOT
cat >"$W/bin/backend/papir" <<EOT
#!/bin/sh
[ \$# -gt 0 ] || { echo 'direct papir "Papir" "Papir"'; exit 0; }
printf 'titel %s\nkopier %s\nvalg %s\n' "\$3" "\$4" "\$5" >$W/papir/egenskaber
cat \${6:+"\$6"} >$W/papir/papir.pdf
mv $W/papir/egenskaber $W/papir/faerdig
EOT
chmod 755 "$W/bin/backend/papir"
ln -s /usr/lib/cups/daemon/cups-exec "$W/bin/daemon/cups-exec"
export CUPS_SERVER=$W/cups.sock
cupsd -f -c "$W/etc/cupsd.conf" -s "$W/etc/cups-files.conf" >"$W/log/start" 2>&1 &
PID=$!
for _ in $(seq 100); do
	lpstat -r 2>/dev/null | grep -q 'is running' && break
	sleep 0.1
done
lpstat -r 2>/dev/null | grep -q 'is running' ||
	{ echo "cupsd kom ikke i gang:"; cat "$W/log/start" "$W/log/error"; exit 1; }
for p in gangen lukket; do
	lpadmin -p $p -E -v papir:/$p -m raw 2>/dev/null || { cat "$W/log/error"; exit 1; }
done
lpadmin -d gangen
cupsreject lukket

cd "$W" || exit 1
export HOME=$W FEMTRIN_STORE=$W/f.db LC_ALL=C.UTF-8
unset FEMTRIN_DATA XDG_CONFIG_HOME XDG_DATA_HOME LANGUAGE
printf 'prøve\n' >adgang
export FEMTRIN_PASSPHRASE_FILE=$W/adgang
id=$("$FEMTRIN" import "$SOURCE/tests/fixtures/sager/fleksjob.yaml") || exit 1
"$FEMTRIN" letter "$id" -o brev.pdf >/dev/null || fejl "intet endeligt brev"
"$FEMTRIN" letter "$id" -o igen.pdf >/dev/null || fejl "intet gemt brev"
cmp -s brev.pdf igen.pdf || fejl "det gemte brev er et andet"

[ "$("$UDSKRIV" | sort | tr '\n' ' ')" = "*gangen lukket " ] || fejl "printerne: $("$UDSKRIV")"

papir() {
	rm -f papir/*
	"$UDSKRIV" gangen "$1" "$2" igen.pdf || fejl "ikke taget imod"
	for _ in $(seq 100); do
		[ -e papir/faerdig ] && break
		sleep 0.1
	done
	[ -e papir/faerdig ] || { fejl "intet papir"; cat log/error; return; }
	cmp brev.pdf papir/papir.pdf || fejl "papiret er ikke det endelige brev"
	grep -qx "kopier $1" papir/faerdig || fejl "kopier: $(cat papir/faerdig)"
	grep -q "^valg .*sides=$3" papir/faerdig || fejl "sider: $(cat papir/faerdig)"
	grep -qx "titel Brev" papir/faerdig || fejl "titel: $(cat papir/faerdig)"
}
papir 3 to two-sided-long-edge
papir 1 en one-sided
"$UDSKRIV" lukket 1 en igen.pdf >sagt && fejl "en lukket printer tog imod"
grep -q '^Printeren lukket tog ikke imod: ' sagt || fejl "der blev sagt: $(cat sagt)"
exit $galt
