-- For the tests alone: a laptop in SQL, so that entries can be made that no honest
-- program makes, and entries that replace another device's.
CREATE SCHEMA test;
CREATE TABLE test.post (
	enhed uuid, nr bigint, gruppe bigint, tid bigint, bruger text, sag uuid, objekt uuid, felt text,
	vaerdi text, salt bytea, vhash bytea, afloeser bytea, skema bigint, hash bytea,
	PRIMARY KEY (enhed, nr)
);

CREATE FUNCTION test.u(n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
	$$ SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;

-- '5:2' = number 2 of device 5; several parted by blanks, in order.
CREATE FUNCTION test.ref(refs text) RETURNS bytea LANGUAGE sql AS $$
	SELECT coalesce(string_agg(uuid_send(test.u(split_part(r, ':', 1)::bigint))
		|| int8send(split_part(r, ':', 2)::bigint), ''::bytea ORDER BY o), ''::bytea)
	FROM unnest(string_to_array(nullif(refs, ''), ' ')) WITH ORDINALITY t(r, o)
$$;

-- One more entry of device d; p_ny = it begins an act.
CREATE FUNCTION test.skriv(d bigint, p_ny boolean, s bigint, o bigint, f text, v text, refs text)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	sidst test.post;
	p test.post;
BEGIN
	SELECT * INTO sidst FROM test.post x WHERE x.enhed = test.u(d) ORDER BY x.nr DESC LIMIT 1;
	p.enhed := test.u(d);
	p.nr := coalesce(sidst.nr, 0) + 1;
	p.gruppe := CASE WHEN p_ny OR sidst.nr IS NULL THEN p.nr ELSE sidst.gruppe END;
	p.tid := 1788000000000::bigint << 16;
	p.bruger := 'demo' || d;
	p.sag := test.u(s);
	p.objekt := test.u(o);
	p.felt := f;
	p.vaerdi := v;
	p.salt := substr(sha256(('salt' || d || ' ' || p.nr)::bytea), 1, 16);
	p.vhash := sha256(p.salt || convert_to(coalesce(v, ''), 'UTF8'));
	p.afloeser := test.ref(refs);
	p.skema := 1;
	p.hash := femtrin.post_hash(coalesce(sidst.hash, decode(repeat('00', 32), 'hex')), p.enhed, p.nr,
		p.gruppe, p.tid, p.bruger, p.sag, p.objekt, p.felt, p.vhash, p.afloeser, p.skema);
	INSERT INTO test.post SELECT p.*;
	RETURN p.nr;
END $$;

-- The call that hands in numbers p_fra to p_til of device d.
CREATE FUNCTION test.kald(p_kommune text, d bigint, p_fra bigint, p_til bigint) RETURNS text
LANGUAGE sql AS $$
	SELECT format('SELECT * FROM femtrin.push(%L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L, %L);',
		p_kommune, test.u(d), array_agg(nr ORDER BY nr), array_agg(gruppe ORDER BY nr),
		array_agg(tid ORDER BY nr), array_agg(bruger ORDER BY nr), array_agg(sag ORDER BY nr),
		array_agg(objekt ORDER BY nr), array_agg(felt ORDER BY nr), array_agg(vaerdi ORDER BY nr),
		array_agg(salt ORDER BY nr), array_agg(vhash ORDER BY nr), array_agg(afloeser ORDER BY nr),
		array_agg(skema ORDER BY nr), array_agg(hash ORDER BY nr))
	FROM test.post WHERE enhed = test.u(d) AND nr BETWEEN p_fra AND p_til
$$;
