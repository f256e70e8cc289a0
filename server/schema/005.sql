-- How a display is to be, where the lead has said so; NULL: as its command line says.
ALTER TABLE device ADD COLUMN view TEXT CHECK (view IN ('hall', 'counter'));
ALTER TABLE device ADD COLUMN counter INTEGER;
ALTER TABLE device ADD COLUMN zone TEXT;
ALTER TABLE device ADD COLUMN volume INTEGER;
