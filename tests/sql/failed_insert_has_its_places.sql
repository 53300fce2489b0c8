-- fails: cannot cast 'abc' to DOUBLE, in t (case:3:22); its record is at line 2, byte 84 of
CREATE TABLE numbers (i INT, t TEXT) WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
CREATE TABLE o (x DOUBLE) WITH (connector = 'single_file', path = 'o.json', format = 'json');
INSERT INTO o SELECT t FROM numbers;
