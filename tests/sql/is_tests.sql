CREATE TABLE flags (a BOOLEAN, b BOOLEAN) WITH (connector = 'single_file', path = 'data/flags.json', format = 'json');
SELECT a IS NULL AS n, a IS NOT NULL AS nn, b IS TRUE AS t, b IS NOT TRUE AS nt, b IS FALSE AS f FROM flags;

--= result
--> {"f":false,"n":false,"nn":true,"nt":false,"t":true}
--> {"f":false,"n":false,"nn":true,"nt":true,"t":false}
--> {"f":false,"n":false,"nn":true,"nt":true,"t":false}
--> {"f":false,"n":true,"nn":false,"nt":true,"t":false}
--> {"f":true,"n":false,"nn":true,"nt":true,"t":false}
--> {"f":true,"n":false,"nn":true,"nt":true,"t":false}
