-- Each row that no change proves is sealed: a hash of the table's name and the row's values, made by the
-- function `seal` of the program (store_seal.h) in the statement that writes them.
ALTER TABLE meta ADD COLUMN seal BLOB CHECK (length(seal) = 32);
ALTER TABLE user ADD COLUMN seal BLOB CHECK (length(seal) = 32);
ALTER TABLE device ADD COLUMN seal BLOB CHECK (length(seal) = 32);
ALTER TABLE session ADD COLUMN seal BLOB CHECK (length(seal) = 32);
ALTER TABLE answer ADD COLUMN seal BLOB CHECK (length(seal) = 32);
ALTER TABLE setup ADD COLUMN seal BLOB CHECK (length(seal) = 32);
ALTER TABLE learned ADD COLUMN seal BLOB CHECK (length(seal) = 32);
UPDATE meta SET seal = seal('meta', epoch);
UPDATE user SET seal = seal('user', name, role, clerk_name, clerk_title, password, ended_at);
UPDATE device SET seal =
	seal('device', name, role, secret, code, code_until, ended_at, view, counter, zone, volume);
UPDATE session SET seal = seal('session', secret, user, counter, since, seen);
UPDATE answer SET seal = seal('answer', key, body, status, text, at);
UPDATE setup SET seal = seal('setup', version, kind, at, hash);
UPDATE learned SET seal = seal('learned', day, seq, text);
