CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT abs(i) AS a, ceil(d) AS c, floor(d) AS f, round(m, 1) AS r, sqrt(abs(i)) AS s, power(i, 2) AS p FROM numbers WHERE d > -10 OR d IS NULL;

--= result
--> {"a":0,"c":3.0,"f":3.0,"p":0.0,"r":1234.6,"s":0.0}
--> {"a":7,"c":1.0,"f":0.0,"p":49.0,"r":2.5,"s":2.6457513110645907}
--> {"a":null,"c":null,"f":null,"p":null,"r":null,"s":null}
