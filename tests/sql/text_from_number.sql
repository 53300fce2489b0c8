CREATE TABLE mixed (id TEXT, text TEXT, d DOUBLE, flag BOOLEAN) WITH (connector = 'single_file', path = 'data/mixed.json', format = 'json');
SELECT id, text, flag, d FROM mixed;

--= result
--> {"d":null,"flag":true,"id":"42","text":"plain"}
--> {"d":null,"flag":false,"id":"x","text":"{ \"a\": [1, null] }"}
--> {"d":2.0,"flag":false,"id":"-1.50e3","text":"true"}
