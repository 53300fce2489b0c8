CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT m, m + 1 AS plus, m * m AS square, CAST(m AS DECIMAL(6, 1)) AS rounded, m > 2 AS more FROM numbers;

--= result
--> {"m":-0.001,"more":false,"plus":0.999,"rounded":0.0,"square":0.000001}
--> {"m":1234.568,"more":true,"plus":1235.568,"rounded":1234.6,"square":1524158.146624}
--> {"m":2.500,"more":true,"plus":3.500,"rounded":2.5,"square":6.250000}
--> {"m":null,"more":null,"plus":null,"rounded":null,"square":null}
