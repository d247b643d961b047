#!/bin/bash
# Rights, generated: role × table and partition × verb, functions, catalogues, and
# the tricks of somebody who holds a password and psql. Each statement is expected
# to be refused, or to show own rows alone; the list of what is allowed stands here.
. "$SOURCE/tests/central/base.inc"
drift -f "$SOURCE/tests/central/hjaelp.sql" >/dev/null

# A second kommune in the same base, with people and a case of its own; a user shut out.
drift >/dev/null <<'END'
SELECT femtrin.kommune_ny('0461', 'Fremmed Kommune');
SELECT femtrin.login_saet(l, true) FROM unnest('{fie,frode,udgaaet}'::text[]) l;
SELECT femtrin.bruger_saet('0461', 'fie', 'Demo Fie', 'noegleperson', true);
SELECT femtrin.bruger_saet('0461', 'frode', 'Demo Frode', 'leder', true);
SELECT femtrin.bruger_saet('0269', 'udgaaet', 'Demo Udgået', 'leder', false);
SELECT femtrin.enheder_saet('0461', 'fie', 9);
END
skub() {   # who, kommune, device, case
	drift -c "SELECT test.skriv($3, true, $4, $4, 'borger.navn', 'hemmelig $2 $4', '')" >/dev/null
	{
		echo "SET SESSION AUTHORIZATION $1;"
		echo "SELECT femtrin.enhed_ny('$2', '$(u "$3")', 'x');"
		drift -c "SELECT test.kald('$2', $3, 1, 1)"
		echo "SELECT femtrin.fil_gem('$2', '$(u "$3")', '$(u "$4")', sha256('$2 $4'), 7, 0, '$2 $4');"
		echo "SELECT femtrin.hentet('$2', '$(u "$3")', 0, 1, NULL);"
	} | drift >/dev/null
}
drift -c "SELECT femtrin.enheder_saet('0269', x, 9) FROM unnest('{anna,bent,lise}'::text[]) x" >/dev/null
skub anna 0269 1 11
skub bent 0269 2 12
skub fie 0461 3 13
skub fie 0461 4 14
drift >/dev/null <<'END'
SELECT femtrin.slet('0461', test.u(13), NULL, NULL, 'x');
SELECT test.skriv(1, true, 12, 12, 'a', 'afvist', '');
END
{ echo 'SET SESSION AUTHORIZATION anna;'; drift -c "SELECT test.kald('0269', 1, 2, 2)"; } | drift >/dev/null

tabeller=$(drift -c "SELECT relname FROM pg_class WHERE relnamespace = 'femtrin'::regnamespace AND relkind = 'p'")
dele=$(drift -c "SELECT relname FROM pg_class WHERE relnamespace = 'femtrin'::regnamespace AND relkind = 'r' AND relname NOT IN ('skema', 'hvor')")
lig 'tables of the store' 14 "$(echo "$tabeller" | wc -l)"
lig 'a partition of each for both kommuner' 28 "$(echo "$dele" | wc -l)"

