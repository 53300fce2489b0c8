SET on_error = 'drop';
CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
CREATE TABLE o (x INT NOT NULL, "T" TEXT) WITH (connector = 'filesystem', path = 'o', format = 'json');
INSERT INTO o SELECT i, t FROM numbers;
CREATE TABLE kept (x BIGINT NOT NULL);
INSERT INTO kept SELECT i FROM numbers;
CREATE TABLE p (x BIGINT NOT NULL) WITH (connector = 'single_file', path = 'p.json', format = 'json');
INSERT INTO p SELECT x * 2 FROM kept;

--= o
--> {"x":7,"T":"12"}
--> {"x":-7,"T":"abc"}
--> {"x":0,"T":"3.75"}
--= p
--> {"x":14}
--> {"x":-14}
--> {"x":0}
