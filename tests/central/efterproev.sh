#!/bin/bash
# femtrin verify --central: two laptops and a supervisor beside the municipality's store,
# and a database administrator who edits, removes, reorders and forks its history. Each is
# found, and said by case, number and field.
. "$SOURCE/tests/central/base.inc"
drift -f "$SOURCE/tests/central/hjaelp.sql" >/dev/null
t=$arbejde/t
ud=$arbejde/ud

hos() {
	local hvem=$1
	shift
	env $(cat "$t/$hvem.env") "$FEMTRIN" "$@" 2>&1
}
sync() {
	hos "$1" sync >"$ud" || {
		cat "$ud"
		fejl=1
	}
}
efterproev() {
	hos "$1" verify --central
}
cat >"$arbejde/en.yaml" <<'END'
femtrin: 1
borger:
  navn: Demo Et
  by: Demoby
END
sed 's/Demo Et/Demo To/' "$arbejde/en.yaml" >"$arbejde/to.yaml"
en=$(hos laptop1 import "$arbejde/en.yaml" | tail -1)
to=$(hos laptop2 import "$arbejde/to.yaml" | tail -1)
rummer 'a case' '-' "$en"
sync laptop1
sync laptop2
sync leder
rummer 'nothing differs' 'er ens til nr.' "$(efterproev laptop1)"
rummer 'nor for a supervisor, whom the store tells of itself' '2 sager' "$(efterproev leder)"
lig 'which is a good end' 0 "$(efterproev leder >/dev/null; echo $?)"

# What each says while the store is as SQL makes it; then it is put back.
tabeller='journal afvist sagshoved hoved adgang adgang_nu slettet enhed taeller kommune bruger'
drift -c 'CREATE SCHEMA gemt' >/dev/null
for x in $tabeller; do echo "CREATE TABLE gemt.$x AS SELECT * FROM femtrin.$x;"; done | drift >/dev/null
tilbage() {
	for x in $tabeller; do
		echo "DELETE FROM femtrin.$x; INSERT INTO femtrin.$x SELECT * FROM gemt.$x;"
	done | { echo 'BEGIN;'; cat; echo 'COMMIT;'; } | drift >/dev/null
}
# pille WHAT WHO SQL WORDS…: each of the words stands in what is said, no value does
pille() {
	local hvad=$1 hvem=$2 sql=$3 sagt
	shift 3
	sagt=$(drift -c "BEGIN; $sql; COMMIT")
	lig "$hvad: it was done" '' "$sagt"
	sagt=$(efterproev "$hvem")
	for ord in "$@" 'ikke ens:'; do
		rummer "found by $hvem: $hvad" "$ord" "$sagt"
	done
	lig "$hvad: no value is said" 0 "$(printf '%s' "$sagt" | grep -c -e Demo -e 'plantet')"
	tilbage
}
nr=$(drift -c "SELECT lbnr FROM femtrin.journal WHERE sag = '$en' AND felt = 'borger.by'")
e1=$(drift -c "SELECT enhed FROM femtrin.journal WHERE lbnr = $nr")
d1=$(drift -c "SELECT nr FROM femtrin.journal WHERE lbnr = $nr")
post="sag $en, post $nr (enhed $e1, nr. $d1, felt borger.by)"
den="kommune = '0269' AND lbnr = $nr"
sidst=$(drift -c "SELECT max(lbnr) FROM femtrin.journal WHERE sag = '$en'")
pille 'a value edited' laptop1 "UPDATE femtrin.journal SET vaerdi = 'plantet' WHERE $den" "$post: værdien i lageret passer ikke"
pille 'a value and its hash edited' laptop1 "UPDATE femtrin.journal SET vaerdi = 'plantet', vhash = sha256(salt || 'plantet') WHERE $den" \
	"$post: værdien er en anden end her" "$post: lagerets kæde holder ikke"
