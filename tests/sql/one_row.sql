CREATE TABLE o WITH (connector = 'single_file', path = 'o.json', format = 'json');
INSERT INTO o (n, s) SELECT 1, 'x' UNION ALL SELECT 2, upper('y');
SELECT x * 2 AS y FROM (SELECT 21 AS x) AS q WHERE x > 20;
INSERT INTO o (n, s) SELECT 3, 'z' WHERE FALSE;

--= o
--> {"n":1,"s":"x"}
--> {"n":2,"s":"Y"}
--= result
--> {"y":42}
