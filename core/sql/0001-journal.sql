-- Schema version 1: the journal, what is derived from it, local bookkeeping.
--
-- Three kinds of tables:
--   content   journal, fil, fil_del: appended to, never changed, never rebuilt
--   derived   sag, objekt, felt, sidehoved, fjernelse, soeg: made from the
--             journal alone; `femtrin rebuild` drops and makes them again
--   local     lokal, husket, kladde, fortrydelse: this laptop's own, never sent

PRAGMA application_id = 1178946900;   -- 'FEMT': a file without it is not a store

-- ---------------------------------------------------------------- content

-- One field of one object of one case got a value. What the columns mean and how
-- the hashes are made: core/journal/post.h.
CREATE TABLE journal (
	enhed    BLOB NOT NULL,     -- device, UUID as 16 bytes
	nr       INTEGER NOT NULL,  -- the device's own number: 1, 2, 3 … without holes
	gruppe   INTEGER NOT NULL,  -- number of the first entry of the same act
	tid      INTEGER NOT NULL,  -- hybrid clock: ms since 1970 UTC << 16 | counter
	bruger   TEXT NOT NULL,     -- who
	sag      BLOB NOT NULL,     -- case, UUID as 16 bytes
	objekt   BLOB NOT NULL,     -- object in it; the case itself: the same UUID
	felt     TEXT NOT NULL,     -- field key; 'slettet' removes the object
	vaerdi   TEXT,              -- canonical text, never ''; NULL = emptied (or blanked, see salt)
	salt     BLOB,              -- 16 random bytes; NULL = the value was blanked because the law says so
	vhash    BLOB NOT NULL,     -- SHA-256(salt, value)
	afloeser BLOB NOT NULL,     -- entries that this one replaces: 24 bytes each, sorted; a removal
	                            -- names the heads of every field of its object too: what its author saw
	skema    INTEGER NOT NULL,  -- version of the forms it was entered with
	hash     BLOB NOT NULL,     -- SHA-256 over the device's previous hash and the columns
	lbnr     INTEGER,           -- the centre's commit order; NULL until the centre has it
	sagsnr   INTEGER,           -- the centre's number within the case; NULL until then
	PRIMARY KEY (enhed, nr)
) STRICT, WITHOUT ROWID;

-- A case's entries in the order in which they happened.
CREATE INDEX journal_sag ON journal (sag, tid);

-- Bytes that the journal names by hash: a scanned document, a final letter.
CREATE TABLE fil (
	hash     BLOB PRIMARY KEY,  -- SHA-256 of all of it
	laengde  INTEGER NOT NULL   -- bytes
) STRICT, WITHOUT ROWID;

-- Its bytes in pieces of 256 KiB, the last one shorter.
CREATE TABLE fil_del (
	hash     BLOB NOT NULL,     -- fil.hash
	nr       INTEGER NOT NULL,  -- 0, 1, 2 …
	data     BLOB NOT NULL,     -- its bytes
	PRIMARY KEY (hash, nr)
) STRICT;

-- ---------------------------------------------------------------- derived

-- One row per case: the case list. core/sag/sagliste.c reads it.
CREATE TABLE sag (
	nr          INTEGER PRIMARY KEY,         -- short number inside this file, not the same on another laptop
	id          BLOB NOT NULL UNIQUE,        -- case UUID
	borger      TEXT NOT NULL DEFAULT '',    -- borger.navn
	navneorden  TEXT NOT NULL DEFAULT '',    -- the name for sorting: folded, æ ø å last in bytes
	cpr         TEXT NOT NULL DEFAULT '',    -- borger.cpr, '610190-0019'
	virksomhed  TEXT NOT NULL DEFAULT '',    -- of the first employment that has one and is not removed
	trin        INTEGER NOT NULL DEFAULT 1,  -- sag.trin, 1-5
	naeste      TEXT,                        -- next date that something is due, 'YYYY-MM-DD'; NULL = none:
	                                         -- ansoegning.frist until the decision is dated,
	                                         -- afgoerelse.partshoering_frist while the hearing is 'sendt',
	                                         -- indhentning.frist until received, opfoelgning.naeste,
	                                         -- klage.frist_genvurdering until the complaint has its outcome
	konflikter  INTEGER NOT NULL DEFAULT 0,  -- open conflicts, rows of the view konflikt
	usendt      INTEGER NOT NULL DEFAULT 0   -- entries that the centre does not have yet
) STRICT;

-- The order of the case list: by next date, those without last, then by name.
-- ORDER BY naeste IS NULL, naeste, navneorden, nr reads it off this index.
CREATE INDEX sag_orden ON sag (naeste IS NULL, naeste, navneorden, nr);

-- The objects of a case. Number 0 is the case itself.
CREATE TABLE objekt (
	sag      INTEGER NOT NULL,  -- sag.nr
	orden    INTEGER NOT NULL,  -- 1, 2, 3 … as they came to be; 0 = the case
	id       BLOB NOT NULL,     -- object UUID
	liste    TEXT,              -- 'opgaver': the key of its fields before the last dot; NULL for the case
	slettet  INTEGER NOT NULL DEFAULT 0,  -- 1 = removed and out of sight; its values are kept
	strid    INTEGER NOT NULL DEFAULT 0,  -- 1 = removed by one, edited by another who did not know: it stays visible
	PRIMARY KEY (sag, orden)
) STRICT, WITHOUT ROWID;

