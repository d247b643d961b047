-- Step 2: what laptops call. push is the one way to write entries.
--
-- Errors that a laptop acts on have an SQLSTATE of their own, the name as message:
--   FT001 ENHED_FORK       another history under the same device: a clone, or a backup put back
--   FT002 ENHED_HUL        numbers are missing before the first
--   FT003 ENHED_UKENDT     not registered, or somebody else's
--   FT004 ENHED_SPAERRET   the laptop is shut out
--   FT005 BRUGER_UKENDT    the login is not an active user of the kommune
--   FT006 POST_FORKERT     an entry is malformed or its hashes do not hold
--   FT007 FOR_MANGE        more than 300 entries that are not one act
--   FT008 AKT_DELT         the first new entry is not the first of its act
--   FT009 INGEN_PLADS      no device left to register
--   FT010 INGEN_ADGANG     the caller may not do this
--   FT011 FIL_FORKERT      a piece of a file does not fit
SET LOCAL ROLE femtrin_ejer;
SET LOCAL search_path = pg_catalog;

-- The chain hash of an entry: core/journal/post.h, byte by byte. STABLE, as convert_to is
-- said to be, though nothing in it changes: only so is it written into the statements that
-- ask, and not called for each entry, which takes ten times as long.
CREATE FUNCTION femtrin.post_hash(forrige bytea, enhed uuid, nr bigint, gruppe bigint, tid bigint,
	bruger text, sag uuid, objekt uuid, felt text, vhash bytea, afloeser bytea, skema bigint)
RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $$
	SELECT pg_catalog.sha256(forrige
		|| '\x00000010'::bytea || pg_catalog.uuid_send(enhed)
		|| '\x00000008'::bytea || pg_catalog.int8send(nr)
		|| '\x00000008'::bytea || pg_catalog.int8send(gruppe)
		|| '\x00000008'::bytea || pg_catalog.int8send(tid)
		|| pg_catalog.int4send(pg_catalog.octet_length(bruger)) || pg_catalog.convert_to(bruger, 'UTF8')
		|| '\x00000010'::bytea || pg_catalog.uuid_send(sag)
		|| '\x00000010'::bytea || pg_catalog.uuid_send(objekt)
		|| pg_catalog.int4send(pg_catalog.octet_length(felt)) || pg_catalog.convert_to(felt, 'UTF8')
		|| '\x00000020'::bytea || vhash
		|| pg_catalog.int4send(pg_catalog.octet_length(afloeser)) || afloeser
		|| '\x00000008'::bytea || pg_catalog.int8send(skema))
$$;
COMMENT ON FUNCTION femtrin.post_hash(bytea, uuid, bigint, bigint, bigint, text, uuid, uuid, text,
	bytea, bytea, bigint) IS 'Chain hash of an entry';

