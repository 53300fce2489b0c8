CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT CAST(d AS BIGINT) AS d, TRY_CAST(t AS BIGINT) AS t, TRY_CAST(t AS DOUBLE) AS td, i::DOUBLE AS i, CAST(m AS TEXT) AS m FROM numbers WHERE d > -1e18;

--= result
--> {"d":0,"i":7.0,"m":"2.500","t":12,"td":12.0}
--> {"d":3,"i":0.0,"m":"1234.568","t":null,"td":3.75}
