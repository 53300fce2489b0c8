CREATE TABLE texts (id INT, s TEXT) WITH (connector = 'single_file', path = 'data/texts.json', format = 'json');
SELECT id, X'01ff' AS bytes FROM texts WHERE id < 3;

--= result
--> {"bytes":"Af8=","id":1}
--> {"bytes":"Af8=","id":2}
