CREATE TABLE o WITH (connector = 'blackhole');
INSERT INTO o (a, b) SELECT 1, 'x' UNION ALL SELECT 2, upper('y');
SELECT x + 1 AS y FROM (SELECT 3 AS x WHERE TRUE) AS q;
