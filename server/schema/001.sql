-- One row: which store this is, and where its chain of changes ends.
CREATE TABLE meta (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	epoch TEXT NOT NULL,
	seq INTEGER NOT NULL,
	hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- Everything that ever happened, in order; NULL stands for none. Words are those of the interface.
CREATE TABLE change (
	seq INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	day INTEGER NOT NULL,
	kind TEXT NOT NULL,
	ticket INTEGER REFERENCES change (seq),
	number TEXT,
	service TEXT,
	counter INTEGER,
	was TEXT,
	state TEXT,
	reason TEXT,
	"by" TEXT,
	clerk_name TEXT,
	clerk_title TEXT,
	back_at INTEGER,
	token TEXT,
	priority TEXT,
	procedure TEXT,
	lang TEXT,
	how TEXT,
	hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX change_day ON change (day);
CREATE UNIQUE INDEX change_number ON change (day, number) WHERE kind = 'issued';

CREATE TABLE day (
	day INTEGER PRIMARY KEY,
	opened_at INTEGER NOT NULL,
	closed_at INTEGER
) STRICT;
CREATE TRIGGER day_never_goes_back BEFORE INSERT ON day
WHEN EXISTS (SELECT 1 FROM day WHERE day > NEW.day)
BEGIN
	SELECT RAISE(ABORT, 'the day goes back');
END;

-- The last number that a service gave out on a day.
CREATE TABLE series (
	day INTEGER NOT NULL REFERENCES day (day),
	service TEXT NOT NULL,
	last INTEGER NOT NULL CHECK (last > 0),
	PRIMARY KEY (day, service)
) STRICT, WITHOUT ROWID;

-- What was answered to a request with an Idempotency-Key.
CREATE TABLE answer (
	key BLOB PRIMARY KEY CHECK (length(key) = 16),
	body BLOB NOT NULL CHECK (length(body) = 16),
	status INTEGER NOT NULL,
	text TEXT NOT NULL,
	at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Office files and catalogues as they were imported; the newest of a kind counts.
CREATE TABLE setup (
	version INTEGER PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('office', 'catalogue')),
	at INTEGER NOT NULL,
	hash BLOB NOT NULL CHECK (length(hash) = 32),
	text TEXT NOT NULL
) STRICT;
CREATE INDEX setup_kind ON setup (kind);

CREATE TABLE user (
	name TEXT PRIMARY KEY,
	role TEXT NOT NULL CHECK (role IN ('clerk', 'lead', 'admin')),
	clerk_name TEXT NOT NULL,
	clerk_title TEXT NOT NULL,
	password TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
	name TEXT PRIMARY KEY,
	role TEXT NOT NULL CHECK (role IN ('kiosk', 'display')),
	secret BLOB NOT NULL UNIQUE CHECK (length(secret) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
	secret BLOB PRIMARY KEY CHECK (length(secret) = 32),
	user TEXT NOT NULL REFERENCES user (name) ON DELETE CASCADE,
	counter INTEGER NOT NULL,
	since INTEGER NOT NULL,
	seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_user ON session (user);
