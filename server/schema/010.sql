-- Answers stand in the order in which they were given, so that each is written beside the one before. An
-- answer is found by the last of the changes it came with; those of before are only numbered.
CREATE TABLE answer_in_order (
	seq INTEGER PRIMARY KEY,
	key BLOB NOT NULL CHECK (length(key) = 16),
	body BLOB NOT NULL CHECK (length(body) = 16),
	status INTEGER NOT NULL,
	text TEXT NOT NULL,
	at INTEGER NOT NULL,
	seal BLOB CHECK (length(seal) = 32)
) STRICT;
INSERT INTO answer_in_order (seq, key, body, status, text, at, seal)
SELECT n, key, body, status, text, at,
	iif(sealed, seal('answer', n, key, body, status, text, at), NULL)
FROM (
	SELECT row_number() OVER (ORDER BY at, key) AS n, key, body, status, text, at,
		seal IS seal('answer', key, body, status, text, at) AS sealed
	FROM answer
);
DROP TABLE answer;
ALTER TABLE answer_in_order RENAME TO answer;
