CREATE TABLE flags (a BOOLEAN, b BOOLEAN) WITH (connector = 'single_file', path = 'data/flags.json', format = 'json');
SELECT a, b FROM flags WHERE a OR b;

--= result
--> {"a":true,"b":false}
--> {"a":true,"b":null}
--> {"a":true,"b":true}
