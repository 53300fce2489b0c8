CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT TRY_CAST(t AS INT) AS i, TRY_CAST(u AS BIGINT) AS b, TRY_CAST(b AS INT) AS s, TRY_CAST(t AS BOOLEAN) AS f FROM numbers;

--= result
--> {"b":0,"f":null,"i":null,"s":null}
--> {"b":5,"f":null,"i":null,"s":3}
--> {"b":null,"f":null,"i":12,"s":null}
--> {"b":null,"f":null,"i":null,"s":null}
