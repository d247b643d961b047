#!/bin/bash
# The one way to write: what a real journal hands in, twice, torn, forged, refused.
. "$SOURCE/tests/central/base.inc"
drift -f "$SOURCE/tests/central/hjaelp.sql" >/dev/null

# skriv D NY SAG OBJEKT FELT VAERDI REFS; VAERDI '-' = emptied
skriv() {
	local v="'$6'"
	[ "$6" = - ] && v=NULL
	drift -c "SELECT test.skriv($1, $2, $3, $4, '$5', $v, '$7')" >/dev/null
}
kald() {
	drift -c "SELECT test.kald('0269', $1, $2, $3)"
}
push() {
	kald "$2" "$3" "$4" >"$arbejde/k.sql"
	som "$1" -f "$arbejde/k.sql"
}
tal() {
	drift -c "$1"
}

# --- C and PostgreSQL compute the same
lig 'the test vector of core/journal/post.h: value' 3a89454297e843992c9522130681d325e7f3c6f789e4fdb71bc26b34b341241f \
	"$(tal "SELECT encode(sha256('\\x303132333435363738393a3b3c3d3e3f' || convert_to('Opvask æøå', 'UTF8')), 'hex')")"
vektor() {
	tal "SELECT encode(femtrin.post_hash(decode(repeat('$1', 32), 'hex'), '00010203-0405-0607-0809-0a0b0c0d0e0f',
		259, 258, (x'0197a1b2c3d4'::bigint << 16) | 7, 'demo', '10111213-1415-1617-1819-1a1b1c1d1e1f',
		'20212223-2425-2627-2829-2a2b2c2d2e2f', 'opgaver.navn',
		'\\x3a89454297e843992c9522130681d325e7f3c6f789e4fdb71bc26b34b341241f', decode('$2', 'hex'), 1), 'hex')"
}
lig 'the test vector: first entry' ec32a6ea6cfb056031797f090b0eb0cfa37f9ae51cdcf4ff3e708b50a8393504 "$(vektor 00 '')"
d=000102030405060708090a0b0c0d0e0f
lig 'the test vector: replacing two' 52535eb5b89b17e436241a72084dbf79311c57213c04212c460979a054eefc11 \
	"$(vektor aa "${d}0000000000000001${d}0000000000000102")"

# --- a real journal
s1=$(u 1) s2=$(u 2) o1=$(u 17)
handlinger() {
	printf '%s\t%s\tborger.navn\tDemo "Quote" O'"'"'Neil \\ æøå {x,y}\n%s\t%s\tborger.by\tDemoby\n\n' "$s1" "$s1" "$s1" "$s1"
	printf '%s\t%s\tborger.by\n\n' "$s1" "$s1"
	printf '%s\t%s\topgaver.navn\tOpvask\n%s\t%s\topgaver.minutter\t20\n\n' "$s1" "$o1" "$s1" "$o1"
	printf '%s\t%s\topgaver.minutter\t30\n\n%s\t%s\tslettet\tja\n\n' "$s1" "$o1" "$s1" "$o1"
	printf '%s\t%s\tborger.navn\tDemo To\n\n' "$s2" "$s2"
}
handlinger | poster "$arbejde/a.db" 0269 1 >"$arbejde/a.sql"
ea=$(poster "$arbejde/a.db" 0269 enhed </dev/null)
rummer 'an unknown device is told so' '|ukendt|0|' "$(som anna -c "SELECT * FROM femtrin.hilsen(NULL, '$ea', 0)")"
rummer 'and cannot push' 'FT003: ENHED_UKENDT' "$(som anna -f "$arbejde/a.sql")"
som anna -c "SELECT femtrin.enhed_ny('0269', '$ea', 'pc')" >/dev/null
svar=$(som anna -f "$arbejde/a.sql")
lig 'every entry is taken and numbered' "$(printf '1|2|1|OK\n2|3|2|OK\n3|4|3|OK\n4|5|4|OK\n5|6|5|OK\n6|7|6|OK\n7|8|7|OK\n8|9|1|OK')" "$svar"
lig 'sent again, the answer is the same' "$svar" "$(som anna -f "$arbejde/a.sql")"
lig 'once in the journal' 8 "$(tal 'SELECT count(*) FROM femtrin.journal')"
lig 'values as they were typed' 'Demo "Quote" O'"'"'Neil \ æøå {x,y}' "$(som anna -c "SELECT vaerdi FROM femtrin.journal WHERE nr = 1")"
lig 'the removal is a head beside the fields it names' "$(printf 'opgaver.minutter\nopgaver.navn\nslettet')" \
	"$(tal "SELECT felt FROM femtrin.hoved WHERE objekt = '$o1' ORDER BY 1")"