# What each statement may end in: nul = refused; tom = runs and shows no row of
# others. The statements stand in one file per role and run in one session.
nr=0
prov() {   # refused
	nr=$((nr + 1))
	printf '\\echo #%s nul\n%s;\n' "$nr" "$1"
}
se() {     # runs, or is refused; what it shows is searched for the others' words
	nr=$((nr + 1))
	printf '\\echo #%s tom\n%s;\n' "$nr" "$1"
}
fremmed=$(u 13)
matrix() {
	local t
	for t in $tabeller; do
		se "SELECT * FROM femtrin.$t WHERE kommune = '0461'"
		se "SELECT count(*) AS antal_fremmede FROM femtrin.$t WHERE kommune = '0461' HAVING count(*) > 0"
		se "COPY (SELECT * FROM femtrin.$t WHERE kommune = '0461') TO STDOUT"
		se "SELECT t::text FROM femtrin.$t t WHERE kommune <> '0269'"
		prov "INSERT INTO femtrin.$t SELECT * FROM femtrin.$t LIMIT 1"
		prov "INSERT INTO femtrin.$t DEFAULT VALUES ON CONFLICT DO NOTHING"
		prov "UPDATE femtrin.$t SET kommune = '0269' RETURNING *"
		prov "DELETE FROM femtrin.$t RETURNING *"
		prov "TRUNCATE femtrin.$t"
		prov "COPY femtrin.$t FROM '/dev/null'"
		prov "SELECT * FROM femtrin.$t FOR UPDATE"
		prov "BEGIN; LOCK TABLE femtrin.$t IN EXCLUSIVE MODE"
		se "ROLLBACK"
		prov "ALTER TABLE femtrin.$t DISABLE ROW LEVEL SECURITY"
		prov "ALTER TABLE femtrin.$t OWNER TO session_user"
		prov "CREATE POLICY alt ON femtrin.$t USING (true)"
		se "GRANT ALL ON femtrin.$t TO PUBLIC"
		prov "CREATE INDEX ON femtrin.$t (kommune)"
		prov "CREATE TRIGGER t BEFORE INSERT ON femtrin.$t EXECUTE FUNCTION suppress_redundant_updates_trigger()"
	done
	for t in $dele; do
		prov "SELECT * FROM femtrin.$t"
		prov "COPY femtrin.$t TO STDOUT"
		prov "INSERT INTO femtrin.$t DEFAULT VALUES"
		prov "UPDATE femtrin.$t SET kommune = kommune"
		prov "DELETE FROM femtrin.$t"
		se "ANALYZE VERBOSE femtrin.$t"
	done
	prov "UPDATE femtrin.skema SET version = 9"
	prov "DELETE FROM femtrin.skema"
	prov "SELECT * FROM femtrin.hvor"
	prov "INSERT INTO femtrin.hvor VALUES (session_user, '0461')"
	prov "SELECT femtrin.mine_kommuner('leder')"
	# functions that are not for users, and the others' kommune
	prov "SELECT femtrin.kommune_ny('0999', 'x')"
	prov "SELECT femtrin.login_saet('ond', true)"
	prov "SELECT femtrin.bruger_saet('0269', 'anna', 'x', 'leder', true)"
	prov "SELECT femtrin.enheder_saet('0269', 'anna', 99)"
	prov "SELECT femtrin.enhed_saet('0269', '$(u 2)', 'spaerret')"
	prov "SELECT femtrin.epoke_ny('0269')"
	prov "SELECT femtrin.skema_fra_saet('0269', 9)"
	prov "SELECT femtrin.vagt()"
	prov "SELECT femtrin.lukkede()"
	prov "SELECT femtrin.lukkede_certifikater()"
	prov "SELECT femtrin.certifikat()"
	prov "SELECT femtrin.login_kode(session_user::text, 'SCRAM-SHA-256\$4096:x')"
	prov "SELECT * FROM femtrin.brugere('0461')"
	prov "SELECT * FROM femtrin.enheder('0461')"
	prov "SELECT * FROM femtrin.adgange('0461', '$fremmed')"
	prov "SELECT femtrin.spaerret('0461')"
	prov "SELECT * FROM femtrin.status()"
	prov "SELECT femtrin.tael('0269')"
	prov "SELECT femtrin.tael_laas('0269')"
	prov "SELECT femtrin.fejl('FT001', 'x')"
	prov "SELECT femtrin.push_svar('0461', 'aktiv', 'leder', '{1}', '{$fremmed}', '{a}', '{b}')"
	prov "SELECT femtrin.adgang_saet('0461', '$fremmed', 'fie', 'ingen')"
	prov "SELECT femtrin.adgang_saet('0461', '$fremmed', session_user::text, 'skriv')"
	prov "SELECT femtrin.adgang_flyt('0461', '$fremmed', 'fie', session_user::text)"
	prov "SELECT femtrin.slet('0461', '$fremmed', NULL, NULL, 'x')"
	prov "SELECT femtrin.slet_fil('0461', '$fremmed', sha256('0461 13'), 'x')"
	prov "SELECT * FROM femtrin.kontrol('0461')"
	prov "SELECT * FROM femtrin.hilsen('0461', '$(u 1)', 0)"
	prov "SELECT femtrin.enhed_ny('0461', '$(u 77)', 'x')"
	prov "SELECT femtrin.hentet('0461', '$(u 3)', 0, 1, NULL)"
	prov "SELECT femtrin.fil_gem('0461', '$(u 3)', '$fremmed', sha256('x'), 1, 0, 'x')"
	prov "SELECT * FROM femtrin.push('0461', '$(u 3)', '{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}','{}')"
	# becoming somebody else
	for t in femtrin_ejer femtrin_drift postgres fie frode pg_read_all_data pg_write_all_data pg_monitor; do
		prov "SET ROLE $t"
		prov "SET SESSION AUTHORIZATION $t"
		prov "GRANT $t TO CURRENT_USER"
		prov "ALTER ROLE $t PASSWORD 'x'"
		prov "DROP ROLE $t"
		prov "REASSIGN OWNED BY $t TO CURRENT_USER"
	done
	se "BEGIN; SELECT set_config('femtrin.kommune', '0461', false); SELECT set_config('role', 'femtrin_bruger', false); SELECT * FROM femtrin.journal WHERE kommune = '0461'; ROLLBACK"
	prov "SET row_security = off; SELECT * FROM femtrin.journal"
	se "RESET row_security"
	prov "ALTER ROLE CURRENT_USER SUPERUSER"
	prov "ALTER ROLE CURRENT_USER BYPASSRLS"
	prov "ALTER ROLE CURRENT_USER CREATEROLE"
	prov "ALTER ROLE CURRENT_USER CONNECTION LIMIT 99"
	prov "SET session_replication_role = replica"
	prov "SET log_statement = 'none'"
	# making things, code, files
	for t in "TABLE x (a int)" "TEMP TABLE x (a int)" "TABLE public.x (a int)" "TABLE femtrin.x (a int)" \
		"SCHEMA x" "VIEW femtrin.x AS SELECT 1" "TEMP VIEW x AS SELECT 1" "SEQUENCE public.x" "TEMP SEQUENCE x" \
		"TYPE public.x AS (a int)" "DOMAIN public.x AS text" "EXTENSION dblink SCHEMA femtrin" "EXTENSION postgres_fdw SCHEMA femtrin" \
		"EXTENSION file_fdw SCHEMA femtrin" "EXTENSION pgcrypto SCHEMA femtrin" "SERVER x FOREIGN DATA WRAPPER y" "DATABASE x" "ROLE x" \
		"TABLESPACE x LOCATION '/tmp'" "PUBLICATION x" "EVENT TRIGGER x ON ddl_command_start EXECUTE FUNCTION y()" \
		"FUNCTION public.x() RETURNS int LANGUAGE sql AS 'SELECT 1'" \
		"FUNCTION pg_temp.x() RETURNS int LANGUAGE sql AS 'SELECT 1'" \
		"FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT \$1'" \
		"OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)" \
		"CAST (text AS uuid) WITH INOUT" "LANGUAGE c" "COLLATION public.x FROM \"C\""; do
		prov "CREATE $t"
	done
	prov "DO \$\$ BEGIN NULL; END \$\$"
	prov "DO LANGUAGE sql 'SELECT 1'"
	prov "SELECT lo_create(0)"
	prov "SELECT lo_from_bytea(0, 'x')"
	prov "SELECT lo_import('/etc/passwd')"
	prov "SELECT pg_read_file('/etc/passwd')"
	prov "SELECT pg_ls_dir('.')"
	prov "SELECT pg_stat_file('PG_VERSION')"
	prov "COPY (SELECT 1) TO '/tmp/x'"
	prov "COPY (SELECT 1) TO PROGRAM 'cat'"
	prov "SELECT * FROM pg_authid"
	prov "SELECT * FROM pg_hba_file_rules"
	prov "SELECT * FROM pg_file_settings"
	prov "SELECT pg_reload_conf()"
	prov "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() LIMIT 1"
	prov "ALTER SYSTEM SET fsync = off"
	prov "ALTER DATABASE femtrin SET jit = on"
	prov "COMMENT ON TABLE femtrin.journal IS 'x'"
	prov "REFRESH MATERIALIZED VIEW femtrin.journal"
	prov "DROP FUNCTION femtrin.mine_sager()"
	prov "ALTER FUNCTION femtrin.mine_sager() SECURITY INVOKER"
	prov "DROP SCHEMA femtrin CASCADE"
	# asking round the policies
	se "EXPLAIN (ANALYZE, VERBOSE, COSTS off, TIMING off) SELECT vaerdi FROM femtrin.journal WHERE kommune = '0461'"
	se "SELECT * FROM pg_stats WHERE schemaname = 'femtrin'"
	se "SELECT query FROM pg_stat_activity WHERE usename <> session_user"
	se "SELECT * FROM femtrin.journal WHERE vaerdi LIKE 'hem%' AND 1 / (CASE WHEN kommune = '0461' THEN 0 ELSE 1 END) = 1"
	se "SELECT j.* FROM femtrin.journal j JOIN femtrin.sagshoved h ON true WHERE j.kommune = '0461' OR h.kommune = '0461'"
	se "SELECT (SELECT string_agg(vaerdi, ',') FROM femtrin.journal WHERE sag = '$fremmed')"
	se "SELECT query_to_xml('SELECT * FROM femtrin.journal WHERE kommune = ''0461''', true, false, '')"
	se "SELECT table_to_xml('femtrin.journal_0461', true, false, '')"
	se "SELECT schema_to_xml('femtrin', true, false, '')"
	se "DECLARE c CURSOR WITH HOLD FOR SELECT * FROM femtrin.fil_del WHERE kommune = '0461'; FETCH ALL c; CLOSE c"
	se "PREPARE p AS SELECT * FROM femtrin.bruger WHERE login LIKE 'f%'; EXECUTE p; DEALLOCATE p"
	se "SELECT * FROM femtrin.journal TABLESAMPLE SYSTEM (100) WHERE kommune = '0461'"
}
matrix >"$arbejde/alle.sql"

