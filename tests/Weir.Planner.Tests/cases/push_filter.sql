-- the first filter may go below the projection, the second one looks at something computed
CREATE TABLE t (a TEXT, b BIGINT, c BIGINT) WITH (connector = 'single_file', path = 'in.json', format = 'json');
SELECT n, c FROM (SELECT CAST(a AS BIGINT) AS n, b, c FROM t) WHERE b > 1 AND c < 5;
SELECT n FROM (SELECT CAST(a AS BIGINT) AS n, b FROM t WHERE b > 1) WHERE n > 1;
SELECT b FROM (SELECT * FROM t WHERE b > 1) WHERE CAST(a AS BIGINT) > 1;
