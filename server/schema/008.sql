-- Accounts and devices end, and stay; a device has no key until its one-time code has been used.
ALTER TABLE user ADD COLUMN ended_at INTEGER;
CREATE TABLE device_with_code (
	name TEXT PRIMARY KEY,
	role TEXT NOT NULL CHECK (role IN ('kiosk', 'display')),
	secret BLOB UNIQUE CHECK (length(secret) = 32),
	code BLOB UNIQUE CHECK (length(code) = 32),
	code_until INTEGER,
	ended_at INTEGER,
	view TEXT CHECK (view IN ('hall', 'counter')),
	counter INTEGER,
	zone TEXT,
	volume INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO device_with_code (name, role, secret, view, counter, zone, volume)
SELECT name, role, secret, view, counter, zone, volume FROM device;
DROP TABLE device;
ALTER TABLE device_with_code RENAME TO device;