lig 'two new cases are their creator'"'"'s, in the feed' "10|anna|skriv
11|anna|skriv" "$(tal "SELECT lbnr, login, ret FROM femtrin.adgang WHERE sag::text NOT LIKE '%000000000000' ORDER BY 1")"
printf '%s\t%s\tborger.by\tNy by\n\n' "$s1" "$s1" | poster "$arbejde/a.db" 0269 7 >"$arbejde/b.sql"
lig 'a prefix that was here before, and news' "$(printf '7|8|7|OK\n8|9|1|OK\n9|12|8|OK')" "$(som anna -f "$arbejde/b.sql")"
rummer 'a greeting says how far the device is' '|aktiv|9|' "$(som anna -c "SELECT * FROM femtrin.hilsen('0269', '$ea', 3)")"

# --- torn, cloned, forged
enhed anna 5
skriv 5 true 20 20 a 1 ''; skriv 5 false 20 20 b 1 ''; skriv 5 true 20 20 a 2 '5:1'; skriv 5 true 20 20 a 3 '5:3'
rummer 'a hole in front' 'FT002: ENHED_HUL' "$(push anna 5 2 4)"
rummer 'half an act at the end of one call, half in the next' 'FT008: AKT_DELT' "$(push anna 5 1 1; push anna 5 2 2)"
drift -c "DELETE FROM test.post WHERE enhed = test.u(5)" >/dev/null
enhed anna 6
skriv 6 true 21 21 a 1 ''; skriv 6 false 21 21 b 1 ''; skriv 6 true 21 21 a 2 '6:1'; skriv 6 true 21 21 a 3 '6:3'
push anna 6 1 3 >/dev/null
drift -c "CREATE TABLE test.gemt AS SELECT * FROM test.post" >/dev/null
forfalsk() {   # what is changed of number 4, the error
	drift -c "DELETE FROM test.post; INSERT INTO test.post SELECT * FROM test.gemt; UPDATE test.post SET $1 WHERE enhed = test.u(6) AND nr = 4" >/dev/null
	rummer "number 4 with $1" "$2" "$(push anna 6 4 4)"
}
forfalsk "vaerdi = 'x'" 'FT006: POST_FORKERT'
forfalsk "salt = NULL" 'FT006: POST_FORKERT'
forfalsk "salt = '\\x00'" 'FT006: POST_FORKERT'
forfalsk "felt = ''" 'FT006: POST_FORKERT'
forfalsk "afloeser = '\\x0011'" 'FT006: POST_FORKERT'
forfalsk "afloeser = test.ref('6:4')" 'FT006: POST_FORKERT'
forfalsk "afloeser = test.ref('6:99')" 'FT006: POST_FORKERT'
forfalsk "felt = NULL" 'FT006: POST_FORKERT'
forfalsk "hash = sha256('x')" 'FT001: ENHED_FORK'
forfalsk "tid = tid + 1" 'FT001: ENHED_FORK'
forfalsk "bruger = 'anden'" 'FT001: ENHED_FORK'
forfalsk "sag = test.u(22)" 'FT001: ENHED_FORK'
forfalsk "gruppe = 3" 'FT001: ENHED_FORK'
forfalsk "enhed = test.u(6)" '4|'
drift -c "DELETE FROM test.post; INSERT INTO test.post SELECT * FROM test.gemt WHERE nr < 3" >/dev/null
skriv 6 true 21 21 a 'anden historie' '6:1'
skriv 6 true 21 21 a 'og videre' '6:3'
rummer 'a clone with another number 3' 'FT001: ENHED_FORK' "$(push anna 6 3 4)"
rummer 'a replay with other bytes' 'FT001: ENHED_FORK' "$(push anna 6 3 3)"
rummer "somebody else's device" 'FT003: ENHED_UKENDT' "$(push bent 6 4 4)"
rummer 'another kommune' 'FT005: BRUGER_UKENDT' "$(kald 6 1 4 | sed "s/'0269'/'0461'/" >"$arbejde/k.sql"; som anna -f "$arbejde/k.sql")"
rummer 'arrays of unequal length' 'FT006: POST_FORKERT' "$(kald 6 4 4 | sed "s/'{4}'/'{4,5}'/" >"$arbejde/k.sql"; som anna -f "$arbejde/k.sql")"
lig 'nothing of all that stands here' 4 "$(tal "SELECT count(*) FROM femtrin.journal WHERE enhed = test.u(6)")"
drift -c "SELECT test.skriv(7, true, 24, 24, 'f' || i, 'v', '') FROM generate_series(1, 301) i" >/dev/null
enhed anna 7
rummer 'more than 300 in several acts' 'FT007: FOR_MANGE' "$(push anna 7 1 301)"
lig '300 are taken' 300 "$(push anna 7 1 300 | grep -c OK)"
drift -c "SELECT test.skriv(8, i = 1, 25, 25, 'f' || i, 'v', '') FROM generate_series(1, 700) i" >/dev/null
enhed anna 8
lig 'one act is taken whole however long it is' 700 "$(push anna 8 1 700 | grep -c OK)"

