-- Schema version 4: two look-ups that are made at each start, each sync and each
-- drawing of the list, in stores of any size.

-- What is in quarantine, by the forms it waits for: core/journal/modtag.c.
CREATE INDEX journal_karantaene ON journal (skema) WHERE udenfor = 2;

-- The cases with open conflicts: core/journal/konflikt.c.
CREATE INDEX sag_konflikt ON sag (konflikter) WHERE konflikter > 0;

PRAGMA user_version = 4;
