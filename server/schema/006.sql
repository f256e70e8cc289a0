-- The visits of each day that is over, made of its changes: a cache that may be thrown away. The
-- seal is a hash of the version of the form, of where the day's part of the chain ends, and of the
-- bytes: what has another one is not looked at.
CREATE TABLE visits (
	day INTEGER PRIMARY KEY,
	seal BLOB NOT NULL CHECK (length(seal) = 32),
	packed BLOB NOT NULL
) STRICT;
