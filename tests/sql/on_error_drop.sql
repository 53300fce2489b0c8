SET on_error = 'drop';
CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT i, CAST(t AS DOUBLE) AS t FROM numbers;

--= result
--> {"i":0,"t":3.75}
--> {"i":7,"t":12.0}
--> {"i":null,"t":null}
