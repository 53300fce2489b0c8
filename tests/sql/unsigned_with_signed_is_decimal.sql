CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT u, u + 1 AS more, u % 4 AS rest FROM numbers;

--= result
--> {"more":1,"rest":0,"u":0}
--> {"more":18446744073709551616,"rest":3,"u":18446744073709551615}
--> {"more":6,"rest":1,"u":5}
--> {"more":null,"rest":null,"u":null}