# Marks each statement's end with its SQLSTATE.
sed 's/^\([^\\].*\);$/\1;\n\\echo =:SQLSTATE/' "$arbejde/alle.sql" >"$arbejde/m.sql"

# The same statements by two roles over the net: a caseworker and a supervisor of 0269.
for hvem in anna lise; do
	som "$hvem" -v ON_ERROR_STOP=0 -f "$arbejde/m.sql" >"$arbejde/$hvem.ud"
	antal=$((antal + nr))
	# refused = an SQLSTATE of privilege, unknown object or role, own error, RLS
	awk -v hvem="$hvem" '
		/^#/ { split($0, a, " "); nr = substr(a[1], 2); slags = a[2]; svar = ""; next }
		/^=/ {
			kode = substr($0, 2)
			if (slags == "nul" && kode == "00000") { print hvem ": lykkedes: " nr; fejl = 1 }
			if (slags == "nul" && kode !~ /^(42501|FT0|42P01|42704|42883|0LP01|55P02|42809|0A000|428C9|42939|3F000|2BP01)/) { print hvem ": uventet " kode ": " nr; fejl = 1 }
			next
		}
		END { exit fejl }' "$arbejde/$hvem.ud" >"$arbejde/$hvem.fejl" || {
		while read -r linje; do
			echo "FEJL: $linje: $(grep -A1 "^.echo #${linje##* } " "$arbejde/alle.sql" | tail -1)"
		done <"$arbejde/$hvem.fejl"
		fejl=1
	}
	lig "$hvem sees no word of the other kommune" '' "$(grep -E 'hemmelig 0461|0461 13|Fremmed|Demo F(ie|rode)|antal_fremmede' "$arbejde/$hvem.ud" | grep -v 'ERROR\|LINE\|DETAIL\|STATEMENT\|^psql' | head -3)"