# --- access, act by act
enhed bent 9
skriv 9 true 30 30 a 1 ''        # bent's own
skriv 9 true 21 21 a stjaalet '' # anna's
skriv 9 true 30 30 b 1 ''; skriv 9 false 21 21 b 1 ''
skriv 9 true 30 30 c 1 ''
lig 'refused acts are whole, use up their numbers, and stop nothing' "$(printf '1|OK\n2|INGEN_ADGANG\n3|INGEN_ADGANG\n4|INGEN_ADGANG\n5|OK')" \
	"$(push bent 9 1 5 | cut -d'|' -f1,4)"
lig 'the same when sent again' 3 "$(push bent 9 1 5 | grep -c INGEN_ADGANG)"
lig 'what was refused is kept' 'stjaalet' "$(som bent -c "SELECT vaerdi FROM femtrin.afvist WHERE nr = 2")"
rummer 'a caseworker gives nobody access' 'FT010: INGEN_ADGANG' "$(som bent -c "SELECT femtrin.adgang_saet('0269', '$(u 21)', 'bent', 'skriv')")"
foer=$(tal "SELECT lbnr FROM femtrin.taeller WHERE kommune = '0269'")
som lise -c "SELECT femtrin.adgang_saet('0269', '$(u 21)', 'bent', 'laes')" >/dev/null
som lise -c "SELECT femtrin.adgang_saet('0269', '$(u 21)', 'bent', 'laes')" >/dev/null
lig 'a grant takes one number, once' "$((foer + 1))|laes" "$(som bent -c "SELECT lbnr, ret FROM femtrin.adgang WHERE lbnr > $foer")"
lig 'and opens the case' 4 "$(som bent -c "SELECT count(*) FROM femtrin.journal WHERE sag = '$(u 21)'")"
skriv 9 true 21 21 a laeser ''
rummer 'to read is not to write' 'INGEN_ADGANG' "$(push bent 9 6 6)"
som lise -c "SELECT femtrin.adgang_flyt('0269', '$(u 21)', 'anna', 'bent')" >/dev/null
skriv 9 true 21 21 a ejer ''
rummer 'a case moved to bent takes his entries' '|OK' "$(push bent 9 7 7)"
lig 'and is gone for anna' 0 "$(som anna -c "SELECT count(*) FROM femtrin.journal WHERE sag = '$(u 21)'")"
lig 'whose feed says so' 'ingen' "$(som anna -c "SELECT ret FROM femtrin.adgang WHERE sag = '$(u 21)' ORDER BY lbnr DESC LIMIT 1")"
enhed lise 10
skriv 10 true 30 30 a 'fra lederen' '9:1'
rummer 'a supervisor writes in every case' '|OK' "$(push lise 10 1 1)"
skriv 10 true 31 31 sag.kommune 0461 ''
rummer 'a case of another kommune' 'ANDEN_KOMMUNE' "$(push lise 10 2 2)"

