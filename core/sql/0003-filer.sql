-- Schema version 3: which files the journal names, without reading all of it.

-- The fields of type hash: what has to come along with its case.
CREATE INDEX journal_fil ON journal (vaerdi, sag) WHERE substr(felt, -5) = '.hash';

PRAGMA user_version = 3;
