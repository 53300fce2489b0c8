-- fails: column "y" of table "o" is NOT NULL and gets no value
CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
CREATE TABLE o (x INT, y INT NOT NULL) WITH (connector = 'single_file', path = 'o.json', format = 'json');
INSERT INTO o (x) SELECT i FROM numbers;