# --- what is shown moves only to a direct child
hoved() {
	tal "SELECT string_agg(j.vaerdi || CASE WHEN h.vist THEN '*' ELSE '' END, ' ' ORDER BY j.vaerdi)
		FROM femtrin.hoved h JOIN femtrin.journal j USING (kommune, enhed, nr) WHERE h.sag = '$(u "$1")' AND h.felt = '$2'"
}
som lise -c "SELECT femtrin.adgang_saet('0269', '$(u 30)', 'anna', 'skriv')" >/dev/null
lig 'a first entry follows on nothing' "$(printf '%064d' 0)" "$(som anna -c "SELECT encode(forrige, 'hex') FROM femtrin.journal WHERE enhed = '$(u 9)' AND nr = 1")"
lig 'a later one on its neighbour, which was refused and is not for anna to see' \
	"$(tal "SELECT encode(hash, 'hex') FROM femtrin.afvist WHERE enhed = test.u(9) AND nr = 4")|0" \
	"$(som anna -c "SELECT encode(forrige, 'hex'), (SELECT count(*) FROM femtrin.afvist) FROM femtrin.journal WHERE enhed = '$(u 9)' AND nr = 5")"
enhed anna 11
skriv 11 true 30 30 a x1 '9:1'; push anna 11 1 1 >/dev/null
lig 'two that replaced the same: a conflict, the first is shown' 'fra lederen* x1' "$(hoved 30 a)"
skriv 11 true 30 30 a x2 '11:1'; push anna 11 2 2 >/dev/null
lig 'a child of the other does not take its place' 'fra lederen* x2' "$(hoved 30 a)"
skriv 11 true 30 30 a x3 '11:2'; skriv 11 true 30 30 a x4 '10:1 11:3'; skriv 11 true 30 30 a x5 '11:4'
push anna 11 3 5 >/dev/null
lig 'who replaces all settles it, within one call too' 'x5*' "$(hoved 30 a)"

# --- any acts whatever
drift >/dev/null <<'END'
SELECT setseed(0.269);
DO $$
DECLARE
	d integer; f text; refs text;
BEGIN
	FOR i IN 1..600 LOOP
		d := 40 + (random() * 2)::integer;
		f := 'f' || (random() * 5)::integer;
		SELECT string_agg(x, ' ' ORDER BY x) INTO refs FROM (
			SELECT ('x' || right(p.enhed::text, 12))::bit(48)::bigint || ':' || p.nr AS x FROM test.post p
			WHERE p.sag = test.u(40) AND p.felt = f AND p.nr < 190
				AND (p.enhed = test.u(d) OR p.nr <= 60)
			ORDER BY random() LIMIT (random() * 3)::integer) r;
		PERFORM test.skriv(d, random() < 0.6, 40, 40, f, 'v' || i, refs);
	END LOOP;
END $$;
END
for d in 40 41 42; do enhed lise $d; done
for d in 40 41 42 40 41 42 40 41 42; do
	n=$(tal "SELECT nr + 1 FROM femtrin.enhed WHERE enhed = test.u($d)")
	t=$(tal "SELECT coalesce(max(gruppe) - 1, 0) FROM test.post WHERE enhed = test.u($d) AND nr = gruppe AND nr <= $n + 80")
	push lise $d "$n" "$t" >/dev/null
done
rummer 'many acts of three devices are here' 1 "$(tal "SELECT (count(*) > 300)::integer FROM femtrin.journal WHERE sag = test.u(40)")"
lig 'one shown value for each field' 0 "$(tal "SELECT count(*) FROM (SELECT FROM femtrin.hoved GROUP BY sag, objekt, felt HAVING count(*) FILTER (WHERE vist) <> 1) x")"
lig 'numbers, chains and heads hold when recomputed' '' "$(som lise -c "SELECT * FROM femtrin.kontrol('0269')")"

