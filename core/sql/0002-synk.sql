-- Schema version 2: what a laptop remembers of the municipality's store.
--
-- `adgang`, `sagshoved`, `afvist`, `enhedshoved` and `kvittering` are local: told
-- by the centre, never sent. The centre's own words for them: packaging/central.

-- The device's hash before this entry, where the entry before it is not in this
-- journal: it belongs to a case that this laptop does not have. NULL = it is here.
ALTER TABLE journal ADD COLUMN forrige BLOB;

-- 0 = counts; 1 = refused by the centre (see afvist); 2 = quarantine: made with a
-- newer form, kept and chained, applied when this program is as new.
ALTER TABLE journal ADD COLUMN udenfor INTEGER NOT NULL DEFAULT 0;

CREATE UNIQUE INDEX journal_lbnr ON journal (lbnr) WHERE lbnr IS NOT NULL;

-- What waits to be sent, in its order.
CREATE INDEX journal_usendt ON journal (enhed, nr) WHERE lbnr IS NULL AND udenfor = 0;

-- How far a case has been fetched, without holes.
CREATE TABLE sagshoved (
	sag      BLOB PRIMARY KEY,  -- case UUID
	sagsnr   INTEGER NOT NULL,  -- entries of it that were fetched: 1 to this
	kaede    BLOB NOT NULL,     -- SHA-256(the chain before, entry.hash), 32 zero bytes first
	lbnr     INTEGER NOT NULL,  -- commit order of the last one
	ens      INTEGER NOT NULL DEFAULT 0  -- 1 = the centre had the same chain at the last contact
) STRICT, WITHOUT ROWID;

CREATE INDEX sagshoved_ens ON sagshoved (lbnr) WHERE ens = 0;

-- This user's access to cases; a case without a row is hers if it is here.
CREATE TABLE adgang (
	sag      BLOB PRIMARY KEY,  -- case UUID; all zero = every case of the municipality
	ret      INTEGER NOT NULL,  -- 0 = none, 1 = reads, 2 = writes
	lbnr     INTEGER NOT NULL   -- commit order of the change that said so
) STRICT, WITHOUT ROWID;

-- Entries of this laptop that the centre refused and keeps; shown with the reason.
CREATE TABLE afvist (
	enhed    BLOB NOT NULL,     -- the entry: its device
	nr       INTEGER NOT NULL,  -- … and its number
	tid      INTEGER NOT NULL,  -- as in the entry
	sag      BLOB NOT NULL,     -- case UUID
	objekt   BLOB NOT NULL,     -- object UUID
	felt     TEXT NOT NULL,     -- field key
	vaerdi   TEXT,              -- what was entered
	grund    TEXT NOT NULL,     -- the centre's word: INGEN_ADGANG, ANDEN_KOMMUNE, ENHED_SPAERRET
	PRIMARY KEY (enhed, nr)
) STRICT, WITHOUT ROWID;

-- The last entry of this laptop's device, when its case has left the laptop: the
-- numbers and the chain go on from it.
CREATE TABLE enhedshoved (
	enhed    BLOB PRIMARY KEY,  -- device
	nr       INTEGER NOT NULL,  -- as in the entry
	tid      INTEGER NOT NULL,
	hash     BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Receipts: after each sync that came to its end.
CREATE TABLE kvittering (
	nr       INTEGER PRIMARY KEY,  -- 1, 2, 3 …
	tid      INTEGER NOT NULL,     -- ms since 1970 UTC by this laptop's clock
	sager    INTEGER NOT NULL,     -- cases whose chain equals the centre's
	alle     INTEGER NOT NULL,     -- cases that are here
	poster   INTEGER NOT NULL,     -- entries sent and fetched
	lbnr     INTEGER NOT NULL,     -- the centre's commit order that was reached
	kaede    BLOB NOT NULL         -- SHA-256 over every case's UUID and chain, by UUID
) STRICT;

PRAGMA user_version = 2;