pille 'a value blanked' laptop1 "UPDATE femtrin.journal SET vaerdi = NULL, salt = NULL WHERE $den" "$post: værdien er taget ud"
pille 'an author edited' laptop1 "UPDATE femtrin.journal SET bruger = 'plantet' WHERE $den" "$post: bruger, tid"
pille 'a time edited' laptop1 "UPDATE femtrin.journal SET tid = tid - 99 WHERE $den" "$post: bruger, tid"
pille 'what it replaced edited' laptop1 "UPDATE femtrin.journal SET afloeser = '' WHERE kommune = '0269' AND lbnr = $sidst;
	UPDATE femtrin.journal SET afloeser = uuid_send(enhed) || int8send(1) WHERE $den" "$post: afløser andre"
pille 'an entry removed' laptop1 "DELETE FROM femtrin.journal WHERE $den" "$post: står her med kvittering"
pille 'an entry removed, seen by the supervisor' leder "DELETE FROM femtrin.journal WHERE $den" "$post: står her med kvittering" \
	"lageret selv: nr. $nr: nummeret mangler" "lageret selv: sag $en nr."
pille 'the tail removed, everything set back with it' laptop1 "DELETE FROM femtrin.journal WHERE lbnr = $sidst;
	UPDATE femtrin.taeller SET lbnr = $sidst - 1;
	UPDATE femtrin.enhed e SET nr = j.nr, hash = j.hash FROM femtrin.journal j WHERE e.enhed = '$e1' AND j.lbnr = $sidst - 1;
	UPDATE femtrin.sagshoved h SET sagsnr = sagsnr - 1, lbnr = $sidst - 1 WHERE sag = '$en'" \
	'denne computer har fået kvittering for nr.' 'lageret er nået til nr.' "post $sidst" "sag $en: lageret har"
