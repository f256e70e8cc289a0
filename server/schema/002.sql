-- What the moves of a day need: who is called by which rule, reasons in words, what was said to wait.
ALTER TABLE change ADD COLUMN note TEXT;
ALTER TABLE change ADD COLUMN done TEXT;
ALTER TABLE change ADD COLUMN from_service TEXT;
ALTER TABLE change ADD COLUMN from_counter INTEGER;
ALTER TABLE change ADD COLUMN to_counter INTEGER;
ALTER TABLE change ADD COLUMN queue_time INTEGER;
ALTER TABLE change ADD COLUMN rules INTEGER;
ALTER TABLE change ADD COLUMN slot INTEGER;
ALTER TABLE change ADD COLUMN told_low INTEGER;
ALTER TABLE change ADD COLUMN told_mid INTEGER;
ALTER TABLE change ADD COLUMN told_high INTEGER;

-- What the office had learned of its visits when a day began; the day's changes tell the rest.
CREATE TABLE learned (
	day INTEGER PRIMARY KEY,
	seq INTEGER NOT NULL,
	text TEXT NOT NULL
) STRICT;