lig 'each entry alone proves its hash' 0 "$(tal "SELECT count(*) FROM (
	SELECT enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vhash, afloeser, skema, forrige, hash FROM femtrin.journal
	UNION ALL SELECT enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vhash, afloeser, skema, forrige, hash FROM femtrin.afvist) x
	WHERE hash <> femtrin.post_hash(forrige, enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vhash, afloeser, skema)")"
# --- erasure
rummer 'a caseworker erases nothing' 'FT010: INGEN_ADGANG' "$(som anna -c "SELECT femtrin.slet('0269', '$(u 30)', NULL, NULL, 'x')")"
lig 'two values must go' 2 "$(som lise -c "SELECT femtrin.slet('0269', '$(u 30)', ARRAY['$(u 11)', '$(u 11)']::uuid[], '{2,3}', 'GDPR art. 17')")"
lig 'nothing to blank twice' 0 "$(som lise -c "SELECT femtrin.slet('0269', '$(u 30)', ARRAY['$(u 11)']::uuid[], '{2}', 'GDPR art. 17')")"
lig 'blanked, and in the feed' '2|2' "$(tal "SELECT (SELECT count(*) FROM femtrin.journal WHERE salt IS NULL), (SELECT count(*) FROM femtrin.slettet)")"
lig 'a replay of what was blanked is answered as before' 5 "$(push anna 11 1 5 | grep -c OK)"
lig 'the whole case, what was refused too' 1 "$(som lise -c "SELECT (femtrin.slet('0269', '$(u 21)', NULL, NULL, 'GDPR art. 17') > 6)::integer")"
lig 'refused ones are blank' 0 "$(tal "SELECT count(*) FROM femtrin.afvist WHERE sag = test.u(21) AND salt IS NOT NULL")"
lig 'all holds after it' '' "$(som lise -c "SELECT * FROM femtrin.kontrol('0269')")"

# --- an administrator who edits history is found out, and where
fundet() {   # what was done, what is said of it (no value in it), the SQL
	rummer "found: $1" "$2" "$(drift -c "BEGIN; $3; SELECT * FROM femtrin.kontrol('0269'); ROLLBACK")"
}
p2="enhed = '$ea' AND nr = 2"
fundet 'a value edited' "vaerdi|$s1|$ea|2|borger.by" "UPDATE femtrin.journal SET vaerdi = 'x' WHERE $p2"
fundet 'a salt edited' "vaerdi|$s1|$ea|2|borger.by" "UPDATE femtrin.journal SET salt = substr(sha256('x'), 1, 16) WHERE $p2"
fundet 'a value and its hash edited' "enhedskaede|$s1|$ea|2|borger.by" "UPDATE femtrin.journal SET vaerdi = 'x', vhash = sha256(salt || 'x') WHERE $p2"
fundet 'a value blanked quietly' "blanket|$s1|$ea|2|borger.by" "UPDATE femtrin.journal SET vaerdi = NULL, salt = NULL WHERE $p2"
fundet 'an author edited' "enhedskaede|$s1|$ea|2|borger.by" "UPDATE femtrin.journal SET bruger = 'x' WHERE $p2"
fundet 'a time edited' "enhedskaede|$s1|$ea|2|borger.by" "UPDATE femtrin.journal SET tid = tid + 1 WHERE $p2"
fundet 'a field edited' "enhedskaede|$s1|$ea|2|borger.x" "UPDATE femtrin.journal SET felt = 'borger.x' WHERE $p2"
fundet 'an entry put into another case' "enhedskaede|$s2|$ea|2|borger.by" "UPDATE femtrin.journal SET sag = '$s2', sagsnr = 99 WHERE $p2"
fundet 'a neighbour forged' "enhedskaede|$s1|$ea|2|borger.by" "UPDATE femtrin.journal SET forrige = sha256('x') WHERE $p2"
fundet 'an act torn' "akt|$s1|$ea|2|borger.by" "UPDATE femtrin.journal SET gruppe = 3 WHERE $p2"
fundet 'an entry removed: its number' "lbnr mangler|||3|" "DELETE FROM femtrin.journal WHERE $p2"
fundet 'an entry removed: the chain' "enhedskaede|$s1|$ea|3|borger.by" "DELETE FROM femtrin.journal WHERE $p2"
fundet 'an entry removed: the case' "sagskaede|$s1||8|" "DELETE FROM femtrin.journal WHERE $p2"
fundet 'the tail cut off, the counter with it' "enhed||$(u 40)|80|" "DELETE FROM femtrin.journal WHERE lbnr > 1200; UPDATE femtrin.taeller SET lbnr = 1200"
fundet 'the last entry of a device cut off, its row with it' "sagskaede|$s1||8|" \
	"DELETE FROM femtrin.journal WHERE enhed = '$ea' AND nr = 9; UPDATE femtrin.enhed e SET nr = 8, hash = j.hash FROM femtrin.journal j WHERE j.enhed = '$ea' AND j.nr = 8 AND e.enhed = '$ea'"
