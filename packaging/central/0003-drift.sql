-- Step 3: running the store. Access and erasure are a supervisor's (or femtrin_drift's);
-- users, devices and the rest femtrin_drift's. Every change of what somebody may see
-- takes a number in the commit order, so that it travels in the feed.
SET LOCAL ROLE femtrin_ejer;
SET LOCAL search_path = pg_catalog;

-- May the caller lead this kommune? Ends the call otherwise.
CREATE FUNCTION femtrin.kraev_leder(p_kommune text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
	IF NOT pg_has_role(session_user, 'femtrin_drift', 'MEMBER') AND NOT EXISTS (
		SELECT FROM femtrin.bruger b WHERE b.kommune = p_kommune AND b.login = session_user::text COLLATE "default"
		AND b.aktiv AND b.rolle = 'leder' AND NOT femtrin.spaerret(p_kommune)) THEN
		PERFORM femtrin.fejl('FT010', 'INGEN_ADGANG');
	END IF;
END $$;
COMMENT ON FUNCTION femtrin.kraev_leder(text) IS 'Supervisor of the kommune, or femtrin_drift';

-- Takes the next number of the commit order.
CREATE FUNCTION femtrin.tael(p_kommune text) RETURNS bigint LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
	nr bigint;
BEGIN
	UPDATE femtrin.taeller t SET lbnr = t.lbnr + 1 WHERE t.kommune = p_kommune RETURNING t.lbnr INTO nr;
	RETURN nr;
END $$;
COMMENT ON FUNCTION femtrin.tael(text) IS 'Next number of the commit order; the kommune waits till the commit';

/* Takes a kommune in: a partition of every table, closed like its parent. */
CREATE FUNCTION femtrin.kommune_ny(p_kommune text, p_navn text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
	t text;
	noegle text;
BEGIN
	IF p_kommune !~ '^[0-9]{4}$' OR coalesce(p_navn, '') = '' THEN
		RAISE EXCEPTION 'kommune: four digits and a name are expected';
	END IF;
	FOR t IN SELECT c.relname FROM pg_class c
		 WHERE c.relnamespace = 'femtrin'::regnamespace AND c.relkind = 'p' ORDER BY 1 LOOP
		EXECUTE format('CREATE TABLE femtrin.%I PARTITION OF femtrin.%I FOR VALUES IN (%L)%s',
			t || '_' || p_kommune, t, p_kommune,
			CASE WHEN t IN ('taeller', 'enhed', 'sagshoved') THEN ' WITH (fillfactor = 50)' END);
		EXECUTE format('ALTER TABLE femtrin.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY',
			t || '_' || p_kommune);
		FOR noegle IN SELECT n.noegle FROM femtrin.noegler() n WHERE n.tabel = t LOOP
			EXECUTE format('ALTER TABLE femtrin.%I ADD %s', t || '_' || p_kommune, noegle);
		END LOOP;
		EXECUTE format('CREATE POLICY ejer ON femtrin.%I TO femtrin_ejer USING (true) WITH CHECK (true)',
			t || '_' || p_kommune);
	END LOOP;
	INSERT INTO femtrin.kommune (kommune, navn, epoke) VALUES (p_kommune, p_navn, gen_random_uuid());
	INSERT INTO femtrin.taeller (kommune) VALUES (p_kommune);
END $$;
COMMENT ON FUNCTION femtrin.kommune_ny(text, text) IS 'Takes a municipality in';

/*
 * The PostgreSQL role of a user, made or let in again, or (p_aktiv false) shut out
 * and its sessions ended. Runs with the caller's own rights: CREATEROLE is needed.
 * Each statement of hers goes into the server's own log, which she cannot turn off, but
 * never its parameters, in which the program sends all values:
 * femtrin.log knows what laptops say they fetched, that one what was asked outside
 * them. Neither knows which rows a SELECT gave; PostgreSQL has nothing that does.
 * The password is set apart (login_kode, or \password of psql).
 */
CREATE FUNCTION femtrin.login_saet(p_login text, p_aktiv boolean) RETURNS void
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_login !~ '^[a-z][a-z0-9_.-]{0,62}$' OR p_login ~ '^(pg_|femtrin_)' OR p_login = 'postgres' THEN
		RAISE EXCEPTION 'login: a small letter, then small letters, digits, _ . - are expected';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = p_login) THEN
		EXECUTE format('CREATE ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS '
			       'INHERIT CONNECTION LIMIT 4 IN ROLE femtrin_bruger', p_login);
	END IF;
	EXECUTE format('ALTER ROLE %I %s', p_login, CASE WHEN p_aktiv THEN 'LOGIN' ELSE 'NOLOGIN' END);
	EXECUTE format('ALTER ROLE %I SET log_statement = ''all''', p_login);
	EXECUTE format('ALTER ROLE %I SET log_parameter_max_length = 0', p_login);
	IF NOT p_aktiv THEN
		PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = p_login;
	END IF;
END $$;
COMMENT ON FUNCTION femtrin.login_saet(text, boolean) IS 'Makes, opens or closes a login';

/* Her password, as the SCRAM secret that the administrator's own machine made of it:
 * what she types never travels. With the caller's own rights. */
CREATE FUNCTION femtrin.login_kode(p_login text, p_scram text) RETURNS void
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF p_scram !~ '^SCRAM-SHA-256\$' OR NOT EXISTS (SELECT FROM pg_auth_members m
		JOIN pg_roles r ON r.oid = m.member
		WHERE m.roleid = 'femtrin_bruger'::regrole AND r.rolname = p_login) THEN
		PERFORM femtrin.fejl('FT005', 'BRUGER_UKENDT');
	END IF;
	EXECUTE format('ALTER ROLE %I PASSWORD %L', p_login, p_scram);
END $$;
COMMENT ON FUNCTION femtrin.login_kode(text, text) IS 'Sets a login''s password';

/* A user as she is to be from now on. Becoming or ceasing to be a supervisor is a
 * change of access to every case (sag all zero). */
CREATE FUNCTION femtrin.bruger_saet(p_kommune text, p_login text, p_navn text, p_rolle text, p_aktiv boolean)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
	foer boolean;
	efter boolean := p_rolle = 'leder' AND p_aktiv;
BEGIN
	SELECT b.rolle = 'leder' AND b.aktiv INTO foer FROM femtrin.bruger b
		WHERE b.kommune = p_kommune AND b.login = p_login FOR UPDATE;
	UPDATE femtrin.bruger b SET navn = p_navn, rolle = p_rolle, aktiv = p_aktiv
		WHERE b.kommune = p_kommune AND b.login = p_login;
	IF NOT FOUND THEN
		INSERT INTO femtrin.bruger (kommune, login, navn, rolle, aktiv)
		VALUES (p_kommune, p_login, p_navn, p_rolle, p_aktiv);
		INSERT INTO femtrin.hvor (login, kommune) VALUES (p_login, p_kommune) ON CONFLICT DO NOTHING;
	END IF;
	IF coalesce(foer, false) <> efter THEN
		INSERT INTO femtrin.adgang (kommune, lbnr, sag, login, ret, af)
		VALUES (p_kommune, femtrin.tael(p_kommune), '00000000-0000-0000-0000-000000000000', p_login,
			CASE WHEN efter THEN 'skriv' ELSE 'ingen' END, session_user::text);
	END IF;
END $$;
COMMENT ON FUNCTION femtrin.bruger_saet(text, text, text, text, boolean) IS 'Makes or changes a user';

-- How many devices the user may still register herself.
CREATE FUNCTION femtrin.enheder_saet(p_kommune text, p_login text, p_antal integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	UPDATE femtrin.bruger b SET enheder = p_antal WHERE b.kommune = p_kommune AND b.login = p_login
$$;
COMMENT ON FUNCTION femtrin.enheder_saet(text, text, integer) IS 'Room for new laptops';

/* A laptop's state: aktiv, slet (hand in, then wipe) or spaerret (lost or stolen):
 * at once nothing is shown to or taken from the certificates it has come with, and
 * vagt ends their sessions within seconds. Put them on the revocation list as well. */
CREATE FUNCTION femtrin.enhed_saet(p_kommune text, p_enhed uuid, p_tilstand text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
	UPDATE femtrin.enhed e SET tilstand = p_tilstand WHERE e.kommune = p_kommune AND e.enhed = p_enhed;
	IF NOT FOUND THEN
		PERFORM femtrin.fejl('FT003', 'ENHED_UKENDT');
	END IF;
END $$;
COMMENT ON FUNCTION femtrin.enhed_saet(text, uuid, text) IS 'Revokes a laptop, or takes it in again';

/* Gives (skriv, laes) or takes (ingen) a user's access to a case. The same again
 * changes nothing and takes no number. */
CREATE FUNCTION femtrin.adgang_saet(p_kommune text, p_sag uuid, p_login text, p_ret text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
	nr bigint;
BEGIN
	PERFORM set_config('idle_in_transaction_session_timeout', '5000', true);
	PERFORM femtrin.kraev_leder(p_kommune);
	IF NOT EXISTS (SELECT FROM femtrin.bruger b WHERE b.kommune = p_kommune AND b.login = p_login) THEN
		PERFORM femtrin.fejl('FT005', 'BRUGER_UKENDT');
	END IF;
	nr := femtrin.tael_laas(p_kommune);
	IF NOT EXISTS (SELECT FROM femtrin.sagshoved h WHERE h.kommune = p_kommune AND h.sag = p_sag) THEN
		PERFORM femtrin.fejl('FT010', 'INGEN_ADGANG');
	END IF;
	IF p_ret = coalesce((SELECT a.ret FROM femtrin.adgang_nu a
		WHERE a.kommune = p_kommune AND a.login = p_login AND a.sag = p_sag), 'ingen') THEN
		RETURN;
	END IF;
	nr := femtrin.tael(p_kommune);
	INSERT INTO femtrin.adgang (kommune, lbnr, sag, login, ret, af)
	VALUES (p_kommune, nr, p_sag, p_login, p_ret, session_user::text);
	DELETE FROM femtrin.adgang_nu a WHERE a.kommune = p_kommune AND a.login = p_login AND a.sag = p_sag;
	IF p_ret <> 'ingen' THEN
		INSERT INTO femtrin.adgang_nu (kommune, login, sag, ret)
		VALUES (p_kommune, p_login, p_sag, p_ret);
	END IF;
END $$;
COMMENT ON FUNCTION femtrin.adgang_saet(text, uuid, text, text) IS 'Gives or takes access to a case';

-- Moves a case from one caseworker to another, in one act.
CREATE FUNCTION femtrin.adgang_flyt(p_kommune text, p_sag uuid, p_fra text, p_til text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
	PERFORM femtrin.adgang_saet(p_kommune, p_sag, p_til, 'skriv');
	PERFORM femtrin.adgang_saet(p_kommune, p_sag, p_fra, 'ingen');
END $$;
COMMENT ON FUNCTION femtrin.adgang_flyt(text, uuid, text, text) IS 'Reassigns a case';

/* A lawful erasure: blanks the values of these entries of the case, the refused
 * ones too; p_enhed and p_nr NULL = of all of them. Chains and heads stay as they
 * are. Gives how many were blanked. p_grundlag: the provision, no personal data. */
CREATE FUNCTION femtrin.slet(p_kommune text, p_sag uuid, p_enhed uuid[], p_nr bigint[], p_grundlag text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
	efter bigint;
	antal bigint;
BEGIN
	PERFORM femtrin.kraev_leder(p_kommune);
	IF coalesce(p_grundlag, '') = '' OR (p_enhed IS NULL) <> (p_nr IS NULL)
		OR cardinality(p_enhed) <> cardinality(p_nr) THEN
		RAISE EXCEPTION 'slet: the provision, and as many devices as numbers, are expected';
	END IF;
	efter := femtrin.tael_laas(p_kommune);
	WITH valgt AS (
		SELECT * FROM unnest(p_enhed, p_nr) u(enhed, nr)
	), j AS (
		UPDATE femtrin.journal x SET vaerdi = NULL, salt = NULL
		WHERE x.kommune = p_kommune AND x.sag = p_sag AND x.salt IS NOT NULL
			AND (p_enhed IS NULL OR (x.enhed, x.nr) IN (SELECT v.enhed, v.nr FROM valgt v))
		RETURNING x.enhed, x.nr
	), a AS (
		UPDATE femtrin.afvist x SET vaerdi = NULL, salt = NULL
		WHERE x.kommune = p_kommune AND x.sag = p_sag AND x.salt IS NOT NULL
			AND (p_enhed IS NULL OR (x.enhed, x.nr) IN (SELECT v.enhed, v.nr FROM valgt v))
		RETURNING x.enhed, x.nr
	), begge AS (
		SELECT * FROM j UNION ALL SELECT * FROM a
	), ind AS (
		INSERT INTO femtrin.slettet (kommune, lbnr, sag, enhed, nr, grundlag, af)
		SELECT p_kommune, efter + row_number() OVER (ORDER BY enhed, nr), p_sag, enhed, nr, p_grundlag,
			session_user::text FROM begge
	)
	SELECT count(*) INTO antal FROM begge;
	UPDATE femtrin.taeller t SET lbnr = efter + antal WHERE t.kommune = p_kommune;
	RETURN antal;
END $$;
COMMENT ON FUNCTION femtrin.slet(text, uuid, uuid[], bigint[], text) IS 'Blanks values that the law says must go';

-- The same for the bytes of a file.
CREATE FUNCTION femtrin.slet_fil(p_kommune text, p_sag uuid, p_hash bytea, p_grundlag text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
	PERFORM femtrin.kraev_leder(p_kommune);
	DELETE FROM femtrin.fil_del d WHERE d.kommune = p_kommune AND d.sag = p_sag AND d.hash = p_hash;
	DELETE FROM femtrin.fil f WHERE f.kommune = p_kommune AND f.sag = p_sag AND f.hash = p_hash;
	IF NOT FOUND THEN
		PERFORM femtrin.fejl('FT011', 'FIL_FORKERT');
	END IF;
	INSERT INTO femtrin.slettet (kommune, lbnr, sag, fil, grundlag, af)
	VALUES (p_kommune, femtrin.tael(p_kommune), p_sag, p_hash, p_grundlag, session_user::text);
END $$;
COMMENT ON FUNCTION femtrin.slet_fil(text, uuid, bytea, text) IS 'Takes out the bytes of a file';

-- After the store was put back from a backup: laptops know that it is not the same.
CREATE FUNCTION femtrin.epoke_ny(p_kommune text) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	UPDATE femtrin.kommune k SET epoke = gen_random_uuid() WHERE k.kommune = p_kommune RETURNING k.epoke
$$;
COMMENT ON FUNCTION femtrin.epoke_ny(text) IS 'A new epoch';

CREATE FUNCTION femtrin.skema_fra_saet(p_kommune text, p_skema bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	UPDATE femtrin.kommune k SET skema_fra = p_skema WHERE k.kommune = p_kommune
$$;
COMMENT ON FUNCTION femtrin.skema_fra_saet(text, bigint) IS 'Oldest version of the forms that may push';

-- Logins whose sessions must end: shut out, or without a laptop that is not.
CREATE FUNCTION femtrin.lukkede() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT b.login FROM femtrin.bruger b GROUP BY b.login HAVING NOT bool_or(b.aktiv)
	UNION
	SELECT e.bruger FROM femtrin.enhed e WHERE e.tilstand = 'spaerret'
		AND e.set > now() - interval '1 day'
		AND NOT EXISTS (SELECT FROM femtrin.enhed x WHERE x.kommune = e.kommune
			AND x.bruger = e.bruger AND x.tilstand <> 'spaerret')
$$;
COMMENT ON FUNCTION femtrin.lukkede() IS 'For vagt: logins with nothing left to do here';

CREATE FUNCTION femtrin.lukkede_certifikater() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT unnest(e.certifikater) FROM femtrin.enhed e WHERE e.tilstand = 'spaerret'
$$;
COMMENT ON FUNCTION femtrin.lukkede_certifikater() IS 'For vagt: certificates of laptops that are shut out';

/* The watchdog's one question, asked every few seconds: ends sessions of users that
 * sit in an open transaction (5 s idle, 60 s in all) or have been shut out. Gives
 * how many. With the caller's own rights. */
CREATE FUNCTION femtrin.vagt() RETURNS bigint
LANGUAGE sql SECURITY INVOKER SET search_path = pg_catalog, pg_temp AS $$
	SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid))
	FROM pg_stat_activity a
	JOIN pg_auth_members m ON m.member = a.usesysid AND m.roleid = 'femtrin_bruger'::regrole
	LEFT JOIN pg_stat_ssl s ON s.pid = a.pid
	WHERE a.datname = current_database() AND (
		a.state LIKE 'idle in transaction%' AND a.state_change < clock_timestamp() - interval '5 seconds'
		OR a.xact_start < clock_timestamp() - interval '60 seconds'
		OR a.usename IN (SELECT femtrin.lukkede())
		OR s.client_serial || ' ' || s.issuer_dn IN (SELECT femtrin.lukkede_certifikater()))
$$;
COMMENT ON FUNCTION femtrin.vagt() IS 'Ends the sessions that stand in the way';

-- Who and what there is, for whoever runs it.
CREATE FUNCTION femtrin.brugere(p_kommune text)
RETURNS TABLE (login text, navn text, rolle text, aktiv boolean, enheder integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
	PERFORM femtrin.kraev_leder(p_kommune);
	RETURN QUERY SELECT b.login, b.navn, b.rolle, b.aktiv, b.enheder FROM femtrin.bruger b
		WHERE b.kommune = p_kommune ORDER BY b.login;
END $$;
COMMENT ON FUNCTION femtrin.brugere(text) IS 'The users of a kommune';

CREATE FUNCTION femtrin.enheder(p_kommune text)
RETURNS TABLE (enhed uuid, bruger text, navn text, tilstand text, nr bigint, efter bigint, set timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
	PERFORM femtrin.kraev_leder(p_kommune);
	RETURN QUERY SELECT e.enhed, e.bruger, e.navn, e.tilstand, e.nr, t.lbnr - e.hentet, e.set
		FROM femtrin.enhed e JOIN femtrin.taeller t ON t.kommune = e.kommune
		WHERE e.kommune = p_kommune ORDER BY e.bruger, e.oprettet;
END $$;
COMMENT ON FUNCTION femtrin.enheder(text) IS 'The laptops of a kommune; efter = numbers they have not fetched yet';

CREATE FUNCTION femtrin.adgange(p_kommune text, p_sag uuid)
RETURNS TABLE (login text, ret text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
	PERFORM femtrin.kraev_leder(p_kommune);
	RETURN QUERY SELECT a.login, a.ret FROM femtrin.adgang_nu a
		WHERE a.kommune = p_kommune AND a.sag = p_sag
		UNION ALL SELECT b.login, b.rolle FROM femtrin.bruger b
		WHERE b.kommune = p_kommune AND b.rolle = 'leder' AND b.aktiv ORDER BY 1;
END $$;
COMMENT ON FUNCTION femtrin.adgange(text, uuid) IS 'Who reads and writes a case';

-- The store in a few figures, one row per kommune.
CREATE FUNCTION femtrin.status() RETURNS TABLE (kommune text, navn text, version integer, lbnr bigint,
	sager bigint, poster bigint, afviste bigint, konflikter bigint, brugere bigint, enheder bigint,
	sidst_set timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
	SELECT k.kommune, k.navn, (SELECT max(version) FROM femtrin.skema), t.lbnr,
		(SELECT count(*) FROM femtrin.sagshoved h WHERE h.kommune = k.kommune),
		(SELECT coalesce(sum(h.sagsnr), 0)::bigint FROM femtrin.sagshoved h WHERE h.kommune = k.kommune),
		(SELECT count(*) FROM femtrin.afvist a WHERE a.kommune = k.kommune),
		(SELECT count(*) FROM femtrin.hoved h WHERE h.kommune = k.kommune AND NOT h.vist),
		(SELECT count(*) FROM femtrin.bruger b WHERE b.kommune = k.kommune AND b.aktiv),
		(SELECT count(*) FROM femtrin.enhed e WHERE e.kommune = k.kommune AND e.tilstand = 'aktiv'),
		(SELECT max(e.set) FROM femtrin.enhed e WHERE e.kommune = k.kommune)
	FROM femtrin.kommune k JOIN femtrin.taeller t ON t.kommune = k.kommune ORDER BY 1
$$;
COMMENT ON FUNCTION femtrin.status() IS 'The store in a few figures';

/*
 * Recomputes everything that can be recomputed and says what does not hold, one
 * row per finding, no values: numbers of the commit order, of devices and cases;
 * values, acts, device chains, case chains; heads; access as it stands; files. No
 * row: it hangs together. Whoever wrote the whole history anew with all its hashes
 * is found by the laptops alone (femtrin verify --central). hvad:
 *   lbnr mangler, lbnr dobbelt   nr = the number of the commit order
 *   taeller                      nr = what it should be
 *   vaerdi, blanket, akt         the entry: value, salt or act changed
 *   enhedskaede                  the entry does not follow on its device's one before
 *   enhed                        nr = the device's last entry
 *   sagsnr, orden                the entry is not where it was in its case, or device
 *   sagskaede                    the case's number or chain is not that of its entries
 *   hoved mangler, hoved for meget, adgang, slettet, fil
 */
CREATE FUNCTION femtrin.kontrol(p_kommune text)
RETURNS TABLE (hvad text, sag uuid, enhed uuid, nr bigint, felt text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN
	PERFORM femtrin.kraev_leder(p_kommune);
	RETURN QUERY
	WITH RECURSIVE nr AS MATERIALIZED (
		SELECT lbnr FROM femtrin.journal WHERE kommune = p_kommune
		UNION ALL SELECT lbnr FROM femtrin.adgang WHERE kommune = p_kommune
		UNION ALL SELECT lbnr FROM femtrin.slettet WHERE kommune = p_kommune
	), alle AS (
		SELECT j.enhed, j.nr, j.gruppe, j.tid, j.bruger, j.sag, j.objekt, j.felt, j.vaerdi, j.salt, j.vhash,
			j.afloeser, j.skema, j.forrige, j.hash FROM femtrin.journal j WHERE j.kommune = p_kommune
		UNION ALL
		SELECT a.enhed, a.nr, a.gruppe, a.tid, a.bruger, a.sag, a.objekt, a.felt, a.vaerdi, a.salt, a.vhash,
			a.afloeser, a.skema, a.forrige, a.hash FROM femtrin.afvist a WHERE a.kommune = p_kommune
	), kaede AS MATERIALIZED (
		SELECT a.*, coalesce(lag(a.hash) OVER v, decode(repeat('00', 32), 'hex')) AS foer,
			lag(a.gruppe) OVER v AS foer_gruppe, row_number() OVER v AS skal FROM alle a
		WINDOW v AS (PARTITION BY a.enhed ORDER BY a.nr)
	), sager AS (
		SELECT j.sag, count(*) AS antal, max(j.sagsnr) AS sidste, max(j.lbnr) AS lbnr,
			femtrin.kaede(decode(repeat('00', 32), 'hex'), j.hash ORDER BY j.sagsnr) AS kaede
		FROM femtrin.journal j WHERE j.kommune = p_kommune GROUP BY j.sag
	), ref AS (
		SELECT j.sag, j.objekt, j.felt, r.enhed, r.nr, min(j.lbnr) AS lbnr   -- what came later alone
		FROM femtrin.journal j CROSS JOIN LATERAL femtrin.referencer(j.afloeser) r
		JOIN femtrin.journal p ON p.kommune = p_kommune AND p.enhed = r.enhed AND p.nr = r.nr
			AND p.lbnr < j.lbnr
		WHERE j.kommune = p_kommune GROUP BY 1, 2, 3, 4, 5
	), gang AS (
		SELECT f.sag, f.objekt, f.felt, j.enhed, j.nr FROM (
			SELECT sag, objekt, felt, min(lbnr) AS lbnr FROM femtrin.journal
			WHERE kommune = p_kommune GROUP BY 1, 2, 3) f
		JOIN femtrin.journal j ON j.kommune = p_kommune AND j.lbnr = f.lbnr
		UNION ALL
		SELECT g.sag, g.objekt, g.felt, j.enhed, j.nr FROM gang g
		JOIN ref r ON r.sag = g.sag AND r.objekt = g.objekt AND r.felt = g.felt
			AND r.enhed = g.enhed AND r.nr = g.nr
		JOIN femtrin.journal j ON j.kommune = p_kommune AND j.lbnr = r.lbnr
	), skal_hoved AS (
		SELECT j.sag, j.objekt, j.felt, j.enhed, j.nr, g.nr IS NOT NULL AS vist
		FROM femtrin.journal j
		LEFT JOIN ref r ON r.sag = j.sag AND r.objekt = j.objekt AND r.felt = j.felt
			AND r.enhed = j.enhed AND r.nr = j.nr
		LEFT JOIN gang g ON g.sag = j.sag AND g.objekt = j.objekt AND g.felt = j.felt
			AND g.enhed = j.enhed AND g.nr = j.nr
		WHERE j.kommune = p_kommune AND r.nr IS NULL
	), er_hoved AS (
		SELECT h.sag, h.objekt, h.felt, h.enhed, h.nr, h.vist FROM femtrin.hoved h WHERE h.kommune = p_kommune
	)
	SELECT 'lbnr mangler', NULL::uuid, NULL::uuid, x.n, NULL::text
		FROM femtrin.taeller t CROSS JOIN LATERAL generate_series(1, t.lbnr) x(n)
		WHERE t.kommune = p_kommune AND NOT EXISTS (SELECT FROM nr WHERE nr.lbnr = x.n)
	UNION ALL SELECT 'lbnr dobbelt', NULL, NULL, nr.lbnr, NULL FROM nr GROUP BY nr.lbnr HAVING count(*) > 1
	UNION ALL SELECT 'taeller', NULL, NULL, x.n, NULL FROM (SELECT coalesce(max(nr.lbnr), 0) AS n FROM nr) x
		JOIN femtrin.taeller t ON t.kommune = p_kommune AND t.lbnr < x.n
	UNION ALL SELECT 'vaerdi', k.sag, k.enhed, k.nr, k.felt FROM kaede k
		WHERE k.salt IS NOT NULL AND k.vhash <> sha256(k.salt || convert_to(coalesce(k.vaerdi, ''), 'UTF8'))
	UNION ALL SELECT 'blanket', k.sag, k.enhed, k.nr, k.felt FROM kaede k
		WHERE k.salt IS NULL AND (k.vaerdi IS NOT NULL OR NOT EXISTS (SELECT FROM femtrin.slettet s
			WHERE s.kommune = p_kommune AND s.enhed = k.enhed AND s.nr = k.nr))
	UNION ALL SELECT 'akt', k.sag, k.enhed, k.nr, k.felt FROM kaede k
		WHERE k.gruppe <> k.nr AND k.gruppe IS DISTINCT FROM k.foer_gruppe
	UNION ALL SELECT 'enhedskaede', k.sag, k.enhed, k.nr, k.felt FROM kaede k
		WHERE k.nr <> k.skal OR k.forrige <> k.foer OR k.hash <> femtrin.post_hash(k.foer,
			k.enhed, k.nr, k.gruppe, k.tid, k.bruger, k.sag, k.objekt, k.felt, k.vhash, k.afloeser, k.skema)
	UNION ALL SELECT 'enhed', NULL, coalesce(e.enhed, s.enhed), coalesce(s.nr, 0), NULL
		FROM (SELECT * FROM femtrin.enhed x WHERE x.kommune = p_kommune) e
		FULL JOIN (SELECT DISTINCT ON (k.enhed) k.enhed, k.nr, k.hash FROM kaede k
			ORDER BY k.enhed, k.nr DESC) s ON s.enhed = e.enhed
		WHERE (e.nr, e.hash) IS DISTINCT FROM
			(coalesce(s.nr, 0), coalesce(s.hash, decode(repeat('00', 32), 'hex')))
	UNION ALL SELECT 'sagsnr', j.sag, j.enhed, j.nr, j.felt FROM (SELECT x.*,
			row_number() OVER (PARTITION BY x.sag ORDER BY x.sagsnr) AS skal
			FROM femtrin.journal x WHERE x.kommune = p_kommune) j
		WHERE j.sagsnr <> j.skal
	UNION ALL SELECT 'orden', j.sag, j.enhed, j.nr, j.felt FROM (SELECT x.*,
			lag(x.lbnr) OVER (PARTITION BY x.sag ORDER BY x.sagsnr) AS i_sag,
			lag(x.lbnr) OVER (PARTITION BY x.enhed ORDER BY x.nr) AS i_enhed
			FROM femtrin.journal x WHERE x.kommune = p_kommune) j
		WHERE j.lbnr < j.i_sag OR j.lbnr < j.i_enhed
	UNION ALL SELECT 'sagskaede', coalesce(s.sag, h.sag), NULL, h.sagsnr, NULL FROM sager s
		FULL JOIN (SELECT * FROM femtrin.sagshoved x WHERE x.kommune = p_kommune) h ON h.sag = s.sag
		WHERE (s.antal, s.sidste, s.lbnr, s.kaede) IS DISTINCT FROM (h.sagsnr, h.sagsnr, h.lbnr, h.kaede)
	UNION ALL SELECT 'hoved mangler', x.sag, x.enhed, x.nr, x.felt FROM
		(SELECT * FROM skal_hoved EXCEPT SELECT * FROM er_hoved) x
	UNION ALL SELECT 'hoved for meget', x.sag, x.enhed, x.nr, x.felt FROM
		(SELECT * FROM er_hoved EXCEPT SELECT * FROM skal_hoved) x
	UNION ALL SELECT 'adgang', coalesce(x.sag, n.sag), NULL, x.lbnr, NULL FROM (
		SELECT DISTINCT ON (a.login, a.sag) a.login, a.sag, a.ret, a.lbnr FROM femtrin.adgang a
		WHERE a.kommune = p_kommune AND a.sag <> '00000000-0000-0000-0000-000000000000'
		ORDER BY a.login, a.sag, a.lbnr DESC) x
		FULL JOIN (SELECT * FROM femtrin.adgang_nu y WHERE y.kommune = p_kommune) n
			ON n.login = x.login AND n.sag = x.sag
		WHERE coalesce(x.ret, 'ingen') <> coalesce(n.ret, 'ingen')
	UNION ALL SELECT 'adgang', NULL, NULL, x.lbnr, NULL FROM (
		SELECT DISTINCT ON (a.login) a.login, a.ret, a.lbnr FROM femtrin.adgang a
		WHERE a.kommune = p_kommune AND a.sag = '00000000-0000-0000-0000-000000000000'
		ORDER BY a.login, a.lbnr DESC) x
		FULL JOIN (SELECT * FROM femtrin.bruger y WHERE y.kommune = p_kommune) b ON b.login = x.login
		WHERE (coalesce(x.ret, 'ingen') = 'skriv')
			<> coalesce(b.rolle = 'leder' AND b.aktiv, false)
	UNION ALL SELECT 'slettet', s.sag, s.enhed, s.nr, NULL FROM femtrin.slettet s
		WHERE s.kommune = p_kommune AND s.enhed IS NOT NULL AND NOT EXISTS (SELECT FROM kaede k
			WHERE k.enhed = s.enhed AND k.nr = s.nr AND k.sag = s.sag AND k.salt IS NULL)
	UNION ALL SELECT 'fil', f.sag, NULL, NULL, NULL FROM femtrin.fil f
		WHERE f.kommune = p_kommune AND f.hel AND f.hash IS DISTINCT FROM (
			SELECT sha256(string_agg(d.data, ''::bytea ORDER BY d.nr)) FROM femtrin.fil_del d
			WHERE d.kommune = p_kommune AND d.sag = f.sag AND d.hash = f.hash);
END $$;
COMMENT ON FUNCTION femtrin.kontrol(text) IS 'What does not hold';

GRANT EXECUTE ON FUNCTION
	femtrin.adgang_saet(text, uuid, text, text), femtrin.adgang_flyt(text, uuid, text, text),
	femtrin.slet(text, uuid, uuid[], bigint[], text), femtrin.slet_fil(text, uuid, bytea, text),
	femtrin.kontrol(text), femtrin.brugere(text), femtrin.enheder(text), femtrin.adgange(text, uuid)
	TO femtrin_bruger, femtrin_drift;
GRANT EXECUTE ON FUNCTION
	femtrin.kommune_ny(text, text), femtrin.login_saet(text, boolean), femtrin.login_kode(text, text),
	femtrin.bruger_saet(text, text, text, text, boolean), femtrin.enheder_saet(text, text, integer),
	femtrin.enhed_saet(text, uuid, text), femtrin.epoke_ny(text), femtrin.skema_fra_saet(text, bigint),
	femtrin.lukkede(), femtrin.lukkede_certifikater(), femtrin.vagt(), femtrin.status()
	TO femtrin_drift;

INSERT INTO femtrin.skema (version) VALUES (3);