done
rummer 'the control: who may, finds the words searched for' 'hemmelig 0461 14' \
	"$(printf 'SET SESSION AUTHORIZATION frode;\nSELECT * FROM femtrin.journal;\n' | drift)"
rummer 'a kommune is four digits' 'four digits' "$(drift -c "SELECT femtrin.kommune_ny('0''; DROP', 'x')")"
rummer 'a login is a plain word' 'small letter' "$(drift -c "SELECT femtrin.login_saet('x\" SUPERUSER', true)")"
rummer 'and no role of ours' 'small letter' "$(drift -c "SELECT femtrin.login_saet('femtrin_ejer', true)")"
if [ "$nr" -lt 500 ]; then
	echo "FEJL: kun $nr sætninger"
	fejl=1
fi

# --- what they may see, table by table: rows of 0269 for (anna, lise, somebody shut out)
ser() {
	local t r
	for t in $tabeller; do
		r=$(for h in anna lise udgaaet; do
			printf 'SET SESSION AUTHORIZATION %s;\nSELECT count(*) FROM femtrin.%s;\n' "$h" "$t" | drift
		done | tr '\n' ' ')
		echo "$t ${r% }"
	done
}
lig 'who sees how many rows of what' "adgang 1 3 0
adgang_nu 1 2 0
afvist 1 1 0
bruger 1 4 0
enhed 1 2 0
fil 1 2 0
fil_del 1 2 0
hoved 1 2 0
journal 1 2 0
kommune 1 1 0
log 0 4 0
sagshoved 1 2 0
slettet 0 0 0
taeller 1 1 0" "$(ser | sort)"

