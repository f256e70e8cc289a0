-- Each act of an administrator. Its change in the chain has a digest of the row.
CREATE TABLE act (
	seq INTEGER PRIMARY KEY REFERENCES change (seq),
	act TEXT NOT NULL,
	object TEXT NOT NULL,
	id TEXT,
	undoes INTEGER UNIQUE REFERENCES act (seq),
	changes TEXT NOT NULL,
	version INTEGER UNIQUE,
	hash BLOB CHECK (length(hash) = 32)
) STRICT;
ALTER TABLE change ADD COLUMN digest TEXT;