pille 'two entries exchanged' laptop1 "UPDATE femtrin.journal SET lbnr = -lbnr WHERE lbnr IN ($nr, $nr - 1);
	UPDATE femtrin.journal SET lbnr = 2 * $nr - 1 + lbnr WHERE lbnr < 0" "post $nr (" 'er en anden post end den'
pille 'their numbers in the case exchanged' laptop1 "UPDATE femtrin.journal SET sagsnr = -sagsnr WHERE lbnr IN ($nr, $nr - 1);
	UPDATE femtrin.journal SET sagsnr = 2 * x.s - 1 + sagsnr FROM (SELECT -min(sagsnr) AS s FROM femtrin.journal) x WHERE sagsnr < 0" "$post: har et andet nummer i sagen"
pille 'a case hidden' laptop1 "DELETE FROM femtrin.adgang_nu WHERE login = 'anna'" "sag $en: lageret viser den ikke længere"
pille "a case's chain edited" laptop1 "UPDATE femtrin.sagshoved SET kaede = sha256('x') WHERE sag = '$en'" "sag $en: lagerets kæde er en anden"
pille 'a head moved' leder "UPDATE femtrin.hoved SET vist = false WHERE sag = '$en' AND felt = 'borger.by'" \
	"lageret selv: sag $en enhed $e1 nr. $d1 felt borger.by: feltets gældende post mangler"
pille 'access given in silence' leder "INSERT INTO femtrin.adgang_nu VALUES ('0269', 'bent', '$en', 'skriv')" 'adgangen er ændret uden om rækken'
pille 'the store put back from a backup' laptop1 "SELECT 1 FROM femtrin.epoke_ny('0269') WHERE false; UPDATE femtrin.kommune SET epoke = gen_random_uuid()" 'lagt tilbage fra en sikkerhedskopi'

# Everything written anew, with every hash: nothing in the store contradicts it.
omskriv="UPDATE femtrin.journal SET vaerdi = 'plantet', vhash = sha256(salt || 'plantet') WHERE $den;
DO \$\$ DECLARE j femtrin.journal; h bytea := decode(repeat('00', 32), 'hex'); k bytea := h; BEGIN
	FOR j IN SELECT * FROM femtrin.journal WHERE enhed = '$e1' ORDER BY nr LOOP
		UPDATE femtrin.journal x SET forrige = h, hash = femtrin.post_hash(h, j.enhed, j.nr, j.gruppe, j.tid,
			j.bruger, j.sag, j.objekt, j.felt, j.vhash, j.afloeser, j.skema) WHERE x.lbnr = j.lbnr RETURNING hash INTO h;
	END LOOP;
	UPDATE femtrin.enhed SET hash = h WHERE enhed = '$e1';
	SELECT femtrin.kaede(k, x.hash ORDER BY x.sagsnr) INTO h FROM femtrin.journal x WHERE sag = '$en';
	UPDATE femtrin.sagshoved SET kaede = h WHERE sag = '$en';
END \$\$"
drift -c "BEGIN; $omskriv; COMMIT" >/dev/null
lig 'a whole new history hangs together' '' "$(drift -c "SELECT * FROM femtrin.kontrol('0269')")"
tilbage
pille 'but not with what a laptop has' laptop1 "$omskriv" "$post: værdien er en anden end her" "denne computers kæde er en anden i lageret" "sag $en: lagerets kæde er en anden"
pille 'nor with what the supervisor has' leder "$omskriv" "$post: værdien er en anden end her" "sag $en: lagerets kæde er en anden"

# Two laptops are shown two histories: each agrees with the store as it sees it.
drift -c "SELECT femtrin.adgang_saet('0269', '$en', 'bent', 'laes')" >/dev/null
drift -c "BEGIN; $omskriv; COMMIT" >/dev/null
sync laptop2
rummer 'the one sees nothing amiss' 'er ens til nr.' "$(efterproev laptop2)"
for x in $tabeller; do echo "DELETE FROM femtrin.$x WHERE '$x' IN ('journal', 'sagshoved', 'enhed'); INSERT INTO femtrin.$x SELECT * FROM gemt.$x WHERE '$x' IN ('journal', 'sagshoved', 'enhed');"; done |
	{ echo 'BEGIN;'; cat; echo 'COMMIT;'; } | drift >/dev/null
sync laptop1
rummer 'nor does the other' 'er ens til nr.' "$(efterproev laptop1)"
hos laptop1 verify --central --receipt "$arbejde/kaeder" >/dev/null
lig 'what they lay beside each other holds no word of a case' 0 "$(grep -c -e Demo -e borger "$arbejde/kaeder")"
rummer 'side by side they do' "sag $en: historien til og med nr." "$(hos laptop2 verify --central --compare "$arbejde/kaeder")"
rummer 'with itself it agrees' '1 sager ens, 0 forskellige' "$(hos laptop1 verify --central --compare "$arbejde/kaeder")"
rummer 'and the supervisor has the first' '1 sager ens, 0 forskellige' "$(hos leder verify --central --compare "$arbejde/kaeder")"
rummer 'another file' 'ikke en fil fra' "$(hos leder verify --central --compare "$arbejde/en.yaml")"

# Nothing is found that is not amiss: erased, moved, refused, unsent, not fetched yet.
rm -rf "$t/laptop2/femtrin.db"*
sync laptop2
drift -c "SELECT femtrin.slet('0269', '$en', ARRAY['$e1']::uuid[], ARRAY[$d1]::bigint[], 'GDPR art. 17')" >/dev/null
sync laptop1
rummer 'an erasure is none' 'er ens til nr.' "$(efterproev laptop1)"
hos laptop1 import "$arbejde/to.yaml" >/dev/null
rummer 'nor is what is unsent' 'er ens til nr.' "$(efterproev laptop1)"
sync laptop1
drift -c "SELECT femtrin.adgang_flyt('0269', '$en', 'anna', 'bent')" >/dev/null
sync laptop1
sync laptop2
rummer 'nor a case that was moved' 'er ens til nr.' "$(efterproev laptop1)"
rummer 'with whom it is now' 'er ens til nr.' "$(efterproev laptop2)"
rummer 'what has not been fetched is said' 'ikke hentet endnu' "$(efterproev leder)"
sync leder
rummer 'and then all is one' 'er ens til nr.' "$(efterproev leder)"

# The centre is away, or not set up.
rummer 'no centre set up' 'ikke sat en central op' "$(env $(grep -v CENTRAL "$t/laptop1.env") "$FEMTRIN" verify --central 2>&1)"
"$SOURCE/packaging/central/try" --stop "$t" >/dev/null
rummer 'no connection' 'ingen forbindelse' "$(efterproev laptop1)"
faerdig
