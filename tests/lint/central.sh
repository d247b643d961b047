#!/bin/bash
# The municipality's store: what would keep it from being split between servers,
# or a client from being kept out, does not stand in its SQL.
set -u
cd "$SOURCE" || exit 1
fejl=0
say() {
	printf '%s\n' "$*"
	fejl=1
}

# One line per statement-like piece, without comments and texts.
uden() {
	sed -e 's/--.*//' "$1" | tr '\n' ' ' | sed -e 's:/\*[^*]*\*\+\([^/*][^*]*\*\+\)*/: :g' -e "s/COMMENT ON [^;]*;//g"
}

# banned NAME REGEX
banned() {
	local hit
	for f in packaging/central/*.sql; do
		hit=$(uden "$f" | grep -oiE ".{0,30}($2).{0,30}" | head -3)
		[ -z "$hit" ] || say "$f: $1: $hit"
	done
}

banned 'a sequence as number' '\b(big|small)?serial\b|generated (always|by default) as identity|nextval|create sequence'
banned 'advisory locks' 'advisory'
banned 'notifications' '\b(listen|notify|pg_notify)\b'
banned 'transaction ids' 'xid8|pg_snapshot|txid_|pg_current_xact|\bxmin\b'
banned 'temporary tables' 'create (local |global )?(temp|temporary|unlogged)\b|on commit drop'
banned 'deferrable constraints' 'deferrable|initially deferred'
banned 'triggers and rules' 'create (constraint |event )?trigger|create rule'
banned 'foreign keys' 'foreign key|\breferences\b'
banned 'extensions' 'create extension|dblink|file_fdw'
banned 'exclusion constraints' '\bexclude\b'
banned 'an upsert, which no foreign table takes' 'on conflict[^;]*do update|on conflict \('
banned 'whole tables locked' 'lock table'
banned 'a setting of the client believed' 'current_setting'
banned 'the owner taken for the caller' '\bcurrent_user\b|\bcurrent_role\b'

# Every key, and every table's partition, begins with the kommune; but for the list of
# steps and the list that says where a login is to be looked for.
for f in packaging/central/*.sql; do
	uden "$f" | grep -oE '(PRIMARY KEY|UNIQUE) ?\([^)]*\)' | grep -vE '\((kommune\b|login, kommune\))' && say "$f: en nøgle uden kommune"
	uden "$f" | grep -oE 'CREATE (UNIQUE )?INDEX [^;]*' | grep -vE '\(kommune\b' && say "$f: et indeks uden kommune"
	while read -r tabel; do
		[ "$tabel" = femtrin.skema ] || [ "$tabel" = femtrin.hvor ] ||
			grep -q "^		('${tabel#femtrin.}', 'PRIMARY KEY (kommune[,)]" "$f" || say "$f: $tabel har ingen nøgle"
		[ "$tabel" = femtrin.skema ] || [ "$tabel" = femtrin.hvor ] || uden "$f" |
			grep -qE "CREATE TABLE $tabel \([^;]*PARTITION BY LIST \(kommune\)" ||
			say "$f: $tabel er ikke delt efter kommune"
	done < <(uden "$f" | grep -oE 'CREATE TABLE femtrin\.[a-z_]+ ' | sed 's/CREATE TABLE //')
done

# Every function that runs as the owner has its search_path pinned, and pg_temp last.
while read -r funktion; do
	case "$funktion" in
	*'SET search_path = pg_catalog, pg_temp'*) ;;
	*) say "uden fast search_path: $(printf '%s' "$funktion" | head -c 80)" ;;
	esac
done < <(cat packaging/central/*.sql | sed 's/--.*//' | tr '\n' ' ' |
	grep -oE 'CREATE FUNCTION [^$]*AS \$\$' | grep 'SECURITY')

# Steps are numbered without holes, and each says that it has been run.
nr=0
for f in packaging/central/[0-9]*.sql; do
	nr=$((nr + 1))
	case "$f" in
	packaging/central/$(printf %04d $nr)-*) ;;
	*) say "$f: trin $nr mangler" ;;
	esac
	grep -q "INSERT INTO femtrin.skema (version) VALUES ($nr);" "$f" || say "$f: skriver ikke version $nr"
done
exit $fejl