fundet 'two entries of a case exchanged' "sagskaede|$s1||8|" \
	"UPDATE femtrin.journal SET sagsnr = -sagsnr WHERE sag = '$s1' AND sagsnr < 3; UPDATE femtrin.journal SET sagsnr = 3 + sagsnr WHERE sag = '$s1' AND sagsnr < 0"
fundet 'two entries exchanged in the commit order' "orden|$s1|$ea|2|borger.by" \
	"UPDATE femtrin.journal SET lbnr = -lbnr WHERE lbnr IN (2, 3); UPDATE femtrin.journal SET lbnr = 5 + lbnr WHERE lbnr < 0"
fundet 'a number of the case skipped' "sagsnr|$s1|$ea|9|borger.by" "UPDATE femtrin.journal SET sagsnr = 20 WHERE enhed = '$ea' AND nr = 9"
fundet 'an entry twice in the commit order' 'lbnr dobbelt|||2|' \
	"INSERT INTO femtrin.adgang SELECT kommune, 2, sag, login, ret, af FROM femtrin.adgang LIMIT 1"
fundet 'a counter set back' 'taeller|||' "UPDATE femtrin.taeller SET lbnr = 5"
fundet 'a head moved' "hoved for meget|$(u 30)|$(u 11)|5|a" "UPDATE femtrin.hoved SET vist = false WHERE sag = test.u(30) AND felt = 'a'"
fundet 'a head lost' "hoved mangler|$(u 30)|$(u 11)|5|a" "DELETE FROM femtrin.hoved WHERE sag = test.u(30)"
fundet "a case's chain edited" "sagskaede|$(u 30)||" "UPDATE femtrin.sagshoved SET kaede = sha256('x') WHERE sag = test.u(30)"
fundet 'a case hidden' "sagskaede|$(u 30)||" "DELETE FROM femtrin.sagshoved WHERE sag = test.u(30)"
fundet 'access taken without a number' "adgang|$(u 21)||" "DELETE FROM femtrin.adgang_nu WHERE login = 'bent'"
fundet 'access given without a number' "adgang|$(u 30)||" "INSERT INTO femtrin.adgang_nu VALUES ('0269', 'lise', test.u(30), 'skriv')"
fundet 'a supervisor made without a number' 'adgang||||' "UPDATE femtrin.bruger SET rolle = 'leder' WHERE login = 'anna'"
fundet 'the device set back' "enhed||$ea|9|" "UPDATE femtrin.enhed SET nr = 8 WHERE enhed = '$ea'"
fundet 'the device forgotten' "enhed||$ea|9|" "DELETE FROM femtrin.enhed WHERE enhed = '$ea'"
fundet 'a refused entry edited' "vaerdi|$(u 31)|$(u 10)|2|sag.kommune" "UPDATE femtrin.afvist SET vaerdi = 'x' WHERE nr = 2 AND enhed = test.u(10)"
fundet 'an erasure of nothing' "slettet|$s1|$ea|2|" "INSERT INTO femtrin.slettet SELECT '0269', 99999, '$s1', '$ea', 2, NULL, 'x', 'x'"
lig 'and nothing of it stays' '' "$(som lise -c "SELECT * FROM femtrin.kontrol('0269')")"

