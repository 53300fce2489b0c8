CREATE TABLE numbers (i INT, b BIGINT, u BIGINT UNSIGNED, d DOUBLE, m DECIMAL(8, 3), t TEXT)
WITH (connector = 'single_file', path = 'data/numbers.json', format = 'json');
SELECT i + b AS s, d * 2 AS d, t || '!' AS t, coalesce(i, -1) AS i, nullif(i, 7) AS n FROM numbers;

--= result
--> {"d":-3E+300,"i":-7,"n":-7,"s":9223372036854775801,"t":"abc!"}
--> {"d":0.2,"i":7,"n":null,"s":-9223372036854775802,"t":"12!"}
--> {"d":6.0,"i":0,"n":0,"s":3,"t":"3.75!"}
--> {"d":null,"i":-1,"n":null,"s":null,"t":null}
