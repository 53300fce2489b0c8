CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
CREATE TABLE out (n BIGINT) WITH (connector = 'single_file', path = 'out.json', format = 'json');
INSERT INTO out SELECT u % 4 FROM numbers;

--= out
--> {"n":0}
--> {"n":1}
--> {"n":3}
--> {"n":null}