# --- files, before the entries that name them
h=$(printf 'et bilag' | sha256sum | cut -c1-64)
lig 'a whole file' -1 "$(som anna -c "SELECT femtrin.fil_gem('0269', '$(u 11)', '$(u 30)', '\\x$h', 8, 0, 'et bilag')")"
lig 'sent again' -1 "$(som anna -c "SELECT femtrin.fil_gem('0269', '$(u 11)', '$(u 30)', '\\x$h', 8, 0, 'et bilag')")"
lig 'other bytes under that hash begin again' 0 "$(som anna -c "SELECT femtrin.fil_gem('0269', '$(u 11)', '$(u 31)', '\\x$h', 8, 0, 'et bilaG')")"
rummer 'a piece too long' 'FT011: FIL_FORKERT' "$(som anna -c "SELECT femtrin.fil_gem('0269', '$(u 11)', '$(u 31)', '\\x$h', 8, 0, 'et bilag.')")"
stor="decode(repeat('ab', 262144 + 10), 'hex')"
fil() {
	som anna -c "SELECT femtrin.fil_gem('0269', '$(u 11)', '$(u 30)', sha256($stor), 262154, $1, $2)"
}
lig 'two pieces, cut between them: where to go on' '1 1 1 -1' \
	"$(echo $(fil 0 "substr($stor, 1, 262144)") $(fil 0 NULL) $(fil 0 "substr($stor, 1, 262144)") $(fil 1 "substr($stor, 262145)"))"
lig 'read by whoever has the case' '2 2 2' "$(echo $(for h in bent lise anna; do som $h -c "SELECT count(*) FROM femtrin.fil_del WHERE nr = 0 AND sag = '$(u 30)'"; done))"
som anna -c "SELECT femtrin.fil_gem('0269', '$(u 11)', '$(u 25)', '\\x$h', 8, 0, 'et bilag')" >/dev/null
fundet 'a file edited' "fil|$(u 30)|||" "UPDATE femtrin.fil_del SET data = 'x' WHERE sag = test.u(30) AND nr = 1"
lig 'and by nobody else' '0 1 1' "$(echo $(for h in bent lise anna; do som $h -c "SELECT count(*) FROM femtrin.fil_del WHERE sag = '$(u 25)'"; done))"
som lise -c "SELECT femtrin.slet_fil('0269', '$(u 25)', '\\x$h', 'GDPR art. 17')" >/dev/null
lig 'a file that must go' '0|1' "$(tal "SELECT (SELECT count(*) FROM femtrin.fil WHERE sag = test.u(25)), (SELECT count(*) FROM femtrin.slettet WHERE fil IS NOT NULL)")"

# --- devices and users
rummer 'a stranger of a device' 'FT003' "$(som bent -c "SELECT femtrin.enhed_ny('0269', '$(u 11)', 'x')")"
drift -c "SELECT femtrin.enheder_saet('0269', 'bent', 0)" >/dev/null
rummer 'no more devices than allowed' 'FT009: INGEN_PLADS' "$(som bent -c "SELECT femtrin.enhed_ny('0269', '$(u 99)', 'x')")"
drift -c "SELECT femtrin.enhed_saet('0269', test.u(11), 'slet')" >/dev/null
skriv 11 true 30 30 a usendt '11:5'
rummer 'a laptop to be wiped hands in what it has: kept, not taken' 'ENHED_SPAERRET' "$(push anna 11 6 6)"
drift -c "SELECT femtrin.enhed_saet('0269', test.u(11), 'spaerret')" >/dev/null
rummer 'a stolen one hands in nothing' 'FT004: ENHED_SPAERRET' "$(push anna 11 6 6)"
drift -c "SELECT femtrin.enhed_saet('0269', test.u(11), 'aktiv')" >/dev/null
foer=$(tal "SELECT lbnr FROM femtrin.taeller")
drift -c "SELECT femtrin.bruger_saet('0269', 'bent', 'Demo Bent', 'leder', true)" >/dev/null
lig 'promoted: every case, in the feed' "$((foer + 1))|00000000-0000-0000-0000-000000000000|skriv" \
	"$(som bent -c "SELECT lbnr, sag, ret FROM femtrin.adgang WHERE lbnr > $foer AND login = 'bent'")"