-- An object by its UUID.
CREATE UNIQUE INDEX objekt_id ON objekt (sag, id);

-- The value that is shown for each field that ever had an entry.
CREATE TABLE felt (
	sag      INTEGER NOT NULL,  -- sag.nr
	objekt   INTEGER NOT NULL,  -- objekt.orden
	felt     TEXT NOT NULL,     -- field key
	vaerdi   TEXT,              -- as in the entry; NULL = emptied
	enhed    BLOB NOT NULL,     -- the entry that is shown: its device
	nr       INTEGER NOT NULL,  -- … and its number
	flere    INTEGER NOT NULL DEFAULT 0,  -- heads besides it: rows in sidehoved
	PRIMARY KEY (sag, objekt, felt)
) STRICT, WITHOUT ROWID;

-- Heads that are not shown: nobody has replaced them, and they do not replace
-- what is shown. Empty as long as nobody works on the same field at a time.
CREATE TABLE sidehoved (
	sag      INTEGER NOT NULL,  -- sag.nr
	objekt   INTEGER NOT NULL,  -- objekt.orden
	felt     TEXT NOT NULL,     -- field key
	enhed    BLOB NOT NULL,     -- the entry: its device
	nr       INTEGER NOT NULL,  -- … and its number
	vaerdi   TEXT,              -- as in the entry
	PRIMARY KEY (sag, objekt, felt, enhed, nr)
) STRICT, WITHOUT ROWID;

-- What the author of a removal saw: an edit that is not among it is a conflict.
CREATE TABLE fjernelse (
	sag         INTEGER NOT NULL,  -- sag.nr
	objekt      INTEGER NOT NULL,  -- objekt.orden
	kendt_enhed BLOB NOT NULL,     -- an entry that the removal names in afloeser: its device
	kendt_nr    INTEGER NOT NULL,  -- … and its number
	enhed       BLOB NOT NULL,     -- the entry that removes: its device
	nr          INTEGER NOT NULL,  -- … and its number
	PRIMARY KEY (sag, objekt, kendt_enhed, kendt_nr, enhed, nr)
) STRICT, WITHOUT ROWID;

-- Every head of every field, the shown one among them.
CREATE VIEW hoved (sag, objekt, felt, enhed, nr, vaerdi, vist) AS
	SELECT sag, objekt, felt, enhed, nr, vaerdi, 1 FROM felt
	UNION ALL
	SELECT sag, objekt, felt, enhed, nr, vaerdi, 0 FROM sidehoved;

-- Open conflicts, one row per field; felt 'slettet' = an edit against a removal too.
CREATE VIEW konflikt (sag, objekt, felt) AS
	SELECT s.sag, s.objekt, s.felt FROM sidehoved s
	JOIN felt f ON f.sag = s.sag AND f.objekt = s.objekt AND f.felt = s.felt
	JOIN objekt o ON o.sag = s.sag AND o.orden = s.objekt
	WHERE s.vaerdi IS NOT f.vaerdi AND (o.slettet = 0 OR s.felt = 'slettet')
	UNION
	SELECT sag, orden, 'slettet' FROM objekt WHERE strid = 1;

-- The search index: one document per shown value of borger.navn, borger.cpr,
-- ansaettelser.virksomhed and the notes. rowid = sag.nr << 28 | objekt.orden << 4 |
-- kind, so that the case is rowid >> 28. Words stand folded (tekst_fold), parted in soeg.c; a CPR
-- stands as ten digits and as its last four. Ask through core/journal/soeg.h.
CREATE VIRTUAL TABLE soeg USING fts5 (
	tekst,
	content = '', columnsize = 0, detail = none, prefix = '1 2 3',
	tokenize = ascii
);

-- ---------------------------------------------------------------- local

-- Facts about this file: 'enhed' = the device's UUID as text.
CREATE TABLE lokal (
	noegle   TEXT PRIMARY KEY,  -- its name
	vaerdi   TEXT NOT NULL      -- the fact
) STRICT, WITHOUT ROWID;

-- What the screen remembers: cursor places, settings.
CREATE TABLE husket (
	noegle   TEXT PRIMARY KEY,  -- whatever the screen calls it
	vaerdi   TEXT NOT NULL      -- the text
) STRICT, WITHOUT ROWID;

-- Half-typed text of fields that have not been left yet.
CREATE TABLE kladde (
	objekt   BLOB NOT NULL,     -- object UUID
	felt     TEXT NOT NULL,     -- field key
	sag      BLOB NOT NULL,     -- case UUID
	liste    TEXT,              -- list that a new object is to belong to
	tekst    TEXT NOT NULL,     -- as typed, not canonical
	PRIMARY KEY (objekt, felt)
) STRICT, WITHOUT ROWID;

-- Acts of this device that take back others: passed over by the next undo.
CREATE TABLE fortrydelse (
	gruppe   INTEGER PRIMARY KEY,      -- the act of undo
	fortrudt INTEGER NOT NULL UNIQUE   -- the act that it took back
) STRICT;

PRAGMA user_version = 1;
