-- fails: column "x" of table "o" is NOT NULL
CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
CREATE TABLE o (x INT NOT NULL) WITH (connector = 'single_file', path = 'o.json', format = 'json');
INSERT INTO o SELECT i FROM numbers;
