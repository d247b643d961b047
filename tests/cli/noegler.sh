#!/bin/bash
# passphrase, backup, recover: what opens what afterwards, and what is refused.
set -u
[ -n "${FEMTRIN:-}" ] || { echo "programmet er ikke bygget"; exit 0; }
W=$(mktemp -d) || exit 1
trap 'exec 9>&-; rm -rf "$W"' EXIT
cd "$W" || exit 1
export HOME=$W FEMTRIN_STORE=$W/femtrin.db XDG_CONFIG_HOME=$W/config
unset FEMTRIN_DATA XDG_DATA_HOME FEMTRIN_PASSPHRASE_FILE
echo 'den gamle med fire ord' >gammel
echo 'den nye med fire ord' >ny
fejl=0
ventet() {
	local ventes=$1 fik
	shift
	setsid -w "$@" >ud 2>fejl </dev/null
	fik=$?
	[ "$fik" -eq "$ventes" ] || { echo "$*: kode $fik, ventede $ventes"; cat ud fejl; fejl=1; }
}
sand() {
	"$@" || { echo "passer ikke: $*"; fejl=1; }
}
med() { local k=$1 v=$2; shift 2; ventet "$v" "$FEMTRIN" --passphrase-file "$k" "$@"; }

med gammel 0 import "$SOURCE/tests/fixtures/landmand.yaml"
med gammel 0 list --json
cp ud sager

# the passphrase: the old one is wanted, the new one counts, an old key file opens as before
mkdir foer && cp femtrin.db* foer
med ny 4 passphrase --new-passphrase-file ny
med gammel 1 passphrase
sand grep -q adgangskode fejl
med gammel 2 passphrase mere
med gammel 2 passphrase --new-passphrase-file
med gammel 0 passphrase --new-passphrase-file ny
sand cmp -s femtrin.db foer/femtrin.db
med gammel 4 list
med ny 0 list --json
sand cmp -s ud sager
med gammel 0 --store foer/femtrin.db list --json
: >tom
med ny 1 passphrase --new-passphrase-file tom
med ny 0 list

# a backup: whole, sealed, never over anything, nothing left of one that failed
med ny 0 backup kopi.db
med ny 0 --store kopi.db verify
med ny 0 --store kopi.db list --json
sand cmp -s ud sager
med ny 1 backup kopi.db
sand grep -q 'allerede en fil' fejl
med ny 1 backup findes/ikke/kopi.db
echo noget >optaget.db.noegle
med ny 1 backup optaget.db
sand test "$(cat optaget.db.noegle)" = noget -a ! -e optaget.db -a ! -e optaget.db.ny
med ny 2 backup
med ny 2 backup en to
if grep -qa 'SQLite\|CREATE TABLE' kopi.db*; then echo "kopien kan læses"; fejl=1; fi
for f in kopi.db*; do sand test "$(stat -c %a "$f")" = 600; done

# a path SQLite would read settings out of is no path
med ny 4 --store "file:$W/femtrin.db?immutable=1" list
sand grep -q 'file:' fejl
med ny 1 backup "file:kopi2.db?mode=memory"
sand test ! -e kopi2.db
sand test -z "$(find . -name 'file:*')"

# while another Femtrin has the store open it can be copied, and nothing else
mkfifo tastatur
"$FEMTRIN" --passphrase-file ny --plain <tastatur >skaerm 2>&1 &
anden=$!
exec 9>tastatur
for ((i = 0; i < 100; i++)); do [ -s skaerm ] && break; sleep 0.05; done
med ny 4 list
sand grep -q 'åben' fejl
med ny 4 passphrase --new-passphrase-file gammel
med ny 0 backup imens.db
med ny 4 list
exec 9>&-
wait "$anden"
med ny 0 --store imens.db verify
med ny 0 --store imens.db list --json
sand cmp -s ud sager

# a backup opens with the passphrase of its own day; it is put back by copying its files
med ny 0 passphrase --new-passphrase-file gammel
med ny 0 --store kopi.db list
rm femtrin.db*
for f in kopi.db kopi.db.noegle kopi.db.noegle2; do cp "$f" "femtrin.db${f#kopi.db}"; done
med ny 0 verify
med ny 0 list --json
sand cmp -s ud sager

