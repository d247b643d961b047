-- Step 1 of the municipality's store: roles, tables, who may read which row.
-- Run by `opgrader` as a superuser, in one transaction. PostgreSQL 15 or newer.
--
-- Every key begins with `kommune` and every table is partitioned by it (skema and hvor
-- apart, which are small and the same everywhere), so that a kommune can be moved to a
-- server of its own as it stands: drift.md. Nothing here uses a sequence as a cursor,
-- advisory locks, NOTIFY, transaction ids, temporary or foreign tables, triggers,
-- deferrable or cross-kommune constraints, or an upsert.

-- ------------------------------------------------------------------ roles
-- femtrin_ejer    owns everything, logs in nowhere
-- femtrin_bruger  every caseworker and supervisor is a member: reads, and calls push
-- femtrin_drift   runs the store: users, devices, status; sees no case by it
DO $$
DECLARE
	rolle text;
BEGIN
	FOREACH rolle IN ARRAY ARRAY['femtrin_ejer', 'femtrin_bruger', 'femtrin_drift'] LOOP
		IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = rolle) THEN
			EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE '
				       'NOREPLICATION NOBYPASSRLS', rolle);
		END IF;
	END LOOP;
	EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
	EXECUTE format('GRANT CONNECT ON DATABASE %I TO femtrin_bruger, femtrin_drift',
		       current_database());
	EXECUTE format('ALTER DATABASE %I SET idle_in_transaction_session_timeout = ''10s''',
		       current_database());
	EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
END $$;
GRANT pg_signal_backend, pg_read_all_stats TO femtrin_drift;
GRANT pg_read_all_stats TO femtrin_ejer;         -- femtrin.certifikat
GRANT SET ON PARAMETER log_statement, log_parameter_max_length TO femtrin_drift;   -- femtrin.login_saet

-- What every login of a fresh database may do, and none of ours needs.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid),
	pg_catalog.lo_from_bytea(oid, bytea), pg_catalog.lo_open(oid, integer),
	pg_catalog.lowrite(integer, bytea), pg_catalog.lo_put(oid, bigint, bytea),
	pg_catalog.lo_unlink(oid), pg_catalog.lo_truncate(integer, integer),
	pg_catalog.lo_truncate64(integer, bigint) FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql, sql TO femtrin_ejer;

CREATE SCHEMA femtrin AUTHORIZATION femtrin_ejer;
SET LOCAL ROLE femtrin_ejer;
SET LOCAL search_path = pg_catalog;
GRANT USAGE ON SCHEMA femtrin TO femtrin_bruger, femtrin_drift;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
COMMENT ON SCHEMA femtrin IS 'The municipality''s store of Femtrin';

-- ------------------------------------------------------------------ tables