CREATE FUNCTION femtrin.kaede_trin(kaede bytea, foer bytea, hash bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
	RETURN pg_catalog.sha256(coalesce(kaede, foer) || hash);
END $$;
COMMENT ON FUNCTION femtrin.kaede_trin(bytea, bytea, bytea) IS 'One link of a case''s chain';
CREATE AGGREGATE femtrin.kaede(foer bytea, hash bytea) (SFUNC = femtrin.kaede_trin, STYPE = bytea);
COMMENT ON AGGREGATE femtrin.kaede(bytea, bytea) IS 'A case''s chain after these entries; ORDER BY sagsnr';

-- The references of an entry's afloeser, one row each.
CREATE FUNCTION femtrin.referencer(afloeser bytea) RETURNS TABLE (enhed uuid, nr bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT encode(substr(afloeser, 24 * i + 1, 16), 'hex')::uuid,
	       ('x' || encode(substr(afloeser, 24 * i + 17, 8), 'hex'))::bit(64)::bigint
	FROM generate_series(0, octet_length(afloeser) / 24 - 1) i
$$;
COMMENT ON FUNCTION femtrin.referencer(bytea) IS 'What an entry replaces';

CREATE FUNCTION femtrin.fejl(kode text, navn text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = kode, MESSAGE = navn;
END $$;
COMMENT ON FUNCTION femtrin.fejl(text, text) IS 'Ends the call with one of the codes above';

-- Locks the counter and gives the last number. From here to the commit the kommune
-- is one queue: keep it short.
CREATE FUNCTION femtrin.tael_laas(p_kommune text) RETURNS bigint LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
	RETURN (SELECT t.lbnr FROM femtrin.taeller t WHERE t.kommune = p_kommune FOR UPDATE);
END $$;
COMMENT ON FUNCTION femtrin.tael_laas(text) IS 'Last number of the commit order, locked';

-- Is what the laptop sent well formed, and do its hashes follow on each other?
-- NULL: yes. Entries up to p_gamle have been here before and are not looked at.
CREATE FUNCTION femtrin.push_fejl(p_enhed uuid, p_forrige bytea, p_gamle integer, p_nr bigint[],
	p_gruppe bigint[], p_tid bigint[], p_bruger text[], p_sag uuid[], p_objekt uuid[], p_felt text[],
	p_vaerdi text[], p_salt bytea[], p_vhash bytea[], p_afloeser bytea[], p_skema bigint[], p_hash bytea[])
RETURNS text LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN   -- in sql it would be read and analysed anew at each call
	RETURN (
	WITH p AS (
		SELECT *, lag(hash) OVER v AS forrige, lag(gruppe) OVER v AS forrige_gruppe
		FROM unnest(p_nr, p_gruppe, p_tid, p_bruger, p_sag, p_objekt, p_felt, p_vaerdi, p_salt,
			p_vhash, p_afloeser, p_skema, p_hash) WITH ORDINALITY
			AS u(nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, salt, vhash, afloeser,
			     skema, hash, ord)
		WINDOW v AS (ORDER BY ord)
	), d AS (
		SELECT ord, nr = gruppe OR gruppe = forrige_gruppe AS i_akt, nr = gruppe AS begynder,
		       octet_length(salt) = 16 AND octet_length(vhash) = 32 AND octet_length(hash) = 32
		       AND octet_length(afloeser) % 24 = 0 AND octet_length(afloeser) <= 24 * 10000
		       AND felt <> '' AND octet_length(felt) <= 200 AND bruger <> '' AND octet_length(bruger) <= 200
		       AND tid IS NOT NULL AND sag IS NOT NULL AND objekt IS NOT NULL AND skema >= 0
		       AND vaerdi IS DISTINCT FROM '' AND octet_length(coalesce(vaerdi, '')) <= 1048576 AS form,
		       vhash = sha256(salt || convert_to(coalesce(vaerdi, ''), 'UTF8')) AS vaerdi_holder,
		       hash = femtrin.post_hash(coalesce(forrige, p_forrige), p_enhed, nr, gruppe, tid, bruger,
			sag, objekt, felt, vhash, afloeser, skema) AS kaede_holder,
		       octet_length(afloeser) > 0 AND EXISTS (SELECT FROM femtrin.referencer(afloeser) r
			       WHERE r.enhed = p_enhed AND r.nr >= p.nr) AS fremad
		FROM p WHERE ord > p_gamle
	)
	SELECT CASE
		WHEN NOT coalesce(bool_and(form AND vaerdi_holder AND NOT fremad), false) THEN 'POST_FORKERT'
		WHEN NOT coalesce(bool_and(kaede_holder) FILTER (WHERE ord = p_gamle + 1), false) THEN 'ENHED_FORK'
		WHEN NOT coalesce(bool_and(kaede_holder), false) THEN 'POST_FORKERT'
		WHEN NOT coalesce(bool_and(begynder) FILTER (WHERE ord = p_gamle + 1), false) THEN 'AKT_DELT'
		WHEN NOT coalesce(bool_and(i_akt), false) THEN 'POST_FORKERT'
	END FROM d);
END $$;
COMMENT ON FUNCTION femtrin.push_fejl(uuid, bytea, integer, bigint[], bigint[], bigint[], text[], uuid[],
	uuid[], text[], text[], bytea[], bytea[], bytea[], bigint[], bytea[])
	IS 'What is wrong with these entries, by the name of the error; NULL = nothing';

-- One answer per entry: OK, or why its whole act is refused. A case that nobody
-- has begun is the caller's.
CREATE FUNCTION femtrin.push_svar(p_kommune text, p_tilstand text, p_rolle text, p_gruppe bigint[],
	p_sag uuid[], p_felt text[], p_vaerdi text[])
RETURNS text[] LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
	RETURN (
	WITH p AS (
		SELECT * FROM unnest(p_gruppe, p_sag, p_felt, p_vaerdi) WITH ORDINALITY
			AS u(gruppe, sag, felt, vaerdi, ord)
	), s AS (
		SELECT d.sag, CASE
			WHEN p_tilstand <> 'aktiv' THEN 'ENHED_SPAERRET'
			WHEN p_rolle = 'leder' OR h.sag IS NULL OR a.ret = 'skriv' THEN NULL
			ELSE 'INGEN_ADGANG' END AS nej
		FROM (SELECT DISTINCT sag FROM p) d
		LEFT JOIN femtrin.sagshoved h ON h.kommune = p_kommune AND h.sag = d.sag
		LEFT JOIN femtrin.adgang_nu a ON a.kommune = p_kommune AND a.login = session_user::text COLLATE "default"
			AND a.sag = d.sag
	), n AS (
		SELECT p.ord, p.gruppe, coalesce(s.nej, CASE WHEN p.felt = 'sag.kommune'
			AND p.vaerdi <> p_kommune THEN 'ANDEN_KOMMUNE' END) AS nej
		FROM p JOIN s USING (sag)
	)
	SELECT array_agg(svar ORDER BY ord)
	FROM (SELECT ord, coalesce(max(nej) OVER (PARTITION BY gruppe), 'OK') AS svar FROM n) x);
END $$;
COMMENT ON FUNCTION femtrin.push_svar(text, text, text, bigint[], uuid[], text[], text[])
	IS 'Accepted or refused, entry by entry, act by act';

-- Writes the accepted entries: journal, heads, cases. p_efter = the last number of
-- the commit order before them; gives the number after everything.
CREATE FUNCTION femtrin.push_skriv(p_kommune text, p_enhed uuid, p_efter bigint, p_svar text[], p_nr bigint[],
	p_gruppe bigint[], p_tid bigint[], p_bruger text[], p_sag uuid[], p_objekt uuid[], p_felt text[],
	p_vaerdi text[], p_salt bytea[], p_vhash bytea[], p_afloeser bytea[], p_skema bigint[], p_forrige bytea[],
	p_hash bytea[])
RETURNS bigint LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
	til bigint;
	-- No more can be replaced than is named. Said as a LIMIT, the planner knows how few they
	-- are: left to guess, it reads every head of the kommune for each call.
	navngivet bigint := (SELECT sum(octet_length(a) / 24) FROM unnest(p_afloeser) a);
BEGIN
	WITH RECURSIVE s AS MATERIALIZED (      -- LIMIT: one look-up each, whatever the planner thinks
		SELECT d.sag, h.sagsnr, h.kaede
		FROM (SELECT DISTINCT sag FROM unnest(p_sag) x(sag)) d
		LEFT JOIN LATERAL (SELECT x.sagsnr, x.kaede FROM femtrin.sagshoved x
			WHERE x.kommune = p_kommune AND x.sag = d.sag LIMIT 1) h ON true
	), n AS (
		SELECT u.*, p_efter + row_number() OVER (ORDER BY u.ord) AS lbnr,
		       coalesce(s.sagsnr, 0) + row_number() OVER (PARTITION BY u.sag ORDER BY u.ord) AS sagsnr,
		       s.kaede, s.sagsnr IS NULL AS ny
		FROM unnest(p_svar, p_nr, p_gruppe, p_tid, p_bruger, p_sag, p_objekt, p_felt, p_vaerdi, p_salt,
			p_vhash, p_afloeser, p_skema, p_forrige, p_hash) WITH ORDINALITY
			AS u(svar, nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, salt, vhash, afloeser,
			     skema, forrige, hash, ord)
		JOIN s ON s.sag = u.sag
		WHERE coalesce(u.svar = 'OK', false)   -- bare, the planner expects one in 200 to be
	), ind AS (
		INSERT INTO femtrin.journal (kommune, lbnr, enhed, nr, gruppe, tid, bruger, sag, objekt, felt,
			vaerdi, salt, vhash, afloeser, skema, forrige, hash, sagsnr, login)
		SELECT p_kommune, lbnr, p_enhed, nr, gruppe, tid, bruger, sag, objekt, felt,
			vaerdi, salt, vhash, afloeser, skema, forrige, hash, sagsnr, session_user::text FROM n
	), sager AS (
		SELECT sag, max(sagsnr) AS sagsnr, max(lbnr) AS lbnr, bool_or(ny) AS ny, min(ord) AS ord,
		       femtrin.kaede(coalesce(kaede, decode(repeat('00', 32), 'hex')), hash ORDER BY ord) AS kaede
		FROM n GROUP BY sag
	), kendte AS (
		UPDATE femtrin.sagshoved h SET sagsnr = s.sagsnr, kaede = s.kaede, lbnr = s.lbnr
		FROM sager s WHERE h.kommune = p_kommune AND h.sag = s.sag AND NOT s.ny
	), begyndte AS (
		INSERT INTO femtrin.sagshoved (kommune, sag, sagsnr, kaede, lbnr, opretter)
		SELECT p_kommune, sag, sagsnr, kaede, lbnr, session_user::text FROM sager WHERE ny
	), nye AS (
		SELECT sag, p_efter + (SELECT count(*) FROM n) + row_number() OVER (ORDER BY ord) AS lbnr
		FROM sager WHERE ny
	), givet AS (
		INSERT INTO femtrin.adgang (kommune, lbnr, sag, login, ret, af)
		SELECT p_kommune, lbnr, sag, session_user::text, 'skriv', session_user::text FROM nye
	), nu AS (
		INSERT INTO femtrin.adgang_nu (kommune, login, sag, ret)
		SELECT p_kommune, session_user::text, sag, 'skriv' FROM nye
	), ref AS MATERIALIZED (   -- within a field alone: what else a removal names is no head of it
		SELECT n.sag, n.objekt, n.felt, r.enhed, r.nr, min(n.nr) AS naeste
		FROM n CROSS JOIN LATERAL femtrin.referencer(n.afloeser) r
		WHERE octet_length(n.afloeser) > 0
		GROUP BY 1, 2, 3, 4, 5
		LIMIT navngivet
	), gang AS (               -- who is shown: on from the shown one to the first that replaces it
		SELECT f.sag, f.objekt, f.felt, coalesce(v.enhed, p_enhed) AS enhed,
		       coalesce(v.nr, f.foerste) AS nr
		FROM (SELECT sag, objekt, felt, min(nr) AS foerste FROM n GROUP BY 1, 2, 3) f
		LEFT JOIN LATERAL (SELECT h.enhed, h.nr FROM femtrin.hoved h
			WHERE h.kommune = p_kommune AND h.sag = f.sag AND h.objekt = f.objekt
			AND h.felt = f.felt AND h.vist LIMIT 1) v ON true
		UNION ALL
		SELECT g.sag, g.objekt, g.felt, p_enhed, r.naeste
		FROM gang g JOIN ref r ON r.sag = g.sag AND r.objekt = g.objekt AND r.felt = g.felt
			AND r.enhed = g.enhed AND r.nr = g.nr
	), vaek AS (
		DELETE FROM femtrin.hoved h USING ref r
		WHERE h.kommune = p_kommune AND h.sag = r.sag AND h.objekt = r.objekt AND h.felt = r.felt
			AND h.enhed = r.enhed AND h.nr = r.nr
			AND (SELECT count(*) FROM gang) >= 0   -- on a foreign server: read before it goes
	), frem AS (
		INSERT INTO femtrin.hoved (kommune, sag, objekt, felt, enhed, nr, vist)
		SELECT p_kommune, n.sag, n.objekt, n.felt, p_enhed, n.nr, g.nr IS NOT NULL
		FROM n
		LEFT JOIN ref r ON r.sag = n.sag AND r.objekt = n.objekt AND r.felt = n.felt
			AND r.enhed = p_enhed AND r.nr = n.nr
		LEFT JOIN gang g ON g.sag = n.sag AND g.objekt = n.objekt AND g.felt = n.felt
			AND g.enhed = p_enhed AND g.nr = n.nr
		WHERE r.nr IS NULL
	)
	SELECT p_efter + (SELECT count(*) FROM n) + (SELECT count(*) FROM nye) INTO til;
	RETURN til;
END $$;
COMMENT ON FUNCTION femtrin.push_skriv(text, uuid, bigint, text[], bigint[], bigint[], bigint[], text[], uuid[],
	uuid[], text[], text[], bytea[], bytea[], bytea[], bigint[], bytea[], bytea[]) IS 'Accepted entries into journal, heads and cases';

/*
 * Hands in entries of one device in the order of their numbers, whole acts, at
 * most 300 unless they are one act. Everything or nothing is taken; each is
 * answered by (nr, lbnr, sagsnr, 'OK') or (nr, NULL, NULL, why refused). Sent
 * again, the answer is the same.
 */
CREATE FUNCTION femtrin.push(p_kommune text, p_enhed uuid, p_nr bigint[], p_gruppe bigint[], p_tid bigint[],
	p_bruger text[], p_sag uuid[], p_objekt uuid[], p_felt text[], p_vaerdi text[], p_salt bytea[],
	p_vhash bytea[], p_afloeser bytea[], p_skema bigint[], p_hash bytea[])
RETURNS TABLE (nr bigint, lbnr bigint, sagsnr bigint, status text)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET jit = off SET plan_cache_mode = force_custom_plan
-- Each call looks up a few hundred rows of a table that grows for years: never along all of it.
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_mergejoin = off SET random_page_cost = 1.1
AS $$
#variable_conflict use_column
DECLARE
	n integer := coalesce(cardinality(p_nr), 0);
	rolle text;
	e femtrin.enhed;
	gamle integer;
	fundet integer;
	fejl text;
	svar text[];
	forrige bytea[];
	efter bigint;
BEGIN
	-- A client that stops in the middle must not stop the kommune with it.
	PERFORM set_config('idle_in_transaction_session_timeout', '5000', true);
	SELECT b.rolle INTO rolle FROM femtrin.bruger b
		WHERE b.kommune = p_kommune AND b.login = session_user::text COLLATE "default" AND b.aktiv;
	IF NOT FOUND THEN
		PERFORM femtrin.fejl('FT005', 'BRUGER_UKENDT');
	END IF;
	SELECT * INTO e FROM femtrin.enhed x
		WHERE x.kommune = p_kommune AND x.enhed = p_enhed AND x.bruger = session_user::text COLLATE "default" FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM femtrin.fejl('FT003', 'ENHED_UKENDT');
	ELSIF e.tilstand = 'spaerret' OR femtrin.spaerret(p_kommune) THEN
		PERFORM femtrin.fejl('FT004', 'ENHED_SPAERRET');
	ELSIF n = 0 THEN
		RETURN;
	ELSIF n > 20000 OR n > 300 AND p_gruppe[n] IS DISTINCT FROM p_gruppe[1] THEN
		PERFORM femtrin.fejl('FT007', 'FOR_MANGE');
	ELSIF (array_ndims(p_nr), array_lower(p_nr, 1)) IS DISTINCT FROM (1, 1)
		OR p_nr[1] IS NULL OR p_nr[1] < 1
		OR p_nr IS DISTINCT FROM ARRAY(SELECT generate_series(p_nr[1], p_nr[1] + n - 1))
		OR EXISTS (SELECT FROM unnest(ARRAY[cardinality(p_gruppe), cardinality(p_tid),
			cardinality(p_bruger), cardinality(p_sag), cardinality(p_objekt), cardinality(p_felt),
			cardinality(p_vaerdi), cardinality(p_salt), cardinality(p_vhash),
			cardinality(p_afloeser), cardinality(p_skema), cardinality(p_hash)]) k
			WHERE k IS DISTINCT FROM n) THEN
		PERFORM femtrin.fejl('FT006', 'POST_FORKERT');
	ELSIF p_nr[1] > e.nr + 1 THEN
		PERFORM femtrin.fejl('FT002', 'ENHED_HUL');
	END IF;

	-- What has been here before must be what is here.
	gamle := least(n, e.nr - p_nr[1] + 1);
	IF gamle > 0 THEN
		SELECT count(*) INTO fundet
		FROM unnest(p_nr[:gamle], p_hash[:gamle]) u(nr, hash)
		JOIN (SELECT j.nr, j.hash FROM femtrin.journal j
			WHERE j.kommune = p_kommune AND j.enhed = p_enhed AND j.nr BETWEEN p_nr[1] AND p_nr[gamle]
		      UNION ALL
		      SELECT a.nr, a.hash FROM femtrin.afvist a
			WHERE a.kommune = p_kommune AND a.enhed = p_enhed AND a.nr BETWEEN p_nr[1] AND p_nr[gamle]) h
			ON h.nr = u.nr AND h.hash = u.hash;
		IF fundet <> gamle THEN
			PERFORM femtrin.fejl('FT001', 'ENHED_FORK');
		END IF;
	END IF;

	IF gamle < n THEN
		fejl := femtrin.push_fejl(p_enhed, CASE WHEN gamle = 0 THEN e.hash END, gamle, p_nr, p_gruppe,
			p_tid, p_bruger, p_sag, p_objekt, p_felt, p_vaerdi, p_salt, p_vhash, p_afloeser,
			p_skema, p_hash);
		IF fejl IS NOT NULL THEN
			PERFORM femtrin.fejl(CASE fejl WHEN 'ENHED_FORK' THEN 'FT001' WHEN 'AKT_DELT' THEN 'FT008'
				ELSE 'FT006' END, fejl);
		END IF;
		forrige := CASE WHEN gamle = 0 THEN e.hash ELSE p_hash[gamle] END || p_hash[gamle + 1:n - 1];
		efter := femtrin.tael_laas(p_kommune);
		svar := femtrin.push_svar(p_kommune, e.tilstand, rolle, p_gruppe[gamle + 1:], p_sag[gamle + 1:],
			p_felt[gamle + 1:], p_vaerdi[gamle + 1:]);
		IF 'OK' = ANY (svar) THEN
			efter := femtrin.push_skriv(p_kommune, p_enhed, efter, svar, p_nr[gamle + 1:],
				p_gruppe[gamle + 1:], p_tid[gamle + 1:], p_bruger[gamle + 1:], p_sag[gamle + 1:],
				p_objekt[gamle + 1:], p_felt[gamle + 1:], p_vaerdi[gamle + 1:],
				p_salt[gamle + 1:], p_vhash[gamle + 1:], p_afloeser[gamle + 1:],
				p_skema[gamle + 1:], forrige, p_hash[gamle + 1:]);
			UPDATE femtrin.taeller t SET lbnr = efter WHERE t.kommune = p_kommune;
		END IF;
		IF 'OK' <> ANY (svar) THEN
			INSERT INTO femtrin.afvist (kommune, enhed, nr, gruppe, tid, bruger, sag, objekt, felt,
				vaerdi, salt, vhash, afloeser, skema, forrige, hash, grund, login)
			SELECT p_kommune, p_enhed, u.nr, u.gruppe, u.tid, u.bruger, u.sag, u.objekt, u.felt,
				u.vaerdi, u.salt, u.vhash, u.afloeser, u.skema, forrige[u.ord - gamle], u.hash,
				svar[u.ord - gamle], session_user::text
			FROM unnest(p_nr, p_gruppe, p_tid, p_bruger, p_sag, p_objekt, p_felt, p_vaerdi, p_salt,
				p_vhash, p_afloeser, p_skema, p_hash) WITH ORDINALITY
				AS u(nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, salt, vhash, afloeser,
				     skema, hash, ord)
			WHERE u.ord > gamle AND svar[u.ord - gamle] <> 'OK';
		END IF;
	END IF;
	UPDATE femtrin.enhed x SET nr = greatest(x.nr, p_nr[n]), set = now(),
		hash = CASE WHEN gamle < n THEN p_hash[n] ELSE x.hash END
		WHERE x.kommune = p_kommune AND x.enhed = p_enhed;
	RETURN QUERY
		SELECT j.nr, j.lbnr, j.sagsnr, 'OK' FROM femtrin.journal j
		WHERE j.kommune = p_kommune AND j.enhed = p_enhed AND j.nr BETWEEN p_nr[1] AND p_nr[n]
		UNION ALL
		SELECT a.nr, NULL, NULL, a.grund FROM femtrin.afvist a
		WHERE a.kommune = p_kommune AND a.enhed = p_enhed AND a.nr BETWEEN p_nr[1] AND p_nr[n]
		ORDER BY 1;
END $$;
COMMENT ON FUNCTION femtrin.push(text, uuid, bigint[], bigint[], bigint[], text[], uuid[], uuid[], text[], text[],
	bytea[], bytea[], bytea[], bigint[], bytea[]) IS 'The one way to write entries';

/*
 * First call of every contact: who am I here, and how far is everything. An
 * unknown device is answered too (tilstand ukendt, then call enhed_ny). kommune
 * NULL = the caller's only one. p_fra = the laptop's cursor, for the log.
 */
CREATE FUNCTION femtrin.hilsen(p_kommune text, p_enhed uuid, p_fra bigint)
RETURNS TABLE (kommune text, navn text, epoke uuid, version integer, skema_fra bigint, rolle text,
	tilstand text, nr bigint, hash bytea, lbnr bigint, tid bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
#variable_conflict use_column
DECLARE
	hvor text;
	b femtrin.bruger;
	e femtrin.enhed;
	cert text := femtrin.certifikat();
	sidste bigint;
BEGIN
	FOR hvor IN SELECT h.kommune FROM femtrin.hvor h WHERE h.login = session_user::text COLLATE "default"
		AND h.kommune = coalesce(p_kommune, h.kommune) ORDER BY h.kommune LOOP
		SELECT * INTO b FROM femtrin.bruger x
			WHERE x.kommune = hvor AND x.login = session_user::text COLLATE "default" AND x.aktiv;
		EXIT WHEN FOUND;
	END LOOP;
	IF b.kommune IS NULL THEN
		PERFORM femtrin.fejl('FT005', 'BRUGER_UKENDT');
	END IF;
	SELECT * INTO e FROM femtrin.enhed x
		WHERE x.kommune = b.kommune AND x.enhed = p_enhed AND x.bruger = b.login;
	IF FOUND AND (e.set IS NULL OR e.set < now() - interval '1 minute' OR NOT cert = ANY (e.certifikater)) THEN
		UPDATE femtrin.enhed x SET set = now(), certifikater = CASE
			WHEN coalesce(cert = ANY (x.certifikater), true) THEN x.certifikater
			ELSE x.certifikater || cert END
		WHERE x.kommune = b.kommune AND x.enhed = p_enhed;
	END IF;
	SELECT t.lbnr INTO sidste FROM femtrin.taeller t WHERE t.kommune = b.kommune;
	INSERT INTO femtrin.log (kommune, tid, id, login, enhed, hvad, fra, til)
	VALUES (b.kommune, clock_timestamp(), gen_random_uuid(), b.login, p_enhed, 'hilsen',
		coalesce(p_fra, 0), sidste);
	RETURN QUERY
		SELECT k.kommune, k.navn, k.epoke, (SELECT max(s.version) FROM femtrin.skema s), k.skema_fra,
			b.rolle, coalesce(e.tilstand, 'ukendt'), coalesce(e.nr, 0),
			coalesce(e.hash, decode(repeat('00', 32), 'hex')), sidste,
			(extract(epoch FROM clock_timestamp()) * 1000)::bigint
		FROM femtrin.kommune k WHERE k.kommune = b.kommune;
END $$;
COMMENT ON FUNCTION femtrin.hilsen(text, uuid, bigint) IS 'Begins a contact';

-- Registers the caller's own device, while the user has one to spare. Again: no change.
CREATE FUNCTION femtrin.enhed_ny(p_kommune text, p_enhed uuid, p_navn text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
	IF EXISTS (SELECT FROM femtrin.enhed e WHERE e.kommune = p_kommune AND e.enhed = p_enhed
		AND e.bruger = session_user::text COLLATE "default") THEN
		RETURN;
	END IF;
	IF NOT EXISTS (SELECT FROM femtrin.bruger b WHERE b.kommune = p_kommune
		AND b.login = session_user::text COLLATE "default" AND b.aktiv) THEN
		PERFORM femtrin.fejl('FT005', 'BRUGER_UKENDT');
	ELSIF femtrin.spaerret(p_kommune) THEN
		PERFORM femtrin.fejl('FT004', 'ENHED_SPAERRET');
	END IF;
	UPDATE femtrin.bruger b SET enheder = b.enheder - 1
		WHERE b.kommune = p_kommune AND b.login = session_user::text COLLATE "default" AND b.enheder > 0;
	IF NOT FOUND THEN
		PERFORM femtrin.fejl('FT009', 'INGEN_PLADS');
	END IF;
	INSERT INTO femtrin.enhed (kommune, enhed, bruger, navn, certifikater, set)
	VALUES (p_kommune, p_enhed, session_user::text, left(p_navn, 100),
		array_remove(ARRAY[femtrin.certifikat()], NULL), now())
	ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		PERFORM femtrin.fejl('FT003', 'ENHED_UKENDT');
	END IF;
	INSERT INTO femtrin.log (kommune, tid, id, login, enhed, hvad, fra, til)
	VALUES (p_kommune, clock_timestamp(), gen_random_uuid(), session_user::text, p_enhed, 'meldt', 0, 0);
END $$;
COMMENT ON FUNCTION femtrin.enhed_ny(text, uuid, text) IS 'A laptop registers itself';

-- Last call of a fetch: everything up to p_til is applied; these cases had news.
CREATE FUNCTION femtrin.hentet(p_kommune text, p_enhed uuid, p_fra bigint, p_til bigint, p_sager uuid[])
RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
	UPDATE femtrin.enhed e SET hentet = greatest(e.hentet, p_til)
		WHERE e.kommune = p_kommune AND e.enhed = p_enhed AND e.bruger = session_user::text COLLATE "default"
		AND e.tilstand <> 'spaerret'
		AND p_til <= (SELECT t.lbnr FROM femtrin.taeller t WHERE t.kommune = p_kommune);
	IF NOT FOUND THEN
		PERFORM femtrin.fejl('FT003', 'ENHED_UKENDT');
	END IF;
	INSERT INTO femtrin.log (kommune, tid, id, login, enhed, hvad, fra, til, sager)
	VALUES (p_kommune, clock_timestamp(), gen_random_uuid(), session_user::text, p_enhed, 'hentet',
		p_fra, p_til, p_sager);
END $$;
COMMENT ON FUNCTION femtrin.hentet(text, uuid, bigint, bigint, uuid[]) IS 'Ends a fetch';

/*
 * One piece of a file, in order, before the entries that name it. Gives the number
 * of the piece that is wanted next, or -1 when the file is whole and its hash right:
 * call with no data (NULL) to ask where to go on after a cut. Any active device may
 * hand in a file; reading it takes access to its case.
 */
CREATE FUNCTION femtrin.fil_gem(p_kommune text, p_enhed uuid, p_sag uuid, p_hash bytea, p_laengde bigint,
	p_nr integer, p_data bytea)
RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
	f femtrin.fil;
	stykker integer := ceil(p_laengde / 262144.0);
	naeste integer;
BEGIN
	PERFORM set_config('idle_in_transaction_session_timeout', '5000', true);
	IF NOT EXISTS (SELECT FROM femtrin.bruger b JOIN femtrin.enhed e
		ON e.kommune = b.kommune AND e.bruger = b.login
		WHERE b.kommune = p_kommune AND b.login = session_user::text COLLATE "default" AND b.aktiv
		AND e.enhed = p_enhed AND e.tilstand <> 'spaerret') THEN
		PERFORM femtrin.fejl('FT003', 'ENHED_UKENDT');
	ELSIF femtrin.spaerret(p_kommune) THEN
		PERFORM femtrin.fejl('FT004', 'ENHED_SPAERRET');
	END IF;
	IF octet_length(p_hash) IS DISTINCT FROM 32 OR p_laengde IS NULL
		OR p_laengde NOT BETWEEN 1 AND 268435456 OR p_sag IS NULL THEN
		PERFORM femtrin.fejl('FT011', 'FIL_FORKERT');
	END IF;
	INSERT INTO femtrin.fil (kommune, sag, hash, laengde, login)
	VALUES (p_kommune, p_sag, p_hash, p_laengde, session_user::text) ON CONFLICT DO NOTHING;
	SELECT * INTO f FROM femtrin.fil x
		WHERE x.kommune = p_kommune AND x.sag = p_sag AND x.hash = p_hash FOR UPDATE;
	IF f.hel THEN
		RETURN -1;
	ELSIF f.laengde <> p_laengde THEN   -- whoever was first had it wrong, or this one has: begin again
		DELETE FROM femtrin.fil_del d WHERE d.kommune = p_kommune AND d.sag = p_sag AND d.hash = p_hash;
		UPDATE femtrin.fil x SET laengde = p_laengde
			WHERE x.kommune = p_kommune AND x.sag = p_sag AND x.hash = p_hash;
	END IF;
	SELECT count(*) INTO naeste FROM femtrin.fil_del d
		WHERE d.kommune = p_kommune AND d.sag = p_sag AND d.hash = p_hash;
	IF p_data IS NULL OR p_nr IS DISTINCT FROM naeste THEN
		RETURN naeste;
	ELSIF octet_length(p_data) <> least(262144, p_laengde - 262144::bigint * naeste) THEN
		PERFORM femtrin.fejl('FT011', 'FIL_FORKERT');
	END IF;
	INSERT INTO femtrin.fil_del (kommune, sag, hash, nr, data)
	VALUES (p_kommune, p_sag, p_hash, naeste, p_data);
	naeste := naeste + 1;
	IF naeste < stykker THEN
		RETURN naeste;
	END IF;
	IF (SELECT sha256(string_agg(d.data, ''::bytea ORDER BY d.nr)) FROM femtrin.fil_del d
		WHERE d.kommune = p_kommune AND d.sag = p_sag AND d.hash = p_hash) <> p_hash THEN
		DELETE FROM femtrin.fil_del d WHERE d.kommune = p_kommune AND d.sag = p_sag AND d.hash = p_hash;
		RETURN 0;
	END IF;
	UPDATE femtrin.fil x SET hel = true
		WHERE x.kommune = p_kommune AND x.sag = p_sag AND x.hash = p_hash;
	RETURN -1;
END $$;
COMMENT ON FUNCTION femtrin.fil_gem(text, uuid, uuid, bytea, bigint, integer, bytea) IS 'Hands in one piece of a file';

GRANT EXECUTE ON FUNCTION
	femtrin.push(text, uuid, bigint[], bigint[], bigint[], text[], uuid[], uuid[], text[], text[],
		bytea[], bytea[], bytea[], bigint[], bytea[]),
	femtrin.hilsen(text, uuid, bigint),
	femtrin.enhed_ny(text, uuid, text),
	femtrin.hentet(text, uuid, bigint, bigint, uuid[]),
	femtrin.fil_gem(text, uuid, uuid, bytea, bigint, integer, bytea)
	TO femtrin_bruger;

INSERT INTO femtrin.skema (version) VALUES (2);
