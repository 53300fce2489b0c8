CREATE TABLE pairs (a INT, b TEXT) WITH (connector = 'single_file', path = 'data/keys.json', format = 'json');
SELECT a, b FROM pairs;

--= result
--> {"a":2,"b":"x"}
--> {"a":5,"b":"escaped key"}
--> {"a":null,"b":"only"}
--> {"a":null,"b":"y"}
--> {"a":null,"b":null}