CREATE TABLE femtrin.skema (
	version  integer PRIMARY KEY,
	koert    timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE femtrin.skema IS 'Steps that have been run; the same in every kommune';
COMMENT ON COLUMN femtrin.skema.version IS 'number of the step, as in its file''s name';
COMMENT ON COLUMN femtrin.skema.koert IS 'when it was run';

CREATE TABLE femtrin.kommune (
	kommune  text NOT NULL CHECK (kommune ~ '^[0-9]{4}$'),
	navn     text NOT NULL,
	epoke    uuid NOT NULL,
	skema_fra bigint NOT NULL DEFAULT 0,
	oprettet timestamptz NOT NULL DEFAULT now()
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.kommune IS 'One row per municipality: its settings';
COMMENT ON COLUMN femtrin.kommune.kommune IS 'municipality code, four digits';
COMMENT ON COLUMN femtrin.kommune.navn IS 'its name';
COMMENT ON COLUMN femtrin.kommune.epoke IS 'changes when the store was put back from a backup: a laptop that knows another stops';
COMMENT ON COLUMN femtrin.kommune.skema_fra IS 'oldest version of the forms that a laptop may come with, which it asks for at hilsen; what it wrote with older ones is taken; 0 = any';
COMMENT ON COLUMN femtrin.kommune.oprettet IS 'when the kommune was taken in';

CREATE TABLE femtrin.taeller (
	kommune  text NOT NULL,
	lbnr     bigint NOT NULL DEFAULT 0
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.taeller IS 'The commit order: one row, locked from the numbering to the commit, so that no number appears after a greater one';
COMMENT ON COLUMN femtrin.taeller.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.taeller.lbnr IS 'last number given: to an entry, a change of access or an erasure';

CREATE TABLE femtrin.bruger (
	kommune  text NOT NULL,
	login    text NOT NULL,
	navn     text NOT NULL,
	rolle    text NOT NULL CHECK (rolle IN ('noegleperson', 'leder')),
	aktiv    boolean NOT NULL DEFAULT true,
	enheder  integer NOT NULL DEFAULT 1 CHECK (enheder >= 0),
	oprettet timestamptz NOT NULL DEFAULT now()
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.bruger IS 'Who works here';
COMMENT ON COLUMN femtrin.bruger.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.bruger.login IS 'the PostgreSQL role, which is the certificate''s CN too';
COMMENT ON COLUMN femtrin.bruger.navn IS 'the person''s name';
COMMENT ON COLUMN femtrin.bruger.rolle IS 'noegleperson: her cases and those given to her; leder: every case of the kommune';
COMMENT ON COLUMN femtrin.bruger.aktiv IS 'false: nothing is read or written any more';
COMMENT ON COLUMN femtrin.bruger.enheder IS 'devices that may still register themselves';
COMMENT ON COLUMN femtrin.bruger.oprettet IS 'when the login was made';

CREATE TABLE femtrin.hvor (
	login    text NOT NULL,
	kommune  text NOT NULL,
	PRIMARY KEY (login, kommune)
);
COMMENT ON TABLE femtrin.hvor IS 'In which kommuner a login has a row in bruger: where to look, so that no question goes through all of them. With skema the one table that is not parted; small, the same on every server';
COMMENT ON COLUMN femtrin.hvor.login IS 'as in bruger';
COMMENT ON COLUMN femtrin.hvor.kommune IS 'municipality code';

CREATE TABLE femtrin.enhed (
	kommune  text NOT NULL,
	enhed    uuid NOT NULL,
	bruger   text NOT NULL,
	navn     text NOT NULL,
	tilstand text NOT NULL DEFAULT 'aktiv' CHECK (tilstand IN ('aktiv', 'slet', 'spaerret')),
	nr       bigint NOT NULL DEFAULT 0,
	hash     bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
	hentet   bigint NOT NULL DEFAULT 0,
	certifikater text[] NOT NULL DEFAULT '{}',
	oprettet timestamptz NOT NULL DEFAULT now(),
	set      timestamptz
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.enhed IS 'The laptops; one store is one device';
COMMENT ON COLUMN femtrin.enhed.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.enhed.enhed IS 'the store''s device UUID';
COMMENT ON COLUMN femtrin.enhed.bruger IS 'login that it belongs to';
COMMENT ON COLUMN femtrin.enhed.navn IS 'what people call the laptop';
COMMENT ON COLUMN femtrin.enhed.tilstand IS 'aktiv; slet: it may hand in what it has, kept as refused, and is then to wipe itself; spaerret: nothing is taken from it';
COMMENT ON COLUMN femtrin.enhed.nr IS 'its last number here, accepted or refused';
COMMENT ON COLUMN femtrin.enhed.hash IS 'chain hash of that entry; 32 zero bytes before the first';
COMMENT ON COLUMN femtrin.enhed.hentet IS 'lbnr up to which it says it has applied everything';
COMMENT ON COLUMN femtrin.enhed.certifikater IS 'serial and issuer of the certificates it has come with: spaerret shuts out whoever comes with one of them';
COMMENT ON COLUMN femtrin.enhed.oprettet IS 'when it was registered';
COMMENT ON COLUMN femtrin.enhed.set IS 'last contact';

CREATE TABLE femtrin.journal (
	kommune  text NOT NULL,
	lbnr     bigint NOT NULL,
	enhed    uuid NOT NULL,
	nr       bigint NOT NULL,
	gruppe   bigint NOT NULL,
	tid      bigint NOT NULL,
	bruger   text NOT NULL,
	sag      uuid NOT NULL,
	objekt   uuid NOT NULL,
	felt     text NOT NULL,
	vaerdi   text,
	salt     bytea,
	vhash    bytea NOT NULL,
	afloeser bytea NOT NULL,
	skema    bigint NOT NULL,
	forrige  bytea NOT NULL,
	hash     bytea NOT NULL,
	sagsnr   bigint NOT NULL,
	login    text NOT NULL,
	modtaget timestamptz NOT NULL DEFAULT now()
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.journal IS 'Every accepted entry, as in the laptop''s journal (core/journal/post.h); appended to, never changed but for a lawful erasure';
COMMENT ON COLUMN femtrin.journal.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.journal.lbnr IS 'commit order in the kommune, shared with adgang and slettet, without holes';
COMMENT ON COLUMN femtrin.journal.enhed IS 'device that made it';
COMMENT ON COLUMN femtrin.journal.nr IS 'the device''s own number';
COMMENT ON COLUMN femtrin.journal.gruppe IS 'number of the first entry of the same act';
COMMENT ON COLUMN femtrin.journal.tid IS 'hybrid clock, ms << 16 | counter; decides nothing';
COMMENT ON COLUMN femtrin.journal.bruger IS 'who, as the laptop says';
COMMENT ON COLUMN femtrin.journal.sag IS 'case UUID';
COMMENT ON COLUMN femtrin.journal.objekt IS 'object in it; the case itself: the same UUID';
COMMENT ON COLUMN femtrin.journal.felt IS 'field key; slettet removes the object';
COMMENT ON COLUMN femtrin.journal.vaerdi IS 'canonical text; NULL = emptied, or blanked (salt is NULL too)';
COMMENT ON COLUMN femtrin.journal.salt IS '16 random bytes; NULL = the value was blanked because the law says so';
COMMENT ON COLUMN femtrin.journal.vhash IS 'SHA-256(salt, value)';
COMMENT ON COLUMN femtrin.journal.afloeser IS 'entries that this one replaces, 24 bytes each (device, number big-endian), sorted; a removal names the heads of its object''s fields too';
COMMENT ON COLUMN femtrin.journal.skema IS 'version of the forms';
COMMENT ON COLUMN femtrin.journal.forrige IS 'hash of the device''s entry before it, accepted or refused; 32 zero bytes for the first. Who may not see that entry verifies this one by it';
COMMENT ON COLUMN femtrin.journal.hash IS 'the device''s chain';
COMMENT ON COLUMN femtrin.journal.sagsnr IS 'number in the case, 1, 2, 3 … without holes';
COMMENT ON COLUMN femtrin.journal.login IS 'session_user that handed it in';
COMMENT ON COLUMN femtrin.journal.modtaget IS 'when it came in';

CREATE TABLE femtrin.afvist (
	kommune  text NOT NULL,
	enhed    uuid NOT NULL,
	nr       bigint NOT NULL,
	gruppe   bigint NOT NULL,
	tid      bigint NOT NULL,
	bruger   text NOT NULL,
	sag      uuid NOT NULL,
	objekt   uuid NOT NULL,
	felt     text NOT NULL,
	vaerdi   text,
	salt     bytea,
	vhash    bytea NOT NULL,
	afloeser bytea NOT NULL,
	skema    bigint NOT NULL,
	forrige  bytea NOT NULL,
	hash     bytea NOT NULL,
	grund    text NOT NULL,
	login    text NOT NULL,
	modtaget timestamptz NOT NULL DEFAULT now()
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.afvist IS 'Refused entries: kept, and their device numbers used up, so that a queue never stops';
COMMENT ON COLUMN femtrin.afvist.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.afvist.enhed IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.nr IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.gruppe IS 'as in journal; an act is refused whole';
COMMENT ON COLUMN femtrin.afvist.tid IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.bruger IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.sag IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.objekt IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.felt IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.vaerdi IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.salt IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.vhash IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.afloeser IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.skema IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.forrige IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.hash IS 'as in journal';
COMMENT ON COLUMN femtrin.afvist.grund IS 'INGEN_ADGANG, ANDEN_KOMMUNE, ENHED_SPAERRET';
COMMENT ON COLUMN femtrin.afvist.login IS 'session_user that handed it in';
COMMENT ON COLUMN femtrin.afvist.modtaget IS 'when it came in';

CREATE TABLE femtrin.sagshoved (
	kommune  text NOT NULL,
	sag      uuid NOT NULL,
	sagsnr   bigint NOT NULL,
	kaede    bytea NOT NULL,
	lbnr     bigint NOT NULL,
	opretter text NOT NULL
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.sagshoved IS 'One row per case: how far it is, and its chain';
COMMENT ON COLUMN femtrin.sagshoved.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.sagshoved.sag IS 'case UUID';
COMMENT ON COLUMN femtrin.sagshoved.sagsnr IS 'entries in it';
COMMENT ON COLUMN femtrin.sagshoved.kaede IS 'SHA-256(the chain before, 32 zero bytes first, entry.hash), entry by entry in the order of sagsnr';
COMMENT ON COLUMN femtrin.sagshoved.lbnr IS 'of its last entry';
COMMENT ON COLUMN femtrin.sagshoved.opretter IS 'login that began it';

CREATE TABLE femtrin.hoved (
	kommune  text NOT NULL,
	sag      uuid NOT NULL,
	objekt   uuid NOT NULL,
	felt     text NOT NULL,
	enhed    uuid NOT NULL,
	nr       bigint NOT NULL,
	vist     boolean NOT NULL
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.hoved IS 'Heads: of each field the entries that no other replaces';
COMMENT ON COLUMN femtrin.hoved.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.hoved.sag IS 'case UUID';
COMMENT ON COLUMN femtrin.hoved.objekt IS 'object UUID';
COMMENT ON COLUMN femtrin.hoved.felt IS 'field key';
COMMENT ON COLUMN femtrin.hoved.enhed IS 'the entry: its device';
COMMENT ON COLUMN femtrin.hoved.nr IS '… and its number';
COMMENT ON COLUMN femtrin.hoved.vist IS 'the one that is shown; moves only to an entry that replaces the shown one';

CREATE TABLE femtrin.adgang (
	kommune  text NOT NULL,
	lbnr     bigint NOT NULL,
	sag      uuid NOT NULL,
	login    text NOT NULL,
	ret      text NOT NULL CHECK (ret IN ('skriv', 'laes', 'ingen')),
	af       text NOT NULL,
	tid      timestamptz NOT NULL DEFAULT now()
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.adgang IS 'Every change of access, in the feed: given, taken, moved';
COMMENT ON COLUMN femtrin.adgang.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.adgang.lbnr IS 'its number in the commit order';
COMMENT ON COLUMN femtrin.adgang.sag IS 'case UUID; all zero = every case of the kommune (became or ceased to be leder)';
COMMENT ON COLUMN femtrin.adgang.login IS 'whose access';
COMMENT ON COLUMN femtrin.adgang.ret IS 'from now on';
COMMENT ON COLUMN femtrin.adgang.af IS 'login that changed it; of a new case its creator';
COMMENT ON COLUMN femtrin.adgang.tid IS 'when';

CREATE TABLE femtrin.adgang_nu (
	kommune  text NOT NULL,
	login    text NOT NULL,
	sag      uuid NOT NULL,
	ret      text NOT NULL CHECK (ret IN ('skriv', 'laes'))
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.adgang_nu IS 'Access as it stands: the last row of adgang for each login and case that is not ingen';
COMMENT ON COLUMN femtrin.adgang_nu.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.adgang_nu.login IS 'who';
COMMENT ON COLUMN femtrin.adgang_nu.sag IS 'case UUID';
COMMENT ON COLUMN femtrin.adgang_nu.ret IS 'may write, or read alone';

CREATE TABLE femtrin.slettet (
	kommune  text NOT NULL,
	lbnr     bigint NOT NULL,
	sag      uuid NOT NULL,
	enhed    uuid,
	nr       bigint,
	fil      bytea,
	grundlag text NOT NULL,
	af       text NOT NULL,
	tid      timestamptz NOT NULL DEFAULT now()
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.slettet IS 'Lawful erasures, in the feed: every laptop blanks the same value';
COMMENT ON COLUMN femtrin.slettet.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.slettet.lbnr IS 'its number in the commit order';
COMMENT ON COLUMN femtrin.slettet.sag IS 'case UUID';
COMMENT ON COLUMN femtrin.slettet.enhed IS 'the blanked entry: its device; NULL when it is a file';
COMMENT ON COLUMN femtrin.slettet.nr IS '… and its number';
COMMENT ON COLUMN femtrin.slettet.fil IS 'hash of a file whose bytes were taken out; NULL when it is an entry';
COMMENT ON COLUMN femtrin.slettet.grundlag IS 'the provision it rests on; no personal data';
COMMENT ON COLUMN femtrin.slettet.af IS 'login';
COMMENT ON COLUMN femtrin.slettet.tid IS 'when';

CREATE TABLE femtrin.fil (
	kommune  text NOT NULL,
	sag      uuid NOT NULL,
	hash     bytea NOT NULL,
	laengde  bigint NOT NULL,
	hel      boolean NOT NULL DEFAULT false,
	login    text NOT NULL,
	modtaget timestamptz NOT NULL DEFAULT now()
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.fil IS 'Files that entries name by hash, once per case';
COMMENT ON COLUMN femtrin.fil.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.fil.sag IS 'case UUID';
COMMENT ON COLUMN femtrin.fil.hash IS 'SHA-256 of all of it';
COMMENT ON COLUMN femtrin.fil.laengde IS 'bytes';
COMMENT ON COLUMN femtrin.fil.hel IS 'all pieces are here and their hash was checked';
COMMENT ON COLUMN femtrin.fil.login IS 'who handed it in first';
COMMENT ON COLUMN femtrin.fil.modtaget IS 'when';

CREATE TABLE femtrin.fil_del (
	kommune  text NOT NULL,
	sag      uuid NOT NULL,
	hash     bytea NOT NULL,
	nr       integer NOT NULL,
	data     bytea NOT NULL
) PARTITION BY LIST (kommune);
ALTER TABLE femtrin.fil_del ALTER COLUMN data SET STORAGE EXTERNAL;
COMMENT ON TABLE femtrin.fil_del IS 'The bytes of fil in pieces of 256 KiB, the last one shorter';
COMMENT ON COLUMN femtrin.fil_del.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.fil_del.sag IS 'fil.sag';
COMMENT ON COLUMN femtrin.fil_del.hash IS 'fil.hash';
COMMENT ON COLUMN femtrin.fil_del.nr IS '0, 1, 2 …';
COMMENT ON COLUMN femtrin.fil_del.data IS 'its bytes';

CREATE TABLE femtrin.log (
	kommune  text NOT NULL,
	tid      timestamptz NOT NULL,
	id       uuid NOT NULL,
	login    text NOT NULL,
	enhed    uuid,
	hvad     text NOT NULL,
	fra      bigint NOT NULL,
	til      bigint NOT NULL,
	sager    uuid[]
) PARTITION BY LIST (kommune);
COMMENT ON TABLE femtrin.log IS 'Who fetched what: written by the calls that begin and end a fetch';
COMMENT ON COLUMN femtrin.log.kommune IS 'municipality code';
COMMENT ON COLUMN femtrin.log.tid IS 'when';
COMMENT ON COLUMN femtrin.log.id IS 'random, tells rows of the same moment apart';
COMMENT ON COLUMN femtrin.log.login IS 'session_user';
COMMENT ON COLUMN femtrin.log.enhed IS 'device';
COMMENT ON COLUMN femtrin.log.hvad IS 'hilsen: a fetch began; hentet: it was applied; meldt: a device registered';
COMMENT ON COLUMN femtrin.log.fra IS 'everything above this lbnr was asked for';
COMMENT ON COLUMN femtrin.log.til IS 'last lbnr then';
COMMENT ON COLUMN femtrin.log.sager IS 'cases that were fetched, as the laptop says; NULL at hilsen';

-- The keys stand on each kommune's own partition: with one on the parent, no
-- partition of it could lie on another server.
CREATE FUNCTION femtrin.noegler() RETURNS TABLE (tabel text, noegle text)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ VALUES
		('kommune', 'PRIMARY KEY (kommune)'),
		('taeller', 'PRIMARY KEY (kommune)'),
		('bruger', 'PRIMARY KEY (kommune, login)'),
		('enhed', 'PRIMARY KEY (kommune, enhed)'),
		('journal', 'PRIMARY KEY (kommune, lbnr)'),
		('journal', 'UNIQUE (kommune, enhed, nr)'),
		('journal', 'UNIQUE (kommune, sag, sagsnr)'),
		('afvist', 'PRIMARY KEY (kommune, enhed, nr)'),
		('sagshoved', 'PRIMARY KEY (kommune, sag)'),
		('hoved', 'PRIMARY KEY (kommune, sag, objekt, felt, enhed, nr)'),
		('adgang', 'PRIMARY KEY (kommune, lbnr)'),
		('adgang_nu', 'PRIMARY KEY (kommune, login, sag)'),
		('slettet', 'PRIMARY KEY (kommune, lbnr)'),
		('fil', 'PRIMARY KEY (kommune, sag, hash)'),
		('fil_del', 'PRIMARY KEY (kommune, sag, hash, nr)'),
		('log', 'PRIMARY KEY (kommune, tid, id)')
$$;
COMMENT ON FUNCTION femtrin.noegler() IS 'The keys of each table; all begin with kommune';

-- ------------------------------------------------------------------ who reads what
-- Questions that the policies ask, once per statement: the caller is session_user,
-- which no setting of the client changes. Each looks into the kommuner of the caller
-- alone: with a kommune as a constant, the others' partitions are not even opened.
CREATE FUNCTION femtrin.certifikat() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
AS $$ SELECT s.client_serial || ' ' || s.issuer_dn FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid() $$;
COMMENT ON FUNCTION femtrin.certifikat() IS 'The certificate the caller came with: serial and issuer';

CREATE FUNCTION femtrin.spaerret(p_kommune text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
SET plan_cache_mode = force_custom_plan
AS $$ BEGIN
	IF NOT EXISTS (SELECT FROM femtrin.enhed e WHERE e.kommune = p_kommune
		AND e.bruger = session_user::text COLLATE "default" AND e.tilstand = 'spaerret') THEN
		RETURN false;   -- and the certificate was not even looked up
	END IF;
	RETURN EXISTS (SELECT FROM femtrin.enhed e WHERE e.kommune = p_kommune
		AND e.bruger = session_user::text COLLATE "default" AND e.tilstand = 'spaerret'
		AND femtrin.certifikat() = ANY (e.certifikater));
END $$;
COMMENT ON FUNCTION femtrin.spaerret(text) IS 'Did the caller come with the certificate of a laptop that is shut out?';

CREATE FUNCTION femtrin.mine_kommuner(p_rolle text) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
	k text;
BEGIN
	FOR k IN SELECT h.kommune FROM femtrin.hvor h WHERE h.login = session_user::text COLLATE "default" LOOP
		IF EXISTS (SELECT FROM femtrin.bruger b WHERE b.kommune = k AND b.login = session_user::text COLLATE "default"
			AND b.aktiv AND b.rolle = coalesce(p_rolle, b.rolle)) AND NOT femtrin.spaerret(k) THEN
			RETURN NEXT k;
		END IF;
	END LOOP;
END $$;
COMMENT ON FUNCTION femtrin.mine_kommuner(text) IS 'Kommuner in which the caller is an active user in that role (NULL = any), on a laptop that is not shut out';

CREATE FUNCTION femtrin.mine_kommuner() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
AS $$ SELECT femtrin.mine_kommuner(NULL) $$;
COMMENT ON FUNCTION femtrin.mine_kommuner() IS 'For the policies: kommuner of the caller';

CREATE FUNCTION femtrin.ledede_kommuner() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
AS $$ SELECT femtrin.mine_kommuner('leder') $$;
COMMENT ON FUNCTION femtrin.ledede_kommuner() IS 'For the policies: those that the caller leads';

CREATE FUNCTION femtrin.mine_sager() RETURNS TABLE (kommune text, sag uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
DECLARE
	k text;
BEGIN
	FOR k IN SELECT femtrin.mine_kommuner(NULL) LOOP
		RETURN QUERY SELECT a.kommune, a.sag FROM femtrin.adgang_nu a
			WHERE a.kommune = k AND a.login = session_user::text COLLATE "default";
	END LOOP;
END $$;
COMMENT ON FUNCTION femtrin.mine_sager() IS 'Cases the caller may read as a caseworker';
GRANT EXECUTE ON FUNCTION femtrin.mine_kommuner(), femtrin.ledede_kommuner(), femtrin.mine_sager()
	TO femtrin_bruger;

-- Each table, and the partitions made later (kommune_ny), is closed to everybody;
-- the owner's policy serves the functions below alone, for nobody logs in as it.
DO $$
DECLARE
	t text;
BEGIN
	FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		 WHERE n.nspname = 'femtrin' AND c.relkind = 'p' LOOP
		EXECUTE format('ALTER TABLE femtrin.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
		EXECUTE format('CREATE POLICY ejer ON femtrin.%I TO femtrin_ejer USING (true) WITH CHECK (true)', t);
		EXECUTE format('GRANT SELECT ON femtrin.%I TO femtrin_bruger', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['journal', 'sagshoved', 'hoved', 'slettet', 'fil', 'fil_del'] LOOP
		EXECUTE format('CREATE POLICY sag ON femtrin.%I FOR SELECT TO femtrin_bruger USING ('
			'kommune IN (SELECT femtrin.ledede_kommuner()) OR '
			'(kommune, sag) IN (SELECT m.kommune, m.sag FROM femtrin.mine_sager() m))', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['adgang', 'adgang_nu', 'bruger', 'afvist'] LOOP
		EXECUTE format('CREATE POLICY selv ON femtrin.%I FOR SELECT TO femtrin_bruger USING ('
			'kommune IN (SELECT femtrin.ledede_kommuner()) OR '
			'(login = session_user::text COLLATE "default" AND kommune IN (SELECT femtrin.mine_kommuner())))', t);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['kommune', 'taeller'] LOOP
		EXECUTE format('CREATE POLICY mine ON femtrin.%I FOR SELECT TO femtrin_bruger USING ('
			'kommune IN (SELECT femtrin.mine_kommuner()))', t);
	END LOOP;
END $$;
CREATE POLICY selv ON femtrin.enhed FOR SELECT TO femtrin_bruger USING (
	kommune IN (SELECT femtrin.ledede_kommuner()) OR
	(bruger = session_user::text COLLATE "default" AND kommune IN (SELECT femtrin.mine_kommuner())));
CREATE POLICY leder ON femtrin.log FOR SELECT TO femtrin_bruger USING (
	kommune IN (SELECT femtrin.ledede_kommuner()));
ALTER TABLE femtrin.hvor ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY ejer ON femtrin.hvor TO femtrin_ejer USING (true) WITH CHECK (true);
GRANT SELECT ON femtrin.skema TO femtrin_bruger, femtrin_drift;

INSERT INTO femtrin.skema (version) VALUES (1);