# --- what a push reads does not grow with what lies there
poster "$arbejde/stor.db" 0269 fyld 6000 >"$arbejde/stor.sql"
stor=$(poster "$arbejde/stor.db" 0269 enhed </dev/null)
som anna -c "SELECT femtrin.enhed_ny('0269', '$stor', 'pc')" -f "$arbejde/stor.sql" >/dev/null
drift -c "INSERT INTO femtrin.adgang_nu (kommune, login, sag, ret)
	SELECT '0269', 'kollega', gen_random_uuid(), 'skriv' FROM generate_series(1, 5000)" >/dev/null
drift -c 'VACUUM ANALYZE' >/dev/null
laest() {
	drift -c "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_user_tables
		WHERE relname IN ('hoved_0269', 'sagshoved_0269', 'adgang_nu_0269')"
}
foer=$(laest)
sag=$(drift -c "SELECT sag FROM femtrin.journal WHERE kommune = '0269' AND enhed = '$stor' AND nr = 1")
printf '%s\t%s\tborger.felt1\tNyt\n%s\t%s\tborger.felt2\tNyt\n' "$sag" "$sag" "$sag" "$sag" |
	poster "$arbejde/stor.db" 0269 6001 >"$arbejde/to.sql"
lig 'two values are replaced' 2 "$(som anna -f "$arbejde/to.sql" | grep -c OK)"
efter=$(laest)
lig "a few heads and cases are read, not all 6,000: $((efter - foer))" 1 "$((efter > foer && efter - foer < 600))"
sidste=$(drift -c "SELECT lbnr FROM femtrin.taeller WHERE kommune = '0269'")
som anna -c "SELECT count(*) FROM femtrin.journal WHERE kommune = '0269' AND lbnr > $((sidste - 2))" >/dev/null
sleep 0.5      # what a session read is told when it has ended
lig "and to fetch, her own cases, not her colleague's 5,000: $(($(laest) - efter))" 1 "$(($(laest) - efter < 600))"
drift -c "DELETE FROM femtrin.adgang_nu WHERE login = 'kollega'" >/dev/null

drift -c "SELECT femtrin.bruger_saet('0269', 'bent', 'Demo Bent', 'noegleperson', false)" >/dev/null
rummer 'a user no longer active' 'FT005: BRUGER_UKENDT' "$(som bent -c "SELECT * FROM femtrin.hilsen('0269', '$(u 9)', 0)")"
lig 'reads nothing either' 0 "$(som bent -c "SELECT count(*) FROM femtrin.journal")"
drift -c "SELECT femtrin.skema_fra_saet('0269', 5)" >/dev/null
rummer 'what was written with older forms is taken: a laptop asks before, at hilsen' '701|' "$(skriv 8 true 25 25 a b ''; push anna 8 701 701)"
lig 'which says what the kommune takes' 5 "$(som anna -c "SELECT skema_fra FROM femtrin.hilsen('0269', '$(u 8)', 0)")"
e1=$(som anna -c 'SELECT epoke FROM femtrin.kommune')
drift -c "SELECT femtrin.epoke_ny('0269')" >/dev/null
lig 'a new epoch is another' 1 "$([ "$e1" != "$(som anna -c 'SELECT epoke FROM femtrin.kommune')" ] && echo 1)"
lig 'fetches are logged, for the supervisor alone' '1 0' "$(echo $(som lise -c "SELECT (count(*) > 2)::integer FROM femtrin.log") $(som anna -c 'SELECT count(*) FROM femtrin.log'))"
lig 'all holds at the end' '' "$(som lise -c "SELECT * FROM femtrin.kontrol('0269')")"
faerdig
