-- Numbers that a kiosk keeps for when it is cut off, and when each of them was given out.
ALTER TABLE change ADD COLUMN lease INTEGER REFERENCES change (seq);
ALTER TABLE change ADD COLUMN first INTEGER;
ALTER TABLE change ADD COLUMN last INTEGER;
ALTER TABLE change ADD COLUMN taken_at INTEGER;
ALTER TABLE change ADD COLUMN holder TEXT;
