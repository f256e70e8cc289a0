-- What each visit was for, in order: how often procedures were handled is read from here alone.
CREATE INDEX change_visit ON change (day, ticket, seq, kind, was, done, procedure)
WHERE (kind = 'issued' AND procedure IS NOT NULL) OR kind = 'finished' OR was = 'served';