# --- the documentation of the tables
lig 'every table and column is commented' '' "$(drift -c "SELECT c.relname, a.attname FROM pg_class c
	JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum >= 0 AND NOT a.attisdropped
	WHERE c.relnamespace = 'femtrin'::regnamespace AND (c.relkind = 'p' OR c.relname = 'skema')
	AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid, 'pg_class') IS NULL)")"
lig 'every function is commented' '' "$(drift -c "SELECT p.oid::regprocedure FROM pg_proc p
	WHERE p.pronamespace = 'femtrin'::regnamespace AND obj_description(p.oid, 'pg_proc') IS NULL")"
lig 'every key of the store begins with kommune' '' "$(drift -c "SELECT i.indexrelid::regclass FROM pg_index i
	JOIN pg_class c ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
	WHERE c.relnamespace = 'femtrin'::regnamespace AND c.relname NOT IN ('skema', 'hvor') AND a.attname <> 'kommune'")"
lig 'no trigger, foreign key, deferrable constraint or sequence' '' "$(drift -c "
	SELECT conname FROM pg_constraint WHERE connamespace = 'femtrin'::regnamespace AND (contype = 'f' OR condeferrable)
	UNION ALL SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'femtrin'::regnamespace
	UNION ALL SELECT relname FROM pg_class WHERE relnamespace = 'femtrin'::regnamespace AND relkind = 'S'")"
lig 'every table is under forced row-level security' '' "$(drift -c "SELECT relname FROM pg_class
	WHERE relnamespace = 'femtrin'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'skema'
	AND NOT (relrowsecurity AND relforcerowsecurity)")"
lig 'nothing has been granted to everybody' '' "$(drift -c "SELECT c.relname FROM pg_class c, aclexplode(c.relacl) a
	WHERE c.relnamespace = 'femtrin'::regnamespace AND a.grantee = 0")"
lig 'nobody logs in as the owner' f "$(drift -c "SELECT rolcanlogin OR rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = 'femtrin_ejer'")"
lig 'no function is for everybody' '' "$(drift -c "SELECT p.oid::regprocedure FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
	WHERE p.pronamespace = 'femtrin'::regnamespace AND a.grantee = 0")"
lig 'steps run again change nothing' '' "$(env $(cat "$arbejde/t/drift.env") "$SOURCE/packaging/central/opgrader" 2>&1)"
drift -c "INSERT INTO femtrin.skema VALUES (99)" >/dev/null
rummer 'a newer store is refused' 'nyere Femtrin' "$(env $(cat "$arbejde/t/drift.env") "$SOURCE/packaging/central/opgrader" 2>&1)"
faerdig
