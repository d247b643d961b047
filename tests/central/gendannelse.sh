#!/bin/bash
# The centre put back from a backup, by the commands of packaging/central/drift.md: no
# laptop takes it for the store it knew, none loses what it has, and each can say what the
# store lacks.
. "$SOURCE/tests/central/base.inc"
t=$arbejde/t
set -a
. "$t/drift.env"
set +a
hos() {
	local hvem=$1
	shift
	env -u PGHOST -u PGPORT -u PGUSER -u PGDATABASE $(cat "$t/$hvem.env") "$FEMTRIN" "$@" 2>&1
}
sag() {
	printf 'femtrin: 1\nborger:\n  navn: %s\n  by: Demoby\n' "$1" >"$arbejde/sag.yaml"
	hos "$2" import "$arbejde/sag.yaml" | tail -1
}
en=$(sag 'Demo Et' laptop1)
hos laptop1 sync >/dev/null
hos laptop2 sync >/dev/null

# A backup, and life goes on after it.
pg_dump -Fc femtrin >"$arbejde/kopi" || exit 1
lig 'the backup is one' 1 "$([ -s "$arbejde/kopi" ] && echo 1)"
to=$(sag 'Demo To' laptop1)
rummer 'handed in after the backup' '2 af 2 sager' "$(hos laptop1 sync)"
usendt=$(sag 'Demo Usendt' laptop1)

# The server is lost; what the manual says. The roles are still there.
psql -X -q -d postgres -c 'ALTER DATABASE femtrin RENAME TO tabt' >/dev/null 2>&1 || {
	psql -X -q -d postgres -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'femtrin'" >/dev/null
	psql -X -q -d postgres -c 'ALTER DATABASE femtrin RENAME TO tabt' >/dev/null
}
lig 'put back without a word' '' "$(pg_restore -C -d postgres "$arbejde/kopi" 2>&1)"
rummer 'brought up' 'på trin' "$("$FEMTRIN" central upgrade 2>&1)"
rummer 'it hangs together' 'hænger sammen' "$("$FEMTRIN" central check 0269 2>&1)"
rummer 'a new epoch' 'Ny epoke' "$("$FEMTRIN" central epoch 0269 2>&1)"
rummer 'its figures are those of the backup' '0269     Demo Kommune  3' "$("$FEMTRIN" central status 2>&1)"
lig 'rights came along: forced row-level security' 0 "$(psql -X -A -t -c "SELECT count(*) FROM pg_class WHERE relnamespace = 'femtrin'::regnamespace
	AND relkind IN ('r', 'p') AND relname <> 'skema' AND NOT (relrowsecurity AND relforcerowsecurity)")"
lig 'nothing for everybody' 0 "$(psql -X -A -t -c "SELECT count(*) FROM pg_proc p, aclexplode(p.proacl) a WHERE p.pronamespace = 'femtrin'::regnamespace AND a.grantee = 0")"
lig 'jit stays off, and idle sessions end' 2 "$(psql -X -A -t -c "SELECT count(*) FROM pg_db_role_setting s, unnest(s.setconfig) c
	WHERE s.setdatabase = (SELECT oid FROM pg_database WHERE datname = 'femtrin') AND c ~ '^(jit|idle_in_transaction)'" 2>&1)"

# Laptops.
rummer 'a laptop stops' 'lagt tilbage' "$(hos laptop1 sync)"
rummer 'so does one that is not behind' 'lagt tilbage' "$(hos laptop2 sync)"
lig 'nothing is gone' 3 "$(hos laptop1 list --json | grep -o '"Demo [A-Za-z]*"' | wc -l)"
sagt=$(hos laptop1 verify --central)
rummer 'it says why' 'lagt tilbage fra en sikkerhedskopi' "$sagt"
rummer 'what the store lacks' "sag $to: lageret viser den ikke længere" "$sagt"
rummer 'entry by entry' "sag $to, post" "$sagt"
lig 'not what was never sent' 0 "$(printf '%s' "$sagt" | grep -c "$usendt")"
lig 'nor what is there' 0 "$(printf '%s' "$sagt" | grep -c "$en")"
lig 'nothing was taken meanwhile' 1 "$(psql -X -A -t -c 'SELECT count(*) FROM femtrin.sagshoved')"
faerdig