# the recovery key: made once, put on the store at the next unlock, opens it with a new passphrase
ventet 0 "$FEMTRIN" recover --make-key kommune
sand test "$(stat -c %a kommune.privat)" = 600
linje=$(grep '^gendannelsesnoegle: ' ud)
sand test -n "$linje"
cp kommune.privat foer/kommune.privat
ventet 1 "$FEMTRIN" recover --make-key kommune
sand cmp -s kommune.privat foer/kommune.privat
ventet 1 "$FEMTRIN" recover --key kommune.privat --new-passphrase-file gammel
sand grep -q 'ingen genopretningsnøgle' fejl
mkdir -p config/femtrin && echo "$linje" >config/femtrin/indstillinger.yaml
med ny 0 list
sand grep -q 'genopretningsnøgle er lagt' fejl
med ny 0 list
sand test ! -s fejl
ventet 1 "$FEMTRIN" recover --key kommune.offentlig --new-passphrase-file gammel
sand grep -q 'den private skal bruges' fejl
ventet 0 "$FEMTRIN" recover --make-key anden
ventet 1 "$FEMTRIN" recover --key anden.privat --new-passphrase-file gammel
sand grep -q 'hører ikke til' fejl
ventet 1 "$FEMTRIN" recover --key kommune.privat
ventet 0 "$FEMTRIN" recover --key kommune.privat --new-passphrase-file gammel
med ny 4 list
med gammel 0 list --json
sand cmp -s ud sager
ventet 2 "$FEMTRIN" recover
ventet 2 "$FEMTRIN" recover --key kommune.privat --make-key x
ventet 2 "$FEMTRIN" recover --key
# a new store has it from the start; a backup opens with it too
med ny 0 --store nyt.db import "$SOURCE/tests/fixtures/landmand.yaml"
sand test ! -s fejl
med ny 0 --store nyt.db backup nyt2.db
ventet 0 "$FEMTRIN" --store nyt2.db recover --key kommune.privat --new-passphrase-file gammel
med gammel 0 --store nyt2.db verify
# a mistyped key in the settings is told, and changes nothing
echo "${linje%?}" >config/femtrin/indstillinger.yaml
med gammel 0 list
sand grep -q gendannelsesnoegle fejl
echo "gendannelsesnoegle: $(sed -n 2p anden.offentlig)" >config/femtrin/indstillinger.yaml
med gammel 0 list
sand grep -q 'stedet for den gamle' fejl
ventet 1 "$FEMTRIN" recover --key kommune.privat --new-passphrase-file ny
ventet 0 "$FEMTRIN" recover --key anden.privat --new-passphrase-file ny
med ny 0 verify

# a database that is gone, or damaged, is made anew from the outbox
export FEMTRIN_STORE=$W/u.db
med ny 1 recover --outbox
sand grep -q 'ingen udbakke' fejl
med ny 0 import "$SOURCE/tests/fixtures/landmand.yaml" "$SOURCE/tests/fixtures/paedagog.yaml"
id=$(head -1 ud)
med ny 0 letter "$id" -o kladde.pdf --draft
med ny 0 list --json
cp ud sager
med ny 0 export "$id" -o foer.yaml
med ny 1 recover --outbox
sand grep -q 'sagsfilen er hel' fejl
rm u.db
med ny 4 list
sand grep -q 'recover --outbox' fejl
med gammel 4 recover --outbox
med ny 0 recover --outbox
med ny 0 verify
med ny 0 list --json
sand cmp -s ud sager
med ny 0 export "$id" -o efter.yaml
sand cmp -s foer.yaml efter.yaml
dd if=/dev/urandom of=u.db bs=4096 seek=3 count=4 conv=notrunc 2>/dev/null
med ny 0 recover --outbox
sand test -e u.db.skadet -a -e u.db.skadet.noegle
med ny 0 verify
med ny 0 list --json
sand cmp -s ud sager
printf x >u.db
rm -f u.db-journal
med ny 0 recover --outbox
sand test -e u.db.skadet2
med ny 0 list --json
sand cmp -s ud sager
# the passphrase forgotten, the database gone: first the one, then the other
rm u.db
ventet 0 "$FEMTRIN" recover --key anden.privat --new-passphrase-file gammel
med gammel 0 recover --outbox
med gammel 0 list --json
sand cmp -s ud sager
ventet 2 "$FEMTRIN" recover --outbox --new-passphrase-file ny

# a backup put back is older than the work: the outbox beside it gives back what came after
laeg_tilbage() {
	rm -f r.db r.db.noegle r.db.noegle2 r.db-journal
	for f in rkopi.db rkopi.db.noegle rkopi.db.noegle2; do cp "$f" "r.db${f#rkopi.db}"; done
}
export FEMTRIN_STORE=$W/r.db
med ny 0 import "$SOURCE/tests/fixtures/landmand.yaml"
id=$(head -1 ud)
med ny 0 backup rkopi.db
med ny 0 --store rkopi.db verify
sand grep -q 'er i orden' ud
rm -f rkopi.db.udbakke
med ny 0 export "$id" -o rettet.yaml
sed -i 's/00000001/12345678/' rettet.yaml
sand grep -q 12345678 rettet.yaml
med ny 0 import "$SOURCE/tests/fixtures/paedagog.yaml"
med ny 0 import rettet.yaml
sand grep -q "$id" ud
med ny 0 list --json
cp ud sager
med ny 0 export --all rfoer --filer
sand test "$(find rfoer -name '*.yaml' | wc -l)" = 2
sand grep -q 12345678 "rfoer/$id.yaml"
cp r.db.udbakke udbakke
laeg_tilbage
med ny 0 list --json
sand grep -q 'er hentet fra udbakken' fejl
sand cmp -s ud sager
med ny 0 verify
med ny 0 export --all refter --filer
sand diff -r rfoer refter
# the same with the passphrase of that day forgotten: the recovery key first
cp udbakke r.db.udbakke
laeg_tilbage
ventet 0 "$FEMTRIN" recover --key anden.privat --new-passphrase-file gammel
med ny 4 verify
med gammel 0 verify
sand grep -q 'er hentet fra udbakken' fejl
med gammel 0 list --json
sand cmp -s ud sager
# and the copy by itself
ventet 0 "$FEMTRIN" --store rkopi.db recover --key anden.privat --new-passphrase-file gammel
med gammel 0 --store rkopi.db verify
sand grep -q 'er i orden' ud
med ny 4 --store rkopi.db verify
exit $fejl
